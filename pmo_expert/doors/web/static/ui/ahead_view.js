// What lies ahead: what would turn the verdict, and what to ask whom.

import { folding } from "./disclosures.js";
import { element } from "./dom.js";
import { changeButton, trialEditor } from "./trial_view.js";
import { whyLine } from "./why_view.js";
import { say, withCapital } from "./words.js";

const FIRST_QUESTIONS = 5;

/** Return what would turn the verdict, each with an answer to try. */
export function turningView(view) {
  const points = view.engine.turning(view.advice);
  if (points.length === 0) return null;
  return [
    element("h3", {}, say("advice.turning")),
    element(
      "ul",
      { class: "points" },
      points.map((point) =>
        element(
          "li",
          {},
          whyLine(view, {
            text: say("advice.question_of", { question: point.question, ask: point.askWords }),
            about: { attribute: point.attribute },
            key: `turning ${point.attribute}`,
            act: tryButton(view, "turning", point.attribute),
          }),
          point.usual && element("p", { class: "hint" }, say("advice.usual_now", { text: point.usual })),
          element(
            "ul",
            { class: "leads" },
            point.leads.map((lead) =>
              element(
                "li",
                {},
                say(lead.worse ? "advice.lead_worse" : "advice.lead", {
                  answers: lead.answers,
                  verdict: withCapital(lead.verdictWords),
                }),
              ),
            ),
          ),
          trialEditor(view, "turning", point.attribute),
        ),
      ),
    ),
  ];
}

/** Return the button that lets a person try another answer. */
export function tryButton(view, place, name) {
  return changeButton(place, name, say("trial.try"), view.engine.attributes.get(name).question);
}

/** Return the questions to take along, by whom to ask. */
export function questionsView(view, { questions, waits }) {
  if (questions.length === 0) return null;
  const later = questions.slice(FIRST_QUESTIONS);
  return [
    element("h3", {}, say(waits ? "advice.find_out" : "advice.worth_asking")),
    questionGroups(view, questions.slice(0, FIRST_QUESTIONS)),
    later.length > 0 &&
      folding("more questions", say("advice.more_questions", { number: later.length }), () =>
        questionGroups(view, later),
      ),
  ];
}

function questionGroups(view, questions) {
  const asks = new Map();
  for (const question of questions) asks.set(question.askWords, [...(asks.get(question.askWords) ?? []), question]);
  return [...asks].map(([words, own]) =>
    element(
      "div",
      { class: "group" },
      element("p", { class: "label" }, withCapital(words)),
      element(
        "ul",
        {},
        own.map(({ text, attribute }) =>
          element("li", {}, whyLine(view, { text, about: { attribute }, key: `question of ${attribute}` })),
        ),
      ),
    ),
  );
}
