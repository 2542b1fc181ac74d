// Parts that open in place, and stay open when the page is drawn again.

import { element, freshId } from "./dom.js";

const partsOpen = new Map();

function isPartOpen(key, otherwise = false) {
  return partsOpen.get(key) ?? otherwise;
}

/** Return a button and the panel that it opens; `make` makes the content when it is opened first.
 *  `key` names it for good, `name` is what a screen reader says. */
export function disclosure(key, label, name, make) {
  const panel = element("div", { class: "panel", id: freshId("panel"), hidden: true });
  const button = element(
    "button",
    {
      type: "button",
      class: "why",
      "aria-controls": panel.id,
      "aria-expanded": "false",
      "aria-label": name,
      "data-focus": key,
      onclick: () => toggle(!isPartOpen(key)),
    },
    label,
  );
  const toggle = (open) => {
    if (open && !panel.hasChildNodes()) panel.append(...[make()].flat(Infinity).filter(Boolean));
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    partsOpen.set(key, open);
  };
  if (isPartOpen(key)) toggle(true);
  return { button, panel };
}

/** Return details with a summary; `make` makes what is in them when they are opened first. */
export function folding(key, summary, make, open = false) {
  const details = element("details", { class: "folding" });
  const fill = () => {
    if (details.children.length === 1) details.append(...[make()].flat(Infinity).filter(Boolean));
  };
  details.append(element("summary", { "data-focus": key }, summary));
  if (isPartOpen(key, open)) {
    fill();
    details.open = true;
  }
  details.addEventListener("toggle", () => {
    if (details.open) fill();
    partsOpen.set(key, details.open);
  });
  return details;
}
