"""A multi-valued decision diagram: which outcome follows for which values of the facts.

Every question is answered by one or two walks over its nodes (Darwiche, "A differential approach to inference in
Bayesian networks", 2003, does the same on arithmetic circuits). Counts are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate, islice

from attrs import define, field, frozen

Counts = tuple[int, ...]
"""How many assignments lead to each outcome, in the order of the outcomes."""


@frozen
class Outcomes:
    """A diagram with one level for each fact, in order, and an outcome at each end.

    Nodes below `count` are the outcomes; node `count + i` stands at level `levels[i]` and has a child for each value
    of the fact there. `values` are the values of the fact at each level. Every node can be reached from the root, and
    no two nodes stand for the same function.
    """

    facts: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    count: int
    levels: tuple[int, ...] = field(repr=False)
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    root: int = field(repr=False)

    def outcome(self, facts: Mapping[str, str]) -> int:
        """Return the number of the outcome for values of all facts."""
        node = self.root
        while node >= self.count:
            level = self.levels[node - self.count]
            node = self.children[node - self.count][self.values[level].index(facts[self.facts[level]])]
        return node

    def restrict(self, given: Mapping[str, str]) -> Outcomes:
        """Return the diagram for the cases in which some facts have given values."""
        return _Restriction(self, given).restricted()

    def possible(self) -> frozenset[int]:
        """Return the outcomes that are possible."""
        ends = {child for children in self.children for child in children if child < self.count}
        return frozenset(ends or {self.root})

    def mattering(self) -> tuple[str, ...]:
        """Return the facts on which the outcome still depends."""
        return tuple(self.facts[level] for level in sorted(set(self.levels)))

    def counts(self) -> Counts:
        """Return how many ways to give every fact a value lead to each outcome."""
        return _Walk(self).counts()

    def joint(self) -> dict[str, tuple[Counts, ...]]:
        """Return the counts for each value of each fact on which the outcome depends."""
        return _Walk(self).joint()

    def fewest_changes(
        self, facts: Mapping[str, str], free: Mapping[str, tuple[str, ...]], outcome: int, most: int
    ) -> list[dict[str, str]]:
        """Return the smallest sets of changes that lead to an outcome, `most` of them at the most.

        `facts` are the values of all facts, `free` the values that some of them may change to.
        """
        return _Changes(self, facts, free, outcome).smallest(most)


@define
class _Restriction:
    """Rebuilds a diagram with only the given values, without the nodes that no longer decide anything."""

    diagram: Outcomes
    given: Mapping[str, str]
    levels: list[int] = field(factory=list)
    children: list[tuple[int, ...]] = field(factory=list)
    rebuilt: dict[int, int] = field(factory=dict)
    unique: dict[tuple[int, tuple[int, ...]], int] = field(factory=dict)

    def restricted(self) -> Outcomes:
        diagram = self.diagram
        values = tuple(
            (self.given[fact],) if fact in self.given else names
            for fact, names in zip(diagram.facts, diagram.values, strict=True)
        )
        root = self._node(diagram.root)
        return Outcomes(diagram.facts, values, diagram.count, tuple(self.levels), tuple(self.children), root)

    def _node(self, node: int) -> int:
        if node < self.diagram.count:
            return node
        if node not in self.rebuilt:
            self.rebuilt[node] = self._rebuild(node)
        return self.rebuilt[node]

    def _rebuild(self, node: int) -> int:
        level = self.diagram.levels[node - self.diagram.count]
        children = self.diagram.children[node - self.diagram.count]
        fact = self.diagram.facts[level]
        if fact in self.given:
            return self._node(children[self.diagram.values[level].index(self.given[fact])])
        below = tuple(map(self._node, children))
        if len(set(below)) == 1:
            return below[0]
        key = (level, below)
        if key not in self.unique:
            self.levels.append(level)
            self.children.append(below)
            self.unique[key] = self.diagram.count + len(self.levels) - 1
        return self.unique[key]


@define
class _Walk:
    """Counts, up and down a diagram, the ways to give values to the facts."""

    diagram: Outcomes
    below: list[int] = field(init=False)
    down: list[Counts] = field(init=False)

    def __attrs_post_init__(self) -> None:
        sizes = [len(names) for names in self.diagram.values]
        self.below = list(accumulate(reversed(sizes), lambda product, size: product * size, initial=1))
        self.below.reverse()
        count = self.diagram.count
        self.down = [tuple(int(node == outcome) for outcome in range(count)) for node in range(count)]
        for level, children in zip(self.diagram.levels, self.diagram.children, strict=True):
            parts = [(self._skipped(level + 1, child), self.down[child]) for child in children]
            self.down.append(tuple(sum(ways * part[outcome] for ways, part in parts) for outcome in range(count)))

    def counts(self) -> Counts:
        ways = self._skipped(0, self.diagram.root)
        return tuple(ways * number for number in self.down[self.diagram.root])

    def joint(self) -> dict[str, tuple[Counts, ...]]:
        total, passing = self.counts(), self._passing()
        nodes: dict[int, list[int]] = {}
        for node, level in enumerate(self.diagram.levels, start=self.diagram.count):
            nodes.setdefault(level, []).append(node)
        return {self.diagram.facts[level]: self._at(level, nodes[level], passing, total) for level in sorted(nodes)}

    def _at(self, level: int, nodes: list[int], passing: list[int], total: Counts) -> tuple[Counts, ...]:
        """Return the counts for each value of the fact at a level: through its nodes, and past them."""
        size = len(self.diagram.values[level])
        through = [[0] * self.diagram.count for _ in range(size)]
        for node in nodes:
            for place, child in enumerate(self.diagram.children[node - self.diagram.count]):
                ways = passing[node] * self._skipped(level + 1, child)
                for outcome, number in enumerate(self.down[child]):
                    through[place][outcome] += ways * number
        past = [(whole - sum(parts)) // size for whole, parts in zip(total, zip(*through, strict=True), strict=True)]
        return tuple(tuple(here + rest for here, rest in zip(part, past, strict=True)) for part in through)

    def _passing(self) -> list[int]:
        """Return in how many ways the facts above each node lead to it; children stand before their parents."""
        passing = [0] * len(self.down)
        passing[self.diagram.root] = self._skipped(0, self.diagram.root)
        for node in range(len(self.down) - 1, self.diagram.count - 1, -1):
            level = self.diagram.levels[node - self.diagram.count]
            for child in self.diagram.children[node - self.diagram.count]:
                passing[child] += passing[node] * self._skipped(level + 1, child)
        return passing

    def _skipped(self, level: int, node: int) -> int:
        """Return in how many ways the facts from a level to the node's own can have values."""
        count = self.diagram.count
        own = len(self.diagram.facts) if node < count else self.diagram.levels[node - count]
        return self.below[level] // self.below[own]


