// The sources of what the advice says, and of which rules it was made.

import { element } from "./dom.js";
import { sourceLine } from "./why_view.js";
import { say } from "./words.js";

/** Return the sources of the rules that the advice rests on, each once, and the name of the rules. */
export function sourcesView(view) {
  const sources = view.engine.sources(view.advice);
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
