"""The interview through a pipe and on a pseudo-terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pmo_expert import PlainCase, advise, case_from, parse_case, read_case, to_text
from pmo_expert.render.case_file import case_file
from tests.advice.examples import article, write_pack
from tests.doors.run import FIRST, Run, environment, process, run, write
from tests.knowledge.packs import write_files

GOALS = "candidate.goals"
ESCAPE = b"\x1b["
PATIENCE = 60
BOTH_WISHES = "4, 5"
WISHES = case_from({GOALS: ["broader_skills", "business_insight"]})
"""With these goals the health of the organization tells most."""
HEALTH = "How is the organization as a whole doing?"


def with_health(health: str) -> PlainCase:
    return WISHES.with_facts({"organization.health": health})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def talk(*answers: str, options: tuple[str, ...] = ()) -> Run:
    """Run an interview with answers through a pipe."""
    return run("interview", *options, stdin="".join(f"{answer}\n" for answer in answers).encode())


def test_answers_through_a_pipe_are_saved(folder: Path) -> None:
    """Answers by number and by name come through a pipe and are saved in a new file."""
    assert talk(BOTH_WISHES, "healthy").status == 0
    assert read_case(folder / "my-case.yaml") == with_health("healthy")


def test_nothing_but_answers_goes_to_standard_output() -> None:
    """Through a pipe nothing is coloured and nothing goes to standard error."""
    result = talk("3", "why", "9", "back")
    assert result.err == ""
    assert "\x1b[" not in result.out


@pytest.mark.parametrize("answers", [("2 3", "why", "x", "?", "unknown"), ("2,3", "stop")])
def test_lines_fit_80_columns(answers: tuple[str, ...]) -> None:
    """No line is wider than 80 columns."""
    assert max(map(len, talk(*answers).out.splitlines())) <= 80


def test_a_question_shows_its_values_by_number() -> None:
    """A question shows its values numbered, with their phrases."""
    lines = talk(BOTH_WISHES).out.splitlines()
    assert "  1  failing     the organization is failing" in lines
    assert "  4  healthy     the organization is healthy" in lines


def test_a_set_says_that_several_may_be_given() -> None:
    """The question for goals says that several may be named."""
    assert "Name as many as apply, as in 1, 2 or recognition, promotion; or none." in talk().out


def test_an_amount_shows_unit_and_range() -> None:
    """The question for an amount shows its unit and its range."""
    words = "or a word: hardly_any, little, some, half, much, most."
    assert f"A number from 0 to 100 (percent of working time), {words}" in " ".join(talk(*["unknown"] * 30).out.split())


def test_it_shows_the_lean_and_what_is_open() -> None:
    """Before each question stands where the advice leans and how much can still matter."""
    said = " ".join(talk().out.split())
    assert re.search(r"As far as is known: accept\. \d+ questions can still matter; of all ways to answer", said)


def test_the_end_shows_the_advice() -> None:
    """At the end the advice page of advise follows the reason for the end."""
    result = talk("leadership", "stop")
    assert to_text(advise(case_from({GOALS: ["leadership"]}))).strip() in result.out
    assert result.out.index("Stopped by you; ") < result.out.index("VERDICT")


def test_it_stops_by_itself_when_settled() -> None:
    """When no answer can change the verdict it says so and advises, whatever more was typed."""
    result = talk("none", "1", "2")
    assert result.status == 0
    assert "Settled: nothing that could still be asked can change the verdict." in result.out
    assert "VERDICT: DECLINE" in result.out


def test_it_stops_by_itself_when_all_is_unknown() -> None:
    """When all that matters was answered with unknown it says so."""
    result = talk(*["unknown"] * 100)
    assert "Nothing is left to ask: you answered unknown to all that can still matter" in " ".join(result.out.split())


@pytest.mark.parametrize("word", ["stop", "quit", "exit", "STOP"])
def test_stop_words(word: str) -> None:
    """Stop, quit and exit end it."""
    assert re.search(r"Stopped by you; \d+ questions can still matter\.", talk(word).out)


def test_end_of_input_ends_kindly() -> None:
    """The end of the input ends it with the advice and status 0."""
    result = talk("leadership")
    assert result.status == 0
    assert "Your answers end here; " in result.out
    assert "VERDICT" in result.out


def test_no_answer_saves_nothing(folder: Path) -> None:
    """Without any answer no file is made."""
    assert "There was nothing to save." in talk().out
    assert list(folder.iterdir()) == []


def test_why_tells_answers_and_rules() -> None:
    """Why tells where each answer leads, in shares of all ways to answer, and which rules wait."""
    said = talk(BOTH_WISHES, "why").out
    assert "Where each answer leads, of all ways to answer the open questions:" in said
    assert re.search(r"- struggling: accept \d+ %, accept with conditions \d+ %, decline \d+ %", said)
    assert "organization-struggles: " in said


def test_back_asks_the_last_question_again(folder: Path) -> None:
    """After back the last question comes again and its new answer counts."""
    talk("leadership", "1", "back", "back", BOTH_WISHES, "2")
    assert read_case(folder / "my-case.yaml") == with_health("struggling")


def test_back_at_the_start_says_so() -> None:
    """Back before the first answer says that there is nothing to take back."""
    assert "there is nothing to take back" in talk("back").out


def test_a_wrong_answer_is_told_and_asked_again(folder: Path) -> None:
    """A wrong answer names the nearest right one, and the next answer counts."""
    result = talk("leadrship", "leadership")
    assert "there is no answer “leadrship”; did you mean “leadership”?" in " ".join(result.out.split())
    assert read_case(folder / "my-case.yaml") == case_from({GOALS: ["leadership"]})


@pytest.mark.parametrize("word", ["?", "help", ""])
def test_help_lists_the_commands(word: str) -> None:
    """A question mark, help or an empty line lists what can be said."""
    said = talk(word).out
    assert all(f"    {command}" in said for command in ("unknown", "back", "why", "stop"))


def test_a_file_of_another_interview_stays(folder: Path) -> None:
    """Each interview without a file gets a new one."""
    talk("leadership")
    talk("promotion")
    assert read_case(folder / "my-case.yaml") == case_from({GOALS: ["leadership"]})
    assert read_case(folder / "my-case-2.yaml") == case_from({GOALS: ["promotion"]})


def test_save_names_the_file(folder: Path) -> None:
    """With --save the answers go there and nowhere else."""
    talk("leadership", options=("--save", "mine.yaml"))
    assert [path.name for path in folder.iterdir()] == ["mine.yaml"]
    assert read_case("mine.yaml") == case_from({GOALS: ["leadership"]})


def test_save_refuses_a_file_that_exists(folder: Path) -> None:
    """An existing file is refused before the first question, and left as it is."""
    path = write(folder, "title: Mine\n")
    result = talk("leadership", options=("--save", path))
    assert result == (2, "", f"error: {path}: exists already; --force overwrites it\n")
    assert Path(path).read_text(encoding="utf-8") == "title: Mine\n"


def test_force_overwrites(folder: Path) -> None:
    """With --force an existing file is overwritten."""
    path = write(folder, "title: Mine\n")
    assert talk("leadership", options=("--save", path, "--force")).status == 0
    assert read_case(path) == case_from({GOALS: ["leadership"]})


def test_resume_saves_in_the_resumed_file(folder: Path) -> None:
    """Without --save, the answers join the facts and the title of the resumed file."""
    path = write(folder, "title: Mine\npmo: {level: program}\n")
    talk("leadership", options=("--resume", path))
    assert read_case(path) == case_from({GOALS: ["leadership"], "pmo.level": "program"}, title="Mine")


def test_resume_may_save_in_the_same_file(folder: Path) -> None:
    """--save may name the resumed file."""
    path = write(folder, "pmo: {level: program}\n")
    assert talk("leadership", options=("--resume", path, "--save", "./case.yaml")).status == 0
    assert read_case(path) == case_from({GOALS: ["leadership"], "pmo.level": "program"})


def test_resume_without_an_answer_leaves_the_file_alone(folder: Path) -> None:
    """A resumed file to which nothing is added stays as it is, comments and all."""
    path = write(folder, "# Mine\npmo: {level: program}\n")
    talk("stop", options=("--resume", path))
    assert Path(path).read_text(encoding="utf-8") == "# Mine\npmo: {level: program}\n"


def test_resume_and_save_leaves_the_resumed_file_alone(folder: Path) -> None:
    """With --save the resumed file is only read."""
    path = write(folder, "pmo: {level: program}\n")
    talk("leadership", options=("--resume", path, "--save", "new.yaml"))
    assert Path(path).read_text(encoding="utf-8") == "pmo: {level: program}\n"
    assert read_case("new.yaml") == case_from({GOALS: ["leadership"], "pmo.level": "program"})


def test_resume_remembers_what_was_unknown() -> None:
    """A question answered with unknown does not come first when the interview goes on."""
    first = talk("unknown", options=("--save", "mine.yaml"))
    again = talk(options=("--resume", "mine.yaml"))
    assert first.out.count("What do you want from your next post?") > 0
    assert "What do you want from your next post? (" not in again.out
    assert "What do you want from your next post? (" not in again.out
    assert "How much value do people outside the PMO see in it? (ask people who work there)\n" in again.out


def test_resume_of_bad_files_is_refused(folder: Path) -> None:
    """A resumed file with faults, or none at all, gives the faults of advise and status 2."""
    path = write(folder, "pmo: {level: galaxy}\n")
    assert talk(options=("--resume", path)) == run("advise", path)
    assert talk(options=("--resume", "none.yaml")) == run("advise", "none.yaml")


@pytest.mark.parametrize("option", ["--save", "--resume"])
def test_json_files_are_not_written(option: str, folder: Path) -> None:
    """The interview does not write YAML into a file called JSON."""
    path = write(folder, '{"title": "x"}', "case.json")
    result = talk("leadership", options=(option, path))
    assert result == (2, "", f"error: {path}: the interview saves YAML; name another file with --save\n")


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs a folder that nobody can write to")
def test_answers_that_cannot_be_saved_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the answers cannot be saved the interview goes on, prints the case file and ends with status 2."""
    monkeypatch.chdir("/proc")
    result = talk("leadership")
    assert result.status == 2
    assert "my-case.yaml: cannot be written" in result.err
    text = result.out.partition("keep it:\n\n")[2]
    assert parse_case(text) == case_from({GOALS: ["leadership"]})


