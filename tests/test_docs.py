"""What README and docs show is what happens."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

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


def found(pattern: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    """Yield the name of the page, with what a pattern finds there."""
    for page in PAGES:
        for match in pattern.finditer(page.read_text(encoding="utf-8")):
            yield (page.name, *match.groups())


@pytest.mark.parametrize(("page", "command", "shown"), list(found(SHOWN)))
def test_shown_output_is_what_the_command_prints(
    page: str, command: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of an output that a page shows occurs in what its command prints, in that order."""
    monkeypatch.chdir(ROOT)
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
