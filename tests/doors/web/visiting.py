"""A visitor of the page: opens it, answers, and notes what a browser reports and asks for."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from attrs import define, field

from pmo_expert import Knowledge
from pmo_expert.domain.attribute import Attribute
from pmo_expert.domain.kinds.amount import Amount
from pmo_expert.domain.kinds.set_of import SetOf
from tests.advice.examples import article

PATIENCE = 10_000
"""For how many milliseconds to wait for what should be there."""
DESK, PHONE = (1280, 900), (360, 740)
FORBIDDEN = (
    "addEventListener('securitypolicyviolation', (event) => console.error('forbidden: ' + event.violatedDirective))"
)


@define
class Visitor:
    """Visits the page at an address in windows of its own.

    `requested` are the addresses that the page asked for beside its own, `reported` what the console or an error said.
    """

    browser: Any
    address: str
    requested: list[str] = field(factory=list)
    reported: list[str] = field(factory=list)
    _contexts: list[Any] = field(factory=list)

    def open(
        self,
        facts: Mapping[str, Any] | None = None,
        *,
        title: str = "",
        knowledge: Knowledge | None = None,
        part: str = "",
        **options: Any,
    ) -> Any:
        """Open the page, with a case in the link if there is one, else a `part` after its address.

        `options` are those of a browser's context.
        """
        size = options.pop("size", DESK)
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        self._contexts.append(context)
        context.add_init_script(FORBIDDEN)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self.reported.append(message.text))
        page.on("pageerror", lambda error: self.reported.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        page.goto(self.address + (part if facts is None else link(facts, title, (knowledge or article()).name)))
        return page

    def _note(self, address: str) -> None:
        if address.partition("#")[0] != self.address and not address.startswith("blob:"):
            self.requested.append(address)

    def leave(self) -> None:
        """Close all windows."""
        for context in self._contexts:
            context.close()


def link(facts: Mapping[str, Any], title: str, rules: str) -> str:
    """Return the part of a link after `#` that holds a case, with the name of the rules."""
    told = {"rules": rules, "case": {**({"title": title} if title else {}), **facts}}
    return "#case=" + urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def start(page: Any) -> None:
    """Begin the interview."""
    page.get_by_role("button", name="Start with the questions").click()


def asked(page: Any, knowledge: Knowledge) -> Attribute | None:
    """Return the attribute that the page asks for, None at the end."""
    question = page.locator("#question").inner_text()
    return next((one for one in knowledge.vocabulary.attributes.values() if one.question == question), None)


def answer(page: Any, attribute: Attribute, value: Any) -> None:
    """Answer the question at hand with a value, or with None that one does not know."""
    box = page.locator(".region-ask .answers")
    if value is None:
        box.get_by_role("button", name="I don’t know").click()
    elif isinstance(attribute, SetOf):
        for member in attribute.values:
            box.get_by_label(_label(attribute.members[member]), exact=True).set_checked(member in value)
        if not value:
            box.get_by_label("None of these").check()
        box.get_by_role("button", name="These are my answers").click()
    elif isinstance(attribute, Amount):
        box.locator("input[type=number], input[type=text]").fill(str(value))
        box.get_by_role("button", name="This is my answer").click()
    else:
        box.get_by_role("button", name=_label(attribute.state(value)), exact=True).click()


def _label(text: str) -> str:
    return text[:1].upper() + text[1:]


def verdict(page: Any) -> str:
    """Return the verdict in the advice, in small letters."""
    return str(page.locator(".verdict-words").inner_text()).split("\n")[-1].strip().lower()
