"""Every result of the library as text, Markdown and JSON, alone and several together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import attrs
import polars as pl
import pytest

from pmo_expert import (
    Advice,
    Change,
    Changes,
    Comparison,
    Explanation,
    Failure,
    Fault,
    Grounds,
    InputError,
    Levers,
    Outlook,
    Proof,
    Replay,
    Summary,
    WhatIf,
    advise,
    changes,
    compare,
    from_json,
    grounds,
    levers,
    outlook,
    record_of,
    replay,
    summarize,
    to_json,
    to_markdown,
    to_text,
    what_if,
    why,
    why_not,
)
from pmo_expert.advice.shown import Shown
from pmo_expert.render.json import FORMAT
from pmo_expert.render.page import FULL, _page, page_of
from tests.advice.examples import article, example_advice, example_case, practice

STAR = "star-asked-backstage"
FRAME = pl.DataFrame({"opening.leads_people": ["yes", "no", None], "candidate.goals": ["leadership", "none", "fame"]})
RESULTS: dict[str, Callable[[], Any]] = {
    "Advice": lambda: example_advice(STAR),
    "Outlook": lambda: outlook(example_case(STAR), article(), engine="compiled"),
    "Explanation": lambda: why(example_advice(STAR)),
    "Explanation, why not": lambda: why_not(example_advice(STAR), "accept"),
    "WhatIf": lambda: what_if(example_case(STAR), {"opening.leads_people": True}, article(), engine="compiled"),
    "Changes": lambda: changes(example_case(STAR), None, article(), engine="compiled"),
    "Change": lambda: changes(example_case(STAR), None, article(), engine="compiled")[0],
    "Grounds": lambda: grounds(example_case(STAR), article(), engine="compiled"),
    "Comparison": lambda: compare([example_case(STAR), example_case("quiet-backbone")], article(), engine="compiled"),
    "Levers": lambda: levers(FRAME),
    "Replay": lambda: replay(record_of(example_advice(STAR), example_case(STAR)), practice(), engine="compiled"),
    "Summary": lambda: summarize(FRAME),
    "Proof": lambda: Proof(id="p", says="Nothing is false.", is_property=True, notes=("It is noted.",)),
    "Proof, false": lambda: Proof(id="p", says="All is true.", is_property=False, failures=(failure(),)),
    "Fault": lambda: Fault(problem="there is no value", place="pmo.level", file="a.yaml", line=1, found="galaxy"),
}
KINDS: dict[str, type[Any]] = {
    "Advice": Advice,
    "Outlook": Outlook,
    "Explanation": Explanation,
    "WhatIf": WhatIf,
    "Changes": Changes,
    "Change": Change,
    "Grounds": Grounds,
    "Comparison": Comparison,
    "Levers": Levers,
    "Replay": Replay,
    "Summary": Summary,
    "Fault": Fault,
}
SAID = {
    "Advice": "In it for you: ",
    "Outlook": "nothing that is still unknown can change the verdict",
    "Explanation": "The verdict is accept with conditions: ",
    "Explanation, why not": "What it would take: ",
    "WhatIf": "you would lead people",
    "Changes": "Verdict now: accept with conditions",
    "Change": "you would manage projects of your own only now and then.",
    "Grounds": "these facts suffice",
    "Comparison": "Side by side",
    "Levers": "a fact that can be negotiated",
    "Replay": "article 1.0 → article+practice 1.0+1.0",
    "Summary": "Most worth finding out",
    "Proof": "It is noted.",
    "Proof, false": "Not at all.",
    "Fault": "a.yaml:1: pmo.level: there is no value “galaxy”",
}
"""What the page of each result has, be it text or Markdown."""
every_result = pytest.mark.parametrize("name", RESULTS)


def failure() -> Failure:
    """Return a failure that a case shows, as proofs have them."""
    return Failure("Not at all.", (example_case(STAR),))


@cache
def result(name: str) -> Any:
    return RESULTS[name]()


def plain(text: str) -> str:
    """Return text or Markdown on one line, in small letters, without what marks it."""
    return " ".join(re.sub(r"\\(.)|[*#]|(?<!\w)_|_(?!\w)", r"\1", text).split()).lower()


@every_result
def test_every_result_is_told_as_text(name: str) -> None:
    """The text of every result says what it is about, in lines of at most 80 columns without codes."""
    text = to_text(result(name))
    assert SAID[name].lower() in plain(text)
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert text.endswith("\n")


@every_result
def test_every_result_is_told_as_markdown(name: str) -> None:
    """The Markdown of every result says what its text says."""
    assert SAID[name].lower() in plain(to_markdown(result(name)))


@pytest.mark.parametrize("make", [tuple, list])
@pytest.mark.parametrize("tell", [to_text, to_markdown])
def test_several_results_are_told_one_after_the_other(make: Any, tell: Callable[[Any], str]) -> None:
    """A tuple or list of results, of whatever kinds, has their pages in order; one of none has an empty page."""
    told = tell(make(result(name) for name in RESULTS))
    rest = plain(told)
    for name in RESULTS:
        _, found, rest = rest.partition(plain(tell(result(name))))
        assert found, name
    assert tell(make([])) == "\n"


def test_faults_are_told_as_an_error_tells_them() -> None:
    """The faults of an error, taken together, are told in the sentences that the error itself has."""
    with pytest.raises(InputError) as caught:
        advise({"pmo.level": "galaxy", "opening.kindd": "staff"})
    faults = caught.value.faults
    assert len(faults) == 2
    assert plain(to_text(faults)) == plain(str(caught.value))


def in_order(value: Any, shown: Any) -> bool:
    """Say whether plain data has the fields of a value, and of all that is in it, in their order."""
    if attrs.has(type(value)) and isinstance(shown, Mapping):
        fields = [field.name for field in attrs.fields(type(value))]
        return list(shown) == fields and all(in_order(getattr(value, name), shown[name]) for name in fields)
    if isinstance(value, Mapping):
        return list(shown) == list(value) and all(in_order(value[name], shown[name]) for name in value)
    if isinstance(value, tuple):
        return len(shown) == len(value) and all(map(in_order, value, shown))
    return bool(value == shown)


@pytest.mark.parametrize("name", [name for name in RESULTS if not name.startswith("Proof")])
def test_every_result_is_json_in_the_order_of_its_fields(name: str) -> None:
    """JSON of one result has its format first, then the fields in their order, and so on all the way down."""
    found = json.loads(to_json(result(name)))
    assert next(iter(found.items())) == ("format", FORMAT)
    del found["format"]
    assert in_order(result(name), found)


@pytest.mark.parametrize("name", ["Proof", "Proof, false"])
def test_proofs_are_json_with_their_cases(name: str) -> None:
    """JSON of a proof has its fields in order; a case that shows a failure has its title and its facts."""
    found = json.loads(to_json(result(name)))
    assert list(found) == ["format", *(field.name for field in attrs.fields(Proof))]
    cases = [case for one in found["failures"] for case in one["cases"]]
    wanted = [case for one in result(name).failures for case in one.cases]
    assert [list(case) for case in cases] == [["title", "facts"]] * len(wanted)
    assert [article().case(case["facts"], title=case["title"]) for case in cases] == wanted


def test_json_of_several_results_is_a_list() -> None:
    """JSON of a tuple or a list of results has what each of them has, without a format for each."""
    both = (result("Advice"), result("Fault"))
    alone = [json.loads(to_json(one)) for one in both]
    for one in alone:
        del one["format"]
    assert json.loads(to_json(both)) == json.loads(to_json(list(both))) == alone
    assert json.loads(to_json(())) == []


@pytest.mark.parametrize("name", KINDS)
def test_every_result_comes_back_from_json(name: str) -> None:
    """What JSON says of a result is the result, for its class."""
    assert from_json(to_json(result(name)), KINDS[name]) == result(name)


@every_result
def test_the_same_result_gives_the_same_bytes(name: str) -> None:
    """Worked out again, every result has the same text, Markdown and JSON."""
    again = RESULTS[name]()
    for tell in (to_text, to_markdown, to_json):
        assert tell(again) == tell(result(name))


@pytest.mark.parametrize("thing", [None, 1, "text", {}, {"verdict": "accept"}, article(), example_case(STAR), Advice])
def test_what_is_no_result_has_no_page(thing: Any) -> None:
    """Anything else is a TypeError that lists all that there are pages for, and says what was found."""
    said = rf"expected an Advice, Outlook, .* or Fault, or several, found: {type(thing).__name__}"
    for take in (page_of, to_text, to_markdown):
        for given in (thing, (thing,), [result("Fault"), thing]):
            with pytest.raises(TypeError) as caught:
                take(given)
            assert re.fullmatch(said, str(caught.value))


def test_the_list_names_all_that_there_are_pages_for() -> None:
    """The message names each class with a page, and no other."""
    with pytest.raises(TypeError) as caught:
        page_of(None)
    listed, _, _ = str(caught.value).removeprefix("expected an ").partition(", or several")
    paged = {kind.__name__ for kind in _page.registry} - {"object"}
    assert set(re.split(", | or ", listed)) == paged


@pytest.mark.parametrize("kind", sorted(Shown.__subclasses__(), key=str), ids=lambda kind: kind.__name__)
def test_whatever_shows_itself_in_notebooks_has_a_page(kind: type[Any]) -> None:
    """Results that show themselves in a notebook do so by their page, so each of them has one."""
    assert _page.dispatch(kind) is not _page.dispatch(object)


@every_result
def test_a_brief_page_has_a_full_one(name: str) -> None:
    """With `full`, the results whose page is brief have another, and all others the same."""
    one = result(name)
    assert page_of(one, full=True) == page_of(one) or type(one) in FULL
    if isinstance(one, Advice | Outlook | Explanation):
        assert page_of(one, full=True) != page_of(one)
    for tell in (to_text, to_markdown):
        assert tell((one,), full=True) == tell(one, full=True)


@pytest.mark.parametrize(
    "thing", [object(), {1, object()}, article(), lambda: None], ids=lambda thing: type(thing).__name__
)
def test_what_json_cannot_hold_is_refused(thing: Any) -> None:
    """What is no result and no plain data either has no JSON: a TypeError says so."""
    with pytest.raises(TypeError):
        to_json(thing)
