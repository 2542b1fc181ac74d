// The page: puts the views together, and draws again what changed.

import { adviser } from "../engine/adviser.js";
import { prepareOpening } from "./case_opening.js";
import { toolsView } from "./case_tools.js";
import { compareView } from "./compare_view.js";
import { element, refill } from "./dom.js";
import { answersView } from "./facts_view.js";
import { adviceOrNone, barView, hasAdvice, noticeView, stickyView } from "./frame_view.js";
import { askedNow, questionView } from "./question_view.js";
import { startView } from "./start_view.js";
import { beginState, stateNow } from "./state.js";
import { trialLine } from "./trial_view.js";
import { say, setTexts, withCapital } from "./words.js";

const page = { packs: [], advisers: new Map(), sentences: {}, drawn: new Map(), regions: null, said: "" };

function beginPage() {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  setTexts(texts);
  page.sentences = texts.sentences;
  page.packs = [...document.querySelectorAll("script.pack")].map((node) => JSON.parse(node.textContent));
  const names = page.packs.map(({ pack }) => pack.name);
  furnishPage();
  beginState(names, draw);
  draw(stateNow(), stateNow());
  prepareOpening(engineOf, names);
}

function engineOf(name) {
  if (!page.advisers.has(name)) {
    page.advisers.set(
      name,
      adviser(
        page.packs.find(({ pack }) => pack.name === name),
        page.sentences,
      ),
    );
  }
  return page.advisers.get(name);
}

function furnishPage() {
  document.title = say("page.title");
  document.getElementById("skip").textContent = say("page.skip");
  const names = ["notice", "start", "ask", "answers", "sticky", "advice", "compare", "tools"];
  page.regions = Object.fromEntries(names.map((name) => [name, element("div", { class: `region-${name}` })]));
  const { notice, start, ask, answers, sticky, advice, compare, tools } = page.regions;
  document
    .getElementById("main")
    .replaceChildren(
      notice,
      start,
      element(
        "div",
        { class: "columns" },
        element("section", { class: "left", "aria-label": say("page.questions") }, ask, answers),
        element("section", { class: "right", "aria-label": say("page.advice") }, advice),
      ),
      element("section", { "aria-label": say("page.compare") }, compare),
      element("section", { "aria-label": say("page.tools") }, tools),
    );
  page.regions.bar = document.getElementById("bar");
  const foot = document.getElementById("foot");
  document.body.insertBefore(sticky, foot);
  foot.append(element("p", {}, say("page.foot")), element("p", {}, say("advice.note")));
}

function packList() {
  return page.packs.map((data) => ({
    ...data.pack,
    questions: data.attributes.length,
    concerns: Object.keys(data.concerns).length,
  }));
}

function viewOf(state) {
  const engine = engineOf(state.pack);
  const { facts } = engine.read(state.facts);
  const skipped = state.skipped.filter((name) => engine.attributes.has(name));
  const own = { ...state, facts, skipped };
  const asking = {
    title: state.title,
    facts,
    skipped,
    asked: state.asked.filter((name) => engine.attributes.has(name)),
    later: [],
  };
  const standing = engine.standing({ ...asking, thorough: state.thorough });
  const further = standing.question === null && engine.standing({ ...asking, thorough: true }).question !== null;
  const over = askedNow({ state, standing }) === null;
  return { state: own, engine, packs: packList(), standing, further, over, advice: engine.advise(state.title, facts) };
}

function draw(state, before) {
  const isCase = state.screen === "case";
  const view = viewOf(state);
  document.body.classList.toggle("on-case", isCase);
  const {
    notice,
    facts,
    skipped,
    pack,
    question,
    stopped,
    asked,
    thorough,
    editing,
    trial,
    title,
    full,
    kept,
    confirming,
  } = state;
  const base = [isCase, pack, facts, title];
  region("notice", [notice], () => noticeView(state));
  region("start", [isCase, pack, skipped, facts], () => (isCase ? [] : startView(view)));
  region("ask", [...base, question, stopped, asked, thorough, skipped], () => (isCase ? questionView(view) : []));
  region("answers", [...base, skipped, view.over, editing, trial], () => (isCase ? answersView(view) : []));
  region("advice", [...base, skipped, editing, trial, full, stopped], () => (isCase ? adviceOrNone(view) : []));
  region("sticky", [...base, stopped], () => (isCase ? stickyView(view) : []));
  region("compare", [...base, kept], () => (isCase ? compareView(view) : []));
  region("tools", [isCase, pack, title, confirming], () => (isCase ? toolsView(view) : []));
  region("bar", [isCase, pack], () => barView(view));
  announce(view, before);
}

function region(name, inputs, make) {
  const key = JSON.stringify(inputs);
  if (page.drawn.get(name) === key) return;
  page.drawn.set(name, key);
  refill(page.regions[name], make());
}

/** Say a new verdict, or what a trial would do to it, to those who listen. */
function announce(view, before) {
  if (view.state.screen !== "case") return;
  const tried = view.state.trial !== null && view.state.trial !== before.trial;
  const verdict = withCapital(view.engine.words.verdicts[view.advice.verdict]);
  const text = tried ? trialLine(view) : hasAdvice(view) ? say("page.so_far", { verdict }) : "";
  if (text === page.said) return;
  page.said = text;
  document.getElementById("said").textContent = text;
}

try {
  beginPage();
} catch (error) {
  document.getElementById("main").append(element("p", { class: "fault" }, say("page.broken")));
  throw error;
}
