"""Words for numbers, as in `half: {number: 50, phrase: it takes half of the time}`, for people who know no number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from pmo_expert.documents import Node, Table
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
    def spelled(self) -> dict[str, str]:
        """The words by every text that means them, folded."""
        return spellings(self.numbers, self.names)

    @cached_property
    def _of_numbers(self) -> dict[float, str]:
        return {number: word for word, number in self.numbers.items()}

    def number(self, text: str) -> float | None:
        """Return the number that a word or another name of it stands for; None when the text is neither."""
        word = self.spelled.get(folded(text))
        return None if word is None else self.numbers[word]

    def of(self, number: float) -> str | None:
        """Return the word for a number; None when there is none."""
        return self._of_numbers.get(number)


def read_words(reader: Reader, table: Table, place: str, lowest: float, highest: float) -> Words:
    """Return the words under `values`, none where it is missing; each has a number of its own within the bounds."""
    stated = table.get("values")
    if stated is None:
        return Words()
    phrases, names = read_values(reader, table, place, {}, {}, fields=FIELDS)
    numbers: dict[str, float] = {}
    for key, record in stated.entries if isinstance(stated, Table) else ():
        if key.text in phrases:
            before = len(reader.faults)
            number = _number(reader, record, f"{place} {key.text}")
            if len(reader.faults) == before and not lowest <= number <= highest:
                problem = f"expected a number from {number_text(lowest)} to {number_text(highest)}, found"
                reader.fault(record.position, problem, place=f"{place} {key.text}", found=number_text(number))
            elif len(reader.faults) == before and number in numbers.values():
                reader.fault(record.position, "another word stands for the same number:", place=place, found=key.text)
            numbers[key.text] = number
    for word in (*phrases, *names):
        if number_in(word, "") is not None:
            reader.fault(table.position, "a word for a number is no number itself:", place=place, found=word)
    return Words(numbers, phrases, names)


def _number(reader: Reader, record: Node, place: str) -> float:
    return reader.number(record if isinstance(record, Table) else Table((), record.position), "number", place)
