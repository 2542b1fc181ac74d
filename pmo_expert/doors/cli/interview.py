"""The command that asks: interview."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pmo_expert.doors.cli.dialogue import Dialogue
from pmo_expert.doors.cli.prompt import agrees, on_terminal
from pmo_expert.doors.cli.shared import door, engine_option, knowledge_from, rules_option
from pmo_expert.doors.cli.store import Store
from pmo_expert.faults import InputError, Position, fault_at

if TYPE_CHECKING:
    from pmo_expert.domain.case import PlainCase
    from pmo_expert.knowledge.knowledge import Knowledge
    from pmo_expert.logic.choice import EngineName

INTERRUPTED = 130


@click.command(short_help="Ask you what matters, then advise.")
@click.option("--resume", metavar="FILE", help="Go on from a case file.")
@click.option("--save", metavar="FILE", help="Save the answers in this file.")
@click.option("--force", is_flag=True, help="Overwrite the file of --save when it exists.")
@click.option("--thorough", is_flag=True, help="Go on when no answer changes the advice any more.")
@rules_option
@engine_option
@door
def interview(
    *, resume: str | None, save: str | None, force: bool, thorough: bool, packs: tuple[str, ...], engine: EngineName
) -> None:
    """Ask the questions that matter, those that tell most first, then advise.

    Answer by number or by name; ? lists what else you can say. The interview ends by itself when no answer can change
    the advice any more; with --thorough it goes on with what tells more about the pros and cons. At a terminal it
    offers to go on when little is known by then, and to stop after a dozen answers.

    After every answer the whole case file is saved: in the FILE of --save; else in that of --resume, where it
    replaces comments of your own; else in a new file my-case.yaml here (my-case-2.yaml if that exists, and so on).
    So whatever interrupts the interview, go on with --resume. What you answered with unknown is then asked again,
    but last.

    Exit status: 0 done, also when the input ends early; 130 interrupted by Ctrl-C; 2 bad input, or the answers could
    not be saved.
    """
    dialogue: Dialogue | None = None
    try:
        knowledge = knowledge_from(packs)
        store = _store(resume, save)
        if save is not None and resume is None and not force and _goes_on_with(save):
            resume, store.own = save, True
        case, later = _resumed(resume, knowledge)
        from pmo_expert.interview.interview import Interview

        dialogue = Dialogue(
            Interview(case, knowledge, later=later, thorough=thorough, engine=engine),
            store,
            packs,
            asks=on_terminal(),
        )
        if save is not None:
            dialogue.start_file(overwrite=force or store.own)
        dialogue.end(dialogue.hold())
    except KeyboardInterrupt:
        _interrupted(dialogue)


def _interrupted(dialogue: Dialogue | None) -> NoReturn:
    click.echo()
    if dialogue is not None:
        dialogue.save()
        dialogue.tell_where("Interrupted.")
    sys.exit(INTERRUPTED)


def _resumed(path: str | None, knowledge: Knowledge) -> tuple[PlainCase, frozenset[str]]:
    """Return the case to go on from, and the facts that were asked for in vain."""
    from pmo_expert.documents import read_bytes
    from pmo_expert.render.case_file import asked_in_vain

    if path is None:
        return knowledge.case({}), frozenset()
    text = read_bytes(Path(path), path)
    return knowledge.parse_case(text, shown=path), asked_in_vain(text.decode(errors="replace"))


def _store(resume: str | None, save: str | None) -> Store:
    """Return where to save. Raises InputError when that is a JSON file: what is saved is YAML."""
    path = save or resume
    if path is not None and path.lower().endswith(".json"):
        raise InputError([fault_at(Position(path), "the interview saves YAML; name another file with --save")])
    return Store(path, own=save is None or (resume is not None and _same(save, resume)))


def _goes_on_with(path: str) -> bool:
    """Say whether to go on from a file that is to be written and exists. Raises InputError when not."""
    if not Path(path).is_file():
        return False
    if on_terminal():
        click.echo(f"{path} exists already. Continue with it? [Y/n]")
        if agrees(otherwise=True):
            return True
    advice = f"exists already; --resume {shlex.quote(path)} goes on with it, --force overwrites it"
    raise InputError([fault_at(Position(path), advice)])


def _same(one: str, other: str) -> bool:
    return Path(one).exists() and Path(one).samefile(other)
