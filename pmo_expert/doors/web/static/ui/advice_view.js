// The advice: the verdict, what decides it, on which conditions, what would turn it, and the rest of it on request.

import { questionsView, turningView, tryButton } from "./ahead_view.js";
import { forAndAgainst, lightsView } from "./concerns_view.js";
import { element } from "./dom.js";
import { factsView } from "./facts_view.js";
import { mapView } from "./map_view.js";
import { verdictMark } from "./marks.js";
import { sourcesView } from "./sources_view.js";
import { stepsView } from "./steps_view.js";
import { setState } from "./state.js";
import { trialEditor } from "./trial_view.js";
import { whyLine } from "./why_view.js";
import { say } from "./words.js";

const FIRST_ARGUMENTS = 3;

/** Return the elements of the advice. */
export function adviceView(view) {
  const summary = view.engine.summary(view.advice);
  return [
    element(
      "h2",
      { id: "advice", tabindex: "-1" },
      view.state.title ? say("advice.heading_of", { title: view.state.title }) : say("advice.heading"),
    ),
    verdictBox(view, summary.verdict),
    decidesPart(view, view.state.full ? summary.decides : summary.decides.slice(0, FIRST_ARGUMENTS)),
    conditionsPart(view, summary),
    turningView(view),
    element("h3", {}, say("advice.in_it")),
    element("p", {}, summary.inIt.text),
    questionsView(view, summary),
    lightsView(view),
    view.state.full ? fullParts(view) : moreButton(),
    element("p", { class: "note" }, say("advice.usually_note")),
    element("p", { class: "note" }, say("advice.note")),
  ];
}

function verdictBox(view, { words, tone, text }) {
  return element(
    "div",
    { class: `verdict tone-${tone}` },
    element("p", { class: "verdict-words" }, verdictMark(tone), words),
    whyLine(view, { text, about: { verdict: true }, key: "why verdict", usual: view.advice.presumed }),
  );
}

function decidesPart(view, decides) {
  if (decides.length === 0) return null;
  return [
    element("h3", {}, say("advice.decides")),
    element(
      "ul",
      { class: "points" },
      decides.map((one) =>
        element(
          "li",
          {},
          whyLine(view, {
            ...one,
            about: { rule: one.rule },
            key: `decides ${one.rule}`,
            lead: leadWord(`advice.${one.side}`, one.side),
          }),
        ),
      ),
    ),
  ];
}

function leadWord(key, kind = "") {
  return [element("strong", { class: `lead ${kind}` }, say(key)), " "];
}

function conditionsPart(view, { agree, makeSure, liveWith, best }) {
  if (agree.length + makeSure.length + liveWith.length === 0) return null;
  return [
    element("h3", {}, say(best ? "advice.rests_on" : "advice.conditions")),
    element(
      "ul",
      { class: "points" },
      agree.map((line) =>
        element(
          "li",
          {},
          whyLine(view, {
            text: line.text,
            about: { attribute: line.attributes[0] },
            key: `agree ${line.attributes}`,
            act: line.attributes.map((name) => tryButton(view, "agree", name)),
          }),
          line.attributes.map((name) => trialEditor(view, "agree", name)),
        ),
      ),
      makeSure.map((line) =>
        element(
          "li",
          {},
          whyLine(view, {
            text: line.text,
            about: { attribute: line.attribute },
            key: `sure ${line.attribute}`,
            lead: leadWord("advice.make_sure"),
          }),
        ),
      ),
      liveWith.map((line) =>
        element(
          "li",
          {},
          whyLine(view, {
            text: line.text,
            about: { rule: line.rule },
            key: `live ${line.rule}`,
            lead: leadWord("advice.live_with"),
          }),
        ),
      ),
    ),
  ];
}

function moreButton() {
  return element(
    "p",
    { class: "no-print" },
    element(
      "button",
      {
        type: "button",
        class: "main",
        "data-focus": "full",
        onclick: () => setState({ full: true }),
      },
      say("advice.more"),
    ),
  );
}

function fullParts(view) {
  return [
    stepsView(view),
    forAndAgainst(view),
    element("div", { class: "no-print" }, element("h3", { id: "map-heading" }, say("map.heading")), mapView(view)),
    factsView(view),
    sourcesView(view),
    element(
      "p",
      { class: "no-print" },
      element(
        "button",
        {
          type: "button",
          "data-focus": "full",
          onclick: () => setState({ full: false }),
        },
        say("advice.less"),
      ),
    ),
  ];
}
