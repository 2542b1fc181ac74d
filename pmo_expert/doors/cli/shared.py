"""What the commands share: options, reading cases, showing results, and errors without tracebacks."""

from __future__ import annotations

import functools
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec

import click

from pmo_expert.faults import Fault, InputError, fault_sentences, nearest

if TYPE_CHECKING:
    from pmo_expert.domain.case import PlainCase
    from pmo_expert.knowledge.knowledge import Knowledge
    from pmo_expert.render.blocks import Block

BAD_INPUT = 2
INTERRUPTED = 130
INTERNAL_ERROR = 3
NARROWEST, WIDEST = 60, 100
P = ParamSpec("P")
NEEDED = {
    "survey": ("narwhals", "polars"),
    "chart": ("vl_convert",),
    "xlsx": ("fastexcel", "xlsxwriter"),
    "mcp": ("mcp", "mcp_types", "uvicorn"),
    "serve": ("starlette", "uvicorn"),
}
"""The packages of the extras."""
OFFERED = ("article", "practice")
"""The packs that a page offers to choose from, and a service knows, where none is named."""
EXCEL = ".xlsx"
"""The end of the names of files that take the extra of that name."""

rules_option = click.option(
    "--rules", "packs", metavar="PACK", multiple=True, help="A pack of rules: a folder, or a name; may be repeated."
)
engine_option = click.option(
    "--engine",
    type=click.Choice(["auto", "durable", "compiled"]),
    default="auto",
    help="The engine; auto: durable checked against compiled, or compiled alone.",
)


def format_option(*formats: str) -> Callable[[Any], Any]:
    """Return the option --format; the first format is the default."""
    return click.option("--format", "style", type=click.Choice(formats), default=formats[0], help="How to show it.")


class NearestGroup(click.Group):
    """A group of commands that suggests the nearest one when there is none of a name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name. Raises UsageError with the nearest name."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            names = self.list_commands(ctx)
            near = nearest(name, names)
            hint = f" Did you mean {near!r}?" if near else f" There are: {', '.join(names)}."
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


def door(command: Callable[P, None]) -> Callable[P, None]:
    """Turn the errors that input can cause into messages and an exit status."""

    @functools.wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        from pmo_expert.logic.checked import DisagreementError
        from pmo_expert.logic.choice import EngineUnavailableError
        from pmo_expert.logic.diagram import DiagramTooLargeError

        try:
            command(*args, **kwargs)
        except InputError as error:
            fail(fault_sentences(error.faults), BAD_INPUT)
        except (EngineUnavailableError, DiagramTooLargeError) as error:
            fail([str(error)], BAD_INPUT)
        except ImportError as error:
            fail([f"this needs the package {error.name}, which cannot be imported here"], BAD_INPUT)
        except KeyboardInterrupt:
            fail(["interrupted"], INTERRUPTED)
        except DisagreementError as error:
            fail([str(error)], INTERNAL_ERROR)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)

    return guarded


def fail(messages: Iterable[str], status: int) -> NoReturn:
    """Print error messages, one a line, and end."""
    for message in messages:
        tell("error:", "red", message, err=True)
    sys.exit(status)


def tell(kind: str, colour: str, message: object, *, err: bool = False) -> None:
    """Print a message after its kind, which is coloured on a terminal that wants it."""
    start = click.style(kind, fg=colour, bold=True) if _wants_colour() else kind
    click.echo(f"{start} {message}", err=err)


def _wants_colour() -> bool:
    return "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def case_from_argument(path: str, knowledge: Knowledge) -> PlainCase:
    """Read the case from a file, or from standard input when the path is `-`, in the terms of some rules."""
    from pmo_expert.documents import read_stream

    if path == "-":
        shown = "<standard input>"
        return knowledge.parse_case(read_stream(sys.stdin.buffer, shown), shown=shown)
    return knowledge.read_case(path)


def knowledge_from(packs: tuple[str, ...]) -> Knowledge:
    """Load the rule packs that were asked for, or the shipped one."""
    from pmo_expert.knowledge.load import load_knowledge, shipped_knowledge

    return load_knowledge(*packs) if packs else shipped_knowledge()


def check_extras(extras: Sequence[str]) -> None:
    """Raise InputError, saying what to install, when a package of some extras is missing."""
    if any(find_spec(name) is None for extra in extras for name in NEEDED[extra]):
        command = f"pip install 'pmo-expert[{','.join(extras)}]'"
        raise InputError([Fault(problem=f"this needs packages that are not installed; to install them: {command}")])


def rules_options(packs: tuple[str, ...]) -> str:
    """Return the options that name some packs, as one would type them after a command."""
    return "".join(f" --rules {shlex.quote(pack)}" for pack in packs)


def show(result: Any, style: str, *, full: bool = False) -> None:
    """Print a result in a format; `full` says whether to tell all where a page is brief by itself."""
    if style == "json":
        from pmo_expert.render.json import to_json

        click.echo(to_json(result))
        return
    from pmo_expert.render.page import page_of

    show_blocks(page_of(result, full=full), style)


def show_blocks(blocks: list[Block], style: str) -> None:
    """Print a page as text or Markdown."""
    if style == "markdown":
        from pmo_expert.render.markdown import blocks_to_markdown

        click.echo(blocks_to_markdown(blocks), nl=False)
        return
    from pmo_expert.render.writer import blocks_to_text

    colour, width = screen()
    click.echo(blocks_to_text(blocks, colour=colour, width=width), nl=False, color=colour)


def screen() -> tuple[bool, int]:
    """Return whether standard output wants colours, and how many columns to use there."""
    from pmo_expert.render.writer import WIDTH

    on_terminal = sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if on_terminal else WIDTH
    return on_terminal and _wants_colour(), max(NARROWEST, min(columns, WIDEST))
