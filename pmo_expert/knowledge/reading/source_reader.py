"""The file `sources.yaml` of a pack: what is cited, claim by claim."""

from __future__ import annotations

from pmo_expert.documents import Node
from pmo_expert.domain.record import Reader
from pmo_expert.knowledge.language.rule import Claim, Source

SOURCES_FILE = "sources.yaml"
CLAIM_KINDS = ("raises", "mitigates", "caveat", "veto", "gate", "growth", "context", "step")
CLAIM_KEYS = ("place", "kind", "says", "no_rule")


def read_sources(reader: Reader, root: Node) -> tuple[list[Source], list[Claim]]:
    """Return the sources and their claims."""
    top = reader.table(root, "sources", root.position)
    reader.keys(top, ("sources",), "sources")
    sources: list[Source] = []
    claims: list[Claim] = []
    for key, node in reader.table(top.get("sources"), "sources", root.position).entries:
        table = reader.table(node, key.text, key.position)
        reader.keys(table, ("title", "author", "claims"), key.text)
        title, author = reader.text(table, "title", key.text), reader.text(table, "author", key.text)
        sources.append(Source(id=key.text, title=title, author=author))
        claims += _read_claims(reader, table.get("claims"), key.text)
    return sources, claims


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
                place=reader.text(table, "place", place),
                kinds=tuple(reader.one_of(kind, CLAIM_KINDS, "kind of claim", place) for kind in kinds),
                says=reader.text(table, "says", place),
                no_rule=reader.text(table, "no_rule", place, required=False) or None,
                position=key.position,
            )
        )
    return claims
