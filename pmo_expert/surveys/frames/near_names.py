"""Names of columns that are nearly those of attributes: what they are taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeAlias, TypeVar

from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.text import folded
from pmo_expert.domain.vocabulary import Vocabulary

WHOLE = ""
T = TypeVar("T")
ALIKE = 0.8
"""How like the name of an attribute that of a column must be to be noted."""

Stating: TypeAlias = tuple[str, str]
"""An attribute, and the member of it that a column is about: WHOLE when it is about the attribute as a whole."""


def is_stating(column: str, vocabulary: Vocabulary) -> bool:
    """Say whether a column, by its name, is meant to state an attribute."""
    section, dot, _ = column.partition(".")
    return bool(dot) and section.strip().lower() in vocabulary.sections


def exact_name(column: str, vocabulary: Vocabulary) -> Stating:
    """Return the attribute that a column of a section is about, and the member of it if it is about one."""
    section, field, *members = column.split(".", 2)
    attribute = vocabulary.attributes.get(f"{section}.{field}")
    if any(members) and isinstance(attribute, SetOf):
        return attribute.name, members[0]
    return column, WHOLE


def near_names(columns: Sequence[str], shared: Collection[str], vocabulary: Vocabulary) -> dict[str, Stating]:
    """Return what columns are taken for whose names are not, but nearly, those of attributes.

    Upper and lower case, and which of dots, blanks, hyphens and underscores part the words, make no difference, and
    the section may be left out where one attribute alone has the rest of the name. A column is taken only when no
    other states the same, and nothing in `shared` does.
    """
    exact = {column for column in columns if _is_exact(column, vocabulary)}
    stated = {*shared, *(exact_name(column, vocabulary)[0] for column in exact)}
    meanings = _meanings(vocabulary)
    near: dict[Stating, list[str]] = defaultdict(list)
    for column in columns:
        meant = None if column in exact else meanings.get(_key(column))
        if meant is not None and meant[0] not in stated:
            near[meant].append(column)
    taken = [meant for name in dict.fromkeys(name for name, _ in near) for meant in _taken(name, near, vocabulary)]
    return {near[meant][0]: meant for meant in taken}


def _is_exact(column: str, vocabulary: Vocabulary) -> bool:
    if "." not in column:
        return False
    name, member = exact_name(column, vocabulary)
    return name in vocabulary.attributes and (member == WHOLE or member in vocabulary.attributes[name].values)


def _taken(name: str, near: Mapping[Stating, Collection[str]], vocabulary: Vocabulary) -> list[Stating]:
    """Return what is stated beyond doubt of an attribute: the whole, or else each of its members, by one column."""
    members = [(name, member) for member in vocabulary.attributes[name].values]
    is_each = all(len(near.get(meant, ())) == 1 for meant in members)
    if (name, WHOLE) in near:
        return [] if len(near[name, WHOLE]) > 1 or (members and is_each) else [(name, WHOLE)]
    return members if is_each else []


def _meanings(vocabulary: Vocabulary) -> dict[str, Stating]:
    """Return what the names of columns mean, by their keys: first whole names, then those without the section."""
    stating = [(part.name, part.field, (part.name, WHOLE)) for part in vocabulary.attributes.values()]
    for part in vocabulary.attributes.values():
        if isinstance(part, SetOf):
            stating += [(f"{part.name}.{one}", f"{part.field}.{one}", (part.name, one)) for one in part.values]
    fields = _unique((_key(field), meant) for _, field, meant in stating)
    return fields | _unique((_key(name), meant) for name, _, meant in stating)


def _unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Return what keys mean, of those that mean one thing."""
    meant: dict[str, list[T]] = defaultdict(list)
    for key, meaning in pairs:
        meant[key].append(meaning)
    return {key: found[0] for key, found in meant.items() if len(found) == 1}


def _key(name: str) -> str:
    return folded(name.replace(".", " "))


def nearest_attribute(column: str, vocabulary: Vocabulary) -> str | None:
    """Return the attribute whose name is most like that of a column that states none; None when none is alike."""
    names = {_key(name): name for name in vocabulary.attributes}
    fields = _unique((folded(part.field), part.name) for part in vocabulary.attributes.values())
    close = get_close_matches(_key(column), [*names, *fields], n=1, cutoff=ALIKE)
    return (names | fields)[close[0]] if close else None
