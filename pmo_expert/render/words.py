"""Words for the values that results hold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from unicodedata import category

from pmo_expert.advice.advice_result import ConcernAdvice
from pmo_expert.advice.words import Words
from pmo_expert.domain import sentences
from pmo_expert.knowledge.language.subjects import STATUS_NAMES
from pmo_expert.render.blocks import Tone

STATUS_TONES: dict[str, Tone] = {"open": "bad", "mitigated": "mixed", "not_known": "plain", "not_raised": "good"}
IN_IT = {"passes": "yes", "fails": "no", "not_known": "not known"}
ROLES = {"raises": "Raises it", "mitigates": "Answers it", "defeats": "Caveat"}
LEAST_SHARED, SHORT_WORD = 2, 3
UNKNOWN_TO_IT = "–"
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


def concern_words(concern: ConcernAdvice, words: Words) -> str:
    """Return the status of a concern, and its severity where it is open."""
    severity = f", {words.severities[concern.severity]}" if concern.severity else ""
    return STATUS_NAMES[concern.status] + severity


def name_text(name: str) -> str:
    """Return a name with spaces for its underscores."""
    return name.replace("_", " ")


def either(clauses: list[str]) -> str:
    """Return clauses as alternatives, with what all of them begin and end with said once, where that reads well."""
    start, own, end = apart(clauses) if len(clauses) > 1 else ("", [], "")
    if start and all(own) and not any("," in text for text in own):
        return " ".join(filter(None, [start, listed(own, "or"), end]))
    return " or ".join(clauses) if any("," in clause for clause in clauses) else listed(clauses, "or")


def apart(clauses: list[str]) -> tuple[str, list[str], str]:
    """Return the words that all of some clauses begin with, what each has of its own, and the words that all end with.

    The beginning is at least two words, or none, and does not end in a short one such as an article.
    """
    parts = [clause.split() for clause in clauses]
    start = _shared(parts)
    while start and len(parts[0][start - 1]) <= SHORT_WORD:
        start -= 1
    start = start if start >= LEAST_SHARED else 0
    rest = [part[start:] for part in parts]
    end = _shared([part[::-1] for part in rest])
    own = [" ".join(part[: len(part) - end]) for part in rest]
    return " ".join(parts[0][:start]), own, " ".join(rest[0][len(rest[0]) - end :])


def _shared(parts: list[list[str]]) -> int:
    """Return how many words all the parts begin with."""
    columns = zip(*parts, strict=False)
    return sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, columns))


def by_authority(text: str, authority: Iterable[str]) -> str:
    """Return a sentence, and in brackets on whose authority it is said, where that is told."""
    named = listed(list(authority))
    return f"{text} ({named})" if named else text


def citation(rule: str, claims: Iterable[str], authority: Iterable[str]) -> str:
    """Return the line that names a rule, the claims that it rests on, and what these are."""
    return by_authority(f"{rule} · {', '.join(claims)}", authority)


def counted(number: int, noun: str) -> str:
    """Return how many of something there are, in words."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
