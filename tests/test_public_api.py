"""The public names of the package."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import pmo_expert

HEAVY = ("yaml", "click", "msgspec", "durable_rules_engine", "attrs", "attr")
SOURCE = Path(pmo_expert.__file__)
STUB = ast.parse(SOURCE.with_suffix(".pyi").read_text(encoding="utf-8"))
NAMES: list[str] = vars(pmo_expert)["__all__"]
every_name = pytest.mark.parametrize("name", NAMES)


def names_for_type_checkers() -> list[tuple[str, str, str]]:
    """Return the names that the stub tells type checkers: the module, the name there, and the name here."""
    imports = [node for node in STUB.body if isinstance(node, ast.ImportFrom)]
    return [(node.module or "", alias.name, alias.asname or "") for node in imports for alias in node.names]


def loaded_after(program: str) -> set[str]:
    """Return the modules that a new Python has loaded when it has run a program."""
    script = f"{program}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, timeout=60, check=True, cwd=SOURCE.parents[1])
    return set(json.loads(result.stdout))


def test_type_checkers_see_the_same_names() -> None:
    """What type checkers see is what can be imported, each name once and in order."""
    assert sorted(here for _, _, here in names_for_type_checkers()) == NAMES
    assert len(set(NAMES)) == len(NAMES)


def test_names_are_where_the_stub_says() -> None:
    """Every name is that of the module that the stub imports it from, under the same name."""
    for module, there, here in names_for_type_checkers():
        thing = getattr(pmo_expert, here)
        assert (thing.__module__, there) == (module, here)


def test_version_is_that_of_the_distribution() -> None:
    """The package tells its version, which the stub declares beside the names and nothing else."""
    assert pmo_expert.__version__ == version("pmo-expert")
    others = [node for node in STUB.body if not isinstance(node, ast.ImportFrom)]
    assert [ast.unparse(node) for node in others] == ["__version__: str"]


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
    assert set(names) - {"__builtins__"} == set(NAMES)


def test_star_import_works_without_extras() -> None:
    """On a base install everything but surveys can be imported at once, and used."""
    missing = "narwhals polars vl_convert fastexcel xlsxwriter mcp starlette uvicorn"
    code = f"""
from importlib.machinery import PathFinder
find, missing = PathFinder.find_spec, {missing.split()!r}
PathFinder.find_spec = lambda name, *rest: None if name.split(".")[0] in missing else find(name, *rest)
from pmo_expert import *
print(advise({{}}).verdict, "survey" in globals(), "Summary" in globals())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["find_out_more", "False", "True"], done.stderr


def test_dir_lists_all_names() -> None:
    """The public names are among those that dir lists."""
    assert set(NAMES) <= set(dir(pmo_expert))


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


def test_call_in_the_docstring() -> None:
    """The call that the package's docstring shows gives the advice of the shipped rules."""
    ((outer, inner),) = re.findall(r"`(\w+)\((\w+)\(\{.*\}\)\)`", pmo_expert.__doc__ or "")
    advice = getattr(pmo_expert, outer)(getattr(pmo_expert, inner)({"opening.leads_people": True}))
    assert isinstance(advice, pmo_expert.Advice)
    assert advice.knowledge.name == pmo_expert.load_knowledge().name


def test_package_is_typed() -> None:
    """The package says that it has types."""
    assert (SOURCE.parent / "py.typed").is_file()
