// What can be answered to a question, as buttons, boxes or a number to type.

import { element, freshId } from "./dom.js";
import { say, withCapital } from "./words.js";

/** Return the elements with which an attribute is answered. `value` is what is answered now (undefined for nothing, null
 *  for "I don't know"), `choose(value)` takes the answer, `key` names the place, `labelledBy` is the id of the question. */
export function answerChoices({ attribute, value, key, choose, labelledBy }) {
  const make = { set: setChoices, amount: amountChoices }[attribute.kind] ?? namedChoices;
  return element(
    "div",
    { class: "answers", role: "group", "aria-labelledby": labelledBy },
    make({ attribute, value, key, choose, labelledBy }),
    choiceButton({ text: say("question.unknown"), own: null, value, key, choose, kind: "choice quiet" }),
  );
}

function choiceButton({ text, own, value, key, choose, kind = "choice" }) {
  return element(
    "button",
    {
      type: "button",
      class: kind,
      "aria-pressed": String(isSameValue(own, value)),
      "data-focus": `${key} ${JSON.stringify(own)}`,
      onclick: () => choose(own),
    },
    text,
  );
}

function isSameValue(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function namedChoices({ attribute, value, key, choose }) {
  return attribute.values.map(({ name, phrase }) =>
    choiceButton({
      text: withCapital(phrase),
      own: attribute.kind === "yes_no" ? name === "yes" : name,
      value,
      key,
      choose,
    }),
  );
}

function setChoices({ attribute, value, key, choose }) {
  const boxes = attribute.values.map(({ name, phrase }) => ({ name, phrase, box: boxOf(name, value ?? [], key) }));
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ name }) => name);
  const empty = element("p", { class: "fault", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    if (chosen().length > 0) choose(chosen());
    else empty.textContent = say("question.choose_some");
  };
  return element(
    "form",
    { class: "several", novalidate: true, onsubmit: submit },
    element("p", { class: "hint" }, say("question.several")),
    boxes.map(({ phrase, box }) => element("label", { class: "box" }, box, element("span", {}, withCapital(phrase)))),
    empty,
    element("button", { type: "submit", class: "main", "data-focus": `${key} submit` }, say("question.these")),
    choiceButton({ text: say("question.none_of_these"), own: [], value, key, choose }),
  );
}

function boxOf(name, chosen, key) {
  const box = element("input", { type: "checkbox", "data-focus": `${key} box ${name}` });
  box.checked = chosen.includes(name);
  return box;
}

function amountChoices({ attribute, value, key, choose, labelledBy }) {
  const hint = element(
    "p",
    { class: "hint", id: freshId("hint") },
    say("question.bounds", { lowest: attribute.lowest, highest: attribute.highest, unit: attribute.unit }),
  );
  const fault = element("p", { class: "fault", role: "alert", id: freshId("fault") });
  const isWord = attribute.values.some(({ number }) => number === value);
  const field = element("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    class: "number",
    "data-focus": `${key} number`,
    "aria-labelledby": labelledBy,
    "aria-describedby": `${hint.id} ${fault.id}`,
    value: typeof value === "number" && !isWord ? value : "",
  });
  const submit = (event) => {
    event.preventDefault();
    const number = numberFrom(field.value);
    if (number >= attribute.lowest && number <= attribute.highest) return choose(number);
    field.setAttribute("aria-invalid", "true");
    fault.textContent = hint.textContent;
    return field.focus();
  };
  return [
    element(
      "form",
      { class: "amount", novalidate: true, onsubmit: submit },
      hint,
      element("span", { class: "with-unit" }, field, element("span", { class: "unit" }, attribute.unit)),
      fault,
      element("button", { type: "submit", class: "main", "data-focus": `${key} submit` }, say("question.this_number")),
    ),
    attribute.values.length > 0 && element("p", { class: "hint" }, say("question.or_words")),
    attribute.values.map(({ phrase, number }) =>
      choiceButton({ text: withCapital(phrase), own: number, value, key, choose }),
    ),
  ];
}

function numberFrom(text) {
  const said = text.trim().replace(",", ".");
  return /^[+-]?\d{1,15}(\.\d{0,15})?$/.test(said) ? Number(said) : NaN;
}
