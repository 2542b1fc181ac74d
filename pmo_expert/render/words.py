"""Words for the values that results hold."""

from __future__ import annotations

from unicodedata import category

from pmo_expert.advice.advice_result import ConcernAdvice, Words
from pmo_expert.domain import sentences
from pmo_expert.render.blocks import Tone

STATUSES = {"open": "open", "mitigated": "answered", "not_known": "not known", "not_raised": "not raised"}
STATUS_TONES: dict[str, Tone] = {"open": "bad", "mitigated": "mixed", "not_known": "plain", "not_raised": "good"}
IN_IT = {"passes": "yes", "fails": "no", "not_known": "not known"}
ROLES = {"raises": "Raises it", "mitigates": "Answers it", "defeats": "Caveat"}
CLOSING = "This is advice to think with, not a prediction."

listed, sentence = sentences.listed, sentences.sentence


def concern_tone(concern: ConcernAdvice, words: Words) -> Tone:
    """Return how a concern is shown: an open one by whether its severity counts."""
    if concern.status == "open" and concern.severity not in words.counting:
        return "mixed"
    return STATUS_TONES[concern.status]


def sentence_start(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """Return text on one line, without characters that control a terminal or that no encoding can hold."""
    safe = (
        part if part.isspace() or category(part) not in ("Cc", "Cs") else "\N{REPLACEMENT CHARACTER}" for part in text
    )
    return " ".join("".join(safe).split())


def name_text(name: str) -> str:
    """Return a name with spaces for its underscores."""
    return name.replace("_", " ")
