"""Which changes turn declines into acceptances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_expert import InputError, Knowledge, Lever, Levers, Setting, from_json, levers, load_knowledge, to_json
from pmo_expert.advice.consultation import words_of
from pmo_expert.domain.attribute import UNKNOWN, Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.kinds.yes_no import YesNo
from pmo_expert.knowledge.diagrams import verdict_atoms
from pmo_expert.logic.keys import Facts as ProgramFacts
from pmo_expert.surveys.levers import MOST
from tests.advice.examples import article, example_case
from tests.advice.tiny import CRITICAL, GOALS, LEADS, NEGOTIABLE, SHARE, STEP_UP, partial_facts, tiny, tiny_case
from tests.knowledge.packs import VOCABULARY, write_pack
from tests.strategies import values
from tests.surveys.frames import BACKENDS, table_of

Facts = Mapping[str, Any]
Told = tuple[Any, ...]

Numbers = Mapping[str, Sequence[float]]

CELLS: dict[str, Numbers] = {"article": {SHARE: (0, 50)}, "tiny": {SHARE: (0, 50, 90)}}
"""The first number of each interval of the amounts that can be negotiated."""
ACCEPTED: Facts = {CRITICAL: False, SHARE: 0, LEADS: True, STEP_UP: True, GOALS: ["promotion"]}
PAPERS: Facts = {**ACCEPTED, SHARE: 95}
ASKING: Facts = {**PAPERS, LEADS: None}
HOPELESS: Facts = {**ACCEPTED, STEP_UP: False}
WRONG: Facts = {**PAPERS, "candidate.experience_years": 61}
IDLE = "- {id: idle, raises: minor, when: {pmo.level: program}, because: B, source: s 1}"
TWO_SIDED = """
- {id: on, raises: prohibitive, because: B, source: s 1,
   when: {opening.leads_people: yes, pmo.critical_to_portfolio: yes}}
- {id: off, raises: prohibitive, because: B, source: s 1,
   when: {opening.leads_people: no, pmo.critical_to_portfolio: no}}
