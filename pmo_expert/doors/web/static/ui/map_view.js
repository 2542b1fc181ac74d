// The map of arguments as a picture, and the same as a nested list.

import { concernStatus } from "./concerns_view.js";
import { folding } from "./disclosures.js";
import { element, freshId, svgElement } from "./dom.js";
import { layoutOf } from "./map_layout.js";
import { explained } from "./why_view.js";
import { say, withCapital } from "./words.js";

const WIDEST = 720;
const NARROWEST = 300;
const STEADY = 24;

/** Return the map: the picture in its own box, what is opened in it, and the same as a list. */
export function mapView(view) {
  const concerns = view.engine.map(view.advice);
  const box = element("div", { class: "map" });
  const panel = element("div", {
    class: "panel",
    tabindex: "-1",
    role: "region",
    "aria-label": say("map.panel"),
    hidden: true,
  });
  drawnToFit(box, (width) => picture({ concerns, width, open: (node, source) => openNode(view, panel, node, source) }));
  return [
    element("p", { class: "hint" }, say("map.hint")),
    box,
    panel,
    folding("map list", say("map.list"), () => listOf(concerns)),
  ];
}

/** Draw into a box now and whenever its width changes. */
function drawnToFit(box, draw) {
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.min(WIDEST, Math.max(NARROWEST, box.clientWidth));
    if (box.clientWidth === 0 || Math.abs(width - drawn) < STEADY) return;
    drawn = width;
    box.replaceChildren(draw(width));
  }).observe(box);
}

function picture({ concerns, width, open }) {
  const layout = layoutOf(concerns, width, nodeLabel);
  const arrow = freshId("arrow");
  const svg = svgElement(
    "svg",
    {
      viewBox: `0 0 ${layout.width} ${Math.ceil(layout.height)}`,
      width: layout.width,
      role: "group",
      "aria-label": say("map.heading"),
      onkeydown: moveAlong,
    },
    svgElement("defs", {}, arrowHead(arrow)),
  );
  svg.append(
    ...layout.edges.map(({ points }) =>
      svgElement("polyline", {
        class: "edge",
        points: points.map((point) => point.join(",")).join(" "),
        "marker-end": `url(#${arrow})`,
      }),
    ),
  );
  svg.append(...layout.nodes.map((node, place) => nodeElement(node, place, open)));
  return svg;
}

function arrowHead(id) {
  return svgElement(
    "marker",
    { id, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, orient: "auto" },
    svgElement("path", { class: "arrow", d: "M0 0L10 5L0 10z" }),
  );
}

function nodeElement(node, place, open) {
  const { x, y, width, height } = node;
  const name = [...node.top, ...node.lines].join(" ");
  const group = svgElement(
    "g",
    {
      class: `node ${node.kind} ${kindOf(node)}`,
      role: "button",
      tabindex: place === 0 ? 0 : -1,
      "aria-label": name,
      "data-focus": `map ${node.id}`,
      onclick: () => open(node, group),
    },
    svgElement("rect", { x, y, width, height, rx: 6 }),
  );
  [...node.top, ...node.lines].forEach((line, row) =>
    group.append(
      svgElement(
        "text",
        {
          class: row < node.top.length ? "node-label" : "node-text",
          x: x + node.padding,
          y: y + node.padding + node.line * row + node.line * 0.75,
        },
        `${line} `,
      ),
    ),
  );
  return group;
}

function kindOf({ kind, data }) {
  if (kind === "concern") return `tone-${data.tone}`;
  return `${data.role} ${data.stands ? "stands" : "answered"}`;
}

function nodeLabel({ kind, data }) {
  if (kind === "concern") return withCapital(say("map.concern", { status: concernStatus(data) }));
  return [
    say(`map.role.${data.role}`),
    say(data.stands ? "map.stands" : "map.answered"),
    data.usual && say("why.usually"),
  ]
    .filter(Boolean)
    .join(say("map.joint"));
}

/** Move between nodes by the arrow keys, and open one by Enter or Space. */
function moveAlong(event) {
  const nodes = [...event.currentTarget.querySelectorAll(".node")];
  const place = nodes.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const to = { Home: 0, End: nodes.length - 1 }[event.key] ?? place + (step ?? 0);
  if (event.key === "Enter" || event.key === " ") event.target.dispatchEvent(new MouseEvent("click"));
  else if (to === place || nodes[to] === undefined) return;
  else {
    event.target.setAttribute("tabindex", "-1");
    nodes[to].setAttribute("tabindex", "0");
    nodes[to].focus();
  }
  event.preventDefault();
}

function openNode(view, panel, node, source) {
  const about = node.kind === "concern" ? { concern: node.data.id } : { rule: node.data.rule };
  const close = () => {
    panel.hidden = true;
    source.focus();
  };
  const told = node.kind === "concern" ? node.data.title : node.data.text;
  panel.replaceChildren(
    ...[
      element("p", { class: "label" }, told),
      explained(view, about, `map ${node.id}`, told),
      element("button", { type: "button", class: "small", onclick: close }, say("map.close")),
    ]
      .flat(Infinity)
      .filter(Boolean),
  );
  panel.hidden = false;
  panel.focus();
}

function listOf(concerns) {
  return element(
    "ul",
    { class: "nested" },
    concerns.map((concern) =>
      element(
        "li",
        {},
        element("strong", {}, concern.title),
        ": ",
        concernStatus(concern),
        branchOf(
          concern.arguments,
          concern.arguments.filter(({ answers }) => answers.length === 0),
          new Set(),
        ),
      ),
    ),
  );
}

function branchOf(all, own, above) {
  if (own.length === 0) return null;
  return element(
    "ul",
    {},
    own.map((argument) =>
      element(
        "li",
        {},
        `${nodeLabel({ kind: "argument", data: argument })}: ${argument.text}`,
        branchOf(
          all,
          all.filter(({ rule, answers }) => answers.includes(argument.rule) && !above.has(rule)),
          new Set([...above, argument.rule]),
        ),
      ),
    ),
  );
}
