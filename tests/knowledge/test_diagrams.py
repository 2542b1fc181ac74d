"""Diagrams are made once, and that one is too large says nothing of another."""

from __future__ import annotations

import copy
import gc
import pickle
from pathlib import Path
from weakref import ref

import pytest

from pmo_expert import DiagramTooLargeError, advise, case_from, changes, load_knowledge
from pmo_expert.knowledge import diagrams
from pmo_expert.knowledge import knowledge as knowledge_module
from pmo_expert.knowledge.kept import Kept
from tests.knowledge.packs import write_pack

pytest.importorskip("oxidd", exc_type=ImportError)


def test_what_is_kept_is_made_once() -> None:
    """What is kept is made when first asked for, and not again."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return 7

    kept = Kept()
    assert (made, kept.get("a", make), kept.get("a", make), made) == ([1], 7, 7, [1])


def test_what_is_kept_is_kept_by_its_name() -> None:
    """What has another name is made for itself."""
    kept = Kept()
    assert [kept.get("a", lambda: 1), kept.get("b", lambda: 2), kept.get("a", lambda: 3)] == [1, 2, 1]


def test_a_diagram_too_large_is_not_tried_again() -> None:
    """That a diagram is too large is remembered and raised again."""
    tried: list[int] = []

    def make() -> int:
        tried.append(1)
        raise DiagramTooLargeError("too large")

    kept = Kept()
    for _ in range(2):
        with pytest.raises(DiagramTooLargeError, match="too large"):
            kept.get("a", make)
    assert tried == [1]


def test_a_diagram_too_large_is_not_held() -> None:
    """What was made of a diagram before it was too large is freed, though that it was is remembered."""
    made: list[ref[Kept]] = []

    def make() -> int:
        part = Kept()
        made.append(ref(part))
        raise DiagramTooLargeError("too large")

    kept = Kept()
    with pytest.raises(DiagramTooLargeError) as raised:
        kept.get("a", make)
    del raised
    gc.collect()
    assert made[0]() is None
    with pytest.raises(DiagramTooLargeError, match="too large"):
        kept.get("a", make)


def test_another_error_is_not_kept() -> None:
    """What could not be made for another reason is tried again."""
    tried: list[int] = []

    def make() -> int:
        tried.append(1)
        if len(tried) == 1:
            raise ImportError("not yet")
        return 7

    kept = Kept()
    with pytest.raises(ImportError, match="not yet"):
        kept.get("a", make)
    assert kept.get("a", make) == 7


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda kept: pickle.loads(pickle.dumps(kept))])
def test_a_copy_keeps_nothing(again: object) -> None:
    """A copy, or what a pickle gives back, makes everything anew."""
    kept = Kept()
    kept.get("a", lambda: 7)
    assert again(kept).get("a", lambda: 8) == 8  # type: ignore[operator]
    assert kept.get("a", lambda: 8) == 7


def test_knowledge_keeps_its_engines_and_diagrams(tmp_path: Path) -> None:
    """A knowledge base gives the same engine and the same diagrams each time."""
    knowledge = load_knowledge(write_pack(tmp_path, "- {id: a, raises: minor, when: {}, because: B, source: s 1}"))
    assert knowledge.engine("compiled") is knowledge.engine("compiled")
    assert knowledge.known_world() is knowledge.known_world()
    assert knowledge.verdict_diagram() is knowledge.verdict_diagram()


def test_a_diagram_too_large_for_the_first_room_is_made_in_a_larger_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first room does not do, what is read of the diagram is the same."""
    knowledge = load_knowledge()
    whole = (knowledge.known_world(), knowledge.verdict_diagram(), knowledge.lean_diagram())
    monkeypatch.setattr(diagrams, "ROOMS", (20, diagrams.ROOMS[0]))
    again = load_knowledge()
    assert (again.known_world(), again.verdict_diagram(), again.lean_diagram()) == whole


def test_the_outlook_stays_where_the_diagram_of_all_cases_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same case gets the same advice after smallest changes were asked for in vain."""

    def too_large(*_: object) -> None:
        raise DiagramTooLargeError("too large")

    monkeypatch.setattr(knowledge_module, "verdict_diagram", too_large)
    knowledge = load_knowledge(write_pack(tmp_path, "- {id: a, raises: minor, when: {}, because: B, source: s 1}"))
    case = case_from({"opening.step_up": True})
    before = advise(case, knowledge)
    with pytest.raises(DiagramTooLargeError):
        changes(case, None, knowledge)
    assert advise(case, knowledge) == before
    assert before.settled is True
