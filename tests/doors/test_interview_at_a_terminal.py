"""The interview on a pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_expert import case_from, read_case
from tests.doors.run import run, write
from tests.doors.terminal import Terminal, terminal
from tests.doors.test_interview import BOTH_WISHES, ESCAPE, GOALS, HEALTH, with_health


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sitting_at_a_terminal(folder: Path) -> None:
    """At a terminal: a number, why, a wrong answer and a right one, back, unknown, and stop."""
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        assert "What do you want from your next post?" in sitting.say(BOTH_WISHES)
        assert HEALTH in sitting.say("why")
        assert "Your answer can lead to" in sitting.say("failling")
        assert "did you mean “failing”?" in sitting.say("failing")
        assert HEALTH not in sitting.say("back")
        assert HEALTH in sitting.say("Healthy")
        assert HEALTH not in sitting.say("unknown")
        sitting.say("stop")
        status, shown = sitting.end()
    assert status == 0
    assert "Stopped by you" in shown
    assert "\nAccept: " in shown.replace("\r", "")
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
    """Ctrl-C ends it with status 130 and all answers saved; --resume goes on without what was answered."""
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        sitting.say("3")
        sitting.say("unknown")
        sitting.press(b"\x03")
        status, shown = sitting.end()
    assert status == 130
    assert "Interrupted. Your answers are saved in mine.yaml." in shown
    assert "pmo-expert interview --resume mine.yaml" in shown
    assert "Traceback" not in shown
    with terminal("--resume", "mine.yaml", NO_COLOR="1") as sitting:
        again = sitting.say("1")
        sitting.say("stop")
        assert sitting.end()[0] == 0
    assert "Too early to say." in again
    assert "What do you want from your next post?" not in again


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
    assert "\nFind out more: " in shown.replace("\r", "")
    assert read_case("my-case.yaml") == case_from({GOALS: ["leadership"]})


def want_nothing(sitting: Terminal) -> None:
    """Name no goals and answer the questions about the other sections with unknown: then the advice is settled."""
    for answer in ("none", "unknown", "unknown", "unknown"):
        sitting.say(answer)


SETTLED = "The advice will not change any more: decline. Go on with up to"


def test_it_offers_to_go_on_when_little_is_known() -> None:
    """When no answer changes the advice and little is known, it asks whether to go on; Enter ends it."""
    with terminal(NO_COLOR="1") as sitting:
        want_nothing(sitting)
        assert SETTLED in " ".join(sitting.say("").split())
        status, shown = sitting.end()
    assert (status, "No question is left that could change the advice." in shown) == (0, True)


def test_it_goes_on_when_asked_to() -> None:
    """With y it goes on with questions about the pros and cons, and does not ask again whether to."""
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        want_nothing(sitting)
        sitting.say("well")
        assert "Say y to go on, n to end here, or back" in sitting.say("y")
        sitting.say("1")
        assert "[y/N]" not in sitting.say("stop")
        assert sitting.end()[0] == 0
    assert len(read_case("mine.yaml").facts) == 2


def test_answers_are_changed_at_the_offer_to_go_on() -> None:
    """Where it asks whether to go on, answers are listed and taken back, and their questions come again."""
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        want_nothing(sitting)
        sitting.say("answers")
        assert "  1  You named no goals." in sitting.say("back 1")
        assert "Your answer so far: " in sitting.say("leadership")
        assert "[y/N]" not in sitting.say("stop")
        assert sitting.end()[0] == 0
    assert read_case("mine.yaml") == case_from({GOALS: ["leadership"]})


def test_the_end_of_input_declines_the_offer() -> None:
    """Ctrl-D at the offer ends the interview with the advice."""
    with terminal(NO_COLOR="1") as sitting:
        want_nothing(sitting)
        sitting.press(b"\x04")
        status, shown = sitting.end()
    assert (status, "\nDecline: " in shown.replace("\r", "")) == (0, True)


def test_it_offers_to_stop_after_a_dozen_answers() -> None:
    """After twelve answers it asks whether to go on, and after twelve more again; Enter stops."""
    with terminal(NO_COLOR="1") as sitting:
        for _ in range(12):
            assert "[y/N]" not in sitting.say("unknown")
        assert "That makes 12 answers, enough for an advice" in sitting.say("y")
        for _ in range(12):
            assert "[y/N]" not in sitting.say("unknown")
        assert "That makes 24 answers" in sitting.say("")
        status, shown = sitting.end()
    assert (status, "Stopped by you" in shown) == (0, True)


def test_save_offers_to_go_on_with_a_file_that_exists(folder: Path) -> None:
    """An existing file of --save is gone on with when nothing else is said, and keeps what it holds."""
    path = write(folder, "title: Mine\npmo: {level: program}\n", "mine.yaml")
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        assert "mine.yaml exists already. Continue with it? [Y/n]" in sitting.say("")
        sitting.say("leadership")
        sitting.say("stop")
        assert sitting.end()[0] == 0
    assert read_case(path) == case_from({GOALS: ["leadership"], "pmo.level": "program"}, title="Mine")


def test_save_leaves_a_file_that_is_not_gone_on_with(folder: Path) -> None:
    """With n, the file of --save stays as it is, and the error says what else can be done."""
    path = write(folder, "title: Mine\n", "mine.yaml")
    with terminal("--save", "mine.yaml", NO_COLOR="1") as sitting:
        sitting.say("n")
        status, shown = sitting.end()
    assert (status, "--resume mine.yaml goes on with it, --force overwrites it" in shown) == (2, True)
    assert Path(path).read_text(encoding="utf-8") == "title: Mine\n"


def test_without_a_command_it_offers_an_interview() -> None:
    """At a terminal, the command alone asks whether to begin an interview; Enter begins."""
    with terminal(command="", NO_COLOR="1") as sitting:
        assert "Begin an interview? [Y/n]" in sitting.say("")
        assert "What do you want from your next post?" in sitting.say("stop")
        assert sitting.end()[0] == 0


@pytest.mark.parametrize("keys", [b"n\n", b"\x04"])
def test_without_a_command_and_an_interview_it_shows_help(keys: bytes) -> None:
    """With n, or at the end of input, the command alone shows its help."""
    with terminal(command="", NO_COLOR="1") as sitting:
        sitting.press(keys)
        status, shown = sitting.end()
    assert (status, "Usage: pmo-expert" in shown) == (0, True)


def test_without_a_terminal_and_a_command_it_shows_help() -> None:
    """Where nobody can be asked, the command alone shows its help and asks nothing."""
    result = run()
    assert result.status == 2
    assert result.err.startswith("Usage: pmo-expert [OPTIONS] COMMAND [ARGS]...")
    assert result.out == ""