def test_other_rules_are_used(folder: Path) -> None:
    """--rules uses the packs that are named."""
    missing = talk(options=("--rules", str(folder / "nowhere")))
    assert (missing.status, missing.out) == (2, "")
    pack = write_files(write_pack(folder / "more", RULES))
    assert "program-is-beneath-you: Yes." in " ".join(talk("why", options=("--rules", str(pack))).out.split())


RULES = """\
concern: level
title: The level
rules:
  - id: program-is-beneath-you
    raises: prohibitive
    when: {pmo.level: program}
    because: Yes.
    source: more 1
    examples:
      - fires: {pmo.level: program}
      - near_miss: {pmo.level: executive}
  - id: never
    verdict: decline
    when: {concerns.worst: prohibitive}
    because: No.
    source: more 1
    examples:
      - fires: {pmo.level: program}
      - near_miss: {pmo.level: executive}
  - id: else
    verdict: accept
    when: {}
    because: Well.
    source: more 1
    examples:
      - fires: {pmo.level: executive}
"""


@pytest.mark.parametrize("data", [b"\xff\xfe\n", b"\x00\n", b"3" * 100_000 + b"\n", b"\x1b[31m\n"])
def test_strange_bytes_are_wrong_answers(data: bytes) -> None:
    """What no keyboard types is refused without a traceback and without control characters in the output."""
    result = process("interview", input=data)
    assert (result.returncode, result.stderr) == (0, b"")
    assert ESCAPE not in result.stdout
    assert b"there is no answer" in result.stdout


