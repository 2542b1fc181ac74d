// The advice in brief, in the order in which one reads it: what is shown first, as data with sentences.

import { filled } from "./attributes.js";
import { apart, asSentence, byAuthority, capital, either, listed } from "./sentences.js";

/** Return the advice in brief; `texts` are the words of sentences. */
export function summaryOf(advice, texts) {
  const { words } = advice;
  const best = isBest(advice);
  return {
    verdict: {
      name: advice.verdict,
      words: capital(words.verdicts[advice.verdict]),
      tone: words.tones[advice.verdict],
      text: advice.reason + soFarText(advice, texts) + apartText(advice, texts),
    },
    decides: deciding(advice, texts),
    agree: agreeLines(advice.conditions?.agree ?? [], texts),
    makeSure: (advice.conditions?.make_sure ?? []).map((point) => ({
      text: makeSureText(point, words, texts), attribute: point.attribute,
    })),
    liveWith: (advice.conditions?.live_with ?? []).map((burden) => ({
      text: byAuthority(burden.because, burden.authority, texts), rule: burden.rule,
    })),
    best,
    inIt: { text: inItText(advice, texts) },
    waits: advice.verdict === words.asking,
  };
}

/** Return the lean of a verdict that waits for facts, null where it rests on nothing. */
function shownLean(advice) {
  const waits = advice.verdict === advice.words.asking;
  return waits && advice.facts.length > 0 && advice.wiifm !== "not_known" ? advice.lean : null;
}

function soFarText(advice, texts) {
  const lean = shownLean(advice);
  return lean === null ? "" : ` ${filled(texts.so_far, { verdict: advice.words.verdicts[lean] })}`;
}

function apartText(advice, texts) {
  const { words } = advice;
  if (advice.verdict_apart === null || advice.verdict_apart === advice.verdict) return "";
  const last = listed(words.weighed_last.map((section) => words.sections[section]), texts.and_word);
  return ` ${filled(texts.apart, { last, verdict: words.verdicts[advice.verdict_apart] })}`;
}

function isBest(advice) {
  return advice.verdict === Object.keys(advice.words.verdicts)[0];
}

/** Return the arguments that decide: the gravest against first, and the offer that serves you most. */
function deciding(advice, texts) {
  const against = standingAgainst(advice).map((argument) => ({
    side: "against",
    tone: advice.words.counting.includes(argument.severity) ? "bad" : "mixed",
    ...shown(argument, texts),
  }));
  const ours = advice.growth.filter((growth) => growth.serves_your_goals.length > 0).slice(0, 1).map((growth) => ({
    side: "for", tone: "good", ...shown(growth, texts),
  }));
  return isBest(advice) ? [...ours, ...against] : [...against.slice(0, 2), ...ours, ...against.slice(2)];
}

function shown(argument, texts) {
  return {
    usual: argument.presumed,
    text: byAuthority(argument.because, argument.authority, texts),
    authority: argument.authority,
    rule: argument.rule,
  };
}

/** Return the standing arguments that raise concerns, the gravest first and what is stated before what is usual. */
export function standingAgainst(advice) {
  const severities = Object.keys(advice.words.severities);
  const raised = advice.concerns.flatMap((concern) => concern.arguments)
    .filter((argument) => argument.role === "raises" && argument.stands && argument.severity !== null);
  const grave = ({ severity }) => severities.indexOf(severity);
  return raised
    .sort((one, other) => grave(other) - grave(one) || one.presumed - other.presumed);
}

/** Return the sets of terms as alternatives; those of one and the same fact as one. */
function agreeLines(agreements, texts) {
  const alternatives = new Map();
  for (const { terms } of agreements) {
    const about = terms.map(({ attribute }) => attribute);
    const text = listed(terms.map((term) => filled(texts.that, { text: term.text })), texts.and_word);
    const key = JSON.stringify(about.length === 1 ? about : [text]);
    const line = alternatives.get(key) ?? { texts: [], attributes: about };
    alternatives.set(key, { ...line, texts: [...line.texts, text] });
  }
  return [...alternatives.values()].map((line, number) => ({
    text: filled(number === 0 ? texts.agree : texts.or_agree, { text: listed(line.texts, texts.or_word) }),
    attributes: line.attributes,
  }));
}

