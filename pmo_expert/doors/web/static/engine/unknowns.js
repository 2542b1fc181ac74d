// What is unknown: turning points, questions and their order.

import { decode, meets, settingsOf, stateFact, stateValue } from "./attributes.js";
import { jointShares, outcomeShares, possibleOutcomes, restricted } from "./outcomes.js";

const DIGITS = 1e9;
const NOTHING = 1e-13;

/** Return the unknown or presumed facts whose answer alone can turn the verdict, those that could make it worst first. */
export function turningPoints(given) {
  return given.once(findTurningPoints);
}

function findTurningPoints(given) {
  const { verdicts, attributes } = given.knowledge;
  const asked = [...attributes.values()]
    .filter((attribute) => attribute.is_read && given.value(attribute.name) === null)
    .map((attribute) => [attribute, settingsOf(attribute)]);
  const after = given.verdictsAfter(asked.flatMap(([, changes]) => changes));
  const found = [];
  let start = 0;
  for (const [attribute, changes] of asked) {
    const own = after.slice(start, start + changes.length);
    start += changes.length;
    if (own.some((verdict) => verdict !== given.verdict)) {
      found.push(turningPoint(given, attribute, changes.map((change, place) => turn(given, attribute, change, own[place]))));
    }
  }
  const worst = (point) => Math.max(...point.turns.map(({ verdict }) => verdicts.indexOf(verdict)));
  return found.sort((one, other) => worst(other) - worst(one));
}

function turn(given, attribute, change, verdict) {
  const { verdicts, texts } = given.knowledge;
  const worse = verdicts.indexOf(verdict) > verdicts.indexOf(given.verdict);
  if (attribute.kind !== "set") {
    const [[fact, place]] = change;
    return { value: attribute.domain[place], text: stateFact(attribute, fact, place, texts), verdict, worse };
  }
  const value = decodeChange(attribute, change);
  return { value: `[${value.join(", ")}]`, text: stateValue(attribute, value), verdict, worse, members: value };
}

function decodeChange(attribute, change) {
  const facts = [];
  for (const [fact, place] of change) facts[fact] = place;
  return decode(attribute, facts);
}

function turningPoint(given, attribute, turns) {
  const harmless = turns.filter(({ worse, members }) => !worse && members?.length === 1).map(({ members }) => members[0]);
  return {
    attribute: attribute.name,
    question: attribute.question,
    ask: attribute.ask,
    usual: given.presumed.has(attribute.name) ? given.state(attribute.name) : null,
    turns,
    members: attribute.kind === "set"
      ? attribute.values.filter(({ name }) => harmless.includes(name)).map(({ phrase }) => phrase)
      : null,
  };
}

/** Return what an attribute could be that it is not, by some facts of the case and what is presumed. */
export function othersOf(given, attribute, facts) {
  const usual = given.presumedFacts;
  return settingsOf(attribute).filter((change) => change.some(([fact, place]) => (usual.get(fact) ?? facts[fact]) !== place));
}

/** Return the unknown facts that keep rules from being decided, those that most rules ask for first: {attribute, rules}. */
export function unknownFacts(given) {
  const asking = new Map();
  for (const [id, rule] of Object.entries(given.knowledge.data.rules)) {
    for (const { subject } of missingConditions(given, id, rule)) asking.set(subject, [...(asking.get(subject) ?? []), id]);
  }
  return [...given.knowledge.attributes.keys()]
    .filter((name) => asking.has(name))
    .map((attribute) => ({ attribute, rules: asking.get(attribute) }))
    .sort((one, other) => other.rules.length - one.rules.length);
}

function missingConditions(given, id, rule) {
  if (rule.kind === "presumes" || given.fired(id) || ruledOut(given, rule)) return [];
  return rule.when.filter((part) => given.knowledge.attributes.has(part.subject) && !meets(part, given.expected(part.subject)));
}

function ruledOut(given, rule) {
  return rule.when.some((condition) => failsForGood(given, condition));
}

function failsForGood(given, condition) {
  const { attributes, data, findingRules } = given.knowledge;
  if (attributes.has(condition.subject)) {
    const value = given.expected(condition.subject);
    return value !== null && !meets(condition, value);
  }
  if (!condition.subject.startsWith("finding.") || condition.accepts.values.join() !== "yes") return false;
  const rules = findingRules.get(condition.subject.slice("finding.".length)) ?? [];
  return rules.every((id) => ruledOut(given, data.rules[id]));
}

