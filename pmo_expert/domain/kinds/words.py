"""Words for numbers, as in `half: {number: 50, phrase: it takes half of the time}`, for people who know no number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from pmo_expert.documents import Scalar, Table
from pmo_expert.domain.kinds.values import read_values
from pmo_expert.domain.record import Reader
from pmo_expert.domain.text import folded, number_in, number_text, spellings

FIELDS = ("phrase", "names", "number")


@frozen(slots=False)
class Words:
    """Words for numbers: `numbers` and `phrases` have the number and the clause of each, `names` what others mean.

    A number for which there is a word is stated and written by that word, so that no word is shown as a number.
    """

    numbers: Mapping[str, float] = field(factory=dict, hash=False)
    phrases: Mapping[str, str] = field(factory=dict, hash=False)
    names: Mapping[str, str] = field(factory=dict, hash=False)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return spellings(self.numbers, self.names)

    @cached_property
    def _of_numbers(self) -> dict[float, str]:
        return {number: word for word, number in self.numbers.items()}

    def number(self, text: str) -> float | None:
        """Return the number that a word or another name of it stands for; None when the text is neither."""
        word = self._spellings.get(folded(text))
        return None if word is None else self.numbers[word]

    def of(self, number: float) -> str | None:
        """Return the word for a number; None when there is none."""
        return self._of_numbers.get(number)


def read_words(reader: Reader, table: Table, place: str, lowest: float, highest: float) -> Words:
    """Return the words under `values`, none where it is missing; each has a number of its own within the bounds."""
    if table.get("values") is None:
        return Words()
    phrases, names = read_values(reader, table, place, {}, {}, FIELDS)
    stated = reader.table(table.get("values"), place, table.position)
    numbers: dict[str, float] = {}
    for key, node in stated.entries:
        if key.text not in phrases:
            continue
        number = reader.number(node if isinstance(node, Table) else Table((), node.position), "number", place)
        _check_number(reader, key, place, number, (lowest, highest), numbers)
        numbers[key.text] = number
    for name in (*phrases, *names):
        if number_in(name, "") is not None:
            reader.fault(table.position, "a word for a number is no number itself:", place=place, found=name)
    return Words(numbers, phrases, names)


def _check_number(
    reader: Reader, key: Scalar, place: str, number: float, bounds: tuple[float, float], taken: Mapping[str, float]
) -> None:
    if not bounds[0] <= number <= bounds[1]:
        problem = f"expected {number_text(bounds[0])} to {number_text(bounds[1])} as the number of {key.text}, found"
        reader.fault(key.position, problem, place=place, found=number_text(number))
    if number in taken.values():
        reader.fault(key.position, "another word has the same number:", place=place, found=key.text)
