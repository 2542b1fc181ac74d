"""Packs in the order in which they build on each other."""

from __future__ import annotations

from pathlib import Path

from pmo_expert.domain.record import Reader
from pmo_expert.faults import InputError, fault_at
from pmo_expert.knowledge.reading.finding_packs import known_names, named_folder
from pmo_expert.knowledge.reading.pack_reader import Pack, read_pack


def read_packs(reader: Reader, folders: list[Path]) -> list[Pack]:
    """Read packs, and before each those that it extends."""
    given = [read_pack(reader, folder) for folder in folders]
    by_name = {pack.name: pack for pack in reversed(given) if pack.name}
    read: list[Pack] = []
    for pack in given:
        _add_pack(reader, pack, by_name, read, ())
    twice = [pack for number, pack in enumerate(read) if pack.name and pack.name in [one.name for one in read[:number]]]
    if twice:
        raise InputError(fault_at(pack.position, "this pack is given twice:", found=pack.name) for pack in twice)
    return read


def _add_pack(reader: Reader, pack: Pack, by_name: dict[str, Pack], read: list[Pack], below: tuple[str, ...]) -> None:
    if any(pack is one for one in read):
        return
    for name in pack.extends:
        if name.text in (*below, pack.name):
            reader.fault(name.position, "packs extend each other in a circle:", place=pack.name, found=name.text)
            continue
        if name.text not in by_name:
            folder = named_folder(name.text, [pack.folder])
            if folder is None:
                allowed = tuple(dict.fromkeys([*known_names([pack.folder]), *by_name]))
                problem = "extends a pack that is not beside it, shipped or installed:"
                reader.fault(name.position, problem, found=name.text, allowed=allowed)
                continue
            by_name[name.text] = read_pack(reader, folder)
        _add_pack(reader, by_name[name.text], by_name, read, (*below, pack.name))
    read.append(pack)
