// What stands around the questions and the advice: the bar, the notice, and the short line with the verdict.

import { adviceView } from "./advice_view.js";
import { element, focusOn } from "./dom.js";
import { verdictMark } from "./marks.js";
import { setState } from "./state.js";
import { say } from "./words.js";

/** Say whether there is an advice to show. */
export function hasAdvice({ state }) {
  return state.stopped || Object.keys(state.facts).length > 0;
}

/** Return the advice, or that there is none yet. */
export function adviceOrNone(view) {
  if (hasAdvice(view)) return adviceView(view);
  return [
    element("h2", { id: "advice", tabindex: "-1" }, say("advice.heading")),
    element("p", {}, say("advice.none_yet")),
  ];
}

/** Return the short line with the verdict, which leads to the advice. */
export function stickyView(view) {
  if (!hasAdvice(view)) return [];
  const { verdict } = view.engine.summary(view.advice);
  const jump = (event) => {
    event.preventDefault();
    focusOn("advice");
  };
  return [
    element(
      "a",
      { href: "#advice", class: `tone-${verdict.tone}`, onclick: jump },
      verdictMark(verdict.tone),
      element("span", {}, say("page.so_far", { verdict: verdict.words })),
    ),
  ];
}

/** Return what stands in the bar at the top. */
export function barView(view) {
  return view.state.screen === "case" ? element("h1", {}, view.engine.pack.title) : element("p", {}, say("page.name"));
}

/** Return what the page has to tell, such as why a file was not opened. */
export function noticeView({ notice, before }) {
  if (notice === null) return [];
  return element(
    "div",
    { class: `notice ${notice.kind}`, id: "notice", tabindex: "-1" },
    element("p", {}, notice.text),
    notice.lines.length > 0 &&
      element(
        "ul",
        {},
        notice.lines.map((line) => element("li", {}, line)),
      ),
    element(
      "div",
      { class: "buttons" },
      notice.undo &&
        before &&
        element(
          "button",
          { type: "button", onclick: () => setState({ ...before, before: null, notice: null }) },
          say("page.undo"),
        ),
      element("button", { type: "button", onclick: () => setState({ notice: null }) }, say("page.close")),
    ),
  );
}