@define
class _Changes:
    """Finds the cheapest ways through a diagram, where keeping the value of a fact costs nothing and a change one."""

    diagram: Outcomes
    facts: Mapping[str, str]
    free: Mapping[str, tuple[str, ...]]
    outcome: int
    costs: dict[int, float] = field(factory=dict)

    def smallest(self, most: int) -> list[dict[str, str]]:
        if self._cost(self.diagram.root) == float("inf"):
            return []
        return list(islice(self._ways(self.diagram.root), most))

    def _ways(self, node: int) -> Iterator[dict[str, str]]:
        """Yield the cheapest sets of changes from a node on."""
        if node < self.diagram.count:
            yield {}
            return
        fact, moves = self._moves(node)
        for value, child in moves:
            price = int(value != self.facts[fact])
            if price + self._cost(child) == self._cost(node):
                for rest in self._ways(child):
                    yield {fact: value, **rest} if price else rest

    def _cost(self, node: int) -> float:
        if node < self.diagram.count:
            return 0 if node == self.outcome else float("inf")
        if node not in self.costs:
            fact, moves = self._moves(node)
            self.costs[node] = min(int(value != self.facts[fact]) + self._cost(child) for value, child in moves)
        return self.costs[node]

    def _moves(self, node: int) -> tuple[str, list[tuple[str, int]]]:
        """Return the fact at a node, and the values that it has or may have with the nodes below."""
        level = self.diagram.levels[node - self.diagram.count]
        fact = self.diagram.facts[level]
        children = zip(self.diagram.values[level], self.diagram.children[node - self.diagram.count], strict=True)
        allowed = {self.facts[fact], *self.free.get(fact, ())}
        return fact, [(value, child) for value, child in children if value in allowed]
