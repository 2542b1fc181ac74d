"""The commands on what is unknown and what could change: questions, changes, grounds."""

from __future__ import annotations

import click

from pmo_expert.doors.cli.shared import (
    case_from_argument,
    door,
    format_option,
    knowledge_from,
    rules_option,
    show,
    show_blocks,
)


@click.command(short_help="List what is worth finding out about a CASE.")
@click.argument("case")
@click.option("--all", "full", is_flag=True, help="List all that may matter, with the share of each verdict.")
@format_option("text", "markdown", "json")
@rules_option
@door
def questions(case: str, full: bool, style: str, packs: tuple[str, ...]) -> None:
    """List what is worth finding out about the CASE: whom to ask, and which answer leads where; seven at the most."""
    from pmo_expert.advice.advise import advise
    from pmo_expert.render.pages.questions_page import questions_page

    knowledge = knowledge_from(packs)
    advice = advise(case_from_argument(case, knowledge), knowledge)
    if style == "json":
        show(advice.questions, style)
    else:
        show_blocks(questions_page(advice, full=full), style)


@click.command(short_help="Show the smallest changes of a verdict.")
@click.argument("case")
@click.argument("verdict", required=False)
@click.option("--all", "all_facts", is_flag=True, help="Change any known fact, not only what can be negotiated.")
@format_option("text", "markdown", "json")
@rules_option
@door
def changes(case: str, verdict: str | None, all_facts: bool, style: str, packs: tuple[str, ...]) -> None:
    """Show the smallest changes to known facts that lead the CASE to another VERDICT.

    Without VERDICT every other one is tried. Facts that can be negotiated come first, all known facts where those
    do not do. Every change has been put to the rules again.
    """
    from pmo_expert.advice.changes import changes as find_changes

    knowledge = knowledge_from(packs)
    read = case_from_argument(case, knowledge)
    show(find_changes(read, verdict, knowledge, scope="all" if all_facts else None), style)


@click.command(short_help="Show facts that suffice for the verdict.")
@click.argument("case")
@format_option("text", "markdown", "json")
@rules_option
@door
def grounds(case: str, style: str, packs: tuple[str, ...]) -> None:
    """Show known facts that suffice for the verdict on the CASE, none of them to spare."""
    from pmo_expert.advice.grounds import grounds as find_grounds

    knowledge = knowledge_from(packs)
    show(find_grounds(case_from_argument(case, knowledge), knowledge), style)