def test_closed_standard_input_ends_it() -> None:
    """Without any standard input it ends at once."""
    result = process("interview", stdin=subprocess.DEVNULL)
    assert (result.returncode, result.stderr) == (0, b"")


class Terminal:
    """An interview on a pseudo-terminal."""

    def __init__(self, running: subprocess.Popen[bytes], handle: int) -> None:
        self.running = running
        self.handle = handle
        self.shown = b""

    def wait_for(self, text: str) -> str:
        """Read until a text is shown; return what was shown up to it."""
        until = time.monotonic() + PATIENCE
        while text.encode() not in self.shown:
            assert time.monotonic() < until, self.shown.decode()
            self.shown += self._read() or pytest.fail(f"no {text!r} in: {self.shown.decode()}")
        before, found, self.shown = self.shown.partition(text.encode())
        return (before + found).decode()

    def say(self, text: str) -> str:
        """Wait for the prompt, type a line; return what was shown before."""
        shown = self.wait_for("\n> ")
        os.write(self.handle, f"{text}\n".encode())
        return shown

    def press(self, key: bytes) -> None:
        """Wait for the prompt and press a key."""
        self.wait_for("\n> ")
        os.write(self.handle, key)

    def end(self) -> tuple[int, str]:
        """Return the exit status, and what was shown until the end."""
        while data := self._read():
            self.shown += data
        return self.running.wait(PATIENCE), self.shown.decode()

    def _read(self) -> bytes:
        try:
            return os.read(self.handle, 65536)
        except OSError:
            return b""


