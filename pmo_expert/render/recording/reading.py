"""Records read from JSON, all faults at once."""

from __future__ import annotations

from typing import Any, get_args

from pmo_expert.documents import MOST_BYTES, TOO_LARGE
from pmo_expert.faults import InputError, Position, fault_at
from pmo_expert.knowledge.language.identity import KnowledgeIdentity
from pmo_expert.render.recording.checking import Check, Checker, digest, names, sections, text, texts
from pmo_expert.render.recording.record import FORMAT, Ask, Record, RecordedQuestion, RecordedResult
from pmo_expert.render.recording.text import SEAL, seal_of

RULES: dict[str, Check] = {"name": text, "version": text, "sha256": digest}
ADVICE: dict[str, Check] = {"verdict": text, "lean": text, "concerns": names}
EXPLANATION: dict[str, Check] = {"answer": text}
ASKS: tuple[Ask, ...] = get_args(Ask)
OF_ADVICE = ASKS[0]


def read_record(text: str | bytes, *, shown: str | None = None, line: int | None = None) -> Record:
    """Return the record that `record_text` wrote; `shown` and `line` say in faults where it stands.

    Raises InputError, with one fault for each thing that is wrong, when the text is no record, has another format, or
    was changed after it was written; TypeError when it is no text.
    """
    if not isinstance(text, str | bytes):
        raise TypeError(f"read_record takes the text of a record, found: {type(text).__name__}")
    position = Position(shown, line)
    data = _decoded(text, position)
    checker = Checker(position)
    checker.fields(data, "", _checks(data))
    if not checker.faults and data[SEAL] != seal_of(data):
        checker.fault("does not fit the rest: the record was changed after it was written", SEAL)
    if checker.faults:
        raise InputError(checker.faults)
    return _record(data)


def _decoded(text: str | bytes, position: Position) -> dict[str, Any]:
    """Return the fields of a record of the format that is known, unchecked."""
    import msgspec

    if len(text) > MOST_BYTES:
        raise InputError([fault_at(position, TOO_LARGE)])
    try:
        data = msgspec.json.decode(text)
    except RecursionError:
        raise InputError([fault_at(position, "is nested too deep to be a record")]) from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InputError([fault_at(position, f"is no record: {error}")]) from None
    if not isinstance(data, dict):
        raise InputError([fault_at(position, "is no record: expected a mapping")])
    found = data.get("format")
    if found != FORMAT or isinstance(found, bool):
        problem = "this library does not know the format" if "format" in data else "is missing"
        raise InputError([fault_at(position, problem, place="format", found=found, allowed=(str(FORMAT),))])
    return data


def _checks(data: dict[str, Any]) -> dict[str, Check]:
    """Return the checks of the fields; what was asked says what the question and the result have."""
    question = data.get("question")
    is_advice = isinstance(question, dict) and question.get("ask") == OF_ADVICE
    about: dict[str, Check] = {} if is_advice else {"about": text}
    result = ADVICE if is_advice else EXPLANATION
    return {
        "format": lambda _checker, _value, _place: None,
        "made_by": text,
        "rules": lambda checker, value, place: checker.fields(value, place, RULES),
        "switched_off": texts,
        "title": text,
        "facts": sections,
        "question": lambda checker, value, place: checker.fields(value, place, {"ask": _ask, **about}),
        "result": lambda checker, value, place: checker.fields(value, place, result),
        "used": texts,
        "sha256": digest,
        SEAL: text,
    }


def _ask(checker: Checker, value: Any, place: str) -> None:
    if value not in ASKS:
        checker.fault("expected what was asked, found", place, found=value, allowed=ASKS)


def _record(data: dict[str, Any]) -> Record:
    return Record(
        made_by=data["made_by"],
        rules=KnowledgeIdentity(**data["rules"]),
        switched_off=tuple(data["switched_off"]),
        title=data["title"],
        facts={
            section: {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
            for section, facts in data["facts"].items()
        },
        question=RecordedQuestion(**data["question"]),
        result=RecordedResult(**data["result"]),
        used=tuple(data["used"]),
        sha256=data["sha256"],
    )
