"""The wheel and the sdist: built, looked into, installed elsewhere and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.advice.examples import CASE_FILES, ROOT

MISSING = [name for name in ("build", "hatchling", "pip") if find_spec(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"building the package needs {', '.join(MISSING)}")


class Built(NamedTuple):
    """The names of the files in a wheel and in the sdist that it was built from."""

    wheel: Path
    in_wheel: set[str]
    in_sdist: set[str]
    sources: set[str]


def sources(*folders: str) -> set[str]:
    """Return the files of some folders of the checkout, as paths in it, but for caches and what npm installed."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    parts = {path: path.relative_to(ROOT).parts for path in paths}
    return {
        path.relative_to(ROOT).as_posix()
        for path in paths
        if not any(part.startswith(".") or part in {"__pycache__", "node_modules"} for part in parts[path])
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the sdist, and the wheel from it, without the network."""
    folder = tmp_path_factory.mktemp("dist")
    there = sources("pmo_expert", "rules", "examples", "tests", "docs", "benchmarks", "tools")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    with tarfile.open(sdist) as packed:
        in_sdist = {name.partition("/")[2] for name in packed.getnames()}
    return Built(wheel, in_wheel, in_sdist, there)


@pytest.fixture(scope="module")
def command(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment that borrows only its dependencies; return its command."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    bin_folder = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(bin_folder / "python"), "--disable-pip-version-check"]
    options = ["install", "--no-deps", "--no-index", "--quiet", str(built.wheel)]
    subprocess.run([*pip, *options], check=True, timeout=60)
    purelib = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    borrowed = "\n".join(dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib")))
    (Path(purelib) / "borrowed.pth").write_text(borrowed + "\n")
    return bin_folder / "pmo-expert"


def run(command: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed command away from the checkout."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env["PYTHONIOENCODING"] = "utf-8"
    return subprocess.run(
        [str(command), *arguments], capture_output=True, encoding="utf-8", env=env, cwd=cwd, timeout=60, check=False
    )


def test_wheel_holds_the_package_and_the_rules(built: Built) -> None:
    """The wheel holds every module, the marker for types and every rule file, and nothing else but its metadata."""
    modules = {name for name in built.sources if name.startswith("pmo_expert/")}
    rules = {f"pmo_expert/{name}" for name in built.sources if name.startswith("rules/")}
    assert "pmo_expert/py.typed" in modules
    assert "pmo_expert/rules/article/pack.yaml" in rules
    assert {name for name in built.in_wheel if ".dist-info/" not in name} == modules | rules


def test_wheel_holds_the_license(built: Built) -> None:
    """The wheel holds the license, and its metadata names the command."""
    with zipfile.ZipFile(built.wheel) as archive:
        text = {name.partition("/")[2]: archive.read(name).decode() for name in built.in_wheel if ".dist-info/" in name}
    assert text["licenses/LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "pmo-expert = pmo_expert.__main__:main" in text["entry_points.txt"]


def test_sdist_holds_everything(built: Built) -> None:
    """The sdist holds the package, rules, examples, tests and docs, with the readme and the license."""
    assert built.sources | {"README.md", "LICENSE", "pyproject.toml"} <= built.in_sdist
    assert {"rules", "examples", "tests"} <= {name.partition("/")[0] for name in built.sources}


def test_installed_rules_pass_the_check(command: Path, tmp_path: Path) -> None:
    """Installed from the wheel, away from the checkout, check finds no problem in the shipped rules."""
    result = run(command, "check", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("; 0 problems\n")


def test_installed_command_uses_the_wheel(command: Path, tmp_path: Path) -> None:
    """The installed package is the wheel's, not the checkout's, and its rules are those within it."""
    script = "import pmo_expert; print(pmo_expert.__file__); print(pmo_expert.rules_folder())"
    result = run(command.with_name("python"), "-c", script, cwd=tmp_path)
    package, rules = map(Path, result.stdout.splitlines())
    assert package.parent == rules.parents[1]
    assert package.is_relative_to(command.parents[1])


def test_installed_command_advises(command: Path, tmp_path: Path) -> None:
    """Installed from the wheel, advise gives on a copied example what the checkout gives."""
    example = "star-asked-backstage"
    shutil.copy(CASE_FILES[example], tmp_path / "case.yaml")
    result = run(command, "advise", "case.yaml", "--format", "json", "--engine", "compiled", cwd=tmp_path)
    from pmo_expert import from_json
    from tests.advice.examples import example_advice

    assert (result.returncode, result.stderr) == (0, "")
    assert from_json(result.stdout) == example_advice(example)


def from_wheel(built: Built, script: str) -> str:
    """Run a program with the wheel itself on the path, away from the checkout; return what it prints."""
    env = {**os.environ, "PYTHONPATH": str(built.wheel)}
    command = [sys.executable, "-c", script]
    result = subprocess.run(
        command, cwd=built.wheel.parent, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_wheel_on_the_path_knows_the_packs_of_the_checkout(built: Built) -> None:
    """Imported from the wheel as it is, which is a zip file, the package loads both packs as the checkout does."""
    from pmo_expert import load_knowledge

    load = "print(pmo_expert.__file__, *(pmo_expert.load_knowledge(name).sha256 for name in ('article', 'practice')))"
    file, *digests = from_wheel(built, f"import pmo_expert; {load}").split()
    assert Path(file).is_relative_to(built.wheel)
    assert digests == [load_knowledge(name).sha256 for name in ("article", "practice")]


def test_wheel_on_the_path_writes_html(built: Built) -> None:
    """Imported from the wheel as it is, the package finds the style sheet of its reports."""
    from pmo_expert import advise, to_html

    shown = from_wheel(built, "from pmo_expert import advise, to_html; print(to_html(advise({})))")
    assert shown == f"{to_html(advise({}))}\n"


def test_wheel_on_the_path_leaves_nothing_behind(built: Built) -> None:
    """The packs that are unpacked from the wheel are gone when the program has ended."""
    folder = Path(from_wheel(built, "import pmo_expert; print(pmo_expert.rules_folder())").strip())
    assert (folder.name, folder.parents[2].exists()) == ("article", False)
