// The texts of the page.

const known = { texts: {} };

/** Set the texts of the page: nested objects of texts with placeholders in braces. */
export function setTexts(texts) {
  known.texts = texts;
}

/** Return the text at a key with dots, with its placeholders filled in. */
export function say(key, words = {}) {
  const text = key.split(".").reduce((part, name) => part?.[name], known.texts);
  if (typeof text !== "string") return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(words, name) ? String(words[name]) : whole));
}

/** Return the text for a number: the one at `key.one` for 1, at `key.none` for 0 where there is one, else at `key.many`. */
export function sayCount(key, number) {
  const none = `${key}.none`;
  if (number === 0 && say(none) !== none) return say(none);
  return say(number === 1 ? `${key}.one` : `${key}.many`, { number });
}

/** Return a clause as a sentence, with a capital and a full stop. */
export function sentenceOf(clause) {
  const text = withCapital(clause);
  return /[.?!:]$/.test(text) || text === "" ? text : `${text}.`;
}

/** Return a text with a capital. */
export function withCapital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
