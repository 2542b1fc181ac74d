// Small shapes that say with form and colour what the word beside them says.

import { svgElement } from "./dom.js";

const VERDICT_SHAPES = { good: "M3 13l6 6L21 6", mixed: "M4 9h16M4 15h16", bad: "M5 5l14 14M19 5L5 19" };
const STATUS_SHAPES = {
  open: "M12 3L22 21H2z",
  mitigated: "M4 4h16v16H4z",
  not_raised: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z",
};
const UNKNOWN_SHAPE = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z";

/** Return the mark of a verdict by its tone. */
export function verdictMark(tone) {
  return markOf("mark stroke", tone, VERDICT_SHAPES[tone] ?? VERDICT_SHAPES.mixed);
}

/** Return the light of a concern: its form tells the status, its colour the tone. */
export function statusLight(status, tone) {
  const known = status in STATUS_SHAPES;
  return markOf(known ? "mark filled" : "mark hollow", tone, STATUS_SHAPES[status] ?? UNKNOWN_SHAPE);
}

function markOf(kind, tone, path) {
  return svgElement(
    "svg",
    { class: `${kind} tone-${tone}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    svgElement("path", { d: path }),
  );
}
