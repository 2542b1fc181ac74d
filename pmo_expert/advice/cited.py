"""What an advice cites: its sources, each with the claims that are cited of it."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.advice.cited_result import CitedSource
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.knowledge.language.rule import STRENGTHS


def cited_sources(knowledge: Knowledge, claims: Iterable[str]) -> tuple[CitedSource, ...]:
    """Return the sources of some claims, in the order of the packs, each with those claims."""
    wanted = set(claims)
    cited: dict[str, list[str]] = {}
    for claim in knowledge.claims.values():
        if claim.id in wanted:
            cited.setdefault(claim.source, []).append(claim.id)
    return tuple(
        CitedSource(
            id=source.id,
            title=source.title,
            author=source.author,
            year=source.year,
            strength=STRENGTHS.get(source.strength, ""),
            claims=tuple(cited[source.id]),
        )
        for source in knowledge.sources.values()
        if source.id in cited
    )
