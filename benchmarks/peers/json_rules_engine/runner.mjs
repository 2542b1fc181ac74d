// Runs json-rules-engine on what standard input says: first a line of rules, then lines of cases.
// Each line of cases is answered by one line: what came out of each case, and the seconds that a case took here.

import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import jsonRulesEngine from "json-rules-engine";

const { Engine, Fact } = jsonRulesEngine;
const engine = new Engine([], { allowUndefinedFacts: true });
let verdict;

// A fact that is not cached needs no hash as its key.
const uncached = { cache: false };

engine.on("success", ({ params }, almanac) => {
  for (const conclusion of params.conclusions) almanac.addFact(conclusion, true, uncached);
  if (params.verdict !== null) verdict = Math.min(params.verdict, verdict ?? Infinity);
});

async function run(values) {
  const facts = {};
  for (const name in values) facts[name] = new Fact(name, values[name], uncached);
  return engine.run(facts);
}

async function derive(values) {
  const { events } = await run(values);
  return events.flatMap((event) => event.params.numbers).sort((one, other) => one - other);
}

async function conclude(values) {
  verdict = undefined;
  await run(values);
  return verdict ?? null;
}

async function answer({ cases, trace }) {
  const act = trace ? derive : conclude;
  const answers = [];
  const start = performance.now();
  for (const values of cases) answers.push(await act(values));
  return { answers, seconds: (performance.now() - start) / 1000 / cases.length };
}

let ready = false;
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (ready) console.log(JSON.stringify(await answer(message)));
  else {
    for (const rule of message) engine.addRule(rule);
    ready = true;
    console.log(JSON.stringify({ ready }));
  }
}
