// Derives cases in JavaScript and compares with what Python said of them. `agree_page.py` calls it.
// Takes the files of a pack's data and of the sentences; reads a line with the digest of the rules, and then a line of
// JSON for each case: {title, facts, skipped, asked, later, thorough, told}. Writes a line for each that differs.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { adviser } from "../pmo_expert/doors/web/static/engine/adviser.js";
import { capital } from "../pmo_expert/doors/web/static/engine/sentences.js";
import { answersOf, outlook } from "../pmo_expert/doors/web/static/engine/unknowns.js";

const CLOSE = 1e-8;
const LEFT_OUT = ["unknown", "settled", "possible", "cannot_tell", "questions", "trace", "cited", "engines"];

function toldOf(page, one) {
  const given = page.consultation(one.facts);
  const advice = page.advise(one.title, one.facts);
  const ahead = outlook(given);
  const standing = page.standing(one);
  const summary = page.summary(advice);
  return {
    fired: given.firedClauses,
    established: given.establishedClauses,
    advice: plainAdvice(advice),
    settled: ahead === null ? null : ahead.settled,
    questions: ahead === null ? [] : ahead.questions.map(({ attribute, reduction, turns }) => [attribute, reduction, turns]),
    standing: [standing.question?.attribute ?? null, standing.end, standing.left, standing.thin, standing.more.length],
    outcomes: standing.question === null || one.thorough ? null
      : answersOf(given, standing.question).map(({ text, verdicts }) => [text, verdicts]),
    sentences: sentencesOf(summary, page.turning(advice)),
  };
}

function sentencesOf(summary, turning) {
  const lead = { for: "For", against: "Against" };
  return [
    [summary.verdict.words, summary.verdict.text],
    ...summary.decides.map(({ side, usual, text }) => [usual ? `${lead[side]}, usually` : lead[side], text]),
    ...summary.agree.map(({ text }) => ["", text]),
    ...summary.makeSure.map(({ text }) => ["Make sure", text]),
    ...summary.liveWith.map(({ text }) => ["Live with", text]),
    ["In it for you", summary.inIt.text],
    ...summary.questions.map(({ text, askWords }) => ["", `${text} (${askWords})`]),
    ...turning.map(({ text, askWords, leads }) => [
      `${text} (${askWords})`,
      ...leads.map(({ verdictWords, answers }) => `${capital(verdictWords)}${answers}.`),
    ]),
  ];
}

function plainAdvice(advice) {
  const points = (some) => some.map((point) => ({
    ...point, turns: point.turns.map(({ value, text, verdict, worse }) => ({ value, text, verdict, worse })),
  }));
  const conditions = advice.conditions === null ? null
    : { ...advice.conditions, make_sure: points(advice.conditions.make_sure) };
  return { ...advice, turning_points: points(advice.turning_points), conditions };
}

function difference(told, found, place) {
  if (typeof told === "number" && typeof found === "number") return Math.abs(told - found) <= CLOSE ? null : place;
  if (told === null || found === null || typeof told !== "object" || typeof found !== "object") {
    return told === found ? null : place;
  }
  const keys = new Set([...Object.keys(told), ...Object.keys(found)]);
  for (const key of keys) {
    if (!(key in told) || !(key in found)) return `${place}.${key}`;
    const deeper = difference(told[key], found[key], `${place}.${key}`);
    if (deeper !== null) return deeper;
  }
  return null;
}

const [dataFile, sentencesFile] = process.argv.slice(2);
const data = JSON.parse(readFileSync(dataFile, "utf8"));
const page = adviser(data, JSON.parse(readFileSync(sentencesFile, "utf8")));
let first = true;
for await (const line of createInterface({ input: process.stdin })) {
  if (first && line !== data.pack.sha256) {
    process.stderr.write(`the data is of other rules than the cases: ${data.pack.sha256}, not ${line}\n`);
    process.exit(2);
  }
  if (!first) {
    const { told, ...one } = JSON.parse(line);
    for (const name of LEFT_OUT) delete told.advice[name];
    const found = toldOf(page, one);
    const where = difference(told, found, "");
    if (where !== null) process.stdout.write(`${JSON.stringify({ where, case: one, told, found })}\n`);
  }
  first = false;
}
