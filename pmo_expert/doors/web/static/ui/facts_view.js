// What was said, and what is presumed, each to be changed in place.

import { folding } from "./disclosures.js";
import { element } from "./dom.js";
import { changeButton, trialEditor } from "./trial_view.js";
import { say, sayCount, sentenceOf } from "./words.js";
import { whyLine } from "./why_view.js";

/** Return the list of answers, to be changed in place; it stands beside the questions. Where there is room it is
 *  open when they are over. */
export function answersView(view) {
  const { facts, skipped } = view.state;
  const count = Object.keys(facts).length + skipped.length;
  if (count === 0) return [];
  return [
    folding(
      "answers",
      sayCount("facts.answers", count),
      () => [
        element("p", { class: "hint" }, say("facts.change_hint")),
        factGroups(view, "answers", (name) => name in facts || skipped.includes(name)),
      ],
      view.over && matchMedia("(min-width: 64rem)").matches,
    ),
  ];
}

/** Return all facts of the advice: what was said, what is usual, and what else can be said. */
export function factsView(view) {
  const { facts, skipped } = view.state;
  const presumed = view.advice.presumptions;
  const usual = new Set(presumed.map(({ attribute }) => attribute));
  const isOther = (name) => !(name in facts) && !skipped.includes(name) && !usual.has(name);
  return [
    element("h3", {}, say("facts.heading")),
    element("h4", {}, say("facts.said")),
    factGroups(view, "facts", (name) => name in facts || skipped.includes(name)),
    presumed.length > 0 && element("h4", {}, say("facts.usual")),
    presumed.length > 0 && element("p", { class: "hint" }, say("facts.usual_hint")),
    presumed.length > 0 &&
      element(
        "ul",
        { class: "rows" },
        presumed.map((one) => presumedRow(view, one)),
      ),
    folding(
      "facts others",
      say("facts.others"),
      () => factGroups(view, "others", isOther, true),
      isEditing(view, "others"),
    ),
  ];
}

function isEditing({ state }, place) {
  return state.editing?.startsWith(`${place} `) ?? false;
}

function factGroups(view, place, belongs, asks = false) {
  const groups = view.engine.sections.map(({ name, words }) => ({
    words,
    attributes: [...view.engine.attributes.values()].filter((one) => one.section === name && belongs(one.name)),
  }));
  const filledGroups = groups.filter(({ attributes }) => attributes.length > 0);
  if (filledGroups.length === 0) return element("p", {}, say("facts.none"));
  return filledGroups.map(({ words, attributes }) =>
    element(
      "div",
      { class: "group" },
      element("p", { class: "label group-name" }, words),
      element(
        "ul",
        { class: "rows" },
        attributes.map((attribute) => factRow(view, place, attribute, asks)),
      ),
    ),
  );
}

function factRow(view, place, attribute, asks) {
  const { name } = attribute;
  const value = view.state.facts[name] ?? null;
  const unsaid = asks ? attribute.question : say("facts.skipped", { question: attribute.question });
  const text = value === null ? unsaid : sentenceOf(view.engine.state(name, value));
  const label = say(value === null ? "facts.answer" : "facts.change");
  return element(
    "li",
    { class: "row" },
    element("div", { class: "row-line" }, element("span", {}, text), changeButton(place, name, label, text)),
    trialEditor(view, place, name),
  );
}

function presumedRow(view, { attribute, text, rule }) {
  const clause = sentenceOf(text);
  return element(
    "li",
    { class: "row" },
    element(
      "div",
      { class: "row-line" },
      whyLine(view, { text: clause, about: { rule }, key: `usual ${attribute}`, usual: true }),
      changeButton("usual", attribute, say("facts.say"), clause),
    ),
    trialEditor(view, "usual", attribute),
  );
}
