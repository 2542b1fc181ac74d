"""The interview through a pipe and on a pseudo-terminal."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from pmo_expert import PlainCase, advise, case_from, parse_case, read_case, to_text
from pmo_expert.render.case_file import case_file
from tests.advice.examples import article, write_pack
from tests.doors.run import FIRST, Run, process, run, write
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
    assert "Give as many as apply, as in 1, 2; or none." in talk().out


def test_an_amount_shows_unit_and_range() -> None:
    """The question for an amount shows its unit and its range, and the words that do for a number."""
    shown = " ".join(talk(*["unknown"] * 50).out.split())
    assert "A number, 0 to 60 (years)" in shown
    words = "hardly any, little, some, half, much, most"
    assert f"A number, 0 to 100 (percent of working time), or {words}; Enter or skip if you don't know." in shown


def test_it_shows_the_advice_so_far_and_how_much_is_left() -> None:
    """Before each question stands what the advice would be now, and about how many questions are still to come."""
    assert re.search(r"^So far: accept\. About \d+ more questions\.$", talk(BOTH_WISHES).out, re.MULTILINE)


def test_while_nothing_is_known_it_shows_no_advice() -> None:
    """Before the first fact there is no advice so far, and before anything serves a goal it is too early for one."""
    shown = talk("unknown", "unknown").out
    assert shown.count("\nWhat tells most comes first. Say stop whenever you like, for the advice so far.\n") == 3
    assert "So far:" not in shown.partition("Your answers end here")[0]
    assert re.search(r"^Too early to say\. About \d+ more questions\.$", talk("leadership").out, re.MULTILINE)


def test_it_speaks_plainly() -> None:
    """Neither shares nor intervals nor names with underscores are shown between the questions."""
    said = talk(*["why", "?", "unknown"] * 40).out.partition("No question is left")[0]
    assert not re.search(r"%|[\[(]\d|_|lean|settled|rules", said.replace("(percent", ""))


def test_a_heading_names_the_theme_when_it_changes() -> None:
    """Over the first question of a theme stands the theme, and not over the next ones of it."""
    shown = talk(*["unknown"] * 40).out.partition("Your answers end here")[0]
    themes = {line for line in shown.splitlines() if line in {"Organization:", "PMO:", "Opening:", "Candidate:"}}
    assert len(themes) > 2
    assert not re.search(r"^(\w+):\n(?:(?!^\w+:\n)(?:.|\n))*^\1:$", shown.replace("So far:", ""), re.MULTILINE)


def test_the_end_shows_the_advice() -> None:
    """The brief page of advise follows the reason for the end, and last how to see all of it."""
    result = talk("leadership", "stop")
    page = to_text(advise(case_from({GOALS: ["leadership"]})))
    assert result.out.endswith(f"\n\n{page}All of it: pmo-expert advise my-case.yaml --full\n")
    assert result.out.index("Stopped by you; ") < result.out.index(page)


@pytest.mark.parametrize("answers", ["2, 3|2|1|1|2|1|2", BOTH_WISHES, "", "none|1|1|1|1|1|1"])
def test_the_advice_at_the_end_fits_a_screen(answers: str) -> None:
    """The advice fits a terminal of 24 lines, with how to see all of it and the prompt below it."""
    shown = talk(*filter(None, answers.split("|")), "stop").out
    _, page = re.split(r"\n(?:Go on with: .*|Your answers are saved in \S+|There was nothing to save\.)\n\n", shown)
    assert page.count("\n") + 1 <= 24


def test_it_stops_by_itself_when_settled() -> None:
    """When no answer can change the verdict it says so and advises, whatever more was typed."""
    result = talk("none", "1", "2", "1", "2", "3")
    assert result.status == 0
    assert "\nNo question is left that could change the advice.\n" in result.out
    assert "\nDecline: " in result.out


def test_it_stops_by_itself_when_steady() -> None:
    """When no single answer would change the verdict it says so, and goes on only where one is thorough."""
    steady = "pmo: {program_health: failing, rescue_prospects: doubtful}\nopening: {leads_people: yes}\n"
    goals = "organization: {health: steady}\ncandidate: {goals: leadership}\n"
    result = talk("1", options=("--resume", write(Path.cwd(), steady + goals, "my-case.yaml")))
    assert "\nNo single answer would change the advice now.\n" in result.out
    assert re.search(r"^Go on with: pmo-expert interview --resume \S+ --thorough$", result.out, re.MULTILINE)


def test_it_stops_by_itself_when_all_is_unknown() -> None:
    """When all that matters was answered with unknown it says so."""
    assert "what could still change the advice is what you don't know." in " ".join(
        talk(*["unknown"] * 100).out.split()
    )


@pytest.mark.parametrize("word", ["stop", "quit", "exit", "STOP"])
def test_stop_words(word: str) -> None:
    """Stop, quit and exit end it."""
    assert re.search(r"Stopped by you; \d+ questions could still come\.", talk(word).out)


def test_end_of_input_ends_kindly() -> None:
    """The end of the input ends it with the advice and status 0."""
    result = talk("leadership")
    assert result.status == 0
    assert "Your answers end here; " in result.out
    assert "\nFind out more: " in result.out


def test_no_answer_saves_nothing(folder: Path) -> None:
    """Without any answer no file is made."""
    assert "There was nothing to save." in talk().out
    assert list(folder.iterdir()) == []


def test_why_tells_answers_and_rules() -> None:
    """Why tells to which verdicts each answer can lead and what may count, and then the question stands there again."""
    said = talk(BOTH_WISHES, "why").out
    assert "Your answer can lead to:\n  - failing: accept with conditions or decline\n" in said
    assert "  - The organization as a whole is in trouble.\n" in said
    assert said.index(HEALTH) < said.index("Your answer can lead to") < said.rindex(HEALTH)


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


@pytest.mark.parametrize("word", ["?", "help"])
def test_help_lists_the_commands(word: str) -> None:
    """A question mark or help lists what can be said, and the question stands there again."""
    said = talk(word).out
    assert all(f"    {command}  " in said for command in ("0 or skip", "back", "answers", "why", "stop"))
    assert said.count("What do you want from your next post?") > talk().out.count(
        "What do you want from your next post?"
    )


@pytest.mark.parametrize("word", ["", "skip", "0", "SKIP", "don't know", "unknown"])
def test_ways_to_say_that_you_do_not_know(word: str) -> None:
    """Nothing, skip, 0 and the words for unknown leave a fact unknown, and the next question comes."""
    talk(BOTH_WISHES, word, "2")
    known = read_case("my-case.yaml").facts
    assert len(known) == 2
    assert "organization.health" not in known


def test_the_list_offers_not_to_know() -> None:
    """The last line of a list of answers is that you do not know."""
    lines = talk(BOTH_WISHES).out.splitlines()
    assert lines[lines.index("  4  healthy     the organization is healthy") + 1] == "  0  I don't know"


def test_answers_are_listed_and_changed_by_number(folder: Path) -> None:
    """The list of answers numbers them; back and a number asks one again, with its answer, and keeps all others."""
    result = talk(BOTH_WISHES, "healthy", "skip", "answers", "back 2", "steady")
    assert "  2  The organization is healthy.\n  3  I don't know: " in result.out
    assert "Your answer so far: The organization is healthy. Enter keeps it.\n" in result.out
    assert read_case(folder / "my-case.yaml") == with_health("steady")


@pytest.mark.parametrize(("word", "health"), [("", "healthy"), ("back", "healthy"), ("0", None)])
def test_a_question_asked_again_may_be_left(word: str, health: str | None, folder: Path) -> None:
    """Of a question that is asked again, Enter and back keep the answer, and 0 makes it unknown."""
    talk(BOTH_WISHES, "healthy", "change 2", word)
    assert read_case(folder / "my-case.yaml") == WISHES.with_facts({"organization.health": health})


@pytest.mark.parametrize("number", ["0", "2", "9999"])
def test_only_answers_are_changed(number: str) -> None:
    """A number that no answer has is told, and the question waits."""
    assert f"There is no answer {number}; say answers to see them all." in talk("leadership", f"back {number}").out


def test_no_answers_yet() -> None:
    """Before the first answer the list says that there is none."""
    assert "There are no answers yet." in talk("answers").out


def test_a_long_list_of_answers_goes_on_from_a_number() -> None:
    """Answers and a number lists those from that number on."""
    said = talk("leadership", "1", "1", "answers 3").out.partition("Your answers:\n")[2]
    assert said.startswith("  3  ")


def test_through_a_pipe_it_does_not_offer_to_go_on() -> None:
    """Through a pipe the interview ends when it is settled, and asks on after many answers; nothing else is asked."""
    assert "[y/N]" not in talk("none").out + talk(*["unknown"] * 20).out


def test_a_thorough_interview_goes_on() -> None:
    """With --thorough the questions go on when no answer changes the advice any more."""
    result = talk("none", *["1"] * 9, options=("--thorough",))
    assert len(read_case("my-case.yaml").facts) == 10
    assert re.search(r"^The advice stays: decline\. About \d+ more questions\.$", result.out, re.MULTILINE)
    assert "\nGo on with: pmo-expert interview --resume my-case.yaml --thorough\n" in result.out


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
    assert result == (2, "", f"error: {path}: exists already; --resume {path} goes on with it, --force overwrites it\n")
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
    asked = again.out.partition("Your answers end here")[0]
    assert "What do you want from your next post? (" not in asked
    assert f"{HEALTH} (ask people who work there)\n" in asked


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
    assert "  - Yes.\n" in talk("why", options=("--rules", str(pack))).out


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


def test_the_saved_file_is_the_case_file() -> None:
    """What is saved is the whole case file with its comments."""
    talk("leadership", options=("--save", "mine.yaml"))
    case = case_from({GOALS: ["leadership"]})
    assert Path("mine.yaml").read_text(encoding="utf-8") == case_file(article().vocabulary, case)


def test_an_example_can_be_gone_on_with() -> None:
    """An example case is shown by its title and gone on with."""
    result = talk(options=("--resume", FIRST))
    assert result.out.startswith(read_case(FIRST).title)
