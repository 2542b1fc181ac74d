"""The public names of the package."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import pmo_expert

HEAVY = ("yaml", "click", "msgspec", "durable_rules_engine", "attrs", "attr")
SOURCE = Path(pmo_expert.__file__)
every_name = pytest.mark.parametrize("name", pmo_expert.__all__)


def names_for_type_checkers() -> list[str]:
    """Return the names that the package imports for type checkers alone."""
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    blocks = [node for node in tree.body if isinstance(node, ast.If)]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return [alias.asname or "" for node in imports for alias in node.names]


def loaded_after(program: str) -> set[str]:
    """Return the modules that a new Python has loaded when it has run a program."""
    script = f"{program}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, timeout=60, check=True, cwd=SOURCE.parents[1])
    return set(json.loads(result.stdout))


def test_type_checkers_see_the_same_names() -> None:
    """What type checkers see is what can be imported, each name once and in order."""
    assert sorted(names_for_type_checkers()) == list(pmo_expert.__all__)
    assert len(set(pmo_expert.__all__)) == len(pmo_expert.__all__)


@every_name
def test_every_name_is_there_and_documented(name: str) -> None:
    """Every public name is a function or class of the package that has a docstring and its own name."""
    thing = getattr(pmo_expert, name)
    assert callable(thing)
    assert (thing.__name__, thing.__module__.partition(".")[0]) == (name, "pmo_expert")
    assert thing.__doc__
    assert not thing.__doc__.startswith("Method generated")


@every_name
def test_every_public_function_is_annotated(name: str) -> None:
    """Every parameter and result of a public function has a type."""
    thing = getattr(pmo_expert, name)
    if inspect.isfunction(thing):
        signature = inspect.signature(thing)
        assert signature.return_annotation is not inspect.Signature.empty
        untyped = [part for part in signature.parameters.values() if part.annotation is inspect.Parameter.empty]
        assert untyped == []
    else:
        assert inspect.isclass(thing)


def test_star_import_gives_all_names() -> None:
    """Importing * from the package gives the public names and no other."""
    names: dict[str, object] = {}
    exec("from pmo_expert import *", names)
    assert set(names) - {"__builtins__"} == set(pmo_expert.__all__)


def test_dir_lists_all_names() -> None:
    """The public names are among those that dir lists."""
    assert set(pmo_expert.__all__) <= set(dir(pmo_expert))


@pytest.mark.parametrize("name", ["advice_", "Advise", "yaml", "_nothing"])
def test_unknown_name_is_refused(name: str) -> None:
    """A name that the package does not have raises AttributeError that names it."""
    with pytest.raises(AttributeError, match=f"'pmo_expert' has no attribute '{name}'"):
        getattr(pmo_expert, name)


def test_import_alone_loads_nothing_heavy() -> None:
    """Importing the package loads no module of its own, and none that it depends on."""
    loaded = loaded_after("import pmo_expert")
    assert loaded.isdisjoint(HEAVY)
    assert {name for name in loaded if name.startswith("pmo_expert.")} == set()


def test_advice_loads_no_command_line() -> None:
    """Giving advice by compiled alone loads neither click, msgspec nor durable_rules."""
    program = "from pmo_expert import advise, case_from\nadvise(case_from({}), engine='compiled')"
    assert loaded_after(program).isdisjoint(("click", "msgspec", "durable_rules_engine"))


def test_command_line_help_reads_no_rules() -> None:
    """The module of the command line loads neither yaml, msgspec nor durable_rules."""
    loaded = loaded_after("import pmo_expert.doors.cli.main")
    assert "click" in loaded
    assert loaded.isdisjoint(("yaml", "msgspec", "durable_rules_engine"))


def test_example_in_the_docstring() -> None:
    """The example in the package's docstring comes out as it says."""
    import doctest

    result = doctest.testmod(pmo_expert)
    assert (result.failed, result.attempted > 0) == (0, True)


def test_package_is_typed() -> None:
    """The package says that it has types."""
    assert (SOURCE.parent / "py.typed").is_file()
