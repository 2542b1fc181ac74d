// Programs: clauses over facts with finite domains, in an order in which every conclusion rests on finished ones.
// The codes of a body: 3 × test is the test on a fact, 3 × conclusion + 1 that it was reached, + 2 that it was not.

const ALL_ROWS = -1;
const ROWS = 32;

/** Return a program from the data of a pack. */
export function makeProgram(data) {
  const presuming = new Set(data.presuming);
  return {
    facts: data.facts.map(([attribute, member, values]) => ({ attribute, member, values })),
    tests: data.tests.map(([fact, values]) => ({ fact, accepts: new Set(values) })),
    clauses: data.clauses.map(([head, rule, stage, body], number) => ({
      head, rule, stage, body, number, presumes: presuming.has(number),
    })),
    atomCount: data.atoms.length,
  };
}

/** Return what follows from facts: the numbers of the clauses that held, and for each conclusion whether it was reached.
 *  `usual` says whether presumptions count. */
export function derive(program, facts, usual = true) {
  const truths = program.tests.map((test) => test.accepts.has(facts[test.fact]));
  const reached = new Uint8Array(program.atomCount);
  const fired = [];
  for (const clause of program.clauses) {
    if ((usual || !clause.presumes) && clause.body.every((code) => holds(code, truths, reached))) {
      reached[clause.head] = 1;
      fired.push(clause.number);
    }
  }
  return { fired, reached };
}

function holds(code, truths, reached) {
  const place = Math.floor(code / 3);
  if (code % 3 === 0) return truths[place];
  return (reached[place] === 1) === (code % 3 === 1);
}

/** Return what tells of many variants of a case which of some conclusions each reaches. `settled` maps facts to the value
 *  that they have in all variants. It is partial evaluation, and then one bit for each variant. */
export function variantEngine(program, conclusions, settled = new Map()) {
  const { bodies, known } = specialized(program, settled);
  const needed = neededBy(conclusions, bodies, known);
  const ways = bodies.filter((way) => needed.has(way.head));
  const tests = new Set(ways.flatMap((way) => way.body.filter((code) => code % 3 === 0).map((code) => code / 3)));
  const testsOf = new Map();
  for (const test of tests) {
    const fact = program.tests[test].fact;
    testsOf.set(fact, [...(testsOf.get(fact) ?? []), test]);
  }
  return { program, ways, known, testsOf, read: new Set(testsOf.keys()) };
}

/** Return for each of some conclusions an array with 1 for every variant that reaches it. A change is a list of pairs of
 *  a fact and its value. */
export function variants(engine, facts, changes, conclusions) {
  const found = conclusions.map(() => new Uint8Array(changes.length));
  for (let start = 0; start < changes.length; start += ROWS) {
    const rows = changes.slice(start, start + ROWS);
    const reached = rowsReached(engine, facts, rows);
    conclusions.forEach((conclusion, place) => {
      const known = engine.known[conclusion];
      const bits = known === undefined ? reached[conclusion] : known ? ALL_ROWS : 0;
      for (let row = 0; row < rows.length; row += 1) found[place][start + row] = (bits >>> row) & 1;
    });
  }
  return found;
}

function rowsReached(engine, facts, rows) {
  const truths = rowTruths(engine, facts, rows);
  const reached = new Int32Array(engine.program.atomCount);
  for (const { head, body } of engine.ways) {
    let left = ALL_ROWS;
    for (const code of body) {
      const place = Math.floor(code / 3);
      const kind = code % 3;
      left &= kind === 0 ? truths[place] : kind === 1 ? reached[place] : ~reached[place];
      if (left === 0) break;
    }
    reached[head] |= left;
  }
  return reached;
}

function rowTruths(engine, facts, rows) {
  const { tests } = engine.program;
  const truths = new Int32Array(tests.length);
  for (const own of engine.testsOf.values()) {
    for (const test of own) truths[test] = tests[test].accepts.has(facts[tests[test].fact]) ? ALL_ROWS : 0;
  }
  rows.forEach((change, row) => {
    for (const [fact, value] of change) {
      for (const test of engine.testsOf.get(fact) ?? []) {
        if (tests[test].accepts.has(value)) truths[test] |= 1 << row;
        else truths[test] &= ~(1 << row);
      }
    }
  });
  return truths;
}

function specialized(program, settled) {
  const known = new Array(program.atomCount).fill(false);
  const bodies = [];
  for (const { head, body } of program.clauses) {
    const left = openCodes(body, program, settled, known);
    if (left === null) continue;
    bodies.push({ head, body: left });
    if (left.length === 0) known[head] = true;
    else if (known[head] === false) known[head] = undefined;
  }
  return { bodies, known };
}

function openCodes(body, program, settled, known) {
  const left = [];
  for (const code of body) {
    const truth = settledTruth(code, program, settled, known);
    if (truth === false) return null;
    if (truth === undefined) left.push(code);
  }
  return left;
}

function settledTruth(code, program, settled, known) {
  const place = Math.floor(code / 3);
  if (code % 3 !== 0) return known[place] === undefined ? undefined : known[place] === (code % 3 === 1);
  const { fact, accepts } = program.tests[place];
  if (settled.has(fact)) return accepts.has(settled.get(fact));
  if (accepts.size === program.facts[fact].values.length) return true;
  return accepts.size === 0 ? false : undefined;
}

function neededBy(conclusions, bodies, known) {
  const restsOn = new Map();
  for (const { head, body } of bodies) {
    const read = body.filter((code) => code % 3 !== 0).map((code) => Math.floor(code / 3));
    restsOn.set(head, [...(restsOn.get(head) ?? []), ...read]);
  }
  const found = new Set();
  const waiting = conclusions.filter((atom) => restsOn.has(atom) && known[atom] === undefined);
  while (waiting.length > 0) {
    const atom = waiting.pop();
    if (found.has(atom)) continue;
    found.add(atom);
    waiting.push(...restsOn.get(atom));
  }
  return found;
}
