// The advice on one case, in the shape of the JSON that the command writes.

import { conditionsOf, isLess } from "./conditions.js";
import { turningPoints } from "./unknowns.js";

const ROLES = { raises: "raises", mitigates: "mitigates", defeats: "defeats" };

/** Return the advice of a consultation. */
export function adviceOf(given, title) {
  const { data } = given.knowledge;
  const points = turningPoints(given);
  const rule = given.deciding("verdict");
  return {
    title,
    verdict: given.verdict,
    lean: given.lean,
    decided_by: [...new Set([rule, given.deciding("lean")])],
    reason: data.rules[rule].because,
    verdict_apart: given.verdictApart,
    concerns: Object.entries(data.concerns).map(([id, name]) => concernAdvice(given, id, name)),
    growth: growthAdvice(given),
    wiifm: given.conclusion("wiifm"),
    guidance: guidanceOf(given),
    turning_points: points,
    conditions: conditionsOf(given, points),
    facts: statedFacts(given),
    presumptions: presumptionsOf(given),
    presumed: given.rests("verdict") || given.rests("lean"),
    knowledge: { name: data.pack.name, version: data.pack.version, sha256: data.pack.sha256 },
    switched_off: data.switched_off,
    words: data.words,
  };
}

function concernAdvice(given, id, title) {
  const status = given.conclusion(`concern.${id}`);
  return {
    id,
    title,
    status,
    severity: status === "open" ? given.conclusion(`severity.${id}`) : null,
    presumed: given.rests(`concern.${id}`) || given.rests(`severity.${id}`),
    arguments: rulesAbout(given, id).map((rule) => argument(given, rule)),
  };
}

/** Return the fired rules about a concern: those that raise it, those that answer it, then caveats. */
function rulesAbout(given, concern) {
  const { rules } = given.knowledge.data;
  const fired = Object.keys(rules).filter((id) => given.fired(id));
  const about = new Set(fired.filter((id) => ["raises", "mitigates"].includes(rules[id].kind) && rules[id].concern === concern));
  for (let before = -1; about.size > before;) {
    before = about.size;
    for (const id of fired) {
      if (rules[id].kind === "defeats" && rules[id].targets.some((target) => about.has(target))) about.add(id);
    }
  }
  const roles = Object.keys(ROLES);
  return fired.filter((id) => about.has(id)).sort((one, other) => roles.indexOf(rules[one].kind) - roles.indexOf(rules[other].kind));
}

function argument(given, id) {
  const rule = given.knowledge.data.rules[id];
  return {
    rule: id,
    role: ROLES[rule.kind],
    severity: rule.kind === "raises" ? rule.severity : null,
    stands: given.stands(id),
    ...saying(rule),
    answers: rule.attacked.filter((other) => given.fired(other)),
    answered_by: answeredBy(given, rule),
    presumed: restsOnUsual(given, id),
  };
}

function saying(rule) {
  return { because: rule.because, sources: rule.sources, authority: rule.authority };
}

function answeredBy(given, rule) {
  return rule.attackers.filter((other) => given.stands(other));
}

function restsOnUsual(given, id) {
  return !given.establishedRules.has(id);
}

function firedOfKind(given, kind) {
  return Object.entries(given.knowledge.data.rules).filter(([id, rule]) => rule.kind === kind && given.fired(id));
}

function growthAdvice(given) {
  const { data } = given.knowledge;
  const wanted = (data.goals === null ? null : given.value(data.goals)) ?? [];
  return firedOfKind(given, "offers").map(([id, rule]) => {
    const stands = given.stands(id);
    return {
      id: rule.growth,
      title: data.growth[rule.growth],
      rule: id,
      stands,
      serves: rule.serves,
      serves_your_goals: stands ? rule.serves.filter((goal) => wanted.includes(goal)) : [],
      ...saying(rule),
      answered_by: answeredBy(given, rule),
      presumed: restsOnUsual(given, id),
    };
  });
}

function guidanceOf(given) {
  return firedOfKind(given, "guides")
    .filter(([id, rule]) => given.stands(id) && helps(given, rule))
    .map(([id, rule]) => ({ rule: id, kind: rule.guidance, text: rule.text, ask: rule.ask, ...saying(rule) }));
}

/** Say whether what a step brings about would leave less against it, where it says what that is. */
function helps(given, rule) {
  if (rule.brings.length === 0) return true;
  const [now, then] = given.weightsAfter([[], rule.brings]);
  return isLess(then, now);
}

function statedFacts(given) {
  return [...given.knowledge.attributes.values()]
    .filter(({ name }) => given.value(name) !== null)
    .map((attribute) => ({
      attribute: attribute.name,
      value: inOrderOfValues(attribute, given.value(attribute.name)),
      text: given.state(attribute.name),
    }));
}

function inOrderOfValues(attribute, value) {
  if (attribute.kind !== "set") return value;
  return attribute.values.map(({ name }) => name).filter((name) => value.includes(name));
}

function presumptionsOf(given) {
  const { rules } = given.knowledge.data;
  return [...given.presumed].map(([name, rule]) => ({
    attribute: name,
    value: given.expected(name),
    text: given.state(name),
    rule,
    ...saying(rules[rule]),
  }));
}

