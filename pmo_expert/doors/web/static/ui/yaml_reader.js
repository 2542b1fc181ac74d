// A strict reader of the part of YAML that case files use: blocks of `name: value` one or two levels deep, lists,
// quoted and plain texts, comments. Anything else is refused with its line.

const KEY_PATTERN = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[A-Za-z_][\w.-]*)\s*:(?:\s+(.*))?$/;
const PLAIN_START = /^[^\s[\]{}&*!|>%@`"'#,?-]|^[-?][^\s]/;
const YAML_NUMBER = /^[+-]?\d{1,15}(\.\d{1,15})?$/;
const YAML_WORDS = new Map([
  ["", null],
  ["~", null],
  ["null", null],
  ["true", true],
  ["false", false],
]);
const YAML_ESCAPES = {
  n: "\n",
  t: "\t",
  r: "\r",
  0: "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  v: "\v",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};
const HEX_LENGTHS = { x: 2, u: 4, U: 8 };

/** A text that is no case file; `reason` is the key of a text, `line` the number of the line. */
export class YamlFault extends Error {
  constructor(reason, line) {
    super(`${reason} ${line}`);
    this.reason = reason;
    this.line = line;
  }
}

/** Return the object that a YAML text says. Throws YamlFault. */
export function readYaml(text) {
  const lines = yamlLines(text);
  if (lines.length === 1 && lines[0].text === "{}") return {};
  const [record, next] = readBlock(lines, 0, 0);
  if (next < lines.length) throw new YamlFault("indent", lines[next].number);
  return record;
}

function yamlLines(text) {
  const found = [];
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .forEach((line, place) => {
      const open = found.at(-1);
      const own = withoutComment(line, place + 1).trimEnd();
      if (open?.text.match(/(^|:\s+)\[[^\]]*$/) && own.trim()) open.text += ` ${own.trim()}`;
      else if (own.trim() && !(found.length === 0 && own === "---")) found.push(yamlLine(own, place + 1));
    });
  return found;
}

function yamlLine(own, number) {
  const text = own.trimStart();
  if (own.slice(0, own.length - text.length).includes("\t")) throw new YamlFault("tab", number);
  return { text, indent: own.length - text.length, number };
}

function withoutComment(line, number) {
  let quote = "";
  for (let place = 0; place < line.length; place += 1) {
    const letter = line[place];
    if (quote) {
      if (letter === "\\" && quote === '"') place += 1;
      else if (letter === quote) quote = "";
    } else if ((letter === '"' || letter === "'") && /(^|[\s[,:-])$/.test(line.slice(0, place))) quote = letter;
    else if (letter === "#" && /(^|\s)$/.test(line.slice(0, place))) return line.slice(0, place);
  }
  if (quote) throw new YamlFault("quote", number);
  return line;
}

function readBlock(lines, start, depth) {
  const record = Object.create(null);
  const { indent } = lines[start] ?? { indent: 0 };
  if (depth === 0 && indent > 0) throw new YamlFault("indent", lines[start].number);
  let next = start;
  while (next < lines.length && lines[next].indent === indent) {
    const line = lines[next];
    const [, written, rest = ""] = line.text.match(KEY_PATTERN) ?? [];
    if (written === undefined) throw new YamlFault("line", line.number);
    const key = String(/^["']/.test(written) ? readQuoted(written, line.number) : written);
    if (key in record) throw new YamlFault("twice", line.number);
    [record[key], next] =
      rest === "" ? readNested(lines, next + 1, line, depth) : [readYamlValue(rest, line.number), next + 1];
  }
  if (next < lines.length && lines[next].indent > indent) throw new YamlFault("indent", lines[next].number);
  return [record, next];
}

function readNested(lines, start, above, depth) {
  const first = lines[start];
  const isItem = first !== undefined && /^-(\s|$)/.test(first.text) && first.indent >= above.indent;
  if (isItem) return readItems(lines, start);
  if (first === undefined || first.indent <= above.indent) return [null, start];
  if (depth > 0) throw new YamlFault("deep", first.number);
  return readBlock(lines, start, depth + 1);
}

function readItems(lines, start) {
  const items = [];
  let next = start;
  while (lines[next]?.indent === lines[start].indent && /^-(\s|$)/.test(lines[next].text)) {
    const { text, number } = lines[next];
    items.push(readScalar(text.slice(1).trim(), number));
    next += 1;
  }
  return [items, next];
}

function readYamlValue(text, number) {
  if (text === "{}") return Object.create(null);
  if (!text.startsWith("[")) return readScalar(text, number);
  if (!text.endsWith("]")) throw new YamlFault("list", number);
  const inside = text.slice(1, -1).trim().replace(/,$/, "");
  if (inside === "") return [];
  const parts = inside.match(/\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"'[\]{}]+)\s*(?:,|$)/g) ?? [];
  if (parts.join("") !== inside) throw new YamlFault("list", number);
  return parts.map((part) => readScalar(part.replace(/,$/, "").trim(), number));
}

function readScalar(text, number) {
  if (/^["']/.test(text)) return readQuoted(text, number);
  if (YAML_WORDS.has(text)) return YAML_WORDS.get(text);
  if (YAML_NUMBER.test(text)) return Number(text);
  if (!PLAIN_START.test(text) || /:(\s|$)/.test(text)) throw new YamlFault("value", number);
  return text;
}

function readQuoted(text, number) {
  if (/^'(?:[^']|'')*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) throw new YamlFault("quote", number);
  return text
    .slice(1, -1)
    .replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)/g, (_, escape) => unescaped(escape, number));
}

function unescaped(escape, number) {
  const kind = escape[0];
  if (escape.length === (HEX_LENGTHS[kind] ?? 0) + 1 && kind in HEX_LENGTHS) {
    const code = parseInt(escape.slice(1), 16);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
  }
  if ('"\\/ '.includes(kind)) return kind;
  if (kind in YAML_ESCAPES) return YAML_ESCAPES[kind];
  throw new YamlFault("escape", number);
}
