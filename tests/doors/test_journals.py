"""The option --record of the doors that run for long, and the replay of what they recorded."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import stat
import sys
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pmo_expert import InputError, advise, read_record, record_of, record_text, replay, why, why_not
from pmo_expert.doors.journal import Journal, JournalError, open_journal
from tests.advice.examples import article, practice
from tests.doors.run import run

FACTS = {"candidate.goals": ["recognition"], "organization.recognition": "delivery"}
OTHER = {"opening.leads_people": True, "candidate.goals": ["leadership"]}
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and modes of files")


def advice_line(facts: Mapping[str, Any], title: str = "") -> str:
    """Return the record of an advice by the article, as a line."""
    case = article().case(facts, title=title)
    return record_text(record_of(advise(case), case))


def journal_file(folder: Path, *lines: str) -> str:
    """Write a journal; return its path."""
    path = folder / "said.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def on_a_full_disk(folder: Path) -> Journal:
    """Return a journal to which nothing can be written."""
    journal = open_journal(str(folder / "said.jsonl"))
    os.close(journal._file)
    journal._file = os.open("/dev/full", os.O_WRONLY)
    return journal


@posix
def test_a_journal_is_appended_to_and_private(tmp_path: Path) -> None:
    """What a journal had stays, what is added stands on lines of its own, and only its owner can read it."""
    path = tmp_path / "said.jsonl"
    for facts in (FACTS, OTHER):
        open_journal(str(path)).add(advise(facts), facts, article())
    assert path.read_text(encoding="utf-8") == advice_line(FACTS) + advice_line(OTHER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    """After a line without an end the next record begins on a line of its own."""
    path = journal_file(tmp_path, advice_line(FACTS)[:99])
    open_journal(path).add(advise(OTHER), OTHER, article())
    cut, whole = Path(path).read_text(encoding="utf-8").splitlines(keepends=True)
    assert (cut, whole) == (f"{advice_line(FACTS)[:99]}\n", advice_line(OTHER))


def test_threads_never_mix_their_lines(tmp_path: Path) -> None:
    """Records that many threads add at once are all there, each whole."""
    path = tmp_path / "said.jsonl"
    journal, advice = open_journal(str(path)), advise(FACTS)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: journal.add(advice, FACTS, article()), range(200)))
    assert path.read_text(encoding="utf-8") == advice_line(FACTS) * 200


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_what_cannot_be_recorded_is_an_error(tmp_path: Path) -> None:
    """A full disk is told, without facts."""
    journal = on_a_full_disk(tmp_path)
    with pytest.raises(JournalError, match=r"^the record cannot be written: No space left on device$"):
        journal.add(advise(FACTS), FACTS, article())


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("said.json", "records of many results stand one in each line; the name must end with .jsonl"),
        ("no/said.jsonl", "cannot be written: No such file or directory"),
    ],
)
@pytest.mark.parametrize("door", ["serve", "mcp"])
def test_a_journal_that_cannot_be_is_told_before_anything_is_served(
    door: str, name: str, problem: str, tmp_path: Path
) -> None:
    """A name that is none of a journal, or a folder that is not there, is bad input."""
    path = str(tmp_path / name)
    assert run(door, "--record", path) == (2, "", f"error: {path}: {problem}\n")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_pipe_is_no_journal(tmp_path: Path) -> None:
    """What is no ordinary file is refused at once."""
    os.mkfifo(tmp_path / "said.jsonl")
    with pytest.raises(InputError, match="it is no ordinary file"):
        open_journal(str(tmp_path / "said.jsonl"))


def test_the_service_records_advice_and_explanations(tmp_path: Path) -> None:
    """Each advice, why and why-not is recorded as the library would; other questions and refusals are not."""
    pytest.importorskip("starlette", reason="the service needs the extra serve")
    from pmo_expert.doors.service.app import service
    from pmo_expert.doors.service.hosts import hosts_of
    from tests.doors.service.calling import tell

    path = tmp_path / "said.jsonl"
    packs = {"article": article(), "practice": practice()}
    app = service(packs, hosts_of(8000, []), journal=open_journal(str(path)))

    async def ask_all() -> list[int]:
        asked = [
            await tell("advice", on=app, facts=FACTS, title="Ada", rules="practice"),
            await tell("why", on=app, facts=FACTS),
            await tell("why-not", on=app, facts=FACTS, about="accept"),
            await tell("changes", on=app, facts=FACTS),
            await tell("why", on=app, facts=FACTS, about="no-such-thing"),
        ]
        return [response.status_code for response in asked]

    assert asyncio.run(ask_all()) == [200, 200, 200, 200, 422]
    case = practice().case(FACTS, title="Ada")
    assert path.read_text(encoding="utf-8").splitlines(keepends=True) == [
        record_text(record_of(advise(case, practice()), case, practice())),
        record_text(record_of(why(FACTS), FACTS)),
        record_text(record_of(why_not(FACTS, "accept"), FACTS, about="accept")),
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_the_service_gives_no_advice_that_it_cannot_record(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where the disk is full the answer is 503, and the log says why without facts."""
    pytest.importorskip("starlette", reason="the service needs the extra serve")
    from pmo_expert.doors.service.app import service
    from pmo_expert.doors.service.hosts import hosts_of
    from tests.doors.service.calling import tell

    journal = on_a_full_disk(tmp_path)
    app = service({"article": article()}, hosts_of(8000, []), journal=journal)
    response = asyncio.run(tell("advice", on=app, facts=FACTS))
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert response.json()["detail"] == "What is said here is to be recorded, and that fails now."
    assert caplog.messages == ["/v1/advice failed: the record cannot be written: No space left on device"]


