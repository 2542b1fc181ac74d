// The concerns as lights, and what speaks for and against in equal room.

import { element } from "./dom.js";
import { statusLight } from "./marks.js";
import { whyLine } from "./why_view.js";
import { say, withCapital } from "./words.js";

/** Return the concerns, each with its status as a word, a shape and a colour. */
export function lightsView(view) {
  return [
    element("h3", {}, say("concerns.heading")),
    element(
      "ul",
      { class: "lights" },
      view.engine.map(view.advice).map((concern) =>
        element(
          "li",
          {},
          statusLight(concern.status, concern.tone),
          whyLine(view, {
            text: [element("strong", {}, withCapital(concernStatus(concern))), say("concerns.joint"), concern.title],
            name: concern.title,
            about: { concern: concern.id },
            key: `light ${concern.id}`,
          }),
        ),
      ),
    ),
  ];
}

/** Return the status of a concern in words, with its severity where it is open. */
export function concernStatus({ statusWords, severityWords }) {
  return severityWords ? say("concerns.severe", { status: statusWords, severity: severityWords }) : statusWords;
}

/** Return what speaks for it and against it, beside each other. */
export function forAndAgainst(view) {
  const { pros, cons } = sidesOf(view);
  return element("div", { class: "sides" }, sideColumn(view, "for", pros), sideColumn(view, "against", cons));
}

function sidesOf(view) {
  const concerns = view.engine.map(view.advice);
  const own = concerns.flatMap((concern) => concern.arguments);
  const answers = own.filter(({ role }) => role === "mitigates");
  return {
    pros: unique([...view.engine.growth(view.advice), ...answers]),
    cons: unique(own.filter(({ role }) => role === "raises")),
  };
}

function unique(points) {
  const standingFirst = [...new Map(points.map((point) => [point.rule, point])).values()];
  return standingFirst.sort((one, other) => other.stands - one.stands);
}

function sideColumn(view, side, points) {
  return element(
    "section",
    { class: `side-column ${side}`, "aria-label": say(`concerns.${side}`) },
    element("h3", {}, say(`concerns.${side}`)),
    points.length === 0
      ? element("p", {}, say("concerns.nothing"))
      : element(
          "ul",
          { class: "points" },
          points.map((point) =>
            element(
              "li",
              { class: point.stands ? "" : "answered" },
              whyLine(view, {
                text: point.text,
                about: { rule: point.rule },
                key: `${side} ${point.rule}`,
                usual: point.usual,
                lead: point.stands ? null : [element("span", { class: "tag" }, say("concerns.answered")), " "],
                more:
                  point.servesYours?.length > 0 &&
                  element("span", { class: "serves" }, say("concerns.serves", { goals: point.servesYours.join(", ") })),
              }),
            ),
          ),
        ),
  );
}
