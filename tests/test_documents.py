"""Bad documents: one clear fault each, with file, line and column where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmo_expert import documents
from pmo_expert.documents import MOST_BYTES, Items, Node, Scalar, Table, describe, parse, read_bytes
from pmo_expert.faults import Fault, InputError, Position

FILE = "case.yaml"
LAUGHS = "a: &a [ha, ha]\nb: &b [*a, *a]\nc: [*b, *b]\n"
YAML_BYTES = st.lists(
    st.sampled_from(
        [
            b"a",
            b":",
            b" ",
            b"\n",
            b"-",
            b"[",
            b"]",
            b"{",
            b"}",
            b"'",
            b'"',
            b"&",
            b"*",
            b"!",
            b"|",
            b">",
            b"%",
            b"#",
            b"?",
            b",",
            b"\t",
            b"\r",
            b"\x00",
            b"\xff",
            b"\xc3\xa4",
            b"\xef\xbb\xbf",
            b"---",
            b"...",
            b"<<",
            b"~",
            b"\\",
        ]
    ),
    max_size=40,
).map(b"".join)


def faults_of(data: bytes | str) -> tuple[Fault, ...]:
    """Return the faults of a document that must be refused."""
    with pytest.raises(InputError) as caught:
        parse(data, FILE)
    return caught.value.faults


def file_faults(path: Path) -> tuple[Fault, ...]:
    """Return the faults of a file that must not be readable."""
    with pytest.raises(InputError) as caught:
        read_bytes(path, FILE)
    return caught.value.faults


def fault(problem: str, line: int | None = None, column: int | None = None, found: str | None = None) -> Fault:
    """Return a fault of the document."""
    return Fault(problem=problem, file=FILE, line=line, column=column, found=found)


ONE_FAULT = [
    ("a: 1\na: 2\n", fault("the same key stands here twice:", 2, 1, "a")),
    ("a: {b: 1, 'b': 2}\n", fault("the same key stands here twice:", 1, 11, "b")),
    ('{"a": 1,\n "a": 2}\n', fault("the same key stands here twice:", 2, 2, "a")),
    ("", fault("is empty")),
    ("  \n# only a comment\n", fault("is empty")),
    ("---\n...\n", fault("is empty")),
    ("null\n", fault("is empty")),
    (
        "a: !!python/object:os.system x\n",
        fault("tags are not allowed here, found", 1, 4, "tag:yaml.org,2002:python/object:os.system"),
    ),
    ("a: !secret x\n", fault("tags are not allowed here, found", 1, 4, "!secret")),
    ("a: &b x\n", fault("anchors are not allowed here, found", 1, 4, "&b")),
    ("a: 1\nb: *a\n", fault("aliases are not allowed here, found", 2, 4, "*a")),
    (LAUGHS, fault("anchors are not allowed here, found", 1, 4, "&a")),
    ("a: 1\n---\nb: 2\n", fault("holds a second document; one is allowed", 2, 1)),
    ("? {a: 1}\n: b\n", fault("expected a name before the colon, found a list or a mapping", 1, 3)),
    ("a:\n  ? [b]\n  : c\n", fault("expected a name before the colon, found a list or a mapping", 2, 5)),
    (b"a: 1\nb: \xff\n", fault("is not valid UTF-8", 2, 4)),
    (b"\xef\xbb\xbfa: 1\nb: \xff\n", fault("is not valid UTF-8", 2, 4)),
    (b"\xef\xbb\xbfa: \xff\n", fault("is not valid UTF-8", 1, 4)),
    ("é: ".encode() + b"\xff", fault("is not valid UTF-8", 1, 4)),
    ("a: b\n".encode("utf-16"), fault("is not valid UTF-8", 1, 1)),
    ("a: 1\nb: \ud800\n", fault("is not valid UTF-8", 2, 4)),
    ("[" * 1000, fault("is nested deeper than 20 levels", 1, 21)),
    ("[" * 1000 + "]" * 1000, fault("is nested deeper than 20 levels", 1, 21)),
    ("[" * 1001, fault("is nested deeper than 20 levels", 1, 21)),
    ("a: 1\nb: " + "[" * 2000 + "]" * 2000, fault("is nested deeper than 20 levels", 2, 23)),
    ("{a: " * 1000 + "}" * 1000, fault("is nested deeper than 20 levels", 1, 81)),
    ("".join(f"{' ' * level}a:\n" for level in range(1000)), fault("is nested deeper than 20 levels", 21, 21)),
]


@pytest.mark.parametrize(("data", "expected"), ONE_FAULT, ids=lambda value: str(value)[:25])
def test_bad_document_has_one_fault(data: bytes | str, expected: Fault) -> None:
    """A bad document is refused with exactly the fault that it has, at its place."""
    assert faults_of(data) == (expected,)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [("a: [1, 2\nb: 3\n", 2, 2), ("a: 'b\n", 2, 1), ("a: b: c\n", 1, 5), ("\ta: 1\n", 1, 1), ("a: 1\n  b: 2\n", 2, 4)],
)
def test_invalid_yaml_has_a_place(data: str, line: int, column: int) -> None:
    """Text that is no YAML is refused where the parser stopped."""
    (only,) = faults_of(data)
    assert (only.file, only.line, only.column) == (FILE, line, column)
    assert only.problem.startswith("is not valid YAML: ")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("title: Acme: the PMO", 'title: "Acme: the PMO"'),
        ("title:  Acme: the PMO  # so", 'title: "Acme: the PMO"'),
        ('title: Acme: "the" PMO', 'title: "Acme: \\"the\\" PMO"'),
        ("- because: One thing: it pays", 'because: "One thing: it pays"'),
    ],
)
def test_a_text_with_a_colon_is_told_to_be_quoted(line: str, meant: str) -> None:
    """A text with a colon gets a message that shows the line as it should be."""
    (only,) = faults_of(f"a: 1\n{line}\n" if line.startswith("t") else f"{line}\n")
    assert only.problem == f"is not valid YAML: a text with a colon needs quotation marks; write {meant}"


@pytest.mark.parametrize("line", ["title: Acme: " + "x" * 200, "title: A: b\u200b", "? a: b: c: d"])
def test_what_cannot_be_shown_as_it_should_be_gets_a_rule(line: str) -> None:
    """Where the line is too long or cannot be shown, the message says what needs quotation marks."""
    (only,) = faults_of(f"{line}\n")
    assert "a text with a colon, or" in only.problem
    assert "write" not in only.problem


@pytest.mark.parametrize("control", ["\0", "\x01", "\x7f", "\ufffe"])
def test_control_characters_are_refused(control: str) -> None:
    """A NUL or another control character makes the document invalid."""
    (only,) = faults_of(f"a: b{control}\n")
    assert only.file == FILE
    assert only.problem.startswith("is not valid YAML: ")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (r'{"a": "\u001b[2J"}', "U+001B"),
        (r'a: "\e[2J"', "U+001B"),
        (r'a: "\a"', "U+0007"),
        (r'a: ["b", "\x9b"]', "U+009B"),
        (r'a: "\L"', "U+2028"),
        ("a: one \u202e eno", "U+202E"),
        ("\u2066a: b", "U+2066"),
        (r'"a\u0000": b', "U+0000"),
    ],
)
def test_control_characters_in_texts_are_faults(text: str, code: str) -> None:
    """An escaped control character, or one that turns the line around, is told by its code, and the rest is read."""
    faults: list[Fault] = []
    parse(text, "a.yaml", faults)
    (fault,) = faults
    assert fault.problem == f"a text holds the control character {code}; leave it out"
    assert (fault.file, fault.line) == ("a.yaml", 1)


@pytest.mark.parametrize(
    "text", [r'a: "one\ttwo\nthree"', "a: \U0001f469\u200d\U0001f4bb", "a: \u05d0\u200f", "a: |\n  b\n  c"]
)
def test_tabs_line_ends_and_joiners_are_no_control_characters(text: str) -> None:
    """What texts of people hold is read without a fault."""
    faults: list[Fault] = []
    parse(text, None, faults)
    assert faults == []


def test_all_faults_that_can_be_told_are_told() -> None:
    """Doubled keys do not hide each other, nor what comes after them."""
    assert [(one.line, one.found) for one in faults_of("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n")] == [
        (2, "a"),
        (3, "c"),
        (4, "a"),
    ]
    assert [one.line for one in faults_of("a: 1\na: 2\n---\nb: 1\n")] == [2, 3]


def test_deep_block_list_is_refused() -> None:
    """A list of lists a thousand deep in block style is refused at the level that is too deep."""
    (only,) = faults_of("- " * 1000)
    assert (only.problem, only.line) == ("is nested deeper than 20 levels", 1)


@pytest.mark.parametrize("text", ["[" * 20 + "]" * 20, "{a: " * 19 + "[]" + "}" * 19])
def test_allowed_depth(text: str) -> None:
    """Twenty levels are allowed."""
    assert isinstance(parse(text, FILE), Items | Table)


def test_tree_of_a_document() -> None:
    """A document becomes a tree in which every part knows its place, and scalars stay the text they are."""

    def scalar(text: str, line: int, column: int, *, quoted: bool = False) -> Scalar:
        return Scalar(text, quoted, Position(FILE, line, column))

    entries: tuple[tuple[Scalar, Node], ...] = (
        (scalar("no", 1, 1), scalar("no", 1, 5, quoted=True)),
        (scalar("b", 2, 1), Items((scalar("1", 2, 5), scalar("~", 2, 8)), Position(FILE, 2, 4))),
        (scalar("c", 3, 1), scalar("on", 3, 4)),
    )
    assert parse("no: 'no'\nb: [1, ~]\nc: on\n", FILE) == Table(entries, Position(FILE, 1, 1))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_is_accepted(mark: str) -> None:
    """A byte order mark before the text changes nothing."""
    assert parse((mark + "a: 1\n").encode(), FILE) == parse("a: 1\n", FILE)


@pytest.mark.parametrize(
    ("text", "is_null"),
    [
        ("", True),
        ("~", True),
        ("null", True),
        ("Null", True),
        ("'null'", False),
        ("''", False),
        ("|\n  ~", False),
        ("0", False),
    ],
)
def test_nulls_are_plain(text: str, is_null: bool) -> None:
    """What YAML calls null is null, unless it is quoted."""
    root = parse(f"a: {text}\n", FILE)
    assert isinstance(root, Table)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert value.is_null is is_null


def test_pure_python_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML comes without its C parser, values and nulls read the same."""
    import yaml

    text = "a: ~\nb: 'null'\nc: {d: no, e: [x, 'y']}\n"
    expected = parse(text, FILE)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert parse(text, FILE) == expected


