// Where two advices differ, and several advices side by side.

const ABSENT = "absent";

/** Return where an advice differs from an earlier one: {verdict, concerns, arguments}. */
export function differencesOf(before, after, statuses) {
  const { words } = after;
  const changed = before.verdict !== after.verdict;
  return {
    verdict: changed ? { before: words.verdicts[before.verdict], after: words.verdicts[after.verdict] } : null,
    concerns: after.concerns
      .map((concern, place) => ({
        title: concern.title,
        before: concernWords(before.concerns[place], words, statuses),
        after: concernWords(concern, words, statuses),
      }))
      .filter((concern) => concern.before !== concern.after),
    arguments: argumentChanges(before, after),
  };
}

/** Return the status of a concern, and its severity where it is open. */
export function concernWords(concern, words, statuses) {
  const severity = concern.severity === null ? "" : `, ${words.severities[concern.severity]}`;
  return statuses[concern.status] + severity;
}

/** Return how a concern is shown: good, mixed, bad or plain. */
export function concernTone(concern, words) {
  if (concern.status === "open") return words.counting.includes(concern.severity) ? "bad" : "mixed";
  return { mitigated: "mixed", not_known: "plain", not_raised: "good" }[concern.status];
}

function argumentChanges(before, after) {
  const old = told(before);
  const now = told(after);
  const rules = new Set([...old.keys(), ...now.keys()]);
  return [...rules]
    .map((rule) => ({
      rule,
      text: (now.get(rule) ?? old.get(rule)).text,
      side: (now.get(rule) ?? old.get(rule)).side,
      before: old.get(rule)?.state ?? ABSENT,
      after: now.get(rule)?.state ?? ABSENT,
    }))
    .filter((change) => change.before !== change.after);
}

function told(advice) {
  const arguments_ = advice.concerns.flatMap((concern) => concern.arguments);
  return new Map([
    ...arguments_.map((one) => [one.rule, { text: one.because, side: one.role === "mitigates" ? "for" : "against", state: stateOf(one) }]),
    ...advice.growth.map((one) => [one.rule, { text: one.because, side: "for", state: stateOf(one) }]),
    ...advice.guidance.map((one) => [one.rule, { text: one.text, side: "step", state: "stands" }]),
  ]);
}

function stateOf({ stands }) {
  return stands ? "stands" : "answered";
}

/** Return advices side by side, in the order given. */
export function sideBySide(advices, statuses) {
  return advices.map((advice) => ({
    title: advice.title,
    verdict: advice.verdict,
    verdictWords: advice.words.verdicts[advice.verdict],
    tone: advice.words.tones[advice.verdict],
    concerns: advice.concerns.map((concern) => ({
      title: concern.title,
      statusWords: concernWords(concern, advice.words, statuses),
      tone: concernTone(concern, advice.words),
    })),
    inIt: advice.words.wiifm[advice.wiifm],
    facts: advice.facts.length,
  }));
}
