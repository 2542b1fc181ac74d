// Sentences put together from clauses, as the command puts them together.

import { filled } from "./attributes.js";

const LEAST_SHARED = 2;
const SHORT_WORD = 3;

/** Return a text with a capital. */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Return a clause as a sentence: with a capital, and a full stop where it has none. */
export function asSentence(text) {
  if (text === "") return text;
  return capital(text) + (".?!:".includes(text.slice(-1)) ? "" : ".");
}

/** Return the parts as an enumeration; `last` is the word before the last one. */
export function listed(parts, last) {
  const start = parts.slice(0, -1).join(", ");
  return [start, ...parts.slice(-1)].filter(Boolean).join(` ${last} `);
}

/** Return clauses as alternatives, with what all of them begin and end with said once, where that reads well. */
export function either(clauses, or) {
  const [start, own, end] = clauses.length > 1 ? apart(clauses) : ["", [], ""];
  if (start !== "" && own.every(Boolean) && !own.some((text) => text.includes(","))) {
    return [start, listed(own, or), end].filter(Boolean).join(" ");
  }
  return clauses.some((clause) => clause.includes(",")) ? clauses.join(` ${or} `) : listed(clauses, or);
}

/** Return the words that all clauses begin with, what each has of its own, and the words that all end with. */
export function apart(clauses) {
  const parts = clauses.map((clause) => clause.split(/\s+/).filter(Boolean));
  let start = sharedWords(parts);
  while (start > 0 && parts[0][start - 1].length <= SHORT_WORD) start -= 1;
  if (start < LEAST_SHARED) start = 0;
  const rest = parts.map((part) => part.slice(start));
  const end = sharedWords(rest.map((part) => [...part].reverse()));
  const own = rest.map((part) => part.slice(0, part.length - end).join(" "));
  return [parts[0].slice(0, start).join(" "), own, rest[0].slice(rest[0].length - end).join(" ")];
}

function sharedWords(parts) {
  const shortest = Math.min(...parts.map((part) => part.length));
  let count = 0;
  while (count < shortest && parts.every((part) => part[count] === parts[0][count])) count += 1;
  return count;
}

/** Return a sentence, and in brackets on whose authority it is said, where that is told. */
export function byAuthority(text, authority, texts) {
  return authority.length > 0 ? filled(texts.by_authority, { text, authority: listed(authority, texts.and_word) }) : text;
}
