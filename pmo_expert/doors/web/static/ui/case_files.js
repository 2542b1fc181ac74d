// Cases as files and as links: written, read, downloaded.

import { element } from "./dom.js";
import { readYaml, YamlFault } from "./yaml_reader.js";
import { say } from "./words.js";

const MOST_BYTES = 100 * 1024;
const LINK_START = "#case=";
const PLAIN_NAME = /^[A-Za-z][A-Za-z_]*$/;
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/;
const YAML_MEANINGS = new Set(["null", "true", "false", "on", "off", "y", "n"]);

/** Return a text without control characters, which no case file may hold. */
export function withoutControls(text) {
  return text.replace(new RegExp(CONTROLS.source, "g"), "");
}

/** Return the YAML text of the plain object of a case file. */
export function yamlText(record) {
  const lines = Object.entries(record).flatMap(([key, value]) =>
    isPlainObject(value)
      ? ["", `${key}:`, ...Object.entries(value).map(([field, own]) => `  ${field}: ${yamlValue(own)}`)]
      : [`${key}: ${yamlValue(value, true)}`],
  );
  return lines.length === 0 ? "{}\n" : `${lines.join("\n").trimStart()}\n`;
}

function isPlainObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function yamlValue(value, quoted = false) {
  if (Array.isArray(value)) return `[${value.map((one) => yamlValue(one)).join(", ")}]`;
  if (typeof value !== "string") return String(value);
  const plain = !quoted && PLAIN_NAME.test(value) && !YAML_MEANINGS.has(value.toLowerCase());
  return plain ? value : JSON.stringify(value).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, escapedLetter);
}

function escapedLetter(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Return the plain object that the text of a case file says. Throws an Error with a message for people. */
export function recordFrom(text) {
  if (text.trim() === "") throw new Error(say("files.empty"));
  const record = parsed(text);
  if (hasControls(record)) throw new Error(say("files.controls"));
  return record;
}

function hasControls(value) {
  if (typeof value === "string") return CONTROLS.test(value);
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).some(([name, own]) => CONTROLS.test(name) || hasControls(own));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    if (/^\s*\{\s*["}]/.test(text)) throw new Error(say("files.no_json"));
  }
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    throw new Error(say(`files.yaml.${error.reason}`, { line: error.line }));
  }
}

/** Return the plain object that a file says. Throws an Error with a message for people. */
export async function recordFromFile(file) {
  if (file.size > MOST_BYTES) throw new Error(say("files.too_large"));
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(say("files.no_text"));
  }
  return recordFrom(text);
}

/** Let a person save a text as a file. */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Return a name for the file of a case. */
export function fileName(title, ending) {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${words || say("files.name")}.${ending}`;
}

/** Return the part of a link after "#" that holds a case, with the name of the rules. */
export function linkPart(rules, record) {
  const bytes = new TextEncoder().encode(JSON.stringify({ rules, case: record }));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return LINK_START + text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Return what the part of a link after "#" holds: {rules, case}, null where it holds no case. Throws an Error with a
 *  message for people. */
export function fromLinkPart(part) {
  if (!part.startsWith(LINK_START)) return null;
  try {
    const text = atob(part.slice(LINK_START.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (part.length <= MOST_BYTES && isPlainObject(found) && isPlainObject(found.case) && !hasControls(found)) return found;
  } catch {
    // What cannot be read is told below.
  }
  throw new Error(say("files.no_link"));
}
