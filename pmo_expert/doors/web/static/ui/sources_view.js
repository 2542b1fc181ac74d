// The sources of what the advice says, and of which rules it was made.

import { element } from "./dom.js";
import { sourceLine } from "./why_view.js";
import { say } from "./words.js";

const sourcesByRule = new Map();

/** Return the sources of the rules that the advice rests on, each once, and the name of the rules. */
export function sourcesView(view) {
  const sources = sourcesOfAdvice(view);
  const { pack } = view.engine;
  return [
    element("h3", {}, say("sources.heading")),
    element(
      "ul",
      {},
      sources.map((source) =>
        element(
          "li",
          {},
          sourceLine(source),
          source.strength && element("span", { class: "strength" }, say("why.strength", { strength: source.strength })),
        ),
      ),
    ),
    element("p", { class: "note" }, say("sources.rules", { title: pack.title, version: pack.version })),
    element("p", { class: "note" }, say("sources.print", { print: pack.sha256.slice(0, 12) })),
    [pack.policy, pack.paid_by].filter(Boolean).map((text) => element("p", { class: "note" }, text)),
    pack.updated &&
      element("p", { class: "note" }, say("sources.dates", { published: pack.published, updated: pack.updated })),
  ];
}

function sourcesOfAdvice(view) {
  const rules = [
    ...view.engine.map(view.advice).flatMap((concern) => concern.arguments),
    ...view.engine.growth(view.advice),
  ].map(({ rule }) => rule);
  const found = [
    view.engine.why(view.advice, { verdict: true }).sources,
    ...rules.map((rule) => sourcesOfRule(view, rule)),
  ].flat();
  return [...new Map(found.map((source) => [sourceLine(source), source])).values()];
}

/** Return the sources of a rule. They are the same in every case, and asked for once. */
function sourcesOfRule({ engine, advice }, rule) {
  const key = `${engine.pack.name} ${rule}`;
  if (!sourcesByRule.has(key)) sourcesByRule.set(key, engine.why(advice, { rule }).sources);
  return sourcesByRule.get(key);
}
