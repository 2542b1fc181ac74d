"""Case files as the page reads them, against the library."""

from __future__ import annotations

from random import Random
from typing import Any

from pmo_expert import InputError, PlainCase, parse_case
from tests.advice.examples import CASE_FILES, ROOT, article
from tests.doors.web.nodes import advising

SIGNS = "\t \"'#[]{}:,-_&*!|>%@`\\é1a\n"
READ = """
const { setTexts } = await page("ui/words.js");
const { recordFrom } = await page("ui/case_files.js");
setTexts(given[1]);
return given[0].map((text) => {
  try {
    const { title, facts, faults } = adviser.read(recordFrom(text));
    return faults.length > 0 ? null : [title, facts];
  } catch (error) {
    return error.constructor === Error ? null : String(error.stack);
  }
});
"""


def read_by_the_page(texts: list[str]) -> list[Any]:
    """Return title and facts of each text, None where the page refuses it."""
    from pmo_expert.doors.web.page import page_texts

    return list(advising(READ, article(), texts, page_texts()))


def read_by_the_library(text: str) -> list[Any] | None:
    """Return title and facts of a text, None where the library refuses it."""
    try:
        case: PlainCase = parse_case(text, article())
    except InputError:
        return None
    plain = {name: case.vocabulary.attributes[name].plain(value) for name, value in case.facts.items()}
    return [case.title, {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}]


def test_every_example_and_told_case_is_read_alike() -> None:
    """Files as people write them state the same to the page and to the library."""
    told = sorted((ROOT / "tests" / "told" / "article").glob("*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in (*CASE_FILES.values(), *told)]
    assert read_by_the_page(texts) == [read_by_the_library(text) for text in texts]


def test_what_the_page_takes_of_a_mutilated_file_the_library_takes_alike() -> None:
    """A changed file is refused by the page, or says to it what it says to the library; nothing is lost silently."""
    random = Random(7)
    sources = [path.read_text(encoding="utf-8") for path in CASE_FILES.values()]
    texts = [mutilated(random.choice(sources), random) for _ in range(600)]
    found = read_by_the_page(texts)
    taken = [(text, one) for text, one in zip(texts, found, strict=True) if one is not None]
    assert len(taken) > 60
    for text, one in taken:
        assert one == read_by_the_library(text), text


def test_control_characters_are_refused_alike() -> None:
    """A title with a control character is read neither by the page nor by the library."""
    texts = [f'title: "{title}"\npmo:\n  level: program\n' for title in (r"\e[2J", r"\x9b", "a\u202eb", r"\0", "plain")]
    found = read_by_the_page(texts)
    assert found == [read_by_the_library(text) for text in texts]
    assert found == [None, None, None, None, ["plain", {"pmo.level": "program"}]]


def mutilated(text: str, random: Random) -> str:
    """Return a text with a few signs or lines that were put in, taken out or doubled."""
    lines = text.splitlines(keepends=True)
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(lines))
        match random.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, random.choice(lines))
            case 2:
                at = random.randrange(len(lines[place]))
                lines[place] = lines[place][:at] + random.choice(SIGNS) + lines[place][at:]
            case _:
                at = random.randrange(len(lines[place]))
                lines[place] = lines[place][:at] + lines[place][at + 1 :]
    return "".join(lines)
