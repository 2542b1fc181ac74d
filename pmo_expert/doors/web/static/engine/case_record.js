// Cases as the plain objects of case files: what they say is checked, and nothing is lost silently.

import { filled, nameOfValue, numberText, valueNamed } from "./attributes.js";

const FORMAT = 1;
const NUMBER = /^[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?$/;
const DECIMAL_COMMA = /^[+-]?[0-9]{1,40},[0-9]{1,2}$/;
const UNKNOWN_WORDS = new Set(
  ["unknown", "don't_know", "dont_know", "do_not_know", "not_known", "?", "n/a", "na", "not_available", "–", "—"],
);
const MOST_WRONG = 2;

/** Return the case that the object of a case file states: {title, facts, faults}. */
export function readRecord(knowledge, record) {
  const found = { title: "", facts: {}, faults: [], named: new Set() };
  if (record === null || typeof record !== "object" || Array.isArray(record)) {
    return { title: "", facts: {}, faults: [knowledge.texts.no_case] };
  }
  for (const [key, value] of Object.entries(record)) readEntry(knowledge, key, value, found);
  return { title: found.title, facts: found.facts, faults: found.faults };
}

function readEntry(knowledge, key, value, found) {
  const { texts, data } = knowledge;
  if (key === "title") {
    found.title = typeof value === "string" || typeof value === "number" ? String(value) : "";
  } else if (key === "format") {
    if (String(value) !== String(FORMAT)) found.faults.push(filled(texts.no_format, { found: shown(value), allowed: FORMAT }));
  } else if (Object.hasOwn(data.words.sections, key) && value !== null && typeof value === "object" && !Array.isArray(value)) {
    for (const [field, own] of Object.entries(value)) readFact(knowledge, `${key}.${field}`, own, found);
  } else if (!(Object.hasOwn(data.words.sections, key) && value === null)) {
    readFact(knowledge, key, value, found);
  }
}

function readFact(knowledge, name, value, found) {
  const attribute = knowledge.attributes.get(name);
  if (attribute === undefined) {
    const near = nearest(name, [...knowledge.attributes.keys()]);
    found.faults.push(filled(near ? knowledge.texts.no_attribute_near : knowledge.texts.no_attribute, { found: shown(name), near }));
    return;
  }
  if (found.named.has(name)) {
    found.faults.push(filled(knowledge.texts.twice, { place: name }));
    return;
  }
  found.named.add(name);
  const read = readValue(attribute, value);
  if (read === undefined) found.faults.push(wrongValue(knowledge, attribute, value));
  else if (read !== null) found.facts[name] = read;
}

function wrongValue({ texts }, attribute, value) {
  const names = attribute.values.map(({ name }) => name);
  if (attribute.kind !== "amount") {
    return filled(texts.no_value, { place: attribute.name, found: shown(value), allowed: names.join(", ") });
  }
  const bounds = { lowest: numberText(attribute.lowest), highest: numberText(attribute.highest), unit: attribute.unit };
  return filled(texts.no_amount, { place: attribute.name, found: shown(value), ...bounds });
}

/** Return the value of an attribute that a value of a file means: null for unknown, undefined for none. */
export function readValue(attribute, value) {
  if (value === null || (typeof value === "string" && isUnknown(value))) return null;
  if (attribute.kind === "set") return readSet(attribute, value);
  if (attribute.kind === "amount") return readAmount(attribute, value);
  const said = nameOfValue(value);
  const name = typeof said === "string" ? attribute.spelled.get(folded(said)) : undefined;
  return name === undefined ? undefined : valueNamed(attribute, name);
}

function readSet(attribute, value) {
  const said = typeof value === "string" ? listedNames(value) : value;
  if (!Array.isArray(said) || said.some((one) => typeof one !== "string")) return undefined;
  if (typeof value === "string" && said.length === 1 && folded(said[0]) === "none" && !attribute.spelled.has("none")) return [];
  const names = said.map((one) => attribute.spelled.get(folded(one)));
  if (names.includes(undefined) || (typeof value === "string" && names.length === 0 && value.trim() !== "[]")) return undefined;
  return attribute.values.map(({ name }) => name).filter((name) => names.includes(name));
}

function listedNames(text) {
  return text.trim().replace(/^\[/, "").replace(/\]$/, "").split(/[,;]/)
    .map((part) => part.replace(/^[\s_"'‘’“”-]+|[\s_"'‘’“”-]+$/g, "")).filter(Boolean);
}

function readAmount(attribute, value) {
  const number = typeof value === "string" ? amountIn(attribute, value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return undefined;
  return number >= attribute.lowest && number <= attribute.highest ? number : undefined;
}

function amountIn(attribute, text) {
  const word = attribute.spelled.get(folded(text));
  if (word !== undefined) return attribute.values.find(({ name }) => name === word).number;
  const unit = attribute.unit.toLowerCase();
  const [first] = unit.split(" ");
  const ends = [unit, first, first.replace(/s$/, ""), ...(first === "percent" ? ["%"] : [])].filter(Boolean);
  let said = text.trim().toLowerCase();
  const end = ends.sort((one, other) => other.length - one.length).find((one) => said.endsWith(one));
  if (end !== undefined) said = said.slice(0, -end.length).trim();
  if (DECIMAL_COMMA.test(said)) said = said.replace(",", ".");
  return NUMBER.test(said) ? Number(said) : undefined;
}

/** Return a text as names are compared: without case, with one underscore for blanks, hyphens and underscores. */
function folded(text) {
  const lower = text.replaceAll("İ", "i").toLowerCase().replaceAll("ς", "σ").replaceAll("ß", "ss").replaceAll("’", "'");
  return lower.replace(/[\s_\x1c-\x1f\x85-]+/g, "_").replace(/^_+|_+$/g, "");
}

function isUnknown(text) {
  const said = folded(text);
  return UNKNOWN_WORDS.has(said) || (said === "" && text.includes("-"));
}

/** Return the plain object of a case file for a case, with sections in their order. */
export function writeRecord(knowledge, title, facts) {
  const record = { ...(title ? { title } : {}) };
  for (const attribute of knowledge.attributes.values()) {
    const value = facts[attribute.name] ?? null;
    if (value === null) continue;
    const field = attribute.name.slice(attribute.section.length + 1);
    record[attribute.section] = { ...record[attribute.section], [field]: writtenValue(attribute, value) };
  }
  return record;
}

function writtenValue(attribute, value) {
  if (attribute.kind !== "amount") return nameOfValue(value);
  return attribute.values.find(({ number }) => number === value)?.name ?? value;
}

function shown(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function nearest(name, names) {
  const [[best, distance]] = names.map((one) => [one, distanceOf(name.slice(0, 60), one)]).sort(([, one], [, other]) => one - other);
  return distance <= Math.max(MOST_WRONG, Math.floor(name.length / 4)) ? best : "";
}

/** Return how many letters differ (Levenshtein). */
function distanceOf(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let place = 1; place <= other.length; place += 1) {
      const same = row[place - 1] + (one[at - 1] === other[place - 1] ? 0 : 1);
      next.push(Math.min(same, row[place] + 1, next[place - 1] + 1));
    }
    row = next;
  }
  return row[other.length];
}