"""
VETO = """
- {id: never, verdict: decline, when: {concerns.worst: [serious, prohibitive]}, because: B, source: s 1}
- {id: otherwise, verdict: accept, when: {}, because: B, source: s 1}
"""


def frame_of(rows: Sequence[Facts], *names: str, knowledge: Knowledge | None = None) -> Any:
    """Return a Polars frame with a column for every attribute that some row states, and for those named."""
    attributes = (knowledge or article()).vocabulary.attributes
    types: dict[type[Attribute], Any] = {YesNo: pl.Boolean, Amount: pl.Float64, SetOf: pl.List(pl.String)}
    columns = dict.fromkeys((*names, *(name for row in rows for name in row)))
    cells = {name: [_cell(row.get(name)) for row in rows] for name in columns}
    return pl.DataFrame(cells, schema={name: types.get(type(attributes[name]), pl.String) for name in columns})


def _cell(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def of_tiny(*rows: Facts, pairs: bool = True, strict: bool = False, **shared: Any) -> Levers:
    """Return the levers of rows of the small pack; `shared` has facts of all rows, with `__` for the dot."""
    case = tiny_case({name.replace("__", "."): value for name, value in shared.items()})
    return levers(frame_of(rows, CRITICAL), case=case, knowledge=tiny(), pairs=pairs, strict=strict)


def told(found: Iterable[Lever]) -> list[Told]:
    """Return levers without phrases: attributes, values, and how many rows are turned or settled, opened, lost."""
    return [
        (*((change.attribute, change.value) for change in one.changes), one.turned + one.settled, one.opened, one.lost)
        for one in found
    ]


def tried(
    rows: Sequence[Facts], knowledge: Knowledge, cells: Numbers
) -> tuple[list[Told], list[Told], tuple[int, int]]:
    """Return single levers, pairs and the numbers of worst and of asking verdicts, from trying all in each row."""
    encoding, decision = knowledge.compiled.encoding, knowledge.decision
    facts = [encoding.facts(knowledge.case(row)) for row in rows]
    before = [verdict_on(one, knowledge) for one in facts]

    def lever(*changes: tuple[str, Any]) -> Told:
        changed = encoding.facts(knowledge.case(dict(changes)))
        known = {name: value for name, value in changed.items() if value != UNKNOWN}
        after = [verdict_on({**one, **known}, knowledge) for one in facts]
        steps = list(zip(before, after, strict=True))
        turned = sum(old in (decision.worst, decision.asking) and new in decision.favourable for old, new in steps)
        opened = steps.count((decision.worst, decision.asking or ""))
        lost = sum(old in decision.favourable and new == decision.worst for old, new in steps)
        return (*changes, turned, opened, lost)

    single = {change: lever(change) for change in negotiable_values(knowledge, cells)}
    pairs = [
        both
        for one, other in combinations(single, 2)
        if one[0] != other[0] and (both := lever(one, other))[2] > max(single[one][1], single[other][1])
    ]
    turning = [one for one in single.values() if one[1]]
    return best_first(turning), best_first(pairs), (before.count(decision.worst), before.count(decision.asking or ""))


def negotiable_values(knowledge: Knowledge, cells: Numbers) -> Iterable[tuple[str, Any]]:
    for attribute in knowledge.vocabulary.attributes.values():
        if attribute.negotiable:
            named = (True, False) if isinstance(attribute, YesNo) else attribute.values
            known: Sequence[Any] = cells[attribute.name] if isinstance(attribute, Amount) else named
            yield from ((attribute.name, value) for value in known)


def verdict_on(facts: ProgramFacts, knowledge: Knowledge) -> str:
    derived = knowledge.engine("compiled").derive(facts)
    (verdict,) = derived.conclusions.intersection(verdict_atoms(knowledge.decision))
    return verdict.value


def best_first(found: list[Told]) -> list[Told]:
    return sorted(found, key=lambda one: (-one[-3], one[-1]))


def check(rows: Sequence[Facts], shared: Facts, knowledge: Knowledge, cells: Numbers) -> None:
    """Compare what `levers` tells of rows with what trying every change tells."""
    column = next(iter(knowledge.vocabulary.attributes))
    result = levers(frame_of(rows, column, knowledge=knowledge), knowledge, case=knowledge.case(shared))
    singles, pairs, numbers = tried([{**shared, **row} for row in rows], knowledge, cells)
    assert (result.rows, result.wrong_rows, result.refused, result.asking) == (len(rows), 0, *numbers)
    assert (told(result.singles), result.single_count) == (singles[:MOST], len(singles))
    assert (told(result.pairs), result.pair_count) == (pairs[:MOST], len(pairs))


@given(rows=st.lists(partial_facts(), max_size=6), data=st.data())
def test_levers_are_what_trying_every_change_gives(rows: list[Facts], data: st.DataObject) -> None:
    """For any population, with any facts shared, all changes and pairs are counted as if each row were changed."""
    attributes = [LEADS, STEP_UP, GOALS]
    shared = {name: value for name, value in data.draw(partial_facts()).items() if name in attributes}
    check([{name: row[name] for name in row if name not in shared} for row in rows], shared, tiny(), CELLS["tiny"])


@st.composite
def declined_rows(draw: st.DrawFn) -> list[Facts]:
    """Draw cases that are declined, but for a few facts."""
    attributes = article().vocabulary.attributes
    rows: list[Facts] = []
    for _ in range(draw(st.integers(1, 3))):
        facts = example_case(draw(st.sampled_from(["office-of-errands", "rescue-beyond-hope"]))).facts
        names = draw(st.lists(st.sampled_from(sorted(attributes)), max_size=6))
        rows.append({**facts, **{name: draw(values(attributes[name])) for name in names}})
    return rows


@settings(max_examples=8)
@given(rows=declined_rows())
def test_levers_of_the_article_are_what_trying_every_change_gives(rows: list[Facts]) -> None:
    """With the shipped rules, too, all changes and pairs are counted as if each row were changed."""
    check(rows, {}, article(), CELLS["article"])


@given(st.lists(partial_facts(), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[Facts], random: Any) -> None:
    """The rows in another order have the same levers."""
    shuffled = random.sample(rows, len(rows))
    assert of_tiny(*rows) == of_tiny(*shuffled)


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_kind_of_frame_has_the_same_levers(backend: str) -> None:
    """Whichever engine counts the rows, the result is the same."""
    rows = [ACCEPTED, PAPERS, PAPERS, ASKING, HOPELESS, WRONG]
    assert levers(BACKENDS[backend](table_of(frame_of(rows))), knowledge=tiny(), case=tiny_case({})) == of_tiny(*rows)
    assert of_tiny(*rows).refused == 5
    assert of_tiny(*rows, strict=True).refused == 4


def test_a_single_change_that_suffices_is_told() -> None:
    """Less paperwork turns who was declined for it; the change is told with its value, phrase and interval."""
    result = of_tiny(PAPERS, ACCEPTED, HOPELESS, pairs=False)
    singles = tuple(
        Lever(changes=(share_of(value, interval),), turned=1, settled=0, opened=0, lost=0)
        for value, interval in ((0, "[0, 50)"), (50, "[50, 90)"))
    )
    assert result == evolve(none_of(rows=3, refused=2), singles=singles, single_count=2, pair_count=None)


def share_of(value: int, interval: str) -> Setting:
    """Return the setting that administration takes some share of the time."""
    said = {0: "less than 50", 50: "at least 50 and less than 90"}[value]
    text = f"administration takes {said} % of the working time"
    return Setting(attribute=SHARE, value=value, written=str(value), text=text, interval=interval)


def none_of(*, rows: int, refused: int = 0) -> Levers:
    """Return that there are no levers of some right rows."""
    return Levers(
        rows=rows,
        wrong_rows=0,
        left_out=0,
        refused=refused,
        asking=0,
        singles=(),
        single_count=0,
        pairs=(),
        pair_count=0,
        words=words_of(tiny()),
    )


def test_a_pair_is_told_where_neither_change_suffices() -> None:
    """Who would still ask after one change and be declined after the other is turned by both."""
    result = of_tiny(ASKING)
    assert told(result.singles) == []
    assert told(result.pairs) == [
        ((SHARE, share), (LEADS, leads), 1, 0, 0) for share in (0, 50) for leads in (True, False)
    ]


def test_a_pair_that_turns_no_more_than_one_of_its_changes_is_not_told() -> None:
    """A second change that adds nothing makes no pair."""
    result = of_tiny(PAPERS)
    assert (told(result.pairs), result.pair_count) == ([], 0)


def test_what_a_change_opens_and_loses_is_told(tmp_path: Path) -> None:
    """A change that turns some rows and gets others declined is told with both numbers."""
    knowledge = load_knowledge(write_pack(tmp_path / "two", TWO_SIDED, VETO))
    rows = [{LEADS: False, CRITICAL: critical} for critical in (False, False, False, True, True, None)]
    result = levers(frame_of(rows), knowledge=knowledge)
    assert told(result.singles) == [((LEADS, True), 3, 0, 2)]
    assert told(of_tiny(PAPERS, ASKING, ASKING).singles) == [((SHARE, 0), 1, 2, 0), ((SHARE, 50), 1, 2, 0)]


def test_of_changes_that_turn_as_many_the_one_that_loses_fewer_comes_first(tmp_path: Path) -> None:
    """The vocabulary decides only between levers that turn and lose as many."""
    rules = """
    - {id: a, raises: prohibitive, because: B, source: s 1, when: {opening.leads_people: no, opening.authority: none}}
    - {id: b, raises: prohibitive, because: B, source: s 1, when: {opening.leads_people: yes, pmo.level: program}}
    """
    knowledge = load_knowledge(write_pack(tmp_path / "fewer", rules, VETO))
    rows = [{LEADS: False, "opening.authority": "none"}, {LEADS: False, "pmo.level": "program"}]
    assert told(levers(frame_of(rows), knowledge=knowledge).singles) == [
        (("opening.authority", "advises"), 1, 0, 0),
        (("opening.authority", "shares"), 1, 0, 0),
        (("opening.authority", "decides"), 1, 0, 0),
        ((LEADS, True), 1, 0, 1),
    ]


def test_nothing_helps_where_nothing_negotiable_matters() -> None:
    """Declines that rest on what cannot be negotiated have no levers."""
    result = of_tiny(HOPELESS, HOPELESS)
    assert (result.refused, result.singles, result.pairs) == (2, (), ())


def test_nothing_is_turned_where_nothing_is_declined() -> None:
    """A population without declines has no levers."""
    assert of_tiny(ACCEPTED, ACCEPTED) == none_of(rows=2)


def test_wrong_rows_count_for_nothing_else() -> None:
    """Strictly, rows with values that do not exist are counted as such; they are neither declined nor turned."""
    result = of_tiny(WRONG, PAPERS, WRONG, strict=True)
    assert (result.rows, result.wrong_rows, result.refused) == (3, 2, 1)
    assert told(result.singles) == told(of_tiny(PAPERS).singles)
    nothing = of_tiny(WRONG, WRONG, strict=True)
    assert (nothing.rows, nothing.wrong_rows, nothing.refused, nothing.singles) == (2, 2, 0, ())


def test_what_does_not_exist_is_unknown_to_levers() -> None:
    """Rows with values that do not exist count as if these were unknown, and are counted as wrong besides."""
    unknown = {**WRONG, "candidate.experience_years": None}
    assert of_tiny(WRONG, PAPERS) == evolve(of_tiny(unknown, PAPERS), wrong_rows=1)


def test_an_empty_frame_has_no_levers() -> None:
    """A frame without rows is no error."""
    assert of_tiny() == none_of(rows=0)


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_kind_of_empty_frame_has_no_levers(backend: str) -> None:
    """A frame without rows is no error, whatever its kind."""
    assert levers(BACKENDS[backend](table_of(frame_of([], SHARE))), knowledge=tiny(), case=tiny_case({})).rows == 0


@pytest.mark.parametrize("leads", [True, False, None])
def test_a_negotiable_fact_may_be_stated_anywhere(leads: bool | None) -> None:
    """What all rows say alike has the same levers in a column and in the case; unknown is as good as missing."""
    rows = [{**row, SHARE: share, LEADS: leads} for row in (PAPERS, HOPELESS) for share in (60, 95)]
    without = [{name: value for name, value in row.items() if name != LEADS} for row in rows]
    assert of_tiny(*rows) == of_tiny(*without, opening__leads_people=leads)
    if leads is None:
        assert of_tiny(*rows) == of_tiny(*without)


def test_the_number_nearest_to_what_the_case_says_is_told() -> None:
    """Where the case has an amount, the nearest whole number of another interval stands for that."""
    row = {name: value for name, value in PAPERS.items() if name != SHARE}
    result = of_tiny(row, opening__administrative_share=95)
    assert told(result.singles) == [((SHARE, 49), 1, 0, 0), ((SHARE, 89), 1, 0, 0)]


def test_20_levers_of_a_kind_are_told_at_the_most(tmp_path: Path) -> None:
    """Where more changes turn rows the first are told, in the order of the vocabulary, and how many there were."""
    attributes = [part for part in article().vocabulary.attributes.values() if part.negotiable and part.values]
    changes = [(part.name, value) for part in attributes for value in part.values]
    verdicts = "".join(
        f"- {{id: r{place}, verdict: accept, when: {{{name}: {value}}}, because: B, source: s 1}}\n"
        for place, (name, value) in enumerate(changes)
    )
    rest = "- {id: otherwise, verdict: decline, when: {}, because: B, source: s 1}\n"
    knowledge = load_knowledge(write_pack(tmp_path / "many", IDLE, verdicts + rest))
    result = levers(pl.DataFrame({LEADS: [None, None]}, schema={LEADS: pl.Boolean}), knowledge=knowledge)
    assert (result.single_count, result.pair_count) == (len(changes), 0)
    first = [(name, {"yes": True, "no": False}.get(value, value)) for name, value in changes[:MOST]]
    assert told(result.singles) == [(change, 2, 0, 0) for change in first]
    assert len(changes) > len(result.singles) == 20


TEACHING = """
  opening.teaches:
    kind: set
    question: Q?
    ask: employer
    negotiable: yes
    values: {law: law, art: art}
    phrases: {all: "{members}", none: nothing, included: "{member} in", excluded: "{member} out"}
    unknown: U