/** Return in a sentence what to make sure of, whom to ask, and what the verdict becomes otherwise. */
function makeSureText(point, words, texts) {
  if (point.members !== null) return `${point.question} ${holdsFor(point, texts)}`;
  const worst = point.turns.filter(({ worse }) => worse);
  const verdicts = listed([...new Set(worst.map(({ verdict }) => words.verdicts[verdict]))], texts.or_word);
  const answers = either(worst.map(({ text }) => text), texts.or_word);
  return filled(texts.make_sure, { ask: words.asks[point.ask], answers, verdicts });
}

function holdsFor(point, texts) {
  const members = listed(point.members, texts.or_word);
  return members ? filled(texts.holds_for, { members }) : texts.holds_for_none;
}

function inItText(advice, texts) {
  const { words } = advice;
  const served = [...new Set(advice.growth.flatMap((growth) => growth.serves_your_goals))];
  const standing = advice.growth.filter(({ stands }) => stands)
    .sort((one, other) => (one.serves_your_goals.length === 0) - (other.serves_your_goals.length === 0));
  const offers = listed([...new Set(standing.map((growth) => offer(growth, texts)))], texts.and_word);
  const known = offers ? ` ${asSentence(filled(texts.offers, { offers }))}` : "";
  const goals = served.length > 0
    ? ` ${filled(texts.served, { goals: listed(served.map((goal) => words.goals[goal]), texts.and_word) })}` : "";
  return `${words.wiifm[advice.wiifm]}${goals}${known}`;
}

function offer(growth, texts) {
  const title = growth.title.slice(0, 1).toLowerCase() + growth.title.slice(1);
  return growth.presumed ? filled(texts.usually_offered, { title }) : title;
}

/** Return the questions of an outlook that the conditions do not tell already, each with whom to ask. */
export function questionLines(advice, questions) {
  const told = new Set((advice.conditions?.make_sure ?? []).map(({ attribute }) => attribute));
  return questions.filter(({ attribute }) => !told.has(attribute)).map(({ attribute, question, ask, turns }) => ({
    text: question, attribute, ask, askWords: advice.words.asks[ask], turns,
  }));
}

/** Return the turning points: [{attribute, text, question, askWords, usual, leads: [{answers, verdict, verdictWords, worse}]}]. */
export function turningLines(advice, texts) {
  const { words } = advice;
  return advice.turning_points.filter(tells).map((point) => ({
    attribute: point.attribute,
    text: point.question,
    question: point.question,
    askWords: words.asks[point.ask],
    usual: point.usual,
    leads: leads(point, words, texts),
  }));
}

function single(point) {
  return point.members === null ? point.turns : point.turns.filter(({ members }) => members.length <= 1);
}

function tells(point) {
  return new Set(single(point).map(({ verdict }) => verdict)).size > 1;
}

function leads(point, words, texts) {
  const alone = memberWords(point);
  const leading = new Map();
  for (const turn of single(point)) leading.set(turn.verdict, [...(leading.get(turn.verdict) ?? []), turn]);
  return [...leading].map(([verdict, turns]) => {
    const named = turns.filter(({ value }) => alone.has(value)).map(({ value }) => alone.get(value));
    const others = turns.filter(({ value }) => !alone.has(value)).map(({ text }) => text);
    const answers = [
      ...(others.length > 0 ? [filled(texts.if_answers, { answers: either(others, texts.or_word) })] : []),
      ...(named.length > 0 ? [filled(texts.for_members, { members: listed(named, texts.or_word) })] : []),
    ];
    return { answers: listed(answers, texts.or_word), verdict, verdictWords: words.verdicts[verdict], worse: turns[0].worse };
  });
}

function memberWords(point) {
  if (point.members === null) return new Map();
  const turns = single(point).filter(({ members }) => members.length > 0);
  const all = turns.map(({ text }) => text);
  const own = all.length > 1 ? apart(all)[1] : all;
  return new Map(turns.map(({ value }, place) => [value, own[place]]));
}
