// The interview: one question at a time, and why it ended.

import { answerChoices } from "./answer_choices.js";
import { folding } from "./disclosures.js";
import { element, focusOn } from "./dom.js";
import { answering, goingBack, setState, stateNow } from "./state.js";
import { say, sayCount, sentenceOf, withCapital } from "./words.js";

/** Return the name of the fact that is asked for now, null where the interview is over or stopped. */
export function askedNow({ state, standing }) {
  return state.question ?? (state.stopped ? null : (standing.question?.attribute ?? null));
}

/** Return the elements of the question that is asked now, or of the end of the interview. */
export function questionView(view) {
  const name = askedNow(view);
  return name === null ? endView(view) : askingView(view, view.engine.attributes.get(name));
}

function askingView(view, attribute) {
  const { state, standing } = view;
  return [
    element(
      "p",
      { class: "progress" },
      sayCount("question.left", state.question === null ? standing.left : standing.left + 1),
    ),
    element("h2", { id: "question", tabindex: "-1" }, attribute.question),
    element("p", { class: "who" }, withCapital(view.engine.words.asks[attribute.ask])),
    attribute.help && element("p", { class: "help" }, attribute.help),
    answerChoices({
      attribute,
      value: answeredValue(state, attribute.name),
      key: `question ${attribute.name}`,
      labelledBy: "question",
      choose: (value) => answer(attribute.name, value),
    }),
    state.question === null && folding(`why asked ${attribute.name}`, say("question.why"), () => whyAskedParts(view)),
    element(
      "div",
      { class: "buttons" },
      state.asked.length > 0 &&
        element("button", { type: "button", "data-focus": "back", onclick: goBack }, say("question.back")),
      state.question !== null &&
        element("button", { type: "button", "data-focus": "forth", onclick: goForth }, say("question.forth")),
      element("button", { type: "button", "data-focus": "stop", onclick: stop }, say("question.stop")),
    ),
  ];
}

function answeredValue(state, name) {
  return state.facts[name] ?? (state.skipped.includes(name) ? null : undefined);
}

function answer(name, value) {
  setState(answering(stateNow(), name, value));
  toQuestion();
}

function goBack() {
  setState(goingBack(stateNow()));
  toQuestion();
}

function goForth() {
  const { asked, question } = stateNow();
  setState({ question: null, asked: [...asked, question] });
  toQuestion();
}

function stop() {
  setState({ stopped: true, question: null });
  focusOn("advice");
}

function toQuestion() {
  focusOn("question");
}

function whyAskedParts(view) {
  const { leads, because } = view.engine.whyAsked(view.standing);
  return [
    leads.length > 0 &&
      element(
        "ul",
        {},
        leads.map((lead) => element("li", {}, withCapital(say("question.leads", lead)))),
      ),
    because.length > 0 && element("p", { class: "label" }, say("question.may_say")),
    because.length > 0 &&
      element(
        "ul",
        {},
        because.map((text) => element("li", {}, sentenceOf(text))),
      ),
    leads.length + because.length === 0 && element("p", {}, say("question.why_plain")),
  ];
}

function endView(view) {
  const { state, standing } = view;
  const asks = standing.question !== null;
  const more = asks || (!state.thorough && view.further);
  return [
    element("h2", { id: "question", tabindex: "-1" }, say("end.heading")),
    element("p", {}, asks ? sayCount("end.stopped", standing.left) : say(`end.${standing.end}`)),
    standing.thin && element("p", {}, say("end.thin")),
    element(
      "div",
      { class: "buttons" },
      more &&
        element(
          "button",
          { type: "button", class: "main", "data-focus": "on", onclick: () => goOn(asks) },
          say(asks ? "end.ask_on" : "end.go_on"),
        ),
      element(
        "button",
        { type: "button", class: more ? null : "main", "data-focus": "stop", onclick: stop },
        say("question.stop"),
      ),
      state.asked.length > 0 &&
        element("button", { type: "button", "data-focus": "back", onclick: goBack }, say("question.back")),
    ),
  ];
}

function goOn(asks) {
  setState({ stopped: false, ...(asks ? {} : { thorough: true }) });
  toQuestion();
}