"""
"""An attribute of an opening in which it can be negotiated what one learns."""


def test_a_set_is_tried_with_no_member_each_alone_and_all(tmp_path: Path) -> None:
    """Of a negotiable set there are levers with no member, with each of them alone, and with all."""
    rules = """
    - {id: only-art, raises: serious, because: B, source: s 1, when: {opening.teaches: {includes: art}}}
    - {id: law-too, mitigates: only-art, because: B, source: s 1, when: {opening.teaches: {includes: law}}}
    - {id: none, raises: serious, because: B, source: s 1, when: {opening.teaches: unknown}}
    """
    knowledge = load_knowledge(write_pack(tmp_path / "sets", rules, VETO, vocabulary=VOCABULARY + TEACHING))
    frame = pl.DataFrame({"opening.teaches": [None, "art", "law"]})
    assert told(levers(frame, knowledge=knowledge).singles) == [
        (("opening.teaches", members), 2, 0, 0) for members in ((), ("law",), ("law", "art"))
    ]


def test_pairs_need_not_be_tried() -> None:
    """Without pairs the single changes are the same, and no number of pairs is told."""
    both, single = of_tiny(PAPERS, ASKING), of_tiny(PAPERS, ASKING, pairs=False)
    assert (single.singles, single.pairs, single.pair_count) == (both.singles, (), None)
    assert both.pairs


def test_only_negotiable_facts_are_changed() -> None:
    """No lever changes what the employer cannot change."""
    result = of_tiny(PAPERS, ASKING, HOPELESS)
    changed = {change.attribute for lever in (*result.singles, *result.pairs) for change in lever.changes}
    assert changed == NEGOTIABLE


def test_columns_are_checked_as_for_a_survey() -> None:
    """A column that belongs to a section and names no attribute is refused."""
    with pytest.raises(InputError, match=r"leads_peple.*leads_people"):
        levers(pl.DataFrame({"opening.leads_peple": [True]}))


def test_of_the_article_declines_are_turned_into_acceptances() -> None:
    """In the article's decision model the worst verdict is to decline, and both ways to accept are favourable."""
    decision = tiny().decision
    assert (decision.worst, decision.asking) == ("decline", "find_out_more")
    assert set(decision.favourable) == {"accept", "accept_with_conditions"}


def test_values_are_told_as_case_files_write_them() -> None:
    """What a change gives a fact reads back, as it is written, as the value that the change gives."""
    result = of_tiny(PAPERS, ASKING)
    settings_told = {change for lever in (*result.singles, *result.pairs) for change in lever.changes}
    assert {setting.written for setting in settings_told} == {"0", "50", "yes", "no"}
    for setting in settings_told:
        assert tiny().parse_case(f"{setting.attribute}: {setting.written}").value(setting.attribute) == setting.value


def test_levers_survive_json() -> None:
    """Levers come back from JSON as they were."""
    result = of_tiny(PAPERS, ASKING, HOPELESS, WRONG)
    assert from_json(to_json(result), Levers) == result
