// Opening cases: from a file, from a link, or dropped on the page.

import { fromLinkPart, recordFromFile } from "./case_files.js";
import { element, focusOn } from "./dom.js";
import { keeping, opening, setState, stateNow } from "./state.js";
import { say } from "./words.js";

const opener = { engineOf: () => null, packs: [] };

/** Prepare to open cases; `engineOf(pack)` returns the adviser of a pack, `packs` are the names of all. */
export function prepareOpening(engineOf, packs) {
  Object.assign(opener, { engineOf, packs });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) openFile(file);
  });
  window.addEventListener("hashchange", openFromLink);
  openFromLink();
}

/** Return a button that lets a person choose a file, which is opened; or kept to compare, with `compares`. */
export function filePicker(key, label, compares = false) {
  const input = element("input", {
    type: "file",
    accept: ".yaml,.yml,.json",
    class: "unseen",
    tabindex: "-1",
    "aria-label": label,
    onchange: () => {
      if (input.files.length > 0) openFile(input.files[0], compares);
      input.value = "";
    },
  });
  return [element("button", { type: "button", "data-focus": key, onclick: () => input.click() }, label), input];
}

async function openFile(file, compares = false) {
  try {
    take({ name: file.name, pack: stateNow().pack, record: await recordFromFile(file), compares });
  } catch (error) {
    refuse(file.name, [error.message]);
  }
}

function openFromLink() {
  try {
    const found = fromLinkPart(location.hash);
    if (found === null) return;
    history.replaceState(null, "", location.pathname + location.search);
    take({
      name: say("files.link"),
      pack: opener.packs.includes(found.rules) ? found.rules : stateNow().pack,
      record: found.case,
    });
  } catch (error) {
    refuse(say("files.link"), [error.message]);
  }
}

function take({ name, pack, record, compares = false }) {
  const { title, facts, faults } = opener.engineOf(pack).read(record);
  if (faults.length > 0) return refuse(name, faults);
  const state = stateNow();
  if (compares) {
    setState({ ...keeping(state, title, facts), notice: { kind: "done", text: say("files.kept"), lines: [] } });
    return focusOn("compare");
  }
  const hadFacts = Object.keys(state.facts).length + state.skipped.length > 0;
  const notice = {
    kind: "done",
    text: say("files.opened", { title: title || say("files.case") }),
    lines: [],
    undo: hadFacts,
  };
  setState({ ...opening(state, title, facts), pack, notice });
  return focusOn("notice");
}

function refuse(name, lines) {
  setState({ notice: { kind: "fault", text: say("files.refused", { name }), lines } });
  focusOn("notice");
}
