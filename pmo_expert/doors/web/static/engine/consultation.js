// A consultation: one case put to the rules once, for every question about it.

import { decode, encode, meets, readAttributes, stateFact, stateValue } from "./attributes.js";
import { readDiagram } from "./outcomes.js";
import { derive, makeProgram, variantEngine, variants } from "./program.js";

const STANDS = "stands";

/** Return what consultations about one pack share. `texts` are the words of sentences. */
export function makeKnowledge(given, texts) {
  const data = { ...given, rules: withAuthority(given) };
  const program = makeProgram(data);
  const targets = [...data.verdicts, ...data.severe];
  return {
    data,
    texts,
    program,
    diagram: readDiagram(data.diagram),
    attributes: readAttributes(data),
    verdicts: Object.keys(data.words.verdicts),
    severities: Object.keys(data.words.severities),
    targets,
    engine: variantEngine(program, targets),
    findingRules: grouped(Object.entries(data.rules).filter(([, rule]) => rule.kind === "finds"), ([, rule]) => rule.finding),
  };
}

/** Return the rules, each with how its sources are named in a sentence: not at all where all rules rest on one source. */
function withAuthority({ rules, claims, sources }) {
  const isOne = Object.keys(sources).length === 1;
  const named = (rule) => [...new Set(rule.sources.map((claim) => sources[claims[claim].source].words))].filter(Boolean);
  return Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, { ...rule, authority: isOne ? [] : named(rule) }]));
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item[0]]);
  return groups;
}

/** A case, given as a plain object of values by the names of attributes, and what the rules derive for it. */
export class Consultation {
  constructor(knowledge, stated) {
    this.knowledge = knowledge;
    this.stated = stated;
    this.made = new Map();
    this.encoded = encodeCase(knowledge, stated);
    const { fired, reached } = derive(knowledge.program, this.encoded);
    this.firedClauses = fired;
    this.reached = reached;
    this.rules = rulesFired(knowledge, fired);
    this.presumed = this.findPresumed();
    this.findEstablished();
  }

  /** Return what a function of this consultation returns, worked out once. */
  once(make) {
    if (!this.made.has(make)) this.made.set(make, make(this));
    return this.made.get(make);
  }

  findPresumed() {
    const { program, data: { rules, atoms } } = this.knowledge;
    const heads = this.firedClauses.map((number) => atoms[program.clauses[number].head]);
    const applying = heads.filter(([kind]) => kind === "presumed");
    return new Map(applying.map(([, rule]) => [rules[rule].attribute, rule]));
  }

  findEstablished() {
    if (this.presumed.size === 0) {
      this.establishedClauses = this.firedClauses;
      this.establishedReached = this.reached;
      this.establishedRules = this.rules.fired;
      return;
    }
    const { fired, reached } = derive(this.knowledge.program, this.encoded, false);
    this.establishedClauses = fired;
    this.establishedReached = reached;
    this.establishedRules = rulesFired(this.knowledge, fired).fired;
  }

  /** Return what is stated of an attribute; null means unknown. */
  value(name) {
    return this.stated[name] ?? null;
  }

  /** Return what is stated of an attribute, else what is usual; null means unknown. */
  expected(name) {
    const value = this.value(name);
    if (value !== null || !this.presumed.has(name)) return value;
    return this.knowledge.data.rules[this.presumed.get(name)].value;
  }

  /** Say whether the conditions of a rule held. */
  fired(rule) {
    return this.rules.fired.has(rule);
  }

  /** Say whether the conditions of a rule held, and nothing that stands defeats it. */
  stands(rule) {
    return this.rules.standing.has(rule);
  }

  /** Return the value that a conclusion has. */
  conclusion(name, reached = this.reached) {
    const values = this.knowledge.data.conclusions[name];
    const [found] = values.find(([, atom]) => atom !== null && reached[atom]) ?? values.find(([, atom]) => atom === null);
    return found;
  }

  /** Say whether a conclusion would have another value without what is presumed. */
  rests(name) {
    return this.conclusion(name) !== this.conclusion(name, this.establishedReached);
  }

  get verdict() {
    return this.conclusion("verdict");
  }

  get lean() {
    return this.conclusion("lean");
  }

  /** Return the rule that gave the verdict or the lean. */
  deciding(kind) {
    const { program, data } = this.knowledge;
    const number = this.firedClauses.find((one) => data.atoms[program.clauses[one].head][0] === kind);
    return program.clauses[number].rule;
  }

  /** Return the facts of the program that are known, with the places of their values. */
  get known() {
    return knownFacts(this.knowledge, this.encoded);
  }

  /** Return the pairs of fact and value that are presumed, as a map. */
  get presumedFacts() {
    const { attributes } = this.knowledge;
    return new Map([...this.presumed.keys()].flatMap((name) => encode(attributes.get(name), this.expected(name))));
  }

