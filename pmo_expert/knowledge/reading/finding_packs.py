"""Where packs are: a folder, a pack that is shipped, or one that another package brings along."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.metadata import entry_points
from importlib.util import find_spec
from os import PathLike
from pathlib import Path

from pmo_expert.faults import NOWHERE, InputError, Position, fault_at
from pmo_expert.knowledge.reading.pack_reader import PACK_FILE

ENTRY_POINTS = "pmo_expert.packs"
"""The group of entry points by which packages bring packs along: the name of the pack, and a module in its folder."""

SHIPPED = "article"


def rules_folder(name: str = SHIPPED) -> Path:
    """Return the folder of a shipped pack: in an installed package, in a checkout, or unpacked from a wheel."""
    return _shipped_packs() / name


def _shipped_packs() -> Path:
    package = Path(__file__).parents[2]
    if package.parent.is_file():
        return _unpacked(package.parent)
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent / "rules"


@cache
def _unpacked(wheel: Path) -> Path:
    """Return the folder of the packs in a wheel from which this package is imported, until the program ends."""
    import atexit
    import shutil
    from tempfile import mkdtemp
    from zipfile import ZipFile

    folder = mkdtemp(prefix="pmo_expert-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith("pmo_expert/rules/")])
    return Path(folder, "pmo_expert", "rules")


def folder_of(pack: str | PathLike[str]) -> Path:
    """Return the folder of a pack that is given as a folder, as its pack.yaml, or by the name of one that is known.

    Raises InputError, with the nearest name, when there is none.
    """
    folder = Path(pack)
    if folder.name == PACK_FILE and folder.is_file():
        return folder.parent
    if folder.exists():
        return folder
    found = named_folder(str(pack), ())
    if found is None:
        allowed = (*known_names(()), *_packs_in(folder.parent))
        is_name = len(folder.parts) == 1
        place, shown = (NOWHERE, str(pack)) if is_name else (Position(str(pack)), None)
        raise InputError([fault_at(place, "there is no pack", found=shown, allowed=dict.fromkeys(allowed))])
    return found


def _packs_in(folder: Path) -> list[str]:
    """Return the packs in a folder, as one would write them."""
    return [str(path.parent) for path in sorted(folder.glob(f"*/{PACK_FILE}"))]


def named_folder(name: str, beside: Iterable[Path]) -> Path | None:
    """Return the folder of a pack by its name: beside some other packs, shipped, or installed; None without one."""
    if Path(name).name != name:
        return None
    near = (folder.parent / name for folder in beside)
    for folder in (*near, rules_folder(name)):
        if (folder / PACK_FILE).is_file():
            return folder
    for entry in entry_points(group=ENTRY_POINTS, name=name):
        spec = _spec_of(entry.module)
        if spec is not None and spec.origin is not None:
            return Path(spec.origin).parent / entry.attr.replace(".", "/") if entry.attr else Path(spec.origin).parent
    return None


def _spec_of(module: str) -> ModuleSpec | None:
    try:
        return find_spec(module)
    except ModuleNotFoundError:
        return None


def shipped_names() -> tuple[str, ...]:
    """Return the names of the shipped packs."""
    return _names_in(_shipped_packs())


def _names_in(folder: Path) -> tuple[str, ...]:
    return tuple(path.parent.name for path in sorted(folder.glob(f"*/{PACK_FILE}")))


def known_names(beside: Iterable[Path]) -> tuple[str, ...]:
    """Return the names of the packs that can be named, for messages."""
    near = [name for folder in beside for name in _names_in(folder.parent)]
    return tuple(dict.fromkeys([*shipped_names(), *near, *(entry.name for entry in entry_points(group=ENTRY_POINTS))]))
