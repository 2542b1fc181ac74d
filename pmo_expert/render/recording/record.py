"""A record of a result, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

from pmo_expert.domain.attribute import Plain
from pmo_expert.knowledge.language.identity import KnowledgeIdentity

FORMAT = 1
"""The format of the records that are written; it changes when a field goes or means something else."""

Ask = Literal["advice", "why", "why-not"]
Sections: TypeAlias = Mapping[str, Mapping[str, Plain]]
"""Facts by section and attribute, as case files have them."""


@frozen(kw_only=True, slots=False)
class RecordedQuestion:
    """What was asked; `about` is the conclusion that an explanation is of, None of an advice."""

    ask: Ask
    about: str | None = None


@frozen(kw_only=True, slots=False)
class RecordedResult:
    """What came out, in short.

    An advice has its verdict, its lean and the status of every concern, an explanation has its answer.
    """

    verdict: str | None = None
    lean: str | None = None
    concerns: Mapping[str, str] | None = field(default=None, hash=False)
    answer: str | None = None


@frozen(kw_only=True, slots=False)
class Record:
    """What was asked about which facts by which rules, and what came out; made by `record_of`.

    `made_by` is the version of this library that wrote it, `switched_off` are the rules that were not used. `used` has
    for each rule that the result speaks of the start of a digest of its id and of what it says. `sha256` is the digest
    of the full result as JSON, without its engines, which depend on the installation.
    """

    made_by: str
    rules: KnowledgeIdentity
    switched_off: tuple[str, ...]
    title: str
    facts: Sections = field(hash=False)
    question: RecordedQuestion
    result: RecordedResult
    used: tuple[str, ...]
    sha256: str
