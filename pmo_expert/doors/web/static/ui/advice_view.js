// The advice: the verdict, what decides it, on which conditions, what would turn it, and the rest of it on request.

import { forAndAgainst, lightsView } from "./concerns_view.js";
import { folding } from "./disclosures.js";
import { element } from "./dom.js";
import { factsView } from "./facts_view.js";
import { mapView } from "./map_view.js";
import { verdictMark } from "./marks.js";
import { sourcesView } from "./sources_view.js";
import { setState } from "./state.js";
import { changeButton, trialEditor } from "./trial_view.js";
import { whyLine } from "./why_view.js";
import { say, withCapital } from "./words.js";

const FIRST_ARGUMENTS = 3;
const FIRST_QUESTIONS = 5;

/** Return the elements of the advice. */
export function adviceView(view) {
  const summary = view.engine.summary(view.advice);
  return [
    element("h2", { id: "advice", tabindex: "-1" }, view.state.title ? say("advice.heading_of", { title: view.state.title }) : say("advice.heading")),
    verdictBox(view, summary.verdict),
    decidesPart(view, view.state.full ? summary.decides : summary.decides.slice(0, FIRST_ARGUMENTS)),
    conditionsPart(view, summary),
    turningPart(view, view.engine.turning(view.advice)),
    element("h3", {}, say("advice.in_it")),
    element("p", {}, summary.inIt.text),
    questionsPart(view, summary),
    lightsView(view),
    view.state.full ? fullParts(view) : moreButton(),
    element("p", { class: "note" }, say("advice.usually_note")),
    element("p", { class: "note" }, say("advice.note")),
  ];
}

function verdictBox(view, { words, tone, text }) {
  return element("div", { class: `verdict tone-${tone}` },
    element("p", { class: "verdict-words" }, verdictMark(tone), words),
    whyLine(view, { text, about: { verdict: true }, key: "why verdict", usual: view.advice.presumed }));
}

function decidesPart(view, decides) {
  if (decides.length === 0) return null;
  return [
    element("h3", {}, say("advice.decides")),
    element("ul", { class: "points" }, decides.map((one) => element("li", {},
      whyLine(view, { ...one, about: { rule: one.rule }, key: `decides ${one.rule}`, lead: leadWord(`advice.${one.side}`, one.side) })))),
  ];
}

function leadWord(key, kind = "") {
  return [element("strong", { class: `lead ${kind}` }, say(key)), " "];
}

function conditionsPart(view, { agree, makeSure, liveWith, best }) {
  if (agree.length + makeSure.length + liveWith.length === 0) return null;
  return [
    element("h3", {}, say(best ? "advice.rests_on" : "advice.conditions")),
    element("ul", { class: "points" },
      agree.map((line) => element("li", {},
        whyLine(view, {
          text: line.text, about: { attribute: line.attributes[0] }, key: `agree ${line.attributes}`,
          act: line.attributes.map((name) => tryButton(view, "agree", name)),
        }),
        line.attributes.map((name) => trialEditor(view, "agree", name)))),
      makeSure.map((line) => element("li", {},
        whyLine(view, { text: line.text, about: { attribute: line.attribute }, key: `sure ${line.attribute}`, lead: leadWord("advice.make_sure") }))),
      liveWith.map((line) => element("li", {},
        whyLine(view, { text: line.text, about: { rule: line.rule }, key: `live ${line.rule}`, lead: leadWord("advice.live_with") })))),
  ];
}

function tryButton(view, place, name) {
  return changeButton(place, name, say("trial.try"), view.engine.attributes.get(name).question);
}

function turningPart(view, points) {
  if (points.length === 0) return null;
  return [
    element("h3", {}, say("advice.turning")),
    element("ul", { class: "points" }, points.map((point) => element("li", {},
      whyLine(view, {
        text: say("advice.question_of", { question: point.question, ask: point.askWords }),
        about: { attribute: point.attribute }, key: `turning ${point.attribute}`,
        act: tryButton(view, "turning", point.attribute),
      }),
      point.usual && element("p", { class: "hint" }, say("advice.usual_now", { text: point.usual })),
      element("ul", { class: "leads" }, point.leads.map((lead) => element("li", {},
        say(lead.worse ? "advice.lead_worse" : "advice.lead", { answers: lead.answers, verdict: withCapital(lead.verdictWords) })))),
      trialEditor(view, "turning", point.attribute)))),
  ];
}

function questionsPart(view, { questions, waits }) {
  if (questions.length === 0) return null;
  const later = questions.slice(FIRST_QUESTIONS);
  return [
    element("h3", {}, say(waits ? "advice.find_out" : "advice.worth_asking")),
    questionGroups(view, questions.slice(0, FIRST_QUESTIONS)),
    later.length > 0 && folding("more questions", say("advice.more_questions", { number: later.length }), () => questionGroups(view, later)),
  ];
}

function questionGroups(view, questions) {
  const asks = new Map();
  for (const question of questions) asks.set(question.askWords, [...(asks.get(question.askWords) ?? []), question]);
  return [...asks].map(([words, own]) => element("div", { class: "group" },
    element("p", { class: "label" }, withCapital(words)),
    element("ul", {}, own.map(({ text, attribute }) => element("li", {},
      whyLine(view, { text, about: { attribute }, key: `question of ${attribute}` }))))));
}

function moreButton() {
  return element("p", { class: "no-print" }, element("button", {
    type: "button", class: "main", "data-focus": "full", onclick: () => setState({ full: true }),
  }, say("advice.more")));
}

function fullParts(view) {
  return [
    forAndAgainst(view),
    element("div", { class: "no-print" },
      element("h3", { id: "map-heading" }, say("map.heading")),
      mapView(view)),
    factsView(view),
    sourcesView(view),
    element("p", { class: "no-print" }, element("button", {
      type: "button", "data-focus": "full", onclick: () => setState({ full: false }),
    }, say("advice.less"))),
  ];
}
