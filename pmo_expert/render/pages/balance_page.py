"""The page that tells whether packs are balanced and dated."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_expert.render.balance import BalanceItem
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph

ADAPTED = (
    "Looked at are twelve items adapted from the minimum standards of IPDAS for aids to patients' decisions. This is "
    "no certificate, and unlike such aids the advice says which way it would go."
)


def balance_page(items: Iterable[BalanceItem]) -> list[Block]:
    """Return the page for the twelve items."""
    return [Heading(2, "Balanced and dated"), Paragraph(ADAPTED), *map(_item, items)]


def _item(item: BalanceItem) -> Item:
    lead = f"{'Met' if item.met else 'Not met'}: {item.asks.rstrip('.')}"
    return Item(item.found, lead=lead, tone="good" if item.met else "bad", details=item.missing)
