// A multi-valued decision diagram: which verdict follows for which values of the facts, when every fact is known.

/** Return the diagram that data describes: `sizes` has how many nodes there are at each level, the last level first,
 *  `steps` their children, each as the difference to that of the node before at the same level. */
export function readDiagram(data) {
  if (data === null) return null;
  const { facts, values, count, sizes, steps, root } = data;
  const diagram = { facts, values, count, root, levels: [], children: [] };
  let start = 0;
  sizes.forEach((size, place) => {
    const level = facts.length - 1 - place;
    const width = values[level].length;
    let before = new Array(width).fill(0);
    for (let node = 0; node < size; node += 1) {
      before = steps.slice(start, start + width).map((step, child) => step + before[child]);
      start += width;
      diagram.levels.push(level);
      diagram.children.push(before);
    }
  });
  return diagram;
}

/** Return the outcomes that are possible when some facts have given values; `given` maps facts to values. */
export function possibleOutcomes(diagram, given) {
  return new Set([...reachedNodes(diagram, given)].filter((node) => node < diagram.count));
}

function reachedNodes(diagram, given) {
  const reached = new Set([diagram.root]);
  const stack = [diagram.root];
  while (stack.length > 0) {
    const place = stack.pop() - diagram.count;
    if (place < 0) continue;
    for (const child of openChildren(diagram, place, given)) {
      if (!reached.has(child)) {
        reached.add(child);
        stack.push(child);
      }
    }
  }
  return reached;
}

function openChildren(diagram, place, given) {
  const level = diagram.levels[place];
  const children = diagram.children[place];
  const fact = diagram.facts[level];
  return given.has(fact) ? [children[diagram.values[level].indexOf(given.get(fact))]] : children;
}

/** Return the diagram for the cases in which some facts have given values, without what no longer decides anything. */
export function restricted(diagram, given) {
  if (given.size === 0) return diagram;
  const values = diagram.values.map((own, level) =>
    given.has(diagram.facts[level]) ? [given.get(diagram.facts[level])] : own);
  const places = diagram.facts.map((fact, level) => (given.has(fact) ? diagram.values[level].indexOf(given.get(fact)) : -1));
  const rebuilt = new Int32Array(diagram.count + diagram.levels.length).map((_, node) => node);
  const built = { ...diagram, values, levels: [], children: [] };
  const unique = new Map();
  const reached = reachedNodes(diagram, given);
  for (let node = diagram.count; node < rebuilt.length; node += 1) {
    if (!reached.has(node)) continue;
    const level = diagram.levels[node - diagram.count];
    const children = diagram.children[node - diagram.count];
    rebuilt[node] = places[level] >= 0
      ? rebuilt[children[places[level]]]
      : rebuild(level, children.map((child) => rebuilt[child]), built, unique);
  }
  return { ...built, root: rebuilt[diagram.root] };
}

/** Return the node for a level and what is below it: one of those that are built already, where there is the same. */
function rebuild(level, below, built, unique) {
  if (below.every((child) => child === below[0])) return below[0];
  const key = below.reduce((sum, child) => (Math.imul(sum, 31) + child) | 0, level);
  const alike = unique.get(key) ?? [];
  const same = alike.find((node) => isSame(built, node - built.count, level, below));
  if (same !== undefined) return same;
  built.levels.push(level);
  built.children.push(below);
  const node = built.count + built.levels.length - 1;
  unique.set(key, [...alike, node]);
  return node;
}

function isSame(built, place, level, below) {
  return built.levels[place] === level && built.children[place].every((child, at) => child === below[at]);
}

/** Return the share of all ways to give every fact a value that leads to each outcome. */
export function outcomeShares(diagram) {
  return [...shareOf(sharesBelow(diagram), diagram, diagram.root)];
}

/** Return, for each fact on which the outcome depends, the shares of all ways that have each of its values and lead to
 *  each outcome: a list of {fact, values, parts}, in the order of the diagram. */
export function jointShares(diagram) {
  const below = sharesBelow(diagram);
  const passing = sharesPassing(diagram);
  const nodesAt = new Map();
  diagram.levels.forEach((level, place) => {
    if (!nodesAt.has(level)) nodesAt.set(level, []);
    nodesAt.get(level).push(place);
  });
  return [...nodesAt.keys()].sort((one, other) => one - other).map((level) => ({
    fact: diagram.facts[level],
    values: diagram.values[level],
    parts: partsAt(diagram, level, nodesAt.get(level), { below, passing }),
  }));
}

function shareOf(below, { count }, node) {
  return below.subarray(node * count, (node + 1) * count);
}

/** Return for each node, one after the other, the share of ways below it that leads to each outcome. */
function sharesBelow({ count, children }) {
  const below = new Float64Array((count + children.length) * count);
  for (let end = 0; end < count; end += 1) below[end * count + end] = 1;
  children.forEach((own, place) => {
    const start = (count + place) * count;
    for (const child of own) {
      for (let outcome = 0; outcome < count; outcome += 1) below[start + outcome] += below[child * count + outcome];
    }
    for (let outcome = 0; outcome < count; outcome += 1) below[start + outcome] /= own.length;
  });
  return below;
}

/** Return the share of all ways that lead through each node. */
function sharesPassing({ count, children, root }) {
  const passing = new Float64Array(count + children.length);
  passing[root] = 1;
  for (let node = passing.length - 1; node >= count; node -= 1) {
    const own = children[node - count];
    for (const child of own) passing[child] += passing[node] / own.length;
  }
  return passing;
}

function partsAt(diagram, level, places, { below, passing }) {
  const { count } = diagram;
  const size = diagram.values[level].length;
  const through = Array.from({ length: size }, () => new Float64Array(count));
  for (const place of places) {
    const weight = passing[place + count] / size;
    diagram.children[place].forEach((child, value) => {
      for (let outcome = 0; outcome < count; outcome += 1) through[value][outcome] += weight * below[child * count + outcome];
    });
  }
  const past = [...shareOf(below, diagram, diagram.root)].map((share, outcome) => {
    const here = through.reduce((sum, part) => sum + part[outcome], 0);
    return Math.max(0, (share - here) / size);
  });
  return through.map((part) => [...part].map((share, outcome) => share + past[outcome]));
}
