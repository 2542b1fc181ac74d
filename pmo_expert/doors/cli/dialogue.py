"""An interview over standard input and output."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING, Literal

import click
from attrs import define, field

from pmo_expert.doors.cli.prompt import NO, YES, read_line
from pmo_expert.doors.cli.shared import BAD_INPUT, fail, rules_options, show_blocks
from pmo_expert.doors.cli.sheet import Sheet
from pmo_expert.doors.cli.store import Store
from pmo_expert.faults import InputError

if TYPE_CHECKING:
    from pmo_expert.interview.interview import Interview
    from pmo_expert.render.pages.interview_page import Reason

STOP = ("stop", "quit", "exit")
HELP = ("?", "help")
ANSWERS = ("answers", "overview")
NUMBERED = re.compile(r"(back|change|answers|overview)\s+([0-9]{1,4})")
ENOUGH = 12
"""After so many answers it offers to stop, and after as many more again."""


@define
class Dialogue:
    """An interview over standard input and output; `asks` says whether somebody is there who can be asked to go on."""

    interview: Interview
    store: Store
    packs: tuple[str, ...] = ()
    asks: bool = False
    enough: int = ENOUGH
    saved: object = field(init=False)
    sheet: Sheet = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.saved = self._to_save()
        self.sheet = Sheet(self.interview, shutil.get_terminal_size().lines if self.asks else 0)

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
                if not self._wants_more(end):
                    return end
                continue
            if self._has_enough():
                return "stopped"
            self.sheet.question()
            if (reason := self._answered()) is not None:
                return reason
            self.save()

    def save(self) -> None:
        """Save the answers unless they are saved."""
        state = self._to_save()
        if state != self.saved:
            self.store.write(self._text())
            if not self.store.failed:
                self.saved = state

    def end(self, reason: Reason) -> None:
        """Say why the interview ended and where the answers are, then advise, so that the advice fills the screen."""
        from pmo_expert.render.pages.advice_brief import MOST_LINES, advice_brief
        from pmo_expert.render.pages.interview_page import end_text

        self.sheet.say("")
        self.sheet.say(end_text(self.interview.standing, reason), "strong")
        if not self.store.failed:
            self.tell_where("")
        self.sheet.say("")
        show_blocks(advice_brief(self.interview.advice(), MOST_LINES - 1), "text")
        if self.store.failed:
            self.sheet.say("")
            self.tell_where("")
            fail(["the answers could not be saved"], BAD_INPUT)
        if self.store.path is not None:
            click.echo(f"All of it: pmo-expert advise {self._file_and_rules()} --full")

    def tell_where(self, start: str) -> None:
        """Say where the answers are; where they could not be saved, print them."""
        if self.store.failed:
            self.sheet.say(f"{start} This is your case file, which could not be saved; keep it:".strip())
            click.echo(f"\n{self._text()}", nl=False)
        elif self.store.path is None:
            self.sheet.say(f"{start} There was nothing to save.".strip())
        else:
            self.sheet.say(f"{start} Your answers are saved in {self.store.path}.".strip())
            if self.interview.standing.end != "settled":
                is_steady = self.interview.standing.end == "steady"
                thorough = " --thorough" if self.interview.thorough or is_steady else ""
                click.echo(f"Go on with: pmo-expert interview --resume {self._file_and_rules()}{thorough}")

    def _file_and_rules(self) -> str:
        """Return the file with the answers and the options for its rules, as a command takes them."""
        return f"{shlex.quote(self.store.path or '')}{rules_options(self.packs)}"

    def _open(self) -> None:
        if self.interview.case.title.strip():
            self.sheet.say(self.interview.case.title, "strong")
        self.sheet.say("Answer with a number or a name. Type ? for what else you can say.")
        if self.store.path is not None:
            self.sheet.say(f"Every answer is saved in {self.store.path}.")

    def _wants_more(self, end: Reason) -> bool:
        """Ask whether to go on for a clearer picture where it is thin; return whether there is more to ask now."""
        from pmo_expert.render.pages.interview_page import more_text

        standing = self.interview.standing
        if not self.asks or self.interview.thorough or not standing.thin:
            return False
        self.sheet.say("")
        said = self._offered(more_text(standing, end))
        if said == "yes":
            self.interview.go_on()
        return said != "no"

    def _has_enough(self) -> bool:
        """Ask after many answers whether to go on; return whether they are enough."""
        from pmo_expert.render.pages.interview_page import enough_text

        if not self.asks or self.interview.answered < self.enough:
            return False
        self.enough = self.interview.answered + ENOUGH
        self.sheet.say("")
        return self._offered(enough_text(self.interview.standing, self.interview.answered)) == "no"

    def _offered(self, offer: str) -> Literal["yes", "no", "back"]:
        """Ask whether to go on; answers may be taken back here too."""
        self.sheet.say(f"{offer} [y/N]")
        while True:
            text = (read_line() or "no").casefold()
            if text in YES:
                return "yes"
            if text in NO:
                return "no"
            if text not in ("back", *ANSWERS) and not NUMBERED.fullmatch(text):
                self.sheet.say("Say y to go on, n to end here, or back to change your last answer.")
            elif self._take(text, text):
                return "back"

    def _answered(self) -> Reason | None:
        """Take what is typed until another question is to come; return why none is to come."""
        while True:
            text = read_line()
            if text is None:
                return "ended"
            meant = self._meant(text)
            if meant in STOP:
                return "stopped"
            if self._take(text, meant):
                return None

    def _take(self, text: str, meant: str) -> bool:
        """Do what was typed; return whether another question is to come."""
        numbered = NUMBERED.fullmatch(meant)
        if meant == "back":
            return self._back()
        if numbered and numbered[1] in ("back", "change"):
            return self._reopen(int(numbered[2]))
        if meant in HELP:
            self.sheet.commands()
        elif meant == "why":
            self.sheet.why()
        elif meant in ANSWERS or numbered:
            self.sheet.overview(int(numbered[2]) if numbered else 1)
        else:
            return self._answer(text)
        self.sheet.again()
        return False

    def _meant(self, text: str) -> str:
        """Return the command that a text means; nothing when it is a value of the attribute."""
        attribute = self.interview.attribute
        word = text.casefold()
        return "" if attribute is not None and word in attribute.values else word

    def _back(self) -> bool:
        went = self.interview.back()
        if not went:
            self.sheet.say("This is the first question of this sitting; there is nothing to take back.")
        return went

    def _reopen(self, number: int) -> bool:
        names = self.interview.answers
        if not 0 < number <= len(names):
            self.sheet.say(f"There is no answer {number}; say answers to see them all.")
            return False
        self.interview.reopen(names[number - 1])
        return True

    def _answer(self, text: str) -> bool:
        """Take an answer; return whether it was one. Nothing typed keeps the answer of a question asked again."""
        from pmo_expert.interview.unknown import leaves_unknown

        attribute = self.interview.attribute
        assert attribute is not None
        if not text and self.interview.reopened:
            return self.interview.back()
        try:
            self.interview.answer("unknown" if leaves_unknown(attribute, text) else text)
        except InputError as error:
            self.sheet.faults(error)
            return False
        return True

    def _text(self) -> str:
        from pmo_expert.render.case_file import case_file

        case = self.interview.case
        in_vain = self.interview.asked_in_vain
        return case_file(case.vocabulary, case, in_vain, rules=rules_options(self.packs))

    def _to_save(self) -> object:
        return self.interview.case, self.interview.asked_in_vain
