// The adviser: all that the page asks of the rules of one pack.

import { stateValue } from "./attributes.js";
import { adviceOf } from "./advice.js";
import { standingOf } from "./asking.js";
import { readRecord, writeRecord } from "./case_record.js";
import { Consultation, makeKnowledge } from "./consultation.js";
import { concernTone, concernWords, differencesOf, sideBySide } from "./differences.js";
import { either } from "./sentences.js";
import { questionLines, summaryOf, turningLines } from "./summary.js";
import { answersOf, outlook, turningPoints } from "./unknowns.js";
import { sourcesBehind, whyOf } from "./why.js";

const FORMAT = 1;
const MOST_RULES = 3;

/** Return what advises by the rules of a pack. `data` is what was exported of it, `texts` are the words of sentences.
 *  Throws an Error when the data has another format. */
export function adviser(data, texts) {
  if (data.format !== FORMAT) throw new Error(`format ${data.format}`);
  const knowledge = makeKnowledge(data, texts);
  const consultationOf = remembering((facts) => new Consultation(knowledge, facts));
  const givenBy = (advice) => consultationOf(factsOf(advice));
  return {
    pack: data.pack,
    words: data.words,
    sections: Object.entries(data.words.sections).map(([name, words]) => ({ name, words })),
    attributes: knowledge.attributes,
    consultation: consultationOf,
    state: (name, value) => stateValue(knowledge.attributes.get(name), value),
    read: (record) => readRecord(knowledge, record),
    write: (title, facts) => writeRecord(knowledge, title, facts),
    advise: (title, facts) => adviceOf(consultationOf(facts), title),
    summary: (advice) => ({ ...summaryOf(advice, texts), questions: questionsOf(givenBy(advice), advice) }),
    map: (advice) => advice.concerns.map((concern) => mapped(concern, data)),
    growth: (advice) => advice.growth.map((growth) => offered(growth, data)),
    turning: (advice) => turningLines(advice, texts),
    standing: ({ facts, skipped, asked, later, thorough }) => {
      const given = consultationOf(facts);
      return { ...standingOf(given, { skipped, asked, later, thorough }), given };
    },
    whyAsked: (standing) => whyAskedOf(standing, texts),
    why: (advice, about) => whyOf(givenBy(advice), advice, about),
    sources: (advice) => sourcesBehind(givenBy(advice)),
    differences: (before, after) => differencesOf(before, after, data.statuses),
    compare: (advices) => sideBySide(advices, data.statuses),
  };
}

/** Return a function that remembers what it returned last. */
function remembering(make) {
  const last = { key: null, made: null };
  return (facts) => {
    const key = JSON.stringify(Object.entries(facts).sort());
    if (last.key !== key) Object.assign(last, { key, made: make(facts) });
    return last.made;
  };
}

function factsOf(advice) {
  return Object.fromEntries(advice.facts.map(({ attribute, value }) => [attribute, value]));
}

function questionsOf(given, advice) {
  const ahead = outlook(given);
  return ahead === null ? [] : questionLines(advice, ahead.questions);
}

function mapped(concern, data) {
  return {
    id: concern.id,
    title: concern.title,
    status: concern.status,
    statusWords: data.statuses[concern.status],
    severityWords: concern.severity === null ? "" : data.words.severities[concern.severity],
    tone: concernTone(concern, data.words),
    words: concernWords(concern, data.words, data.statuses),
    arguments: concern.arguments.map((one) => ({
      rule: one.rule,
      role: one.role,
      stands: one.stands,
      usual: one.presumed,
      text: one.because,
      answers: one.answers,
      answeredBy: one.answered_by,
    })),
  };
}

function offered(growth, data) {
  const words = (goals) => goals.map((goal) => data.words.goals[goal]);
  return {
    rule: growth.rule,
    title: growth.title,
    stands: growth.stands,
    usual: growth.presumed,
    text: growth.because,
    serves: words(growth.serves),
    servesYours: words(growth.serves_your_goals),
    answeredBy: growth.answered_by,
  };
}

/** Return why a question is asked: to which verdicts each answer can lead, and what may count. */
function whyAskedOf({ question, waiting, given }, texts) {
  const { data } = given.knowledge;
  const rules = waiting.find(({ attribute }) => attribute === question.attribute)?.rules ?? [];
  const leading = leadsOf(answersOf(given, question).map(({ text, verdicts }) => [text, verdicts]), data.words, texts);
  const point = turningPoints(given).find(({ attribute }) => attribute === question.attribute);
  const turning = (point?.turns ?? []).filter(({ members }) => (members ?? []).length <= 1);
  return {
    leads: leading.length > 1 ? leading : leadsOf(turning.map(({ text, verdict }) => [text, [verdict]]), data.words, texts),
    because: [...new Set(rules.map((rule) => data.rules[rule].because))].slice(0, MOST_RULES),
  };
}

/** Return to which verdicts answers lead, those that lead to the same together. */
function leadsOf(answers, words, texts) {
  const leading = new Map();
  for (const [text, names] of answers) {
    const verdicts = names.map((verdict) => words.verdicts[verdict]).join(` ${texts.or_word} `);
    leading.set(verdicts, [...(leading.get(verdicts) ?? []), text]);
  }
  return [...leading].map(([verdicts, own]) => ({ answers: either(own, texts.or_word), verdicts }));
}
