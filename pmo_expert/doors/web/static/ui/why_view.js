// Why something is said: opened in place, down to the facts and the sources.

import { disclosure } from "./disclosures.js";
import { element } from "./dom.js";
import { say, sentenceOf, withCapital } from "./words.js";

/** Return a sentence with a button "Why?" that opens in place. `about` is what the engine explains, null for nothing;
 *  `key` names the place; `usual` marks what nobody said; `lead` stands before it, `more` behind it, `act` beside
 *  the button; `name` says in plain text what is explained, where `text` is more than a text. */
export function whyLine(view, { text, about, key, usual = false, lead = null, more = null, act = null, name = text }) {
  const opened = about === null ? null : whyPart(view, about, key, name);
  return element(
    "div",
    { class: "saying" },
    element(
      "p",
      {},
      lead,
      text,
      usual && usually(),
      more,
      " ",
      element("span", { class: "acts" }, opened?.button, act),
    ),
    opened?.panel,
  );
}

/** Return the mark of what nobody said but is usual. */
export function usually() {
  return element("span", { class: "usually" }, say("why.usually"));
}

function whyPart(view, about, key, text) {
  return disclosure(key, say("why.button"), say("why.button_about", { text }), () => explained(view, about, key, text));
}

/** Return the elements that explain something: why it is said, from which facts, on whose word, and what would end it.
 *  `told` is what stands above already. */
export function explained(view, about, key, told) {
  const found = view.engine.why(view.advice, about);
  return [
    found.says &&
      found.says !== told &&
      element("p", { class: "says" }, sentenceOf(found.says), found.usual && usually()),
    whyFacts(found.facts),
    found.because && found.because !== found.says && whyPartOf("why.because", [element("p", {}, found.because)]),
    whyLinks(view, "why.rests_on", found.restsOn, key),
    whyLinks(view, "why.answers", found.answers.map(ruleLink), key),
    whyLinks(view, "why.answered_by", found.answeredBy.map(ruleLink), key),
    whyTexts(
      "why.false_if",
      found.falseIf.map((text) => sentenceOf(text)),
    ),
    whySources(found.sources),
    found.rule && element("p", { class: "rule" }, say("why.rule", { rule: found.rule })),
  ];
}

function whyPartOf(label, children) {
  return element("div", { class: "why-part" }, element("p", { class: "label" }, say(label)), children);
}

function ruleLink({ rule, text }) {
  return { text, about: { rule } };
}

function whyFacts(facts) {
  if (facts.length === 0) return null;
  return whyPartOf(
    "why.facts",
    element(
      "ul",
      { class: "facts" },
      facts.map((fact) =>
        element(
          "li",
          {},
          element("span", { class: `outcome ${fact.outcome}` }, say(`why.outcome.${fact.outcome}`)),
          " ",
          withCapital(fact.text),
          fact.usual && [usually(), element("span", { class: "reason" }, ` ${fact.usual}`)],
        ),
      ),
    ),
  );
}

function whyLinks(view, label, links, key) {
  if (links.length === 0) return null;
  return whyPartOf(
    label,
    element(
      "ul",
      {},
      links.map(({ text, about }, place) =>
        element("li", {}, whyLine(view, { text: sentenceOf(text), about, key: `${key} > ${place} ${label}` })),
      ),
    ),
  );
}

function whyTexts(label, texts) {
  return texts.length === 0
    ? null
    : whyPartOf(
        label,
        element(
          "ul",
          {},
          texts.map((text) => element("li", {}, text)),
        ),
      );
}

function whySources(sources) {
  if (sources.length === 0) return null;
  return whyPartOf(
    "why.sources",
    element(
      "ul",
      {},
      sources.map((source) =>
        element(
          "li",
          {},
          element("span", {}, source.says),
          " ",
          element("cite", {}, sourceLine(source)),
          source.strength && element("span", { class: "strength" }, say("why.strength", { strength: source.strength })),
        ),
      ),
    ),
  );
}

/** Return a source in one line: author, title, year where it is known. */
export function sourceLine({ author, title, year }) {
  return [author, title, year].filter(Boolean).join(say("why.source_joint"));
}
