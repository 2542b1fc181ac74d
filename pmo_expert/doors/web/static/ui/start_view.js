// The start: what this is, which rules, and how to begin.

import { filePicker } from "./case_opening.js";
import { element, focusOn } from "./dom.js";
import { setState } from "./state.js";
import { say, withCapital } from "./words.js";

/** Return the elements of the start page. `packs` are the packs to choose from, `said` tells whether a case is at hand. */
export function startView({ state, packs }) {
  const said = Object.keys(state.facts).length + state.skipped.length > 0;
  return [
    element("h1", { id: "title", tabindex: "-1" }, packs.find(({ name }) => name === state.pack).title),
    element("p", { class: "opening" }, say("start.what")),
    element("p", {}, say("start.private")),
    packs.length > 1 && packChoice(packs, state.pack),
    element(
      "div",
      { class: "buttons" },
      element(
        "button",
        { type: "button", class: "main", "data-focus": "begin", onclick: beginQuestions },
        say(said ? "start.go_on" : "start.begin"),
      ),
      filePicker("start file", say("start.open")),
    ),
    element("p", { class: "hint" }, say("start.how")),
    element("p", { class: "hint" }, say("start.drop")),
  ];
}

function beginQuestions() {
  setState({ screen: "case" });
  focusOn("question");
}

/** Return the choice of the rules by which the advice is made. */
export function packChoice(packs, chosen) {
  return element(
    "fieldset",
    { class: "packs" },
    element("legend", {}, say("start.rules")),
    packs.map((pack) =>
      element(
        "label",
        { class: "box" },
        packRadio(pack.name, chosen),
        element("span", {}, element("strong", {}, pack.title), element("span", { class: "hint" }, packLine(pack))),
      ),
    ),
  );
}

function packRadio(name, chosen) {
  const radio = element("input", {
    type: "radio",
    name: "pack",
    value: name,
    "data-focus": `pack ${name}`,
    onchange: () => setState({ pack: name, question: null, editing: null, trial: null }),
  });
  radio.checked = name === chosen;
  return radio;
}

function packLine({ version, questions, concerns }) {
  return withCapital(say("start.pack", { version, questions, concerns }));
}
