// Making elements. Text always becomes a text node, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** Return a new HTML element. A key of `attributes` that begins with "on" is an event with its listener; true sets an
 *  attribute without a value; null, undefined and false leave it out. Children are nodes, texts, or lists of them. */
export function element(tag, attributes, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** Return a new SVG element, made like an HTML element. */
export function svgElement(tag, attributes, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Replace what is in a container, and keep the focus and what is in sight. An element takes the focus over by its
 *  `data-focus` or `id`. */
export function refill(container, children) {
  const active = container.contains(document.activeElement) ? document.activeElement : null;
  const top = active?.getBoundingClientRect().top;
  container.replaceChildren(...[children].flat(Infinity).filter(Boolean));
  const heir = active === null ? null : heirOf(container, active);
  if (heir === null) return;
  heir.focus({ preventScroll: true });
  window.scrollBy(0, heir.getBoundingClientRect().top - top);
}

function heirOf(container, active) {
  const key = active.dataset.focus ?? active.id;
  return key ? focusable(container, key) : null;
}

function focusable(container, key) {
  return (
    [...container.querySelectorAll("[data-focus], [id]")].find(
      (node) => node.dataset.focus === key || node.id === key,
    ) ?? null
  );
}

/** Move the focus to the element with a `data-focus` or an `id`, where there is one. Returns whether there was. */
export function focusOn(key) {
  const node = focusable(document, key);
  node?.focus();
  return node !== null;
}

let lastNumber = 0;

/** Return an id that no other element of the page has. */
export function freshId(start) {
  lastNumber += 1;
  return `${start}-${lastNumber}`;
}