  /** Return the verdict after each of some changes to the facts of the case, or to others. */
  verdictsAfter(changes, facts = this.encoded) {
    const { engine, data, verdicts } = this.knowledge;
    const rows = variants(engine, facts, changes, data.verdicts);
    return changes.map((_, number) => verdicts[rows.findIndex((row) => row[number] === 1)]);
  }

  /** Return how much is against it after each of some changes: the place of the verdict and the count of concerns. */
  weightsAfter(changes, facts = this.encoded) {
    const { engine, data, targets } = this.knowledge;
    const rows = variants(engine, facts, changes, targets);
    const count = data.verdicts.length;
    return changes.map((_, number) => [
      rows.slice(0, count).findIndex((row) => row[number] === 1),
      rows.slice(count).filter((row) => row[number] === 1).length,
    ]);
  }

  /** Return the verdict without the facts that are weighed last; null where none is stated. */
  get verdictApart() {
    const { attributes, data } = this.knowledge;
    const last = Object.keys(this.stated).filter((name) => data.words.weighed_last.includes(attributes.get(name).section));
    if (last.length === 0) return null;
    return this.verdictsAfter([last.flatMap((name) => encode(attributes.get(name), null))])[0];
  }

  /** Return the consultation about the case that has some facts of the program. */
  derived(facts) {
    const { attributes } = this.knowledge;
    const known = knownFacts(this.knowledge, facts);
    const stated = { ...this.stated };
    for (const attribute of attributes.values()) {
      if (known.has(attribute.fact)) stated[attribute.name] = decode(attribute, facts, this.value(attribute.name));
    }
    return new Consultation(this.knowledge, stated);
  }

  /** Return the unknown attributes on which the verdict rests. */
  get awaited() {
    const { program, data } = this.knowledge;
    const wanted = new Set(data.conclusions.verdict.filter(([name]) => name === this.verdict).map(([, atom]) => atom));
    const unknown = new Set();
    for (const number of [...this.firedClauses].reverse()) {
      const { head, body } = program.clauses[number];
      if (!wanted.has(head)) continue;
      for (const code of body) {
        const place = Math.floor(code / 3);
        if (code % 3 === 1) wanted.add(place);
        if (code % 3 !== 0) continue;
        const name = program.facts[program.tests[place].fact].attribute;
        if (this.value(name) === null) unknown.add(name);
      }
    }
    return [...unknown];
  }

  /** Return a value of an attribute as a clause. */
  state(name, value = this.expected(name)) {
    return stateValue(this.knowledge.attributes.get(name), value);
  }

  /** Return in a clause what a change to one attribute says. */
  stateChange(attribute, change) {
    if (change.length === 1) return stateFact(attribute, change[0][0], change[0][1], this.knowledge.texts);
    return stateValue(attribute, decode(attribute, applied([], change)));
  }

  /** Say whether the question for an attribute needs nothing, or what it needs is known to be so. */
  makesSense(name) {
    const ways = this.knowledge.data.needs[name] ?? [];
    return ways.length === 0 || ways.some((way) => way.every((part) => meets(part, this.value(part.subject))));
  }

  /** Return the unknown attributes that the question for another one needs the answer to. */
  causes(name) {
    const read = (this.knowledge.data.needs[name] ?? []).flat().map((part) => part.subject);
    return [...new Set(read)].filter((subject) => this.value(subject) === null);
  }
}

/** Return the rules whose conditions held, and those of them that nothing standing defeats, by the clauses that held. */
export function rulesFired({ program, data }, clauses) {
  const held = { fired: new Set(), standing: new Set() };
  for (const number of clauses) {
    const { rule, stage } = program.clauses[number];
    if (rule === null) continue;
    if (stage === "") held.fired.add(rule);
    if (stage === STANDS || (stage === "" && data.rules[rule].attackers.length === 0)) held.standing.add(rule);
  }
  return held;
}

function encodeCase(knowledge, stated) {
  const facts = knowledge.program.facts.map(({ values }) => values.length - 1);
  for (const attribute of knowledge.attributes.values()) {
    const value = stated[attribute.name] ?? null;
    if (value !== null) for (const [fact, place] of encode(attribute, value)) facts[fact] = place;
  }
  return facts;
}

function knownFacts(knowledge, facts) {
  const known = new Map();
  knowledge.program.facts.forEach(({ values }, fact) => {
    if (values[facts[fact]] !== "unknown") known.set(fact, facts[fact]);
  });
  return known;
}

/** Return facts with a change applied. */
export function applied(facts, change) {
  const changed = facts.slice();
  for (const [fact, place] of change) changed[fact] = place;
  return changed;
}
