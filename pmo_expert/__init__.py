"""Advice on a decision by declarative rules, with the reasons for it.

`advise(case_from({"section.attribute": value}))` returns the advice on a case by the shipped rules.

The public names are those of `__all__`; every other module is private. They are imported when first used, from where
`__init__.pyi` says.
"""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from pkgutil import get_data
from typing import Any

_STUB = (get_data(__name__, "__init__.pyi") or b"").decode()
_MODULES = {name: module for module, name in re.findall(r"^from (\S+) import \w+ as (\w+)$", _STUB, re.MULTILINE)}

_OF_SURVEYS = ("levers", "ranking", "summarize", "survey")
"""The names that take the extra `survey`, which `import *` leaves out where it is not installed."""

__all__ = sorted(set(_MODULES).difference(() if find_spec("narwhals") else _OF_SURVEYS))  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("pmo-expert")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *_MODULES, "__version__"]
