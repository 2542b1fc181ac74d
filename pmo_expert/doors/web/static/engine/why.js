// Why something in an advice is said: the rule, the facts, the source, and what would make it false.

import { decode, meets, settingsOf, stateFact, stateTested, stateValue } from "./attributes.js";
import { applied, rulesFired } from "./consultation.js";
import { derive } from "./program.js";
import { either } from "./sentences.js";
import { standingAgainst } from "./summary.js";

const MOST_WAYS = 6;
const MOST_ANSWERS = 4;

/** Return why something is said. `about` is {rule}, {concern}, {attribute} or {verdict: true}. */
export function whyOf(given, advice, about) {
  if (about.rule !== undefined) return whyRule(given, about.rule);
  if (about.concern !== undefined) return whyConcern(given, advice, about.concern);
  if (about.attribute !== undefined) return whyAttribute(given, about.attribute);
  return whyVerdict(given, advice);
}

function explanation(given, parts) {
  return {
    heading: "", says: "", usual: false, facts: [], because: "", sources: [], falseIf: [], answers: [], answeredBy: [],
    restsOn: [], rule: null, ...parts,
  };
}

function whyRule(given, id) {
  const rule = given.knowledge.data.rules[id];
  return explanation(given, {
    heading: headingOf(given, rule),
    says: rule.because,
    usual: !given.establishedRules.has(id),
    ...groundsOf(given, id),
    falseIf: falseIf(given, rule.when, ({ fired }) => isSaid(given, id, rulesFired(given.knowledge, fired))),
    answers: named(given, rule.attacked.filter((other) => given.fired(other))),
    answeredBy: named(given, rule.attackers.filter((other) => given.stands(other))),
  });
}

/** Return what a rule rests on: its facts, its sources, and the conclusions that it reads. */
function groundsOf(given, id) {
  const rule = given.knowledge.data.rules[id];
  const { attributes } = given.knowledge;
  return {
    rule: id,
    because: rule.because,
    sources: sourcesOf(given, rule.sources),
    facts: rule.when.filter(({ subject }) => attributes.has(subject)).map((condition) => testedFact(given, condition)),
    restsOn: rule.when.filter(({ subject }) => !attributes.has(subject)).flatMap(({ subject }) => restingOn(given, subject)),
  };
}

function headingOf({ knowledge: { data } }, rule) {
  return data.concerns[rule.concern] ?? data.growth[rule.growth] ?? "";
}

function testedFact(given, condition) {
  const attribute = given.knowledge.attributes.get(condition.subject);
  const value = given.expected(condition.subject);
  const presumption = given.presumed.get(condition.subject);
  return {
    attribute: condition.subject,
    text: stateTested(attribute, condition.accepts, value),
    usual: presumption === undefined ? "" : given.knowledge.data.rules[presumption].because,
    outcome: meets(condition, value) ? "met" : value === null ? "unknown" : "failed",
  };
}

function restingOn(given, subject) {
  const { data, findingRules } = given.knowledge;
  const reached = data.conclusions[subject].find(([, atom]) => atom !== null && given.reached[atom]);
  if (reached === undefined) return [];
  const [kind, name] = data.atoms[reached[1]];
  const text = data.atoms[reached[1]][2];
  if (kind === "finding") return findingRules.get(name).filter((id) => given.fired(id)).map((id) => ({ text, about: { rule: id } }));
  return [{ text, about: Object.hasOwn(data.concerns, name) ? { concern: name } : null }];
}

/** Return what some claims say, each with its source. */
function sourcesOf(given, claims) {
  return claims.map((claim) => {
    const { says, source, place } = given.knowledge.data.claims[claim];
    return { claim, says, place, ...sourceOf(given, source) };
  });
}

/** Return the sources of all rules that fired, each once: {title, author, year, strength}. */
export function sourcesBehind(given) {
  const { data } = given.knowledge;
  const claims = [...given.rules.fired].flatMap((rule) => data.rules[rule].sources);
  const ids = new Set(claims.map((claim) => data.claims[claim].source));
  return Object.keys(data.sources).filter((id) => ids.has(id)).map((id) => sourceOf(given, id));
}

