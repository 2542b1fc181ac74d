// The conditions of a favourable verdict: what to agree on, what to make sure of, and what to live with.

import { decode, encode, settingsOf } from "./attributes.js";
import { applied, rulesFired } from "./consultation.js";
import { derive, variantEngine, variants } from "./program.js";
import { othersOf } from "./unknowns.js";

const MOST_TERMS = 3;
const MOST_AGREEMENTS = 5;
const MOST_TRIED = 40;
const MOST_SETS = 200000;

/** Return the conditions of a favourable verdict with its turning points: {agree, make_sure, live_with}; null for
 *  another verdict. */
export function conditionsOf(given, points) {
  const { data, verdicts } = given.knowledge;
  if (!data.words.favourable.includes(given.verdict)) return null;
  const makeSure = points.filter((point) => point.turns.some(({ worse }) => worse));
  const facts = answeredWell(given, makeSure);
  const [best] = verdicts;
  const conditions = (agree, live) => ({ agree, make_sure: makeSure, live_with: live });
  if (given.verdictsAfter([[]], facts)[0] === best) return conditions([], []);
  const search = makeSearch(given, facts);
  const sets = fewestStanding(search, smallest(search, [], data.verdicts[0], true));
  if (sets.length > 0) return conditions(agreements(search, sets, best), []);
  const change = concernByConcern(search);
  const after = given.derived(applied(facts, change));
  const agree = agreements(search, change.length > 0 ? [change] : [], after.verdict);
  return conditions(agree, after.verdict === best ? [] : burdens(after));
}

/** Return the facts with each turning point answered, one after the other, by what leads to the best verdict. */
function answeredWell(given, points) {
  const { attributes, verdicts } = given.knowledge;
  let { encoded: facts } = given;
  for (const point of points) {
    const attribute = attributes.get(point.attribute);
    const usual = changeKey(encode(attribute, given.expected(attribute.name)));
    const changes = settingsOf(attribute);
    changes.sort((one, other) => (changeKey(one) !== usual) - (changeKey(other) !== usual));
    const places = given.verdictsAfter(changes, facts).map((verdict) => verdicts.indexOf(verdict));
    facts = applied(facts, changes[places.indexOf(Math.min(...places))]);
  }
  return facts;
}

function changeKey(change) {
  return JSON.stringify(change);
}

/** Return what is needed to look for changes: the facts, and an engine in which only what is negotiable may change. */
function makeSearch(given, facts) {
  const { program, attributes, targets } = given.knowledge;
  const settled = new Map();
  program.facts.forEach(({ attribute }, fact) => {
    if (!attributes.get(attribute).negotiable) settled.set(fact, facts[fact]);
  });
  const engine = variantEngine(program, targets, settled);
  const names = new Set([...engine.read].map((fact) => program.facts[fact].attribute));
  const settings = [...attributes.values()]
    .filter((attribute) => names.has(attribute.name))
    .map((attribute) => [attribute.name, othersOf(given, attribute, facts)]);
  return { given, facts, engine, settings };
}

/** Return the smallest further sets of negotiable changes after which a conclusion is reached, or is not. */
function smallest(search, soFar, conclusion, wanted) {
  const { program } = search.given.knowledge;
  const about = new Set(soFar.map(([fact]) => program.facts[fact].attribute));
  const lists = search.settings.filter(([name, changes]) => !about.has(name) && changes.length > 0).map(([, changes]) => changes);
  const facts = applied(search.facts, soFar);
  const settingCount = lists.reduce((sum, changes) => sum + changes.length, 0);
  for (let size = 1; size <= MOST_TERMS && combinationCount(settingCount, size) <= MOST_SETS; size += 1) {
    const sets = [...setsOfSize(lists, size, 0)];
    const [reached] = variants(search.engine, facts, sets, [conclusion]);
    const found = sets.filter((_, number) => (reached[number] === 1) === wanted);
    if (found.length > 0) return found.map((change) => joined(soFar, change));
  }
  return [];
}

function combinationCount(all, size) {
  let count = 1;
  for (let taken = 0; taken < size; taken += 1) count = (count * (all - taken)) / (taken + 1);
  return count;
}

/** Yield the sets with one change from each of `size` lists: by the lists that are picked, then by their changes. */
function* setsOfSize(lists, size) {
  for (const picked of combinations(lists, size, 0)) yield* products(picked, 0);
}

function* combinations(lists, size, start) {
  if (size === 0) {
    yield [];
    return;
  }
  for (let place = start; place <= lists.length - size; place += 1) {
    for (const rest of combinations(lists, size - 1, place + 1)) yield [lists[place], ...rest];
  }
}

function* products(lists, place) {
  if (place === lists.length) {
    yield [];
    return;
  }
  for (const change of lists[place]) {
    for (const rest of products(lists, place + 1)) yield [...change, ...rest];
  }
}

function joined(one, other) {
  return [...new Map([...one, ...other]).entries()];
}

/** Return the changes after which the fewest arguments stand against it. */
function fewestStanding(search, changes) {
  const tried = changes.slice(0, MOST_TRIED);
  const { knowledge } = search.given;
  const counts = tried.map((change) => standing(knowledge, applied(search.facts, change)).length);
  const least = Math.min(...counts);
  return tried.filter((_, number) => counts[number] === least);
}

/** Return the arguments that raise concerns and stand with some facts, those of some severities only. */
function standing(knowledge, facts, severities = Object.keys(knowledge.data.words.severities)) {
  const { standing: stands } = rulesFired(knowledge, derive(knowledge.program, facts).fired);
  return Object.entries(knowledge.data.rules)
    .filter(([id, rule]) => rule.kind === "raises" && severities.includes(rule.severity) && stands.has(id))
    .map(([id]) => id);
}

/** Return changes after which as few concerns as can be are open in severities that count. */
function concernByConcern(search) {
  const { given, facts } = search;
  const { engine, data } = given.knowledge;
  let change = [];
  for (const severe of data.severe) {
    if (variants(engine, facts, [change], [severe])[0][0] !== 1) continue;
    const [set] = fewestStanding(search, smallest(search, change, severe, false));
    if (set === undefined) continue;
    const [before, after] = given.weightsAfter([change, set], facts);
    if (isLess(after, before)) change = set;
  }
  return change;
}

/** Say whether less is against it by one weight than by another. */
export function isLess([place, concerns], [otherPlace, otherConcerns]) {
  return place < otherPlace || (place === otherPlace && concerns < otherConcerns);
}

function burdens(after) {
  const { data } = after.knowledge;
  const serious = standing(after.knowledge, after.encoded, data.words.counting);
  const rules = serious.length > 0 ? serious : [after.deciding("verdict")];
  return rules.map((rule) => ({
    rule,
    concern: serious.length > 0 ? data.concerns[data.rules[rule].concern] : null,
    because: data.rules[rule].because,
    sources: data.rules[rule].sources,
    authority: data.rules[rule].authority,
  }));
}

function agreements(search, changes, verdict) {
  return changes.slice(0, MOST_AGREEMENTS).map((change) => ({ terms: terms(search, change), verdict }));
}

function terms({ given, facts }, change) {
  const { attributes, program } = given.knowledge;
  const names = new Set(change.map(([fact]) => program.facts[fact].attribute));
  return [...names].map((name) => {
    const attribute = attributes.get(name);
    const own = change.filter(([fact]) => program.facts[fact].attribute === name);
    return {
      attribute: name,
      value: decode(attribute, applied(facts, change), given.value(name)),
      text_before: given.state(name),
      text: given.stateChange(attribute, own),
    };
  });
}
