"""What an interview prints: every screen fits a terminal of 80 columns and 24 lines."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import click
from attrs import define, evolve

from pmo_expert.doors.cli.shared import screen, tell
from pmo_expert.faults import InputError, fault_sentences

if TYPE_CHECKING:
    from pmo_expert.interview.interview import Interview
    from pmo_expert.render.blocks import Tone

FEWEST_LINES = 4
AROUND = 4
"""The lines of an overview that are no answers, and the prompt."""


@define
class Sheet:
    """Prints an interview.

    `height` is how many lines can be seen at once, 0 where there is no end to them. `theme` is the section whose
    heading was shown last.
    """

    interview: Interview
    height: int = 0
    theme: str = ""

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Print a paragraph."""
        colour, _ = screen()
        click.echo(self._paragraph(text, tone), nl=False, color=colour)

    def question(self) -> None:
        """Print where the interview stands, the theme when it is another one, and the next question."""
        from pmo_expert.render.pages.interview_page import standing_text, theme_text

        attribute = self.interview.attribute
        assert attribute is not None
        self.say("")
        self.say(standing_text(self.interview.standing), "faint")
        self.say("")
        if attribute.section != self.theme:
            self.theme = attribute.section
            self.say(f"{theme_text(attribute, self.interview.knowledge.vocabulary)}:", "good")
        self.again()

    def again(self) -> None:
        """Print the next question alone, if there is one."""
        click.echo(self._question(), nl=False, color=screen()[0])

    def why(self) -> None:
        """Print why the next question is asked."""
        from pmo_expert.render.pages.interview_page import why_lines

        words = self.interview.standing.advice.words
        click.echo("\n".join([*why_lines(self.interview.why(), words, screen()[1]), ""]))

    def commands(self) -> None:
        """Print what can be said beside an answer."""
        from pmo_expert.render.pages.interview_lists import choice_lines
        from pmo_expert.render.pages.interview_page import command_choices

        self.say("Give a number or a name from the list, or say:")
        click.echo("\n".join([*choice_lines(command_choices(), screen()[1]), ""]))

    def overview(self, first: int = 1) -> None:
        """Print the answers from a number on, as many as fit with the question below them."""
        from pmo_expert.render.pages.interview_page import answer_lines

        names = self.interview.answers
        lines = answer_lines(self.interview.case, names, screen()[1])
        if not lines:
            click.echo("There are no answers yet.\n")
            return
        start = min(max(first, 1), len(lines)) - 1
        end = min(start + self._room(), len(lines))
        self.say("Your answers:")
        click.echo("\n".join(lines[start:end]))
        rest = f"; answers {end + 1} lists those from {end + 1} on" if end < len(lines) else ""
        self.say(f"To change one, say back and its number{rest}.\n")
        click.echo()

    def faults(self, error: InputError) -> None:
        """Print what is wrong with an answer."""
        for message in fault_sentences([evolve(fault, place="") for fault in error.faults]):
            indented = fill(message, screen()[1] - 2, initial_indent=" " * 5, subsequent_indent="  ")
            tell("error:", "red", indented[5:])

    def _room(self) -> int:
        """Return how many answers fit over the question."""
        if not self.height:
            return len(self.interview.answers)
        return max(self.height - self._question().count("\n") - AROUND, FEWEST_LINES)

    def _question(self) -> str:
        from pmo_expert.render.pages.interview_lists import choice_lines, choices, how_to_answer
        from pmo_expert.render.pages.interview_page import old_answer_text, question_text

        attribute = self.interview.attribute
        if attribute is None:
            return ""
        parts = [self._paragraph(question_text(attribute, self.interview.knowledge.vocabulary), "strong")]
        if attribute.help:
            parts.append(self._paragraph(attribute.help, "faint"))
        parts += [f"{line}\n" for line in choice_lines(choices(attribute), screen()[1])]
        if how := how_to_answer(attribute):
            parts.append(self._paragraph(how))
        if self.interview.reopened:
            parts.append(self._paragraph(old_answer_text(attribute, self.interview.case)))
        return "".join(parts)

    def _paragraph(self, text: str, tone: Tone = "plain") -> str:
        from pmo_expert.render.blocks import Paragraph
        from pmo_expert.render.writer import blocks_to_text

        colour, width = screen()
        return blocks_to_text([Paragraph(text, tone)], colour=colour, width=width)
