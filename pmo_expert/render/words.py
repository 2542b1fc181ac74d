"""Words for the values that results hold."""

from __future__ import annotations

from unicodedata import category

from pmo_expert.render.blocks import Tone

VERDICT_TONES: dict[str, Tone] = {
    "accept": "good",
    "accept_with_conditions": "mixed",
    "find_out_more": "mixed",
    "decline": "bad",
}
STATUSES = {"open": "open", "mitigated": "answered", "not_raised": "not raised"}
STATUS_TONES: dict[str, Tone] = {"open": "bad", "mitigated": "mixed", "not_raised": "good"}
ROLES = {"raises": "Raises it", "mitigates": "Answers it", "defeats": "Caveat"}
ASKS = {"yourself": "ask yourself", "employer": "ask the employer", "insiders": "ask people who work there"}
WIIFM = {
    "passes": "Yes: what the post offers serves at least one of your goals.",
    "fails": "Nothing that is known of the post serves one of your goals.",
    "unknown": "That cannot be said until you name your goals.",
}
CLOSING = "This is advice to think with, not a prediction."


def sentence(text: str) -> str:
    """Return a clause as a sentence: with a capital, and a full stop where it has none."""
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!:" else ".")


def one_line(text: str) -> str:
    """Return text on one line, without characters that control a terminal or that no encoding can hold."""
    safe = (
        part if part.isspace() or category(part) not in ("Cc", "Cs") else "\N{REPLACEMENT CHARACTER}" for part in text
    )
    return " ".join("".join(safe).split())


def name_text(name: str) -> str:
    """Return a name with spaces for its underscores."""
    return name.replace("_", " ")


def listed(parts: tuple[str, ...] | list[str]) -> str:
    """Return the parts as an enumeration: a, b and c."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
