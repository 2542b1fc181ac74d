"""Files of text in any encoding, as UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from pmo_expert.faults import NOWHERE, InputError, fault_at
from pmo_expert.surveys.tables.table import refused

NO_UTF8 = "is not UTF-8; say with --encoding what it is, such as windows-1252 or latin-1"
COMMON = ("utf-8", "windows-1252", "latin-1", "utf-16", "iso-8859-15", "mac-roman")
MARKS = {codecs.BOM_UTF8: None, codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
BLOCK = 1 << 20
"""How many bytes are decoded at once."""


@contextmanager
def utf8_stream(path: str, encoding: str | None) -> Iterator[BinaryIO]:
    """Give a file as a stream of UTF-8 that stands at its first character; None as its encoding means UTF-8.

    A byte order mark says more than the encoding. What is no UTF-8 is decoded into a file that lasts as long as the
    stream. Raises InputError when the file is not in the encoding, and OSError when it cannot be read.
    """
    with Path(path).open("rb") as stream:
        start = stream.read(max(map(len, MARKS)))
        mark = next((mark for mark in MARKS if start.startswith(mark)), b"")
        used = MARKS[mark] if mark else encoding
        stream.seek(len(mark) if used is None else 0)
        if used is None or codecs.lookup(used).name == "utf-8":
            yield stream
            return
        with TemporaryFile() as decoded:
            try:
                decoder = codecs.getincrementaldecoder(used)()
                while block := stream.read(BLOCK):
                    decoded.write(decoder.decode(block).encode())
                decoded.write(decoder.decode(b"", final=True).encode())
            except UnicodeError:
                raise refused(path, f"is not {used}") from None
            decoded.seek(0)
            yield decoded


def check_encoding(name: str) -> None:
    """Raise InputError when there is no encoding of text of that name."""
    try:
        is_known = codecs.lookup(name)._is_text_encoding  # noqa: SLF001
    except (LookupError, ValueError):
        is_known = False
    if not is_known:
        raise InputError([fault_at(NOWHERE, "there is no encoding", found=name, allowed=COMMON)])
