"""The page with the API reference: where the docstring of every public name is put in."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pmo_expert

HEAD = """# Reference

Everything public is imported from `pmo_expert`; [the library](library.md) tells what to use when. Below is what the
docstrings say: what goes in, what comes out, and which errors there are.
"""
FUNCTIONS, ERRORS, RESULTS = "Functions", "Errors", "Classes"


def reference_page() -> str:
    """Return the page as Markdown, with a place for the docstring of every public name."""
    return "\n".join([HEAD, *_sections()])


def _sections() -> Iterator[str]:
    kinds: dict[str, list[str]] = {FUNCTIONS: [], RESULTS: [], ERRORS: []}
    for name in sorted(public_names(), key=str.casefold):
        public = getattr(pmo_expert, name)
        kinds[_kind(public)].append(f"::: {public.__module__}.{name}\n")
    for kind, places in kinds.items():
        yield f"## {kind}\n"
        yield from places


def public_names() -> list[str]:
    """Return the names that the library is for; its stub has no `__all__`, which is made when it is imported."""
    names: list[str] = vars(pmo_expert)["__all__"]
    return names


def _kind(public: object) -> str:
    if not inspect.isclass(public):
        return FUNCTIONS
    return ERRORS if issubclass(public, Exception) else RESULTS
