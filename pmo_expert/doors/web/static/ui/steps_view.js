// What the rules suggest to do next, and what they suggest to ask.

import { element } from "./dom.js";
import { say } from "./words.js";
import { whyLine } from "./why_view.js";

/** Return the steps and questions that rules suggest in this case, each with its why; nothing where there are none. */
export function stepsView(view) {
  const { guidance } = view.advice;
  if (guidance.length === 0) return null;
  return [
    element("h3", {}, say("advice.steps")),
    element("ul", { class: "points" }, guidance.map((one) => element("li", {}, stepLine(view, one)))),
  ];
}

function stepLine(view, { rule, text, ask }) {
  const whole = ask ? say("advice.question_of", { question: text, ask: view.engine.words.asks[ask] }) : text;
  return whyLine(view, { text: whole, about: { rule }, key: `step ${rule}` });
}
