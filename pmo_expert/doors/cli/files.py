"""Files written whole or not at all, and readable by their owner only: case files are private."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pmo_expert.documents import is_same_file
from pmo_expert.faults import InputError, Position, fault_at


def write_whole(path: str, text: str, *, overwrite: bool) -> None:
    """Write a text file in one step.

    Raises InputError when the file exists and may not be overwritten, or cannot be written; nothing is left behind.
    """
    write_all({path: text}, overwrite=overwrite)


def write_all(texts: Mapping[str, str], *, overwrite: bool) -> None:
    """Write several text files by their paths, none of them unless all can be; raises as `write_whole` does."""
    with whole_files(texts, overwrite=overwrite) as new:
        for path, text in texts.items():
            new[path].write_text(text, encoding="utf-8", newline="\n")


def check_not_read(paths: Iterable[str], inputs: Iterable[str]) -> None:
    """Raise InputError when one of the files to write is one of those that are read."""
    read = list(inputs)
    for path in paths:
        if any(is_same_file(path, other) for other in read):
            raise InputError([fault_at(Position(path), "is one of the files to read; it is not overwritten")])


@contextmanager
def whole_files(paths: Iterable[str], *, overwrite: bool) -> Iterator[dict[str, Path]]:
    """Give a new file to write for each path; they get their names when all has gone well.

    Raises as `whole_file` does, which gives one.
    """
    with ExitStack() as files:
        yield {path: files.enter_context(whole_file(path, overwrite=overwrite)) for path in paths}


@contextmanager
def whole_file(path: str, *, overwrite: bool) -> Iterator[Path]:
    """Give a new file to write, which gets its name in one step when that has gone well.

    Raises InputError when there is a file that may not be overwritten, or it cannot be written; nothing is left behind.
    """
    try:
        target = _target(path, overwrite=overwrite)
        handle, name = tempfile.mkstemp(prefix=".pmo-expert.", dir=target.parent)
    except OSError as error:
        raise _refused(path, error) from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if overwrite:
            temporary.replace(target)
        else:
            _place(temporary, target)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def _target(path: str, *, overwrite: bool) -> Path:
    """Return where a file will be, links followed. Raises InputError when it cannot be or may not be overwritten."""
    try:
        target = Path(path)
        is_there = target.exists()
    except ValueError as error:
        raise _refused(path, error) from None
    if is_there and not target.is_file():
        raise InputError([fault_at(Position(path), "cannot be written: it is no ordinary file")])
    if is_there and not overwrite:
        raise _taken(path)
    return Path(os.path.realpath(target))


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


def _taken(path: str) -> InputError:
    return InputError([fault_at(Position(path), "exists already; --force overwrites it")])


def _refused(path: str, error: OSError | ValueError) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError([fault_at(Position(path), f"cannot be written: {reason}")])
