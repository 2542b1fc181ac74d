// Attributes: what a fact may be, the facts of the program that say it, and the clauses that state it.
// A value is true or false, a name, a number, or a list of names; null means unknown.

const UNKNOWN = "unknown";
const KNOWN = "known";

/** Return the attributes of a pack by name, each with the numbers of its facts in the program. */
export function readAttributes(data) {
  const facts = new Map(data.facts.map(([attribute, member], number) => [factKey(attribute, member), number]));
  return new Map(data.attributes.map((attribute) => [attribute.name, {
    ...attribute,
    section: attribute.name.slice(0, attribute.name.indexOf(".")),
    fact: facts.get(factKey(attribute.name, "")),
    memberFacts: attribute.kind === "set"
      ? attribute.values.map(({ name }) => facts.get(factKey(attribute.name, name)))
      : [],
    values: attribute.values ?? [],
    spelled: new Map([...(attribute.values ?? []).map(({ name }) => [name, name]), ...Object.entries(attribute.spelled)]),
    domain: attribute.is_read ? data.facts[facts.get(factKey(attribute.name, ""))][2] : [],
  }]));
}

function factKey(attribute, member) {
  return JSON.stringify([attribute, member]);
}

/** Return the pairs of fact and place of its value that say a value; none of an attribute that no rule reads. */
export function encode(attribute, value) {
  if (!attribute.is_read) return [];
  if (attribute.kind === "set") return encodeSet(attribute, value);
  if (value === null) return [[attribute.fact, attribute.domain.indexOf(UNKNOWN)]];
  const place = attribute.kind === "amount"
    ? intervalOf(attribute, value)
    : attribute.domain.indexOf(nameOfValue(value));
  return [[attribute.fact, place]];
}

function encodeSet(attribute, value) {
  const known = value !== null;
  const members = attribute.values.map(({ name }, place) => [
    attribute.memberFacts[place],
    known ? (value.includes(name) ? 0 : 1) : 2,
  ]);
  return [[attribute.fact, attribute.domain.indexOf(known ? KNOWN : UNKNOWN)], ...members];
}

function intervalOf(attribute, number) {
  return attribute.cuts.filter(([at, after]) => at < number || (at === number && after === 0)).length;
}

/** Return the name of a yes/no or chosen value. */
export function nameOfValue(value) {
  return value === true ? "yes" : value === false ? "no" : value;
}

/** Return the changes for each value of an attribute that is worth trying: of an amount each interval, of a set no
 *  member, each alone, and all. */
export function settingsOf(attribute) {
  if (attribute.kind !== "set") {
    const known = attribute.domain.length - 1;
    return Array.from({ length: known }, (_, place) => [[attribute.fact, place]]);
  }
  const names = attribute.values.map(({ name }) => name);
  const chosen = [[], ...names.map((name) => [name]), ...(names.length > 1 ? [names] : [])];
  return chosen.map((members) => encodeSet(attribute, members));
}

/** Return a value that has some facts; of an amount the nearest to `near` that is whole, where there is one.
 *  `facts` has the place of the value of every fact. */
export function decode(attribute, facts, near = null) {
  if (attribute.kind === "set") {
    return attribute.values.filter((_, place) => facts[attribute.memberFacts[place]] === 0).map(({ name }) => name);
  }
  if (attribute.kind === "amount") return numberIn(attribute, facts[attribute.fact], near);
  return valueNamed(attribute, attribute.domain[facts[attribute.fact]]);
}

/** Return the value of a name. */
export function valueNamed(attribute, name) {
  return attribute.kind === "yes_no" ? name === "yes" : name;
}

function numberIn(attribute, place, near) {
  const edges = edgesOf(attribute);
  const [low, afterLow] = edges[place];
  const [high, afterHigh] = edges[place + 1];
  const first = afterLow ? Math.floor(low) + 1 : Math.ceil(low);
  const last = afterHigh ? Math.floor(high) : Math.ceil(high) - 1;
  if (first > last) return (low + high) / 2;
  return near !== null && near > last ? last : first;
}

function edgesOf(attribute) {
  return [[attribute.lowest, 0], ...attribute.cuts, [attribute.highest, 1]];
}

/** Return a value as a clause of a sentence, without capital or full stop. */
export function stateValue(attribute, value) {
  if (value === null || value === undefined) return attribute.unknown;
  if (attribute.kind === "set") return stateSet(attribute, value);
  if (attribute.kind === "amount") {
    const word = attribute.values.find(({ number }) => number === value);
    return word ? word.phrase : filled(attribute.phrase, { value: numberText(value) });
  }
  return attribute.values.find(({ name }) => name === nameOfValue(value)).phrase;
}

function stateSet(attribute, value) {
  const held = attribute.values.filter(({ name }) => value.includes(name));
  if (held.length === 0) return attribute.phrases.none;
  return filled(attribute.phrases.all, { members: held.map(({ phrase }) => phrase).join(", ") });
}

/** Return in a clause whether a set holds one of its members. */
function stateMember(attribute, member, included) {
  const { phrase } = attribute.values.find(({ name }) => name === member);
  return filled(included ? attribute.phrases.included : attribute.phrases.excluded, { member: phrase });
}

/** Return in a clause what one fact says, where its value is known; `texts` has the words for intervals. */
export function stateFact(attribute, fact, place, texts) {
  if (attribute.kind === "set") {
    return stateMember(attribute, attribute.values[attribute.memberFacts.indexOf(fact)].name, place === 0);
  }
  if (attribute.kind === "amount") return filled(attribute.phrase, { value: intervalWords(attribute, place, texts) });
  return attribute.values.find(({ name }) => name === attribute.domain[place]).phrase;
}

function intervalWords(attribute, place, texts) {
  const edges = edgesOf(attribute);
  const [low, afterLow] = edges[place];
  const [high, afterHigh] = edges[place + 1];
  const start = low === attribute.lowest ? "" : filled(afterLow ? texts.more_than : texts.at_least, { number: numberText(low) });
  const end = high === attribute.highest ? "" : filled(afterHigh ? texts.at_most : texts.less_than, { number: numberText(high) });
  return [start, end].filter(Boolean).join(texts.and) || texts.any;
}

/** Return what a value says about a test, in a clause. */
export function stateTested(attribute, accepts, value) {
  if (!accepts?.members || value === null) return stateValue(attribute, value);
  const held = accepts.members.filter((member) => value.includes(member));
  return (held.length > 0 ? held : accepts.members)
    .map((member) => stateMember(attribute, member, held.length > 0))
    .join(", ");
}

/** Say whether a value meets a condition; null, unknown, only when the condition says so. */
export function meets(condition, value) {
  if (value === null) return condition.unknown;
  const { accepts } = condition;
  if (accepts === null) return false;
  if (accepts.known) return true;
  if (accepts.values) return accepts.values.includes(nameOfValue(value));
  if (accepts.members) return accepts.wanted === accepts.members.some((member) => value.includes(member));
  const inside = accepts.cuts.filter(([at, after]) => at < value || (at === value && after === 0)).length % 2 === 1;
  return inside !== accepts.inside;
}

/** Return a number without a needless fraction. */
export function numberText(number) {
  return String(number);
}

/** Return a text with the words in braces replaced. */
export function filled(text, words) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in words ? words[name] : whole));
}