def test_missing_key_of_a_table_is_none() -> None:
    """Getting a key that a mapping lacks gives None."""
    root = parse("a: 1\n", FILE)
    assert isinstance(root, Table)
    assert root.get("b") is None


def test_parts_are_described_and_listed() -> None:
    """Messages call a part what it is."""
    root = parse("[a, [b], {c: d}, ~]", FILE)
    assert isinstance(root, Items)
    assert [describe(node) for node in root.nodes] == ["“a”", "a list", "a mapping", "nothing"]


def test_a_mebibyte_of_keys_is_read() -> None:
    """As many keys as the largest file can hold are read, each once."""
    root = parse("".join(f"k{number}:\n" for number in range(120_000)), FILE)
    assert isinstance(root, Table)
    assert len(root.entries) == 120_000


def test_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """A file of exactly 1 MiB is read."""
    path = tmp_path / FILE
    path.write_bytes(b"#" * MOST_BYTES)
    assert len(read_bytes(path, FILE)) == MOST_BYTES == 2**20


def test_larger_file_is_refused(tmp_path: Path) -> None:
    """A file one byte larger than 1 MiB is refused."""
    path = tmp_path / FILE
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert file_faults(path) == (fault("is larger than 1 MiB, the most that is read"),)


def test_directory_is_refused(tmp_path: Path) -> None:
    """A directory is no file."""
    assert file_faults(tmp_path) == (fault(f"cannot be read: {os.strerror(21)}"),)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there cannot be read."""
    assert file_faults(tmp_path / "nowhere") == (fault(f"cannot be read: {os.strerror(2)}"),)


def test_name_that_no_file_can_have_is_refused() -> None:
    """A name with a NUL byte is refused like a missing file."""
    (only,) = file_faults(Path("a\0b"))
    assert only.problem.startswith("cannot be read: ")


@pytest.mark.parametrize("number", [5, 13])
def test_unreadable_file_is_refused(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read is refused with the system's reason; root may read all, so it is feigned."""

    def refuse(path: str, flags: int) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(documents, "_without_waiting", refuse)
    assert file_faults(Path(FILE)) == (fault(f"cannot be read: {os.strerror(number)}"),)