function sourceOf({ knowledge: { data } }, id) {
  const { title, author, year, strength } = data.sources[id];
  return { title, author, year, strength: data.strengths[strength] ?? "" };
}

function named({ knowledge: { data } }, rules) {
  return rules.map((rule) => ({ rule, text: data.rules[rule].because }));
}

function whyConcern(given, advice, id) {
  const concern = advice.concerns.find((one) => one.id === id);
  const name = `concern.${id}`;
  const status = given.conclusion(name);
  const [, atom] = given.knowledge.data.conclusions[name].find(([value]) => value === status);
  return explanation(given, {
    heading: concern.title,
    says: given.knowledge.data.atoms[atom][2],
    usual: concern.presumed,
    restsOn: concern.arguments.map((one) => ({ text: one.because, about: { rule: one.rule } })),
    falseIf: falseIf(given, [], ({ reached }) => given.conclusion(name, reached) === status),
  });
}

function whyVerdict(given, advice) {
  const id = given.deciding("verdict");
  const own = groundsOf(given, id);
  const against = standingAgainst(advice).map((one) => ({ text: one.because, about: { rule: one.rule } }));
  const ours = advice.growth.filter((one) => one.serves_your_goals.length > 0)
    .map((one) => ({ text: one.because, about: { rule: one.rule } }));
  return explanation(given, {
    ...own,
    heading: given.knowledge.data.words.verdicts[given.verdict],
    says: own.because,
    usual: advice.presumed,
    restsOn: [...own.restsOn, ...against, ...ours],
    falseIf: falseIf(given, [], ({ reached }) => given.conclusion("verdict", reached) === given.verdict),
  });
}

function whyAttribute(given, name) {
  const attribute = given.knowledge.attributes.get(name);
  const reading = Object.entries(given.knowledge.data.rules)
    .filter(([, rule]) => rule.kind !== "guides" && rule.kind !== "decides" && rule.when.some(({ subject }) => subject === name))
    .map(([id]) => id);
  const presumption = given.presumed.get(name);
  return explanation(given, {
    heading: attribute.question,
    says: given.state(name),
    usual: presumption !== undefined,
    ...(presumption === undefined ? {} : { rule: presumption, because: given.knowledge.data.rules[presumption].because,
      sources: sourcesOf(given, given.knowledge.data.rules[presumption].sources) }),
    restsOn: named(given, reading).map(({ rule, text }) => ({ text, about: { rule } })),
  });
}

/** Return in clauses what, changed alone, would make something false; the facts that a rule tests first. `holds` tells
 *  from what was derived whether it still holds. */
function falseIf(given, conditions, holds) {
  const { attributes } = given.knowledge;
  const tested = new Set(conditions.map(({ subject }) => subject));
  const order = [...attributes.values()].filter((attribute) => attribute.is_read).sort((one, other) =>
    tested.has(other.name) - tested.has(one.name) || isStated(given, other) - isStated(given, one));
  const ways = [];
  for (const attribute of order) {
    if (ways.length === MOST_WAYS) break;
    const breaking = breakingChanges(given, attribute, holds);
    if (breaking.length > 0) ways.push(either(breaking.slice(0, MOST_ANSWERS), given.knowledge.texts.or_word));
  }
  return ways;
}

function isStated(given, { name }) {
  return given.value(name) !== null;
}

function breakingChanges(given, attribute, holds) {
  const { program } = given.knowledge;
  return settingsOf(attribute)
    .filter((change) => !holds(derive(program, applied(given.encoded, change))))
    .map((change) => changeWords(given, attribute, change));
}

function changeWords(given, attribute, change) {
  if (attribute.kind === "set") return stateValue(attribute, decode(attribute, applied([], change)));
  const [[fact, place]] = change;
  return stateFact(attribute, fact, place, given.knowledge.texts);
}

/** Say whether a rule is said as it is now: it stands, or, where it is answered now, its conditions hold. */
function isSaid(given, id, rules) {
  return given.stands(id) ? rules.standing.has(id) : rules.fired.has(id);
}
