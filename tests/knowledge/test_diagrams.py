"""Charts are made once, and that one is too large says nothing of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_expert import DiagramTooLargeError, advise, case_from, changes, load_knowledge
from pmo_expert.knowledge import knowledge as knowledge_module
from pmo_expert.knowledge.once import Once
from tests.knowledge.packs import write_pack

pytest.importorskip("oxidd", exc_type=ImportError)


def test_once_is_made_once() -> None:
    """What is kept is made when first asked for, and not again."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return 7

    once = Once(make)
    assert (made, once.get(), once.get(), made) == ([1], 7, 7, [1])


def test_a_diagram_too_large_is_not_tried_again() -> None:
    """That a diagram is too large is remembered and raised again."""
    tried: list[int] = []

    def make() -> int:
        tried.append(1)
        raise DiagramTooLargeError("too large")

    once = Once(make)
    for _ in range(2):
        with pytest.raises(DiagramTooLargeError, match="too large"):
            once.get()
    assert tried == [1]


def test_the_outlook_stays_where_the_chart_of_all_cases_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same case gets the same advice after smallest changes were asked for in vain."""

    def too_large(_: object) -> None:
        raise DiagramTooLargeError("too large")

    monkeypatch.setattr(knowledge_module, "verdict_chart", too_large)
    knowledge = load_knowledge(write_pack(tmp_path, "- {id: a, raises: minor, when: {}, because: B, source: s 1}"))
    case = case_from({"opening.step_up": True})
    before = advise(case, knowledge)
    with pytest.raises(DiagramTooLargeError):
        changes(case, None, knowledge)
    assert advise(case, knowledge) == before
    assert before.settled is True
