"""The file of the page: one document, whose policy allows what is in it and nothing else."""

from __future__ import annotations

import json
import re
import stat
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pmo_expert import Knowledge
from pmo_expert.doors.web.page import STATIC, embedded, one_script, page_html, page_texts
from tests.advice.examples import article, lead_or_build, practice
from tests.doors.run import run
from tests.doors.web.visiting import Visitor, start, verdict

MOST_BYTES = 100 * 1024
HOSTILE = '</script><img src=x onerror="window.ran=1">{{script}}<a href="javascript:window.ran=1">x</a>${1}'
SAYING = re.compile(r'\b(?:say|sayCount)\("([a-z_.]+)"')
values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class Elements(HTMLParser):
    """Notes the elements of a document, and the text of those that hold script, style or data."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] in (["script"], ["style"]) and data.strip():
            self.texts.append((self.tags[-1], data))


def hostile(knowledge: Knowledge) -> Knowledge:
    """Return rules in which titles and reasons hold tags, scripts and links."""
    rules = {rule: evolve(one, because=f"{HOSTILE} {one.because}") for rule, one in knowledge.rules.items()}
    concerns = {concern: f"{HOSTILE} {title}" for concern, title in knowledge.concerns.items()}
    packs = tuple(evolve(pack, title=HOSTILE, policy=HOSTILE) for pack in knowledge.packs)
    return evolve(knowledge, packs=packs, parts=evolve(knowledge.parts, rules=rules, concerns=concerns))


@given(values)
def test_no_data_can_end_the_element_that_it_stands_in(data: Any) -> None:
    """Whatever texts hold, the element has all of it, reads back, and no other element comes of it."""
    text = embedded(data)
    parsed = Elements(f'<script type="application/json">{text}</script><p>')
    assert parsed.tags == ["script", "p"]
    assert json.loads(text) == data


def test_a_hostile_pack_adds_no_element(tmp_path: Path) -> None:
    """The page of rules whose texts hold tags has the elements and attributes of any other page."""
    del tmp_path
    one, other = Elements(page_html([article()])), Elements(page_html([hostile(article())]))
    assert one.tags == other.tags
    assert [name for name, _ in one.attributes] == [name for name, _ in other.attributes]


def test_a_hostile_pack_runs_nothing(visit: Visitor, tmp_path: Path) -> None:
    """In a browser the texts of such rules are shown as they are, and run nowhere."""
    path = tmp_path / "hostile.html"
    path.write_text(page_html([hostile(article())]), encoding="utf-8")
    visit.address = path.as_uri()
    page = visit.open()
    start(page)
    page.get_by_role("button", name="Show me the advice").click()
    page.get_by_role("button", name="Show all of the advice").click()
    for button in page.get_by_role("button", name=re.compile("^Why")).all()[:4]:
        button.click()
    assert verdict(page) == "find out more"
    assert HOSTILE in page.locator(".region-advice").inner_text()
    assert page.evaluate("window.ran") is None
    assert page.locator("img, main script").count() == 0
    assert page.locator("a:not([href^='#'])").count() == 0


def test_the_policy_allows_the_script_and_the_style_by_their_hashes_and_nothing_else() -> None:
    """The hashes in the policy are those of the one script and the one style sheet; all else is forbidden."""
    document = page_html([article()])
    parsed = Elements(document)
    policy = next(value for name, value in parsed.attributes if name == "content" and value and "default-src" in value)
    (style,) = (text for tag, text in parsed.texts if tag == "style")
    script = parsed.texts[-1][1]
    for kind, text in (("style-src", style), ("script-src", script)):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_nothing_in_the_page_is_loaded_or_handled_inline() -> None:
    """No element names another file or has a handler or a style of its own."""
    parsed = Elements(page_html([article()]))
    names = {name for name, _ in parsed.attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"style", "src", "srcset", "action"}
    assert {value for name, value in parsed.attributes if name == "href"} == {"#main"}


@pytest.mark.parametrize("pack", [article, practice, lead_or_build])
def test_the_page_of_a_pack_is_small(pack: Any) -> None:
    """Compressed as servers do, the page of one pack is less than 100 KiB."""
    import gzip

    assert len(gzip.compress(page_html([pack()]).encode(), compresslevel=9)) < MOST_BYTES


def test_the_same_rules_make_the_same_page() -> None:
    """Made twice, the page is the same to the last byte."""
    assert page_html([article()]) == page_html([article()])


def test_every_text_that_a_module_says_is_there_and_every_one_that_is_there_is_said() -> None:
    """The names of texts in the modules are those in the file of texts; those put together begin with one that is."""
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted((STATIC / "ui").glob("*.js")))
    texts = page_texts()
    for name in SAYING.findall(sources):
        found: Any = texts
        for part in name.split("."):
            found = found[part]
        assert found, name
    heads = {section for section in texts if section != "sentences"}
    assert {section for section in heads if f'"{section}.' not in sources and f"`{section}." not in sources} == set()


def test_modules_write_no_markup_and_run_no_text() -> None:
    """No module uses what would make elements or code of a text."""
    banned = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "import(")
    script = one_script(STATIC / "ui" / "main.js")
    assert [word for word in banned if word in script] == []


def test_the_command_writes_a_page_that_others_may_read(tmp_path: Path) -> None:
    """`page` writes the file with both shipped packs, readable by a server, and does not overwrite it unasked."""
    path = tmp_path / "advice.html"
    assert run("page", "--out", str(path)).status == 0
    assert path.read_text(encoding="utf-8") == page_html([article(), practice()])
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    again = run("page", "--out", str(path))
    assert again.status == 2
    assert "--force" in again.err
    assert run("page", "--out", str(path), "--force").status == 0


def test_in_a_folder_the_page_is_its_index(tmp_path: Path) -> None:
    """For a web server the page is written as index.html, by the rules that are named."""
    folder = str(Path("examples", "packs", "lead-or-build"))
    assert run("page", "--out", str(tmp_path), "--rules", folder).status == 0
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == page_html([lead_or_build()])
