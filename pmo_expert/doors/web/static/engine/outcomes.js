// A multi-valued decision diagram: which verdict follows for which values of the facts, when every fact is known.

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
  const rebuilt = new Map(Array.from({ length: diagram.count }, (_, end) => [end, end]));
  const unique = new Map();
  const built = { ...diagram, values, levels: [], children: [] };
  const inOrder = [...reachedNodes(diagram, given)].sort((one, other) => one - other);
  for (const node of inOrder) {
    if (node >= diagram.count) rebuilt.set(node, rebuild(diagram, node - diagram.count, given, { rebuilt, unique, built }));
  }
  return { ...built, root: rebuilt.get(diagram.root) };
}

function rebuild(diagram, place, given, { rebuilt, unique, built }) {
  const below = openChildren(diagram, place, given).map((child) => rebuilt.get(child));
  if (below.every((child) => child === below[0])) return below[0];
  const level = diagram.levels[place];
  const key = `${level}:${below.join()}`;
  if (!unique.has(key)) {
    built.levels.push(level);
    built.children.push(below);
    unique.set(key, diagram.count + built.levels.length - 1);
  }
  return unique.get(key);
}

/** Return the share of all ways to give every fact a value that leads to each outcome. */
export function outcomeShares(diagram) {
  return sharesBelow(diagram)[diagram.root];
}

/** Return, for each fact on which the outcome depends, the shares of all ways that have each of its values and lead to
 *  each outcome: a list of {fact, values, parts}, in the order of the diagram. */
export function jointShares(diagram) {
  const below = sharesBelow(diagram);
  const passing = sharesPassing(diagram, below.length);
  const nodesAt = new Map();
  diagram.levels.forEach((level, place) => {
    nodesAt.set(level, [...(nodesAt.get(level) ?? []), place]);
  });
  return [...nodesAt.keys()].sort((one, other) => one - other).map((level) => ({
    fact: diagram.facts[level],
    values: diagram.values[level],
    parts: partsAt(diagram, level, nodesAt.get(level), { below, passing }),
  }));
}

function sharesBelow(diagram) {
  const below = Array.from({ length: diagram.count }, (_, end) =>
    Array.from({ length: diagram.count }, (__, outcome) => (outcome === end ? 1 : 0)));
  for (const children of diagram.children) {
    const sum = new Array(diagram.count).fill(0);
    for (const child of children) {
      for (let outcome = 0; outcome < diagram.count; outcome += 1) sum[outcome] += below[child][outcome];
    }
    below.push(sum.map((share) => share / children.length));
  }
  return below;
}

function sharesPassing(diagram, length) {
  const passing = new Array(length).fill(0);
  passing[diagram.root] = 1;
  for (let node = length - 1; node >= diagram.count; node -= 1) {
    const children = diagram.children[node - diagram.count];
    for (const child of children) passing[child] += passing[node] / children.length;
  }
  return passing;
}

function partsAt(diagram, level, places, { below, passing }) {
  const size = diagram.values[level].length;
  const through = Array.from({ length: size }, () => new Array(diagram.count).fill(0));
  for (const place of places) {
    const weight = passing[place + diagram.count] / size;
    diagram.children[place].forEach((child, value) => {
      below[child].forEach((share, outcome) => {
        through[value][outcome] += weight * share;
      });
    });
  }
  const whole = below[diagram.root];
  const past = whole.map((share, outcome) => {
    const here = through.reduce((sum, part) => sum + part[outcome], 0);
    return Math.max(0, (share - here) / size);
  });
  return through.map((part) => part.map((share, outcome) => share + past[outcome]));
}
