"""The commands on one case: advise, why, why-not, what-if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from pmo_expert.doors.cli.html_files import check_html, html_options, show_and_write
from pmo_expert.doors.cli.record_files import check_record, force_option, record_option
from pmo_expert.doors.cli.shared import (
    case_from_argument,
    door,
    engine_option,
    format_option,
    knowledge_from,
    rules_option,
    show,
)
from pmo_expert.faults import NOWHERE, Fault, InputError, fault_at

if TYPE_CHECKING:
    from pmo_expert.advice.advice_result import Advice
    from pmo_expert.advice.explaining.explanation_result import Explanation
    from pmo_expert.domain.case import PlainCase
    from pmo_expert.knowledge.knowledge import Knowledge
    from pmo_expert.logic.choice import EngineName

full_option = click.option("--full", is_flag=True, help="Show all of it, with ids, tests and sources.")


@click.command(short_help="Advise on a CASE.")
@click.argument("case")
@click.option("--full", is_flag=True, help="Show all of it, with rules and sources.")
@click.option("--beside", metavar="PACK", help="Show the advice by the rules of another pack too, and what differs.")
@html_options
@record_option
@format_option("text", "markdown", "json")
@rules_option
@engine_option
@door
def advise(
    *,
    case: str,
    full: bool,
    beside: str | None,
    html: str | None,
    record: str | None,
    force: bool,
    style: str,
    packs: tuple[str, ...],
    engine: EngineName,
) -> None:
    """Advise on the CASE in a YAML or JSON file (- for standard input), on one screen unless --full.

    With --rules practice --beside article you see what the article alone says, and what practice changes in it.
    --html writes a report in one file too, for people who have no Python: any browser shows and prints it. --record
    writes what you asked of which rules and what came out, in short; replay derives it again.
    """
    from pmo_expert.advice.advise import advise as advise_on

    check_html(html, [case])
    check_record(record, [case])
    if beside is not None and record is not None:
        raise InputError([fault_at(NOWHERE, "--record is of one advice; leave out --beside")])
    knowledge = knowledge_from(packs)
    if beside is not None:
        from pmo_expert.advice.comparing.beside import beside as side_by_side

        other = knowledge_from((beside,))
        both = side_by_side(case_from_argument(case, knowledge), other, knowledge, engine=engine)
        show_and_write(both, style, html, overwrite=force)
        return
    read = case_from_argument(case, knowledge)
    advice = advise_on(read, knowledge, engine=engine)
    records = {} if record is None else {record: _record_text(advice, read, knowledge)}
    show_and_write(advice, style, html, overwrite=force, full=full, record=records)


@click.command()
@click.argument("case")
@click.argument("conclusion", default="verdict")
@full_option
@record_option
@force_option
@format_option("text", "markdown", "json")
@rules_option
@engine_option
@door
def why(
    case: str,
    conclusion: str,
    *,
    full: bool,
    record: str | None,
    force: bool,
    style: str,
    packs: tuple[str, ...],
    engine: EngineName,
) -> None:
    """Show why a CONCLUSION holds for the CASE.

    CONCLUSION is the verdict unless you name another: a concern, something on offer, a finding or a rule, by its id or
    its title.
    """
    from pmo_expert.advice.explaining.why import why as explain

    check_record(record, [case])
    knowledge = knowledge_from(packs)
    read = case_from_argument(case, knowledge)
    explanation = explain(read, conclusion, knowledge, engine=engine)
    records = {} if record is None else {record: _record_text(explanation, read, knowledge, conclusion)}
    show_and_write(explanation, style, None, overwrite=force, full=full, record=records)


@click.command("why-not", short_help="Show why a CONCLUSION does not hold for the CASE.")
@click.argument("case")
@click.argument("conclusion")
@full_option
@record_option
@force_option
@format_option("text", "markdown", "json")
@rules_option
@engine_option
@door
def why_not(
    case: str,
    conclusion: str,
    *,
    full: bool,
    record: str | None,
    force: bool,
    style: str,
    packs: tuple[str, ...],
    engine: EngineName,
) -> None:
    """Show what it would take for a CONCLUSION that does not hold for the CASE, and what stands in its way.

    CONCLUSION is a verdict, a concern, something on offer, a finding or a rule, by its id or its title.
    """
    from pmo_expert.advice.explaining.why_not import why_not as explain

    check_record(record, [case])
    knowledge = knowledge_from(packs)
    read = case_from_argument(case, knowledge)
    explanation = explain(read, conclusion, knowledge, engine=engine)
    records = {} if record is None else {record: _record_text(explanation, read, knowledge, conclusion)}
    show_and_write(explanation, style, None, overwrite=force, full=full, record=records)


def _record_text(result: Advice | Explanation, case: PlainCase, knowledge: Knowledge, about: str = "") -> str:
    """Return the text of the record of a result; `about` is the conclusion that an explanation is of."""
    from pmo_expert.render.recording.making import record_of
    from pmo_expert.render.recording.text import record_text

    return record_text(record_of(result, case, knowledge, about=about))


@click.command("what-if", short_help="Show what changes when facts of a CASE change.")
@click.argument("case")
@click.argument("changes", nargs=-1, required=True, metavar="SECTION.ATTRIBUTE=VALUE...")
@format_option("text", "markdown", "json")
@rules_option
@engine_option
@door
def what_if(case: str, changes: tuple[str, ...], style: str, packs: tuple[str, ...], engine: EngineName) -> None:
    """Show what changes in the advice on the CASE when some facts change.

    A set is written in brackets, as in you.goals=[one,other]; the value may be unknown.
    """
    from pmo_expert.advice.what_if import what_if as compare

    knowledge = knowledge_from(packs)
    read = case_from_argument(case, knowledge)
    show(compare(read, _read_changes(read, changes), knowledge, engine=engine), style)


def _read_changes(case: PlainCase, changes: tuple[str, ...]) -> dict[str, Any]:
    from pmo_expert.documents import Scalar, parse
    from pmo_expert.domain.case_file import read_fact
    from pmo_expert.domain.text import is_unknown

    facts: dict[str, Any] = {}
    faults: list[Fault] = []
    for change in changes:
        name, equals, text = change.partition("=")
        if not equals:
            faults.append(fault_at(NOWHERE, "expected SECTION.ATTRIBUTE=VALUE, found", found=change))
            continue
        try:
            node = parse("unknown" if not text or is_unknown(text) else text, None, faults)
        except InputError as error:
            faults += [fault_at(NOWHERE, fault.problem, place=name) for fault in error.faults]
            continue
        read_fact(case.vocabulary, Scalar(name, quoted=False, position=NOWHERE), node, facts, faults)
    if faults:
        raise InputError([evolve(fault, file=None, line=None, column=None) for fault in faults])
    return facts
