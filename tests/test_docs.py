"""What README and docs show is what happens."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmo_expert import load_knowledge
from pmo_expert.doors.cli.main import cli

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "examples/README.md",
]
SHOWN = re.compile(r"^```text\n\$ pmo-expert (.+)\n((?:.|\n)*?)^```$", re.MULTILINE)
PYTHON = re.compile(r"^```python\n((?:.|\n)*?)^```$", re.MULTILINE)
DIALOGUE = re.compile(r"^```console\n\$ pmo-expert (interview .+)\n((?:.|\n)*?)^```$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+)")
COMMAND = re.compile(r"pmo-expert ([a-z-]+)")
LEFT_OUT = "[…]\n"
EXTENSION = re.compile(r"^```yaml\n# in [^\n]*\n((?:.|\n)*?)^```$", re.MULTILINE)
PACK_FILE = re.compile(r"^```yaml\n# (\w+\.yaml)\n((?:.|\n)*?)^```$", re.MULTILINE)


def found(pattern: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    """Yield the name of the page, with what a pattern finds there."""
    for page in PAGES:
        for match in pattern.finditer(page.read_text(encoding="utf-8")):
            yield (page.name, *match.groups())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder like the one that pages speak of: the checkout, and the pack that writing-rules.md writes."""
    folder = tmp_path_factory.mktemp("place")
    for name in ("examples", "rules"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "cycle-to-work").mkdir()
    for page, name, text in found(PACK_FILE):
        assert page == "writing-rules.md"
        (folder / "cycle-to-work" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("page", "command", "shown"), list(found(SHOWN)))
def test_shown_output_is_what_the_command_prints(
    page: str, command: str, shown: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of an output that a page shows occurs in what its command prints, in that order."""
    monkeypatch.chdir(place)
    printed = CliRunner().invoke(cli, shlex.split(command)).output
    for part in filter(None, shown.split(LEFT_OUT)):
        assert part in printed, page
        printed = printed[printed.index(part) + len(part) :]


@pytest.mark.parametrize(("page", "command", "shown"), list(found(DIALOGUE)))
def test_shown_interviews_go_as_they_are_shown(
    page: str, command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page shows of an interview is said when the answers that it shows are typed."""
    words = [str(ROOT / word) if word.startswith("examples/") else word for word in shlex.split(command)]
    typed = "".join(f"{line[2:]}\n" for line in shown.splitlines() if line.startswith("> "))
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(cli, words, input=typed).output
    for part in filter(None, shown.split("…\n")):
        assert part in printed, page


@pytest.mark.parametrize(("page", "source"), list(found(PYTHON)))
def test_shown_programs_run(page: str, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python program that a page shows runs as it stands, and prints something where it says print."""
    monkeypatch.chdir(ROOT)
    printed: list[object] = []
    exec(compile(source, page, "exec"), {"print": lambda *words: printed.append(words)})
    assert len(printed) >= min(1, source.count("print("))


def test_the_pack_of_the_page_advises_and_tells_mistakes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack that a page writes advises on a case in the terms of its vocabulary, and a mistake in it is told."""
    monkeypatch.chdir(place)
    facts = "{you.goals: fitness, way.length: 6 km, way.traffic: dense}"
    advised = CliRunner().invoke(cli, ["advise", "-", "--rules", "cycle-to-work"], input=facts)
    assert advised.output.startswith("Ride: ")
    broken = place / "broken"
    shutil.copytree(place / "cycle-to-work", broken)
    text = (broken / "safety.yaml").read_text(encoding="utf-8")
    (broken / "safety.yaml").write_text(text.replace("way.traffic: fast", "way.traffic: fats", 1), encoding="utf-8")
    told = CliRunner().invoke(cli, ["check", "broken"]).output
    assert "safety.yaml:7:20: way.traffic: there is no value “fats”; did you mean “fast”?" in told


def test_the_extending_pack_of_the_page_replaces_a_rule(place: Path) -> None:
    """What a page shows of a pack that extends its own loads: a value before others, an attribute, a rule replaced."""
    folder = place / "hills"
    folder.mkdir()
    stated = "name: hills\nversion: '1'\ntitle: H\nextends: cycle-to-work\nfiles: [hills.yaml]\n"
    words, rules = (text for _, text in found(EXTENSION))
    for name, text in {"pack": stated, "vocabulary": words, "hills": rules}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    knowledge = load_knowledge(folder)
    assert knowledge.vocabulary.attributes["way.traffic"].values == ("none", "calm", "busy", "fast")
    assert [(off.rule, off.instead) for off in knowledge.switched_off] == [("long-ride", "hilly-ride")]
    assert knowledge.attackers["hilly-ride"] == ("shower-at-work",)


def test_links_between_pages_lead_somewhere() -> None:
    """Every link of a page to a file of the project leads to one."""
    for page in PAGES:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


def test_commands_that_pages_name_exist() -> None:
    """Every command that a page names is one of the command line."""
    named = {command for _, command in found(COMMAND)}
    assert named - {"and", "in"} <= set(cli.commands)
    assert set(cli.commands) <= named


def test_the_installation_without_a_compiler_names_every_other_dependency() -> None:
    """README's command for machines without a compiler installs all dependencies but durable_rules."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=;]", name)[0] for name in project["dependencies"]} - {"durable-rules"}
    (line,) = (line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if "--no-deps" in line)
    assert needed == set(line.split("pip install ")[1].split(" &&")[0].split())
