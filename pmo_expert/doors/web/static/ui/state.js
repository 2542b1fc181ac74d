// What the page knows of the person who reads it, and what is done with it. A fact is kept under its full name.

const KEY = "pmo_expert.page";
const LASTING = ["screen", "pack", "title", "facts", "skipped", "asked", "thorough", "stopped", "kept", "full"];
const OF_A_CASE = { title: "", facts: {}, skipped: [], asked: [], thorough: false, stopped: false };
const PASSING = { question: null, editing: null, trial: null, notice: null, before: null, confirming: false };
const MOST_KEPT = 2;

const current = { state: null, listener: () => {} };

/** Begin with what this tab remembers, else with nothing; `pack` is the name of the first pack, `packs` are all names. */
export function beginState(packs, listener) {
  const empty = { screen: "start", pack: packs[0], kept: [], full: false, ...OF_A_CASE, ...PASSING };
  const remembered = recall(empty);
  current.state = { ...empty, ...(packs.includes(remembered.pack) ? remembered : {}) };
  current.listener = listener;
}

/** Return the state as it is. It is never changed, only replaced. */
export function stateNow() {
  return current.state;
}

/** Replace parts of the state, remember it, and tell the listener. */
export function setState(changes) {
  const before = current.state;
  current.state = { ...before, ...changes };
  remember(current.state);
  current.listener(current.state, before);
}

/** Return what this tab remembers, as far as it is of the kind that is expected. */
function recall(expected) {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return Object.fromEntries(
      LASTING.filter((name) => isLike(found[name], expected[name])).map((name) => [name, found[name]]),
    );
  } catch {
    return {};
  }
}

function isLike(value, expected) {
  return value !== null && typeof value === typeof expected && Array.isArray(value) === Array.isArray(expected);
}

function remember(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(LASTING.map((name) => [name, state[name]]))));
  } catch {
    // A browser without storage forgets; everything else works.
  }
}

/** Return what changes when a question is answered with a value, or with null for "I don't know". */
export function answering(state, name, value) {
  return { ...setting(state, name, value), asked: [...without(state.asked, name), name], question: null };
}

/** Return what changes when a fact gets a value, outside the questions. */
export function setting(state, name, value) {
  const facts = { ...state.facts };
  delete facts[name];
  if (value !== null) facts[name] = value;
  const skipped = without(state.skipped, name);
  return { facts, skipped: value === null ? [...skipped, name] : skipped, editing: null, trial: null, notice: null };
}

/** Return what changes when one goes back to the question before. */
export function goingBack(state) {
  const last = state.asked.at(-1);
  return last === undefined ? {} : { question: last, asked: state.asked.slice(0, -1), stopped: false, notice: null };
}

/** Return what changes when a case is opened instead of the one at hand. */
export function opening(state, title, facts) {
  return {
    ...OF_A_CASE,
    ...PASSING,
    screen: "case",
    title,
    facts,
    stopped: Object.keys(facts).length > 0,
    before: state,
  };
}

/** Return what changes when one starts again. */
export function startingAgain() {
  return { ...OF_A_CASE, ...PASSING, screen: "start", full: false };
}

/** Return what changes when a case is kept to compare; the oldest gives way. */
export function keeping(state, title, facts) {
  return { kept: [...state.kept, { title, facts }].slice(-MOST_KEPT) };
}

function without(names, name) {
  return names.filter((one) => one !== name);
}
