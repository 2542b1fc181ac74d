"""The file `sources.yaml` of a pack: what is cited, claim by claim."""

from __future__ import annotations

from pmo_expert.documents import Node, Table
from pmo_expert.domain.record import Reader
from pmo_expert.knowledge.language.rule import STRENGTHS, Claim, Source

SOURCES_FILE = "sources.yaml"
CLAIM_KINDS = ("raises", "mitigates", "caveat", "veto", "gate", "growth", "context", "step")
SOURCE_KEYS = ("title", "author", "year", "strength", "called", "claims")
CLAIM_KEYS = ("place", "kind", "says", "no_rule")


def read_sources(reader: Reader, root: Node) -> tuple[list[Source], list[Claim]]:
    """Return the sources and their claims."""
    top = reader.table(root, "sources", root.position)
    reader.keys(top, ("sources",), "sources")
    sources: list[Source] = []
    claims: list[Claim] = []
    for key, node in reader.table(top.get("sources"), "sources", root.position).entries:
        table = reader.table(node, key.text, key.position)
        reader.keys(table, SOURCE_KEYS, key.text)
        sources.append(_read_source(reader, table, key.text))
        claims += _read_claims(reader, table.get("claims"), key.text)
    return sources, claims


def _read_source(reader: Reader, table: Table, name: str) -> Source:
    year = reader.number(table, "year", name, default=0)
    return Source(
        id=name,
        title=reader.text(table, "title", name),
        author=reader.text(table, "author", name),
        year=int(year) or None,
        strength=reader.choice(table, "strength", tuple(STRENGTHS), "strength", name),
        called=reader.text(table, "called", name, required=False),
    )


def _read_claims(reader: Reader, node: Node | None, source: str) -> list[Claim]:
    claims = []
    for key, claim in reader.table(node, source, node.position).entries if node is not None else ():
        place = f"{source} {key.text}"
        table = reader.table(claim, place, key.position)
        reader.keys(table, CLAIM_KEYS, place)
        kinds = reader.texts(table.get("kind"), place)
        claims.append(
            Claim(
                id=place,
                source=source,
                place=reader.text(table, "place", place),
                kinds=tuple(reader.one_of(kind, CLAIM_KINDS, "kind of claim", place) for kind in kinds),
                says=reader.text(table, "says", place),
                no_rule=reader.text(table, "no_rule", place, required=False) or None,
                position=key.position,
            )
        )
    return claims
