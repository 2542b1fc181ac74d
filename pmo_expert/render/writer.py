"""Blocks as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from attrs import frozen

from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table, Tone
from pmo_expert.render.words import one_line

WIDTH = 80
CODES: dict[Tone, str] = {"good": "32", "mixed": "33", "bad": "31", "strong": "1", "faint": "2"}


def blocks_to_text(blocks: Iterable[Block], *, colour: bool = False, width: int = WIDTH) -> str:
    """Return blocks as text that ends with a line feed."""
    writer = _Writer(colour, width)
    lines = [line for block in blocks for line in writer.block(block)]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip("\n") + "\n"


@frozen
class _Writer:
    colour: bool
    width: int

    def block(self, block: Block) -> Iterable[str]:
        match block:
            case Heading(level, text, tone):
                lines = self._wrapped(text.upper() if level == 1 else text, 0)
                return ["", *(self._toned(line, tone, bold=True) for line in lines), ""]
            case Paragraph(text, tone):
                return [*self._lines(text, 0, tone), ""]
            case Item():
                return [*self._item(block, 0), ""]
            case Table(header, rows):
                return [*self._table(header, rows), ""]

    def _item(self, item: Item, depth: int) -> Iterable[str]:
        indent = 2 * depth
        bullet = "" if depth == 0 else "- "
        lead = f"{item.lead}: " if item.lead else ""
        first = self._lines(bullet + lead + item.text, indent, item.tone, hanging=len(bullet))
        start = (bullet + lead).strip()
        if self.colour and item.lead and first[0].count(start):
            again = f"\x1b[{CODES[item.tone]}m" if item.tone in CODES else ""
            first[0] = first[0].replace(start, f"{self._toned(start, 'strong')}{again}", 1)
        yield from first
        for detail in item.details:
            yield from self._lines(detail, indent + 2 + len(bullet), "faint")
        for part in item.items:
            yield from self._item(part, depth + 1)

    def _lines(self, text: str, indent: int, tone: Tone, hanging: int = 0) -> list[str]:
        return [self._toned(line, tone) for line in self._wrapped(text, indent, hanging)]

    def _wrapped(self, text: str, indent: int, hanging: int = 0) -> list[str]:
        start = " " * indent
        return wrap(
            one_line(text),
            max(self.width, 40),
            initial_indent=start,
            subsequent_indent=start + " " * hanging,
            break_on_hyphens=False,
        )

    def _toned(self, text: str, tone: Tone, *, bold: bool = False) -> str:
        codes = [code for code in (CODES.get(tone), "1" if bold and tone != "strong" else None) if code]
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and codes else text

    def _table(self, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterable[str]:
        widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
        if sum(widths) + 2 * (len(widths) - 1) > self.width:
            return self._stacked(header, rows)
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (header, *rows)
        ]
        return [self._toned(lines[0].rstrip(), "strong"), *(line.rstrip() for line in lines[1:])]

    def _stacked(self, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterable[str]:
        """Yield rows that are too wide for columns: the first cell, and the others below it, each with its header."""
        for first, *others in rows:
            yield from self._lines(first, 0, "strong")
            for name, other in zip(header[1:], others, strict=True):
                yield from self._lines(f"{name}: {other}" if name else other, 4, "plain")