def test_assistants_are_recorded(tmp_path: Path) -> None:
    """What the tools advise and explain is recorded as the library's own results; questions are not."""
    pytest.importorskip("mcp_types", reason="the SDK of the Model Context Protocol is not installed")
    from pmo_expert.doors.mcp.server import make_server
    from tests.doors.mcp.connect import call

    path = tmp_path / "said.jsonl"
    server = make_server(article(), open_journal(str(path)))
    call("advise", {"facts": FACTS, "title": "Ada"}, target=server)
    call("explain", {"facts": FACTS, "about": "accept", "kind": "why-not"}, target=server)
    call("next_question", {"facts": FACTS}, target=server)
    assert path.read_text(encoding="utf-8").splitlines(keepends=True) == [
        advice_line(FACTS, "Ada"),
        record_text(record_of(why_not(FACTS, "accept"), FACTS, about="accept")),
    ]


@posix
def test_a_service_that_is_killed_loses_no_record(tmp_path: Path) -> None:
    """Killed without warning and started again, it goes on with the same journal, and all of it replays."""
    pytest.importorskip("uvicorn", reason="serving needs the extra serve")
    from tests.doors.service.serving import served

    path = str(tmp_path / "said.jsonl")
    for _ in range(2):
        with served("--port", "0", "--record", path) as (process, address):
            body = json.dumps({"facts": FACTS}).encode()
            request = urllib.request.Request(f"{address}v1/advice", body, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=30) as response:
                assert response.status == 200
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=30)
    assert Path(path).read_text(encoding="utf-8") == advice_line(FACTS) * 2
    assert run("replay", path) == (0, "2 RECORDS, ALL THE SAME TODAY, BYTE BY BYTE\n", "")


def test_a_journal_under_other_rules_tells_what_differs(tmp_path: Path) -> None:
    """Lines that come out differently are told by number, verdict and concerns, and the status is 1."""
    lines = advice_line(FACTS, "Ada"), advice_line(OTHER)
    path = journal_file(tmp_path, *lines)
    result = run("replay", path, "--rules", "practice")
    assert result.status == 1
    found = json.loads(run("replay", path, "--rules", "practice", "--format", "json").out)
    assert (found["same"], [other["line"] for other in found["others"]], found["faults"]) == (0, [1, 2], [])
    for other in found["others"]:
        assert f"Line {other['line']}: " in result.out
    single = replay(read_record(lines[0]), practice())
    assert found["others"][0]["replay"]["same_result"] is single.same_result is False


def test_a_journal_with_a_torn_line_is_replayed_all_the_same(tmp_path: Path) -> None:
    """The torn line is told with its number, the others are derived again, and the status is 2."""
    path = journal_file(tmp_path, advice_line(FACTS), advice_line(FACTS)[:50] + "\n", "\n", advice_line(OTHER))
    result = run("replay", path)
    assert result.status == 2
    assert result.out.startswith("2 RECORDS, ALL THE SAME TODAY, BYTE BY BYTE, BESIDE 1 LINE")
    assert "Line 2: is no record: JSON is malformed" in result.out


def test_an_empty_journal_is_said_to_be_empty(tmp_path: Path) -> None:
    """A journal without a record is no success and no fault of the rules."""
    result = run("replay", journal_file(tmp_path))
    assert (result.status, result.out) == (0, "0 RECORDS\n")
