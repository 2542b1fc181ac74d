// Two or three cases side by side.

import { concernStatus } from "./concerns_view.js";
import { element, focusOn } from "./dom.js";
import { statusLight, verdictMark } from "./marks.js";
import { opening, setState, stateNow } from "./state.js";
import { say, withCapital } from "./words.js";

/** Return the table of the cases that were kept and the one at hand, nothing where none was kept. */
export function compareView(view) {
  const { kept } = view.state;
  if (kept.length === 0) return [];
  const cases = [...kept, { title: view.state.title, facts: view.state.facts }];
  const advices = cases.map((one) => view.engine.advise(one.title, view.engine.read(one.facts).facts));
  const columns = view.engine
    .compare(advices)
    .map((column, place) => ({ ...column, concerns: view.engine.map(advices[place]) }));
  return [
    element("h2", { id: "compare", tabindex: "-1" }, say("compare.heading")),
    element(
      "div",
      { class: "table-box", role: "region", tabindex: "0", "aria-labelledby": "compare" },
      comparison(columns),
    ),
  ];
}

function comparison(columns) {
  const last = columns.length - 1;
  return element(
    "table",
    {},
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("td", {}),
        columns.map((column, place) =>
          element("th", { scope: "col" }, titleOf(column, place, last), place < last && keptButtons(place)),
        ),
      ),
    ),
    element(
      "tbody",
      {},
      tableRow(say("compare.verdict"), columns, ({ tone, verdictWords }) => [
        verdictMark(tone),
        withCapital(verdictWords),
      ]),
      columns[0].concerns.map(({ title }, place) =>
        tableRow(title, columns, ({ concerns }) => {
          const { tone, status } = concerns[place];
          return [statusLight(status, tone), withCapital(concernStatus(concerns[place]))];
        }),
      ),
      tableRow(say("compare.in_it"), columns, ({ inIt }) => inIt),
      tableRow(say("compare.facts"), columns, ({ facts }) => facts),
    ),
  );
}

function titleOf({ title }, place, last) {
  const name = title || say("compare.untitled", { number: place + 1 });
  return [element("span", {}, name), place === last && element("span", { class: "tag" }, say("compare.at_hand"))];
}

function tableRow(heading, columns, content) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, heading),
    columns.map((column) => element("td", {}, content(column))),
  );
}

function keptButtons(place) {
  return element(
    "span",
    { class: "buttons" },
    element(
      "button",
      { type: "button", class: "small", "data-focus": `kept open ${place}`, onclick: () => openKept(place) },
      say("compare.open"),
    ),
    element(
      "button",
      { type: "button", class: "small", "data-focus": `kept drop ${place}`, onclick: () => drop(place) },
      say("compare.drop"),
    ),
  );
}

function openKept(place) {
  const state = stateNow();
  const { title, facts } = state.kept[place];
  const own = { title: state.title, facts: state.facts };
  setState({
    ...opening(state, title, facts),
    before: null,
    kept: state.kept.map((one, at) => (at === place ? own : one)),
  });
  focusOn("advice");
}

function drop(place) {
  setState({ kept: stateNow().kept.filter((_, at) => at !== place) });
  focusOn("compare");
}
