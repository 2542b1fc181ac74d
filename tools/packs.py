"""The option `--rules` of the tools: the pack that they run for."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from pmo_expert import InputError, load_knowledge, rules_folder
from pmo_expert.knowledge.reading.finding_packs import folder_of

ROOT = Path(__file__).resolve().parent.parent


def add_rules_option(parser: ArgumentParser) -> None:
    """Add the option, which gives the folder of a pack as `rules`: without it, that of the shipped one."""
    parser.add_argument(
        "--rules",
        metavar="PACK",
        type=_folder,
        default=rules_folder(),
        help="a pack of rules: a folder, or a name; without it, the shipped pack",
    )


def is_shipped(pack: Path) -> bool:
    """Say whether a folder is that of a shipped pack."""
    return pack.resolve().parent == rules_folder().resolve().parent


def _folder(pack: str) -> Path:
    """Return the folder of a pack that can be read."""
    folder = folder_of(pack)
    try:
        load_knowledge(folder)
    except InputError as error:
        raise ArgumentTypeError(str(error)) from None
    return folder
