"""The page in a real browser, as people use it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from pmo_expert import Knowledge, PlainCase, advise, case_from, read_case, what_if
from tests.advice.examples import CASE_FILES, ROOT, article, example_case, practice
from tests.doors.web.visiting import PHONE, Visitor, answer, asked, start, verdict

TOLD = ROOT / "tests" / "told" / "article" / "b17_pm_eyes_pmo_manager_posting.yaml"
FULL, SHORT = "star-asked-backstage", "first-coffee"
MOST_PAGES = 2
A4 = {"format": "A4", "print_background": False}


def facts(case: PlainCase) -> dict[str, Any]:
    """Return the facts of a case as JSON can hold them."""
    attributes = case.vocabulary.attributes
    return {name: attributes[name].plain(value) for name, value in case.facts.items()}


def interviewed(page: Any, case: PlainCase, knowledge: Knowledge) -> dict[str, Any]:
    """Answer all questions of an interview by what a case states; return what was stated."""
    start(page)
    stated = {}
    while (attribute := asked(page, knowledge)) is not None:
        value = case.value(attribute.name)
        answer(page, attribute, value)
        if value is not None:
            stated[attribute.name] = value
    return stated


@pytest.mark.served
def test_the_interview_of_a_told_case_ends_in_the_advice_of_the_command(visit: Visitor) -> None:
    """Whoever answers by what was told gets the verdict that the library gives for these answers."""
    page = visit.open()
    case = read_case(TOLD, article())
    stated = interviewed(page, case, article())
    advice = advise(stated, article(), engine="compiled")
    assert stated
    assert verdict(page) == advice.words.verdicts[advice.verdict]
    assert page.locator("#question").inner_text() == "The questions are done for now"


def test_an_answer_moves_the_focus_to_the_next_question(visit: Visitor) -> None:
    """Who listens to the page hears the next question after each answer."""
    page = visit.open()
    start(page)
    attribute = asked(page, article())
    assert attribute is not None
    answer(page, attribute, None)
    assert page.evaluate("document.activeElement.id") == "question"
    assert asked(page, article()) not in (None, attribute)


def test_the_verdict_is_said_to_who_listens(visit: Visitor) -> None:
    """A region that screen readers follow tells the verdict so far."""
    page = visit.open(facts(example_case(SHORT)))
    said = page.locator("[role=status]#said").inner_text()
    assert said.lower().endswith(verdict(page))


def test_a_question_says_why_it_is_asked(visit: Visitor) -> None:
    """Under “Why this question?” stands to what each answer would lead or what it may say."""
    page = visit.open()
    start(page)
    page.get_by_text("Why this question?").click()
    page.locator(".region-ask details[open] li, .region-ask [aria-expanded=true] ~ * li").first.wait_for()


def test_one_may_stop_at_any_time(visit: Visitor) -> None:
    """“Show me the advice” leads to the advice, and the interview can be taken up again."""
    page = visit.open()
    start(page)
    page.get_by_role("button", name="Show me the advice").click()
    assert verdict(page) == "find out more"
    page.get_by_role("button", name="Go on with the questions").click()
    assert asked(page, article()) is not None


@pytest.mark.served
def test_why_opens_the_rule_the_facts_and_the_source_with_year_and_strength(visit: Visitor) -> None:
    """Beside a sentence of practice stands, on request, its rule, its facts, and how strong its source is."""
    page = visit.open({"organization.sponsor": "leaving"}, knowledge=practice())
    page.get_by_role("button", name=re.compile("^Why")).nth(1).click()
    panel = page.locator("[aria-expanded=true]").locator("xpath=ancestor::div[contains(@class,'saying')]").first
    told = panel.inner_text()
    assert "The facts" in told
    assert "The source" in told
    assert re.search(r"\b(19|20)\d\d\b", told)
    assert "How strong" in told
    assert "Rule: " in told
    assert "It would no longer be said if" in told


def test_what_is_presumed_is_marked_as_usual(visit: Visitor) -> None:
    """A sentence that rests on what nobody said says “usually”."""
    page = visit.open({"candidate.runs_projects_now": True})
    assert page.locator(".usually").count() > 0


@pytest.mark.served
def test_a_change_is_shown_before_it_is_kept(visit: Visitor) -> None:
    """The difference that a changed fact makes is shown first; kept it holds, left the case is as it was."""
    case = example_case(SHORT)
    page = visit.open(facts(case))
    change = what_if(case, {"organization.health": "failing"}, article())
    before, after = (one.words.verdicts[one.verdict] for one in (change.before, change.after))
    for ends, expected in (("Leave it as it was", before), ("Keep it", after)):
        open_answers(page)
        page.get_by_role("button", name=re.compile("^Change: The organization is healthy")).click()
        page.locator(".editor").get_by_role("button", name="The organization is failing").click()
        assert f"{before} → {after}" in page.locator(".difference").inner_text()
        assert verdict(page) == before
        page.get_by_role("button", name=ends).click()
        assert verdict(page) == expected


def open_answers(page: Any) -> None:
    """Show the list of answers, where it is not shown."""
    summary, change = (
        page.get_by_text(re.compile(r"^Your answers? \(")),
        page.get_by_role("button", name=re.compile("^Change")),
    )
    summary.wait_for()
    if not change.first.is_visible():
        summary.click()
    change.first.wait_for()


def test_editing_an_answer_does_not_throw_one_back_into_the_questions(visit: Visitor) -> None:
    """The question at hand stays when an earlier answer is changed in the list."""
    page = visit.open()
    start(page)
    first = asked(page, article())
    assert first is not None
    answer(page, first, frozenset(["influence"]))
    page.locator(".region-ask .answers button").first.click()
    at_hand = page.locator("#question").inner_text()
    open_answers(page)
    page.get_by_role("button", name=re.compile("^Change: You want")).click()
    page.locator(".editor").get_by_label("Recognition").check()
    page.locator(".editor").get_by_role("button", name="These are my answers").click()
    assert page.locator("#question").inner_text() == at_hand
    page.get_by_role("button", name="Keep it").click()
    assert "recognition" in page.locator(".region-answers").inner_text().lower()


def test_the_map_is_reached_and_read_by_keyboard(visit: Visitor) -> None:
    """Arrow keys reach every node of the map, and Enter opens why."""
    page = visit.open(facts(example_case(FULL)))
    page.get_by_role("button", name="Show all of the advice").click()
    nodes = page.locator(".map [role=button]")
    count = nodes.count()
    assert count > 5
    nodes.first.focus()
    reached = {page.evaluate("document.activeElement.dataset.focus")}
    for _ in range(count - 1):
        page.keyboard.press("ArrowDown")
        reached.add(page.evaluate("document.activeElement.dataset.focus"))
    assert len(reached) == count
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "Rule: " in page.locator(".panel:focus").inner_text()


def test_the_map_holds_every_argument_as_picture_and_as_list(visit: Visitor) -> None:
    """What the advice argues stands in the map and, word for word, in the list of it."""
    case = example_case(FULL)
    page = visit.open(facts(case))
    page.get_by_role("button", name="Show all of the advice").click()
    page.get_by_text("The map as a list").click()
    listed = page.locator("ul.nested").inner_text()
    advice = advise(case, article(), engine="compiled")
    arguments = [argument for concern in advice.concerns for argument in concern.arguments]
    assert page.locator(".map [role=button]").count() == len(arguments) + len(advice.concerns)
    assert [argument.rule for argument in arguments if argument.because not in listed] == []


@pytest.mark.served
@pytest.mark.parametrize("style", ["YAML", "JSON"])
def test_a_saved_case_is_read_by_the_command_and_by_the_page(visit: Visitor, style: str, tmp_path: Path) -> None:
    """The file that is saved states the same case to the library, and to the page that opens it."""
    case = example_case(FULL)
    page = visit.open(facts(case), title='A “title”: with # and "quotes"')
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {style} file").click()
    path = tmp_path / f"case.{style.lower()}"
    download.value.save_as(path)
    read = read_case(path, article())
    assert read.facts == case.facts
    assert read.title == 'A “title”: with # and "quotes"'
    other = visit.open()
    other.locator("input[type=file]").first.set_input_files(path)
    other.get_by_text("Opened: ").wait_for()
    assert verdict(other) == verdict(page)
    with other.expect_download() as download:
        other.get_by_role("button", name="Save as YAML file").click()
    download.value.save_as(tmp_path / "again.yaml")
    assert read_case(tmp_path / "again.yaml", article()).facts == case.facts


@pytest.mark.parametrize("example", [SHORT, FULL, "rescue-beyond-hope"])
def test_the_examples_open_in_the_page(visit: Visitor, example: str) -> None:
    """A case file with comments, as people write it, leads to the verdict of the command."""
    page = visit.open()
    page.locator("input[type=file]").first.set_input_files(CASE_FILES[example])
    page.get_by_text("Opened: ").wait_for()
    advice = advise(example_case(example), article(), engine="compiled")
    assert verdict(page) == advice.words.verdicts[advice.verdict]


def test_a_file_with_mistakes_is_refused_with_each_of_them(visit: Visitor, tmp_path: Path) -> None:
    """Nothing of a wrong file is taken; each mistake is told, and the case at hand stays."""
    path = tmp_path / "wrong.yaml"
    path.write_text("opening:\n  kind: staf\n  authorty: decides\n", encoding="utf-8")
    page = visit.open(facts(example_case(SHORT)))
    before = verdict(page)
    page.locator("input[type=file]").first.set_input_files(path)
    page.get_by_text("could not be opened").wait_for()
    told = page.locator("#notice").inner_text()
    assert "opening.kind" in told
    assert "opening.authority" in told
    assert verdict(page) == before


@pytest.mark.served
def test_answers_outlive_a_reload_and_not_the_tab(visit: Visitor) -> None:
    """A phone that throws the tab out of memory loses nothing; a new tab knows nothing."""
    page = visit.open()
    start(page)
    first = asked(page, article())
    assert first is not None
    answer(page, first, frozenset(["influence"]))
    page.reload()
    open_answers(page)
    assert "influence" in page.locator(".region-answers").inner_text().lower()
    assert visit.open().get_by_role("button", name="Start with the questions").is_visible()


def test_starting_again_asks_first(visit: Visitor) -> None:
    """The answers go only after a second yes."""
    page = visit.open(facts(example_case(SHORT)))
    page.get_by_role("button", name="Start again").click()
    assert page.locator(".verdict-words").is_visible()
    page.get_by_role("button", name="Yes, start again").click()
    assert page.get_by_role("button", name="Start with the questions").is_visible()


def test_cases_are_compared_side_by_side(visit: Visitor) -> None:
    """Two cases stand in a table, each with its verdict."""
    page = visit.open(facts(example_case(SHORT)), title="One")
    page.get_by_role("button", name="Keep this case to compare").click()
    page.locator("input[type=file]").first.set_input_files(CASE_FILES[FULL])
    page.get_by_text(f"Opened: {example_case(FULL).title}").wait_for()
    table = page.locator("table").inner_text().lower()
    for example in (SHORT, FULL):
        advice = advise(example_case(example), article(), engine="compiled")
        assert advice.words.verdicts[advice.verdict] in table
    assert page.locator("table thead th").count() == 2


@pytest.mark.served
def test_the_rules_can_be_changed_with_the_case_kept(visit: Visitor) -> None:
    """By the rules of practice the same facts get the advice of practice."""
    case = example_case(SHORT)
    page = visit.open(facts(case))
    page.get_by_label("With what practice adds").check()
    advice = advise(case_from(facts(case), practice()), practice(), engine="compiled")
    assert verdict(page) == advice.words.verdicts[advice.verdict]
    assert len(advice.concerns) > len(article().concerns)
    assert advice.concerns[-1].title in page.locator(".region-advice").inner_text()


def test_the_advice_prints_on_two_pages(visit: Visitor) -> None:
    """What is printed is the advice alone, on two pages of A4 at the most."""
    page = visit.open(facts(example_case(FULL)), title="A case to print")
    printed = page.pdf(**A4)
    assert 1 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= MOST_PAGES
    page.emulate_media(media="print")
    assert page.locator(".verdict-words").is_visible()
    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("size", [PHONE, (640, 450)], ids=["phone", "zoomed to 200 %"])
def test_nothing_is_wider_than_the_window(visit: Visitor, size: tuple[int, int]) -> None:
    """On a phone, and at twice the size, nobody needs to scroll sideways."""
    page = visit.open(facts(example_case(FULL)), knowledge=practice(), size=size)
    page.get_by_role("button", name="Show all of the advice").click()
    page.get_by_role("button", name="Keep this case to compare").click()
    for button in page.get_by_role("button", name=re.compile("^Why")).all()[:6]:
        button.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    begun = visit.open(size=size)
    start(begun)
    assert begun.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.served
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visitor, scheme: str) -> None:
    """No screen has anything that axe objects to, in light and in dark."""
    page = visit.open(color_scheme=scheme)
    found = {"start": objections(page)}
    start(page)
    found["question"] = objections(page)
    full = visit.open(facts(example_case(FULL)), knowledge=practice(), color_scheme=scheme)
    full.get_by_role("button", name="Show all of the advice").click()
    full.get_by_role("button", name="Keep this case to compare").click()
    for button in full.get_by_role("button", name=re.compile("^Why")).all()[:8]:
        button.click()
    open_answers(full)
    full.get_by_role("button", name=re.compile("^Change")).first.click()
    full.locator(".map [role=button]").nth(2).click()
    found["everything"] = objections(full)
    assert found == {"start": [], "question": [], "everything": []}


def objections(page: Any) -> list[str]:
    """Return what axe objects to on a page."""
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]


def test_every_control_is_large_enough_to_touch(visit: Visitor) -> None:
    """On a phone, every answer is a button of 44 pixels height at the least."""
    page = visit.open(size=PHONE)
    start(page)
    low = [
        box
        for one in page.locator(".answers button, .answers label").all()
        if (box := one.bounding_box())["height"] < 44
    ]
    assert low == []


SEND = """new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
  fetch("https://example.com").then(() => done("sent"));
})"""


@pytest.mark.served
def test_the_page_says_that_nothing_leaves_the_device(visit: Visitor) -> None:
    """The promise stands on the first screen, and the policy of the page keeps it."""
    page = visit.open()
    assert "never leaves your device" in page.locator("main").inner_text()
    assert page.evaluate(SEND) == "connect-src"
    visit.leave()
    visit.reported.clear()


@pytest.mark.served
def test_a_hostile_case_is_text(visit: Visitor) -> None:
    """Tags and scripts in a title are shown as they are, and run nowhere."""
    title = '<img src=x onerror="window.ran=1"></script><script>window.ran=1</script>javascript:alert(1)'
    page = visit.open(facts(example_case(SHORT)), title=title)
    assert title in page.locator(".region-advice").inner_text()
    page.get_by_role("button", name="Keep this case to compare").click()
    assert title in page.locator("table").inner_text()
    assert page.evaluate("window.ran") is None
    assert page.locator("main img, main script").count() == 0


def test_a_case_without_a_title_or_facts_opens(visit: Visitor) -> None:
    """The emptiest link leads to the interview, not to an error."""
    page = visit.open({})
    assert asked(page, article()) is not None


def test_a_broken_link_is_told(visit: Visitor) -> None:
    """A link that was cut off says so, and the page works."""
    page = visit.open(part="#case=eyJydWxlcyI")
    assert "could not be opened" in page.locator("#notice").inner_text()
    start(page)
    assert asked(page, article()) is not None


def test_in_full_the_steps_of_the_rules_are_told(visit: Visitor) -> None:
    """What rules suggest to do and to ask stands in the full advice, word for word."""
    case = example_case(FULL)
    page = visit.open(facts(case))
    page.get_by_role("button", name="Show all of the advice").click()
    told = page.locator(".region-advice").inner_text()
    guidance = advise(case, article(), engine="compiled").guidance
    assert guidance
    assert [one.rule for one in guidance if one.text not in told] == []