/** Return where the answers to the open questions can lead: {settled, questions}; null where the pack has no diagram.
 *  A question is {attribute, question, ask, reduction, turns, variable, leads}: the fact and values that tell most, and
 *  whether answers tell where it can end though none is more telling. */
export function outlook(given) {
  return given.once(findOutlook);
}

function findOutlook(given) {
  const points = turningPoints(given);
  const { diagram } = given.knowledge;
  if (diagram === null) return null;
  const settled = possibleOutcomes(diagram, given.known).size === 1;
  const turning = new Set(points.map(({ attribute }) => attribute));
  const found = new Map(settled ? [] : telling(given, restricted(diagram, given.known), turning));
  const asks = settled && given.verdict === given.knowledge.data.words.asking;
  for (const name of [...(asks ? given.awaited : []), ...[...turning].sort()]) {
    if (!found.has(name)) found.set(name, { ...plainQuestion(given, name, turning.has(name)), leads: true });
  }
  return { settled, questions: inOrder(found, points, given) };
}

/** Return the question for an attribute, without to what each answer can lead. */
export function plainQuestion(given, name, turns = false) {
  const { question, ask } = given.knowledge.attributes.get(name);
  return { attribute: name, question, ask, reduction: 0, turns, variable: null, leads: false };
}

function telling(given, ahead, turning) {
  const { attributes, program } = given.knowledge;
  const before = entropy(outcomeShares(ahead));
  const best = new Map();
  for (const { fact, values, parts } of jointShares(ahead)) {
    const attribute = attributes.get(program.facts[fact].attribute);
    const reduction = rounded(before - entropyAfter(parts));
    if (!best.has(attribute.name) || reduction > best.get(attribute.name).reduction) {
      const question = plainQuestion(given, attribute.name, turning.has(attribute.name));
      best.set(attribute.name, { ...question, reduction, variable: { fact, values } });
    }
  }
  const places = [...attributes.keys()];
  const place = ({ attribute }) => places.indexOf(attribute);
  return [...best.entries()].sort(([, one], [, other]) => other.reduction - one.reduction || place(one) - place(other));
}

function entropyAfter(parts) {
  return parts.reduce((sum, part) => sum + total(part) * entropy(part), 0);
}

function entropy(part) {
  const whole = total(part);
  return -part.filter((share) => share > NOTHING).reduce((sum, share) => sum + (share / whole) * Math.log2(share / whole), 0);
}

function total(part) {
  return part.reduce((sum, share) => sum + share, 0);
}

function rounded(number) {
  return Math.round(Math.max(number, 0) * DIGITS) / DIGITS;
}

/** Return the answers to a question with the verdicts that are possible after each: [{name, text, verdicts}]. */
export function answersOf(given, question) {
  const { attributes, diagram, verdicts, texts } = given.knowledge;
  const attribute = attributes.get(question.attribute);
  if (question.variable === null) return question.leads ? plainAnswers(given, attribute) : [];
  const { fact, values } = question.variable;
  return values.map((place) => {
    const possible = possibleOutcomes(diagram, new Map([...given.known, [fact, place]]));
    return {
      ...answerNames(attribute, fact, place),
      text: stateFact(attribute, fact, place, texts),
      verdicts: verdicts.filter((_, outcome) => possible.has(outcome)),
    };
  });
}

function plainAnswers(given, attribute) {
  const { diagram, verdicts } = given.knowledge;
  if (diagram === null || attribute.kind === "set" || attribute.kind === "amount") return [];
  const possible = possibleOutcomes(diagram, given.known);
  const after = verdicts.filter((_, outcome) => possible.has(outcome));
  return attribute.values.map(({ name, phrase }) => ({ name, held: true, text: phrase, verdicts: after }));
}

function answerNames(attribute, fact, place) {
  if (attribute.kind !== "set") return { name: attribute.domain[place], held: true };
  return { name: attribute.values[attribute.memberFacts.indexOf(fact)].name, held: place === 0 };
}

function inOrder(questions, points, given) {
  const told = new Set();
  const order = [];
  const tell = (name) => {
    if (told.has(name) || !questions.has(name)) return;
    told.add(name);
    if (given.makesSense(name)) order.push(questions.get(name));
    else given.causes(name).forEach(tell);
  };
  [...points.map(({ attribute }) => attribute), ...questions.keys()].forEach(tell);
  return order;
}

