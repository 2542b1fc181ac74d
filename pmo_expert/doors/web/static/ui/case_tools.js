// What can be done with a case: name it, save it, share it, print it, compare it, start again.

import { download, fileName, linkPart, yamlText, withoutControls } from "./case_files.js";
import { filePicker } from "./case_opening.js";
import { element, focusOn } from "./dom.js";
import { packChoice } from "./start_view.js";
import { keeping, setState, startingAgain, stateNow } from "./state.js";
import { say } from "./words.js";

/** Return the elements for saving, sharing and starting again. They take the facts when they are used, so that answers
 *  do not draw them anew. */
export function toolsView(view) {
  return [
    element("h2", {}, say("tools.heading")),
    titleField(view),
    element("p", { class: "hint" }, say("tools.tab")),
    element(
      "div",
      { class: "buttons" },
      toolButton("save yaml", "tools.yaml", () => saveYaml(view)),
      toolButton("save json", "tools.json", () => saveJson(view)),
      filePicker("open file", say("tools.open")),
      toolButton("print", "tools.print", () => window.print()),
    ),
    linkPartOf(view),
    element("h3", {}, say("tools.compare")),
    element("p", { class: "hint" }, say("tools.compare_hint")),
    element(
      "div",
      { class: "buttons" },
      toolButton("keep", "tools.keep", () => keep(view)),
      filePicker("compare file", say("tools.open_to_compare"), true),
    ),
    view.packs.length > 1 && packChoice(view.packs, view.state.pack),
    againPart(view),
  ];
}

function toolButton(key, label, act, kind = "") {
  return element("button", { type: "button", class: kind, "data-focus": key, onclick: act }, say(label));
}

function titleField({ state }) {
  const field = element("input", {
    type: "text",
    id: "case-title",
    maxlength: 200,
    autocomplete: "off",
    value: state.title,
    onchange: () => setState({ title: withoutControls(field.value).trim() }),
  });
  return element("p", {}, element("label", { for: "case-title" }, say("tools.title")), field);
}

function caseNow({ engine }) {
  const { title, facts } = stateNow();
  return { title, facts: engine.read(facts).facts };
}

function recordOf(view) {
  const { title, facts } = caseNow(view);
  return view.engine.write(title, facts);
}

function saveYaml(view) {
  download(fileName(stateNow().title, "yaml"), yamlText(recordOf(view)), "application/yaml");
}

function saveJson(view) {
  download(fileName(stateNow().title, "json"), `${JSON.stringify(recordOf(view), null, 2)}\n`, "application/json");
}

function linkPartOf(view) {
  const field = element("input", { type: "text", id: "case-link", readonly: true });
  const labelled = element("p", { hidden: true }, element("label", { for: "case-link" }, say("tools.link")), field);
  const told = element("span", { role: "status" });
  const copy = async () => {
    const address = location.href.split("#")[0] + linkPart(view.state.pack, recordOf(view));
    field.value = address;
    labelled.hidden = false;
    field.select();
    try {
      await navigator.clipboard.writeText(address);
      told.textContent = say("tools.copied");
    } catch {
      told.textContent = say("tools.copy_yourself");
    }
  };
  return element(
    "div",
    { class: "link-part" },
    element("div", { class: "buttons" }, toolButton("copy link", "tools.copy", copy), told),
    labelled,
    element("p", { class: "hint" }, say("tools.link_hint")),
  );
}

function keep(view) {
  const { title, facts } = caseNow(view);
  setState(keeping(stateNow(), title, facts));
  focusOn("compare");
}

function againPart({ state }) {
  const ask = () => {
    setState({ confirming: true });
    focusOn("again yes");
  };
  if (!state.confirming) return element("div", { class: "buttons apart" }, toolButton("again", "tools.again", ask));
  return element(
    "div",
    { class: "confirm" },
    element("p", {}, say("tools.again_sure")),
    element(
      "div",
      { class: "buttons" },
      toolButton("again yes", "tools.again_yes", startAgain, "main"),
      toolButton("again no", "tools.again_no", () => {
        setState({ confirming: false });
        focusOn("again");
      }),
    ),
  );
}

function startAgain() {
  setState({ ...startingAgain(), kept: stateNow().kept });
  focusOn("title");
}
