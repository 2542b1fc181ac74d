"""An interview over standard input and output, and the file that holds its answers."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click
from attrs import define, evolve

from pmo_expert.doors.cli.shared import BAD_INPUT, fail, rules_options, screen, show, show_blocks, tell
from pmo_expert.faults import InputError, fault_sentences

if TYPE_CHECKING:
    from pmo_expert.interview.interview import Interview
    from pmo_expert.render.blocks import Tone
    from pmo_expert.render.pages.interview_page import Reason

NEW_FILE = "my-case{}.yaml"
STOP = ("stop", "quit", "exit")
HELP = ("?", "help")


@define
class Store:
    """The file that holds the answers; without a path one is chosen when there is something to save."""

    path: str | None
    own: bool
    failed: bool = False

    def write(self, text: str) -> None:
        """Write the file, or say that it cannot be written and go on."""
        from pmo_expert.doors.cli.files import write_whole

        path = self.path or _new_name()
        try:
            write_whole(path, text, overwrite=self.path is not None)
        except InputError as error:
            for message in fault_sentences(error.faults):
                tell("error:", "red", message, err=True)
            self.failed = True
            return
        if self.path is None:
            click.echo(f"\nSaved in {path}, and so is every further answer.")
        self.path, self.failed = path, False


def _new_name() -> str:
    number = 1
    while True:
        path = Path(NEW_FILE.format(f"-{number}" if number > 1 else ""))
        if not path.exists() and not path.is_symlink():
            return str(path)
        number += 1


@define
class Dialogue:
    """An interview over standard input and output."""

    interview: Interview
    store: Store
    packs: tuple[str, ...] = ()
    saved: object = None

    def __attrs_post_init__(self) -> None:
        self.saved = self._to_save()

    def start_file(self, *, overwrite: bool) -> None:
        """Write the file before the first question, so that a name that will not do is known at once."""
        from pmo_expert.doors.cli.files import write_whole

        assert self.store.path is not None
        write_whole(self.store.path, self._text(), overwrite=overwrite)

    def hold(self) -> Reason:
        """Ask until nothing is left to ask or the answers end; return why it ended."""
        self._open()
        while True:
            end = self.interview.standing.end
            if end is not None:
                return end
            self._ask()
            before = self.interview.answered
            while self.interview.answered == before:
                text = self._read()
                if text is None:
                    return "ended"
                if self._meant(text) in STOP:
                    return "stopped"
                if self._take(text):
                    break
            self.save()

    def save(self) -> None:
        """Save the answers unless they are saved."""
        state = self._to_save()
        if state != self.saved:
            self.store.write(self._text())
            if not self.store.failed:
                self.saved = state

    def end(self, reason: Reason) -> None:
        """Say why the interview ended, advise, and say where the answers are."""
        from pmo_expert.render.pages.interview_page import end_text

        self._say("")
        self._say(end_text(self.interview.standing, reason), "strong")
        self._say("")
        show(self.interview.advice(), "text")
        self._say("")
        self.tell_where("")
        if self.store.failed:
            fail(["the answers could not be saved"], BAD_INPUT)

    def tell_where(self, start: str) -> None:
        """Say where the answers are; where they could not be saved, print them."""
        if self.store.failed:
            self._say(f"{start} This is your case file, which could not be saved; keep it:".strip())
            click.echo(f"\n{self._text()}", nl=False)
        elif self.store.path is None:
            self._say(f"{start} There was nothing to save.".strip())
        else:
            self._say(f"{start} Your answers are saved in {self.store.path}.".strip())
            if self.interview.standing.end != "settled":
                path, rules = shlex.quote(self.store.path), rules_options(self.packs)
                click.echo(f"Go on with: pmo-expert interview --resume {path}{rules}")

    def _open(self) -> None:
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")
        if self.interview.case.title.strip():
            self._say(self.interview.case.title, "strong")
        self._say("Answer with a number or a name. Type ? for what else you can say.")
        if self.store.path is not None:
            self._say(f"Every answer is saved in {self.store.path}.")

    def _ask(self) -> None:
        """Show where the interview stands, and the next question."""
        from pmo_expert.render.pages.interview_page import (
            choice_lines,
            choices,
            how_to_answer,
            question_text,
            standing_text,
        )

        attribute = self.interview.attribute
        assert attribute is not None
        self._say("")
        self._say(standing_text(self.interview.standing), "faint")
        self._say("")
        self._say(question_text(attribute, self.interview.knowledge.vocabulary), "strong")
        if attribute.help:
            self._say(attribute.help, "faint")
        for line in choice_lines(choices(attribute), screen()[1]):
            click.echo(line)
        if how := how_to_answer(attribute):
            self._say(how)

    def _read(self) -> str | None:
        """Return the next line that was typed, None at the end of the input."""
        click.echo("> ", nl=False)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            click.echo()
            return None
        if not sys.stdin.isatty():
            from pmo_expert.render.words import one_line

            click.echo(one_line(line))
        return line.strip()

    def _take(self, text: str) -> bool:
        """Do what was typed; return whether the question has to be shown again or another one is to come."""
        meant = self._meant(text)
        if meant in HELP or not text:
            self._help()
        elif meant == "why":
            self._why()
        elif meant == "back":
            if self.interview.back():
                return True
            self._say("This is the first question of this sitting; there is nothing to take back.")
        else:
            self._answer(text)
        return False

    def _meant(self, text: str) -> str:
        """Return the command that a text means; nothing when it is a value of the attribute."""
        attribute = self.interview.attribute
        word = text.casefold()
        return "" if attribute is not None and word in attribute.values else word

    def _answer(self, text: str) -> None:
        try:
            self.interview.answer(text)
        except InputError as error:
            for message in fault_sentences([evolve(fault, place="") for fault in error.faults]):
                tell(
                    "error:", "red", fill(message, screen()[1] - 2, initial_indent=" " * 5, subsequent_indent="  ")[5:]
                )

    def _why(self) -> None:
        from pmo_expert.render.pages.interview_page import why_page

        click.echo()
        words = self.interview.standing.advice.words
        show_blocks(list(why_page(self.interview.why(), words)), "text")
        click.echo()

    def _help(self) -> None:
        from pmo_expert.render.pages.interview_page import COMMANDS, Choice, choice_lines

        self._say("Give a number or a name from the list above, or say:")
        for line in choice_lines([Choice("", name, text) for name, text in COMMANDS.items()], screen()[1]):
            click.echo(line)

    def _say(self, text: str, tone: Tone = "plain") -> None:
        """Print a paragraph."""
        from pmo_expert.render.blocks import Paragraph
        from pmo_expert.render.text import blocks_to_text

        colour, width = screen()
        click.echo(blocks_to_text([Paragraph(text, tone)], colour=colour, width=width), nl=False, color=colour)

    def _text(self) -> str:
        from pmo_expert.render.case_file import case_file

        case = self.interview.case
        in_vain = self.interview.asked_in_vain
        return case_file(case.vocabulary, case, in_vain, rules=rules_options(self.packs))

    def _to_save(self) -> object:
        return self.interview.case, self.interview.asked_in_vain
