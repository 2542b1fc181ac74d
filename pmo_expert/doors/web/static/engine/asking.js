// Which question comes next in an interview, and where it stands.

import { turningPoints, outlook, plainQuestion, unknownFacts } from "./unknowns.js";

const FEW = 6;
const NEAR = 5;
const ABOUT_EQUAL = 0.5;
const HARDLY_LESS = 0.02;
const TELLING = ["raises", "mitigates", "defeats", "offers", "finds"];

/** Return where an interview stands: {question, end, left, thin, open, more}.
 *  `skipped` are the facts that were answered with unknown, `later` those that come last, `asked` the names in the order
 *  in which they were asked; with `thorough` it goes on when no answer changes the verdict any more. */
export function standingOf(given, { skipped, asked, later, thorough }) {
  const asking = { given, skipped: new Set(skipped), later: new Set(later) };
  const points = turningPoints(given);
  const ahead = outlook(given);
  const waiting = unknownFacts(given);
  const open = ordered(asking, ahead ? ahead.questions : waitedFor(given, points, waiting));
  const others = moreTelling(asking, waiting, open);
  const more = readyOf(asking, [...open, ...others]).filter((question) => others.includes(question));
  const ready = readyOf(asking, open);
  const section = asked.length > 0 ? sectionOf(asked[asked.length - 1]) : null;
  let question = firstOf(asking, tellingOf(asking, [...ready, ...more]), section);
  if (question === null && thorough) question = firstOf(asking, ready, section) ?? firstOf(asking, more, section);
  const coming = thorough ? [...open, ...others] : tellingOf(asking, [...open, ...others]);
  return {
    question,
    end: question ? null : endOf(asking, open, ready),
    left: coming.filter(({ attribute }) => mayCome(asking, attribute)).length,
    thin: isThin(asking, [...ready, ...more]),
    open,
    more,
    waiting,
  };
}

function sectionOf(name) {
  return name.slice(0, name.indexOf("."));
}

function goalsOf(asking) {
  return asking.given.knowledge.data.goals;
}

function ordered(asking, questions) {
  const weight = ({ attribute }) => [asking.later.has(attribute), attribute !== goalsOf(asking)];
  return [...questions].sort((one, other) => {
    const [oneLater, oneOther] = weight(one);
    const [otherLater, otherOther] = weight(other);
    return oneLater - otherLater || oneOther - otherOther;
  });
}

function moreTelling(asking, waiting, others) {
  const names = new Set(others.map(({ attribute }) => attribute));
  const { rules } = asking.given.knowledge.data;
  const telling = waiting.filter((fact) => !names.has(fact.attribute) && fact.rules.some((id) => TELLING.includes(rules[id].kind)));
  return ordered(asking, telling.map(({ attribute }) => plainQuestion(asking.given, attribute)));
}

function waitedFor(given, points, waiting) {
  const turning = points.map(({ attribute }) => attribute);
  const names = new Set([...turning, ...waiting.map(({ attribute }) => attribute)]);
  return [...names].map((name) => plainQuestion(given, name, turning.includes(name)));
}

function readyOf(asking, questions) {
  const asked = new Set(questions.map(({ attribute }) => attribute));
  return questions.filter(({ attribute }) => isReady(asking, attribute, asked));
}

function isReady({ given, skipped }, name, asked) {
  if (skipped.has(name)) return false;
  const causes = given.causes(name);
  return given.makesSense(name) || (causes.length > 0 && !causes.some((cause) => asked.has(cause) && !skipped.has(cause)));
}

function mayCome({ given, skipped }, name) {
  return !skipped.has(name) && (given.makesSense(name) || given.causes(name).length > 0);
}

/** Return the questions with an answer that turns the verdict, and one more in each section of which nothing was asked. */
function tellingOf({ given, skipped }, questions) {
  const asked = new Set([...Object.keys(given.stated), ...skipped].map(sectionOf));
  const found = [];
  for (const question of questions) {
    const section = sectionOf(question.attribute);
    if (question.turns || !asked.has(section)) {
      found.push(question);
      asked.add(section);
    }
  }
  return found;
}

/** Return the first question, unless one of about equal weight stays with the section of the last question. */
function firstOf(asking, ready, section) {
  const [first] = ready;
  if (first === undefined) return null;
  if (first.attribute === goalsOf(asking)) return first;
  const near = ready.slice(0, NEAR).filter((question) => isNear(asking, question, first));
  return near.find(({ attribute }) => sectionOf(attribute) === section) ?? first;
}

function isNear({ later }, question, first) {
  if (first.turns && !question.turns) return false;
  const enough = Math.min(first.reduction * ABOUT_EQUAL, first.reduction - HARDLY_LESS);
  return question.reduction >= enough && later.has(question.attribute) === later.has(first.attribute);
}

function isThin({ given }, more) {
  const names = Object.keys(given.stated);
  const known = new Set(names.map(sectionOf));
  return more.some(({ attribute }) => !known.has(sectionOf(attribute))) || (more.length > 0 && names.length < FEW);
}

function endOf({ skipped }, questions, ready) {
  const inVain = questions.filter(({ attribute }) => skipped.has(attribute));
  if (questions.length === 0) return "settled";
  if (inVain.some(({ turns }) => turns)) return "exhausted";
  if (ready.length > 0) return "steady";
  return inVain.length > 0 ? "exhausted" : "pointless";
}