@settings(max_examples=500)
@given(st.binary(max_size=60) | YAML_BYTES)
@example(b"")
@example(b"%YAML 9.9\n---\na: 1")
@example(b"a: |\n" + b" " * 50)
@example(b"\xef\xbb\xbf")
@example(b"? \n? \n")
def test_any_bytes_parse_or_are_refused(data: bytes) -> None:
    """Whatever the bytes are, they parse or raise InputError, and nothing else; so they do as text."""
    for given_as in (data, data.decode("utf-8", "surrogateescape")):
        try:
            node = parse(given_as, FILE)
        except InputError as error:
            assert {fault.file for fault in error.faults} == {FILE}  # noqa: PT017
        else:
            assert isinstance(node, Scalar | Items | Table)


@given(st.text(max_size=40))
def test_any_text_stays_what_it_is(text: str) -> None:
    """A text written by YAML's own means reads back as itself, control characters too, of which a fault tells."""
    import yaml

    root = parse(yaml.safe_dump({"a": [text]}), FILE, [])
    assert isinstance(root, Table)
    ((_, items),) = root.entries
    assert isinstance(items, Items)
    assert [part.text for part in items.nodes if isinstance(part, Scalar)] == [text]


def test_a_character_escaped_as_a_surrogate_pair_is_read() -> None:
    """JSON may escape a character beyond the first 65,536 as a pair, as json.dumps does."""
    root = parse('{"title": "\\ud83d\\ude00"}', FILE)
    assert isinstance(root, Table)
    assert [node.text for _, node in root.entries if isinstance(node, Scalar)] == ["\N{GRINNING FACE}"]


def test_a_text_that_is_too_large_is_refused() -> None:
    """The limit of 1 MiB holds for texts as for files."""
    with pytest.raises(InputError, match="larger than 1 MiB"):
        parse("a: " + "b" * (1 << 20), FILE)
