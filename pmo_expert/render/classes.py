"""Python classes for the vocabulary of a pack, so that editors complete it and type checkers know it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.set_of import SetOf
from pmo_expert.domain.text import source_text
from pmo_expert.knowledge.knowledge import Knowledge

WIDTH = 120
ARGUMENT = re.compile(r'(?:"(?:\\.|[^"\\])*"|\{[^}]*\}|[^,"{])+')
"""One argument of a call, with the commas in its texts and braces."""


def classes_source(knowledge: Knowledge) -> str:
    """Return a Python module with an attrs class for each section of a pack, and one for a case."""
    sections = knowledge.vocabulary.sections
    attributes = {section: knowledge.vocabulary.of_section(section) for section in sections}
    sets = [part for parts in attributes.values() for part in parts if isinstance(part, SetOf)]
    lines = [*_head(knowledge, [part for parts in attributes.values() for part in parts])]
    for attribute in sets:
        lines += ["", *_set_helper(attribute)]
    for section, words in sections.items():
        lines += ["", "", *_section(section, words, attributes[section])]
    lines += ["", "", *_case(knowledge)]
    return "\n".join(lines) + "\n"


def class_name(section: str) -> str:
    """Return the name of the class for a section."""
    return "".join(part.capitalize() for part in section.split("_"))


def _head(knowledge: Knowledge, attributes: list[Attribute]) -> Iterable[str]:
    has_sets = any(isinstance(part, SetOf) for part in attributes)
    has_names = any("Literal" in part.annotation() for part in attributes)
    yield f'"""The classes for cases of the pack {knowledge.name}; written by `pmo-expert classes`, not by hand."""'
    yield ""
    yield "from __future__ import annotations"
    yield ""
    if has_sets:
        yield "from collections.abc import Iterable"
    if has_names:
        yield f"from typing import Literal{', TypeAlias' if has_sets else ''}"
    if has_names or has_sets:
        yield ""
    yield "import attrs"
    yield ""
    yield "from pmo_expert.domain import typed"


def _alias(attribute: SetOf) -> str:
    return f"{class_name(attribute.section)}{class_name(attribute.field)}"


def _set_helper(attribute: SetOf) -> Iterable[str]:
    """Yield the type of a set's members, and what makes any collection of them a set."""
    name = _alias(attribute)
    yield f"{name}: TypeAlias = Literal["
    yield from (f'    "{member}",' for member in attribute.values)
    yield "]"
    function = _function(attribute)
    yield from _call(
        f"{function.upper()} = typed.set_of({', '.join(source_text(one) for one in attribute.values)})", ""
    )
    yield ""
    yield ""
    yield f"def {function}(value: Iterable[{name}] | None) -> frozenset[{name}] | None:"
    yield f"    return typed.members({function.upper()}, value)"


def _function(attribute: SetOf) -> str:
    """Return the name of what makes a set of any collection of members."""
    return f"_{attribute.name.replace('.', '_')}"


def _section(section: str, words: str, attributes: Iterable[Attribute]) -> Iterable[str]:
    yield "@attrs.frozen(kw_only=True)"
    yield f"class {class_name(section)}(typed.Section):"
    yield f'    """What is known about the {words}; None means unknown."""'
    for attribute in attributes:
        yield ""
        yield from _field(attribute)
        yield from _docstring(attribute)


def _field(attribute: Attribute) -> Iterable[str]:
    if isinstance(attribute, SetOf):
        function = _function(attribute)
        start = f"{attribute.field}: frozenset[{_alias(attribute)}] | None = attrs.field"
        yield from _call(
            f"{start}(default=None, converter={function}, metadata={{typed.KIND: {function.upper()}}})", "    "
        )
        return
    yield from _call(f"{attribute.field}: {attribute.annotation()} | None = typed.{attribute.declaration()}", "    ")


def _call(text: str, indent: str) -> list[str]:
    """Return a call that is the last in a line, its arguments in lines of their own where one is too short."""
    if len(indent + text) <= WIDTH:
        return [indent + text]
    start, _, rest = text.rpartition("(")
    if len(f"{indent}{start}(") > WIDTH and " = " in start:
        left, _, right = text.partition(" = ")
        return [f"{indent}{left} = (", *_call(right, f"{indent}    "), f"{indent})"]
    arguments, _, end = rest.rpartition(")")
    inner = indent + "    "
    if len(inner + arguments) <= WIDTH and len(f"{indent}{start}(") <= WIDTH:
        return [f"{indent}{start}(", inner + arguments, f"{indent}){end}"]
    return [
        f"{indent}{start}(",
        *(f"{inner}{part.strip()}," for part in ARGUMENT.findall(arguments)),
        f"{indent}){end}",
    ]


def _docstring(attribute: Attribute) -> list[str]:
    lines = [attribute.question, *([attribute.help] if attribute.help else [])]
    values = [line for line in attribute.explained() if not isinstance(attribute, SetOf)]
    text = wrap(" ".join(lines), WIDTH - 8)
    if not values:
        return _quoted(text)
    return _quoted([*text, "", *(f"- {part}" for value in values for part in wrap(value, WIDTH - 10))])


def _quoted(lines: list[str]) -> list[str]:
    safe = [line.replace("\\", "\\\\").replace('"', "'") for line in lines]
    if len(safe) == 1:
        return [f'    """{safe[0]}"""']
    return [f'    """{safe[0]}', *(f"    {line}".rstrip() for line in safe[1:]), '    """']


def _case(knowledge: Knowledge) -> Iterable[str]:
    yield "@attrs.frozen(kw_only=True)"
    yield "class Case(typed.TypedCase):"
    yield '    """What is known about one situation; `title` names it to the reader."""'
    yield ""
    for section in knowledge.vocabulary.sections:
        yield f"    {section}: {class_name(section)} = typed.section({class_name(section)})"
