"""Files written whole or not at all, and readable by their owner only: case files are private."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pmo_expert.faults import InputError, Position, fault_at


def write_whole(path: str, text: str, *, overwrite: bool) -> None:
    """Write a text file in one step.

    Raises InputError when the file exists and may not be overwritten, or cannot be written; nothing is left behind.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        raise InputError([fault_at(Position(path), "cannot be written: it is no ordinary file")])
    target = Path(os.path.realpath(target))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        if overwrite:
            temporary.replace(target)
        else:
            _place(temporary, target)
    except FileExistsError:
        raise InputError([fault_at(Position(path), "exists already; --force overwrites it")]) from None
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def _place(temporary: Path, target: Path) -> None:
    """Give a file its name unless the name is taken; raises FileExistsError then."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError from None
        temporary.replace(target)


def _refused(path: str, error: OSError | ValueError) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError([fault_at(Position(path), f"cannot be written: {reason}")])
