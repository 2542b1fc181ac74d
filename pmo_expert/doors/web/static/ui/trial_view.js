// What if: a fact is changed in place, and what changes in the advice is shown before it is kept.

import { answerChoices } from "./answer_choices.js";
import { element, focusOn, freshId } from "./dom.js";
import { setState, setting, stateNow } from "./state.js";
import { say, sentenceOf, withCapital } from "./words.js";

/** Return the button that opens the editor of a fact at a place. */
export function changeButton(place, name, label, about) {
  return element(
    "button",
    {
      type: "button",
      class: "small",
      "data-focus": `${place} change ${name}`,
      "aria-label": say("trial.button_about", { label, about }),
      onclick: () => setState({ editing: `${place} ${name}`, trial: null }),
    },
    label,
  );
}

/** Return the editor of a fact, null unless it is open at that place. */
export function trialEditor(view, place, name) {
  if (view.state.editing !== `${place} ${name}`) return null;
  const attribute = view.engine.attributes.get(name);
  const id = freshId("trial");
  const own = `${place} trial ${name}`;
  return element(
    "div",
    { class: "editor" },
    element("p", { class: "label", id }, attribute.question),
    answerChoices({
      attribute,
      value: triedValue(view, name),
      key: own,
      labelledBy: id,
      choose: (value) => tryValue(view, name, value),
    }),
    view.state.trial?.name === name ? differenceBox(view, place, name) : closeButton(place, name),
  );
}

function triedValue({ state }, name) {
  if (state.trial?.name === name) return state.trial.value;
  return state.facts[name] ?? (state.skipped.includes(name) ? null : undefined);
}

function tryValue(view, name, value) {
  const same = JSON.stringify(view.state.facts[name] ?? null) === JSON.stringify(value);
  setState({ trial: same ? null : { name, value } });
}

function closeButton(place, name) {
  return element(
    "button",
    {
      type: "button",
      class: "small",
      "data-focus": `${place} leave ${name}`,
      onclick: () => leave(place, name),
    },
    say("trial.close"),
  );
}

function leave(place, name) {
  setState({ editing: null, trial: null });
  focusOn(`${place} change ${name}`);
}

/** Return the advice that a trial would lead to. */
function trialAdvice(view) {
  const { facts } = setting(view.state, view.state.trial.name, view.state.trial.value);
  return view.engine.advise(view.state.title, facts);
}

function differenceBox(view, place, name) {
  const found = view.engine.differences(view.advice, trialAdvice(view));
  const keep = () => {
    setState({ ...setting(stateNow(), name, view.state.trial.value), stopped: view.over });
    if (!focusOn(`${place} change ${name}`)) focusOn("advice");
  };
  return element(
    "div",
    { class: "difference" },
    element("p", { class: "label" }, say("trial.heading")),
    differenceParts(found, view),
    element(
      "div",
      { class: "buttons" },
      element(
        "button",
        { type: "button", class: "main", "data-focus": `${place} keep ${name}`, onclick: keep },
        say("trial.keep"),
      ),
      element(
        "button",
        { type: "button", "data-focus": `${place} leave ${name}`, onclick: () => leave(place, name) },
        say("trial.leave"),
      ),
    ),
  );
}

function differenceParts({ verdict, concerns, arguments: changed }, view) {
  const words = view.engine.words.verdicts[view.advice.verdict];
  return [
    element(
      "p",
      { class: "turn" },
      verdict === null ? say("trial.same_verdict", { verdict: words }) : say("trial.verdict", verdict),
    ),
    concerns.length > 0 &&
      element(
        "ul",
        {},
        concerns.map((concern) => element("li", {}, say("trial.concern", concern))),
      ),
    changed.length > 0 &&
      element(
        "ul",
        {},
        changed.map((change) =>
          element(
            "li",
            {},
            element("span", { class: `side ${change.side}` }, say(`trial.change.${change.before}_${change.after}`)),
            " ",
            sentenceOf(change.text),
          ),
        ),
      ),
    verdict === null && concerns.length + changed.length === 0 && element("p", {}, say("trial.nothing")),
  ];
}

/** Return in one line what a trial would do to the verdict. */
export function trialLine(view) {
  const { verdict } = view.engine.differences(view.advice, trialAdvice(view));
  const words = withCapital(view.engine.words.verdicts[view.advice.verdict]);
  return verdict === null ? say("trial.same_verdict", { verdict: words }) : say("trial.verdict", verdict);
}
