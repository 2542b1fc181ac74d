"""The page of benchmarks is made of the sections of its scripts."""

from __future__ import annotations

import pytest

from benchmarks.results import PAGE, SECTIONS, page


def test_a_page_without_new_figures_stays_as_it_is() -> None:
    """Sections whose scripts were not run again are left, and nothing stands beside them."""
    before = PAGE.read_text(encoding="utf-8")
    assert page({}, before) == before


@pytest.mark.parametrize("script", SECTIONS)
def test_a_section_tells_the_command_that_repeats_it(script: str) -> None:
    """Each section names its script once."""
    assert PAGE.read_text(encoding="utf-8").count(f"`python benchmarks/{script}.py`") == 1
