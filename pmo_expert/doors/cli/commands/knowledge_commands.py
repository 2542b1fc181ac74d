"""The commands on rules, case files and schemas: rules, check, new, schema."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmo_expert.doors.cli.shared import (
    door,
    format_option,
    knowledge_from,
    rules_option,
    rules_options,
    show_blocks,
    tell,
)
from pmo_expert.faults import InputError, Position, fault_at

if TYPE_CHECKING:
    from pmo_expert.knowledge.knowledge import Knowledge

MOST_SECONDS = 60.0


@click.command(short_help="List the rules, or show some of them in full.")
@click.argument("name", required=False, metavar="[RULE-OR-CONCERN]")
@format_option("text", "markdown", "json")
@rules_option
@door
def rules(name: str | None, style: str, packs: tuple[str, ...]) -> None:
    """List the rules, or show one rule or the rules on a concern in full."""
    from pmo_expert.render.pages.rule_page import rule_list_page, rule_page, select_rules

    knowledge = knowledge_from(packs)
    selected = select_rules(knowledge, name)
    if style == "json":
        from pmo_expert.render.json import to_json
        from pmo_expert.render.pages.rule_page import rule_records

        click.echo(to_json(rule_records(knowledge, selected)))
    elif name is None:
        show_blocks(rule_list_page(knowledge, selected), style)
    else:
        show_blocks([block for rule in selected for block in rule_page(knowledge, rule)], style)


@click.command(short_help="Check rule packs, and every rule's examples.")
@click.argument("packs", nargs=-1, metavar="[RULES...]")
@format_option("text", "json")
@click.option("--no-proofs", is_flag=True, help="Leave out the proofs over all possible cases.")
@click.option(
    "--seconds",
    type=click.FloatRange(0),
    default=MOST_SECONDS,
    show_default=True,
    help="How long a claim may take to prove; 0 for as long as it takes.",
)
@click.option("--aid", is_flag=True, help="Check only whether the packs and their advice are balanced and dated.")
@door
def check(packs: tuple[str, ...], style: str, *, no_proofs: bool, seconds: float, aid: bool) -> None:
    """Check rule packs: every file, every rule's examples, what nothing uses, and proofs over all possible cases.

    RULES are folders with a pack.yaml, or names of packs; without any, the shipped rules are checked. What must hold
    of every case is stated in the properties.yaml of a pack; a case in which it does not is shown as a case file. A
    claim that takes longer to prove than --seconds stays open, and the next is tried. Exit status: 0 all is well, 1
    there are problems, or claims still open, 2 bad input.
    """
    from pmo_expert.doors.cli.proofs import Proved, proved, tell_failures
    from pmo_expert.proofs.check import check as check_knowledge
    from pmo_expert.render.json import to_json
    from pmo_expert.render.words import counted

    knowledge = knowledge_from(packs)
    if aid:
        sys.exit(_check_balance(knowledge, style))
    problems = check_knowledge(knowledge)
    found = Proved((), "proofs left out") if no_proofs else proved(knowledge, seconds or None)
    if style == "json":
        from pmo_expert.render.pages.proofs_page import failure_records

        click.echo(to_json([*problems, *failure_records(found.proofs)]))
    else:
        for problem in problems:
            tell("problem:", "yellow", problem)
        tell_failures(found.proofs)
        click.echo(found.summary)
        examples = sum(len(rule.examples) for rule in knowledge.rules.values() if not knowledge.is_extended(rule.pack))
        click.echo(
            f"{knowledge.name} {knowledge.version}: {len(knowledge.rules)} rules, {examples} examples, "
            f"{len(knowledge.claims)} claims, {len(knowledge.vocabulary.attributes)} attributes; "
            f"{counted(len(problems) + found.failed, 'problem')}"
        )
    sys.exit(1 if problems or found.failed or found.still_open else 0)


def _check_balance(knowledge: Knowledge, style: str) -> int:
    """Show whether packs and their advice are balanced and dated, and return the exit status."""
    from pmo_expert.render.balance import balance
    from pmo_expert.render.json import to_json
    from pmo_expert.render.pages.balance_page import balance_page

    items = balance(knowledge)
    if style == "json":
        click.echo(to_json(items))
    else:
        show_blocks(balance_page(items), style)
    return 0 if all(item.met for item in items) else 1


@click.command(short_help="Write a CASE file to fill in.")
@click.argument("case")
@click.option("--table", is_flag=True, help="Write a table for many cases, .csv or .xlsx, to be read by survey.")
@click.option("--force", is_flag=True, help="Overwrite the file when it exists.")
@rules_option
@door
def new(case: str, table: bool, force: bool, packs: tuple[str, ...]) -> None:
    """Write a CASE file to fill in: every attribute, with its question and its values.

    With - as CASE the file goes to standard output. With --table it is a table with a column for each attribute, which
    in Excel has lists to choose from.
    """
    from pmo_expert.doors.cli.files import write_whole
    from pmo_expert.render.case_file import case_file

    rules = rules_options(packs)
    if table:
        _write_table(case, packs, overwrite=force)
        click.echo(f"Wrote {case}. Fill in a row for each case, then run: pmo-expert survey {shlex.quote(case)}{rules}")
        return
    text = case_file(knowledge_from(packs).vocabulary, rules=rules)
    if case == "-":
        click.echo(text, nl=False)
        return
    write_whole(case, text, overwrite=force)
    click.echo(f"Wrote {case}. Fill in what you know, then run: pmo-expert advise {shlex.quote(case)}{rules}")


def _write_table(path: str, packs: tuple[str, ...], *, overwrite: bool) -> None:
    """Write a table to fill in. Raises InputError when the end of its name tells no format of one."""
    from pmo_expert.doors.cli.files import whole_file
    from pmo_expert.doors.cli.shared import EXCEL, check_extras

    ending = Path(path).suffix.lower()
    check_extras(["survey", *(["xlsx"] if ending == EXCEL else [])])
    from pmo_expert.surveys.tables.template import TEMPLATES

    if ending not in TEMPLATES:
        problem = "the end of its name does not tell a format for tables to fill in:"
        raise InputError([fault_at(Position(path), problem, found=Path(path).name, allowed=TEMPLATES)])
    vocabulary = knowledge_from(packs).vocabulary
    with whole_file(path, overwrite=overwrite) as new_file:
        TEMPLATES[ending](new_file, vocabulary)


@click.command(short_help="Write Python classes for the cases of a PACK.")
@click.argument("pack")
@door
def classes(pack: str) -> None:
    """Write to standard output a Python module with classes for the cases of a PACK.

    PACK is a folder or a name. With the classes, editors complete the attributes and their values, and type checkers
    know them; no class is needed to advise.
    """
    from pmo_expert.render.classes import classes_source

    click.echo(classes_source(knowledge_from((pack,))), nl=False)


@click.command(short_help="Print the JSON Schema of cases, rules or advice.")
@click.argument("kind", type=click.Choice(["case", "rules", "advice"]))
@rules_option
@door
def schema(kind: str, packs: tuple[str, ...]) -> None:
    """Print the JSON Schema of case files, rule files or the JSON form of an advice."""
    from pmo_expert.render.json import to_json
    from pmo_expert.render.schema import advice_schema, case_schema, rules_schema

    if kind == "advice":
        click.echo(to_json(advice_schema()))
        return
    knowledge = knowledge_from(packs)
    make = case_schema if kind == "case" else rules_schema
    click.echo(to_json(make(knowledge)))