@contextmanager
def terminal(*options: str, **variables: str) -> Iterator[Terminal]:
    """Run an interview on a pseudo-terminal that is its own, so that Ctrl-C reaches it."""
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
    own, its = pty.openpty()
    script = "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    script += "from pmo_expert.doors.cli.main import main; sys.argv[0] = 'pmo-expert'; main()"
    command = [sys.executable, "-c", script, "interview", *options]
    settings = environment(COLUMNS="80", **variables)
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=settings, start_new_session=True) as running:
        os.close(its)
        try:
            yield Terminal(running, own)
        finally:
            if running.poll() is None:
                running.kill()
            os.close(own)


def test_a_sitting_at_a_terminal(folder: Path) -> None:
    """At a terminal: a number, why, a wrong answer and a right one, back, unknown, and stop."""
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        assert "What do you want from your next post?" in sitting.say(BOTH_WISHES)
        assert HEALTH in sitting.say("why")
        assert "Where each answer leads" in sitting.say("failling")
        assert "did you mean “failing”?" in sitting.say("failing")
        assert HEALTH not in sitting.say("back")
        assert HEALTH in sitting.say("Thriving")
        assert HEALTH not in sitting.say("unknown")
        sitting.say("stop")
        status, shown = sitting.end()
    assert status == 0
    assert "Stopped by you" in shown
    assert "VERDICT" in shown
    assert read_case("mine.yaml") == with_health("healthy")


def test_a_terminal_shows_colours() -> None:
    """On a terminal the question stands out; with NO_COLOR it does not."""
    with terminal() as sitting:
        assert "\x1b[1mWhat do you want from your next post?" in sitting.say("stop")
        assert "\x1b[1m" in sitting.end()[1]
    with terminal(NO_COLOR="1") as sitting:
        assert ESCAPE.decode() not in sitting.say("stop") + sitting.end()[1]


def test_answers_are_saved_before_the_next_question() -> None:
    """When the next question stands there, the last answer is in the file."""
    with terminal("--save", "mine.yaml") as sitting:
        sitting.say("3")
        sitting.wait_for("\n> ")
        assert read_case("mine.yaml") == case_from({GOALS: ["leadership"]})
        sitting.running.kill()
    assert read_case("mine.yaml") == case_from({GOALS: ["leadership"]})


def test_interrupted_and_resumed() -> None:
    """Ctrl-C ends it with status 130 and all answers saved; --resume goes on with the same question."""
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        sitting.say("3")
        sitting.say("unknown")
        waiting = sitting.wait_for("\n> ")
        os.write(sitting.handle, b"\x03")
        status, shown = sitting.end()
    assert status == 130
    assert "Interrupted. Your answers are saved in mine.yaml." in shown
    assert "pmo-expert interview --resume mine.yaml" in shown
    assert "Traceback" not in shown
    with terminal("--resume", "mine.yaml", NO_COLOR="1") as sitting:
        again = sitting.say("1")
        sitting.say("stop")
        assert sitting.end()[0] == 0
    question = waiting.partition("As far as")[2]
    assert question
    assert question in again


def test_interrupted_at_once_says_that_nothing_is_lost() -> None:
    """Ctrl-C before any answer says that there was nothing to save."""
    with terminal(NO_COLOR="1") as sitting:
        sitting.press(b"\x03")
        status, shown = sitting.end()
    assert status == 130
    assert "Interrupted. There was nothing to save." in shown


def test_end_of_input_at_a_terminal() -> None:
    """Ctrl-D ends it with the advice and status 0."""
    with terminal(NO_COLOR="1") as sitting:
        sitting.say("leadership")
        sitting.press(b"\x04")
        status, shown = sitting.end()
    assert status == 0
    assert "VERDICT" in shown
    assert read_case("my-case.yaml") == case_from({GOALS: ["leadership"]})


def test_the_saved_file_is_the_case_file() -> None:
    """What is saved is the whole case file with its comments."""
    talk("leadership", options=("--save", "mine.yaml"))
    case = case_from({GOALS: ["leadership"]})
    assert Path("mine.yaml").read_text(encoding="utf-8") == case_file(article().vocabulary, case)


def test_an_example_can_be_gone_on_with() -> None:
    """An example case is shown by its title and gone on with."""
    result = talk(options=("--resume", FIRST))
    assert result.out.startswith(read_case(FIRST).title)
