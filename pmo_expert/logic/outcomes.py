"""A multi-valued decision diagram: which outcome follows for which values of the facts.

Every question is answered by one or two walks over its nodes (Darwiche, "A differential approach to inference in
Bayesian networks", 2003, does the same on arithmetic circuits). Counts are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import islice
from math import prod

from attrs import define, field, frozen

from pmo_expert.logic.keys import Facts, Variable

Counts = tuple[int, ...]
"""How many assignments lead to each outcome, in the order of the outcomes."""
Joint = dict[Variable, tuple[Counts, ...]]
"""The counts for each value of each fact on which the outcome depends."""


@frozen
class Outcomes:
    """A diagram with one level for each fact, in order, and an outcome at each end.

    Nodes below `count` are the outcomes; node `count + i` stands at level `levels[i]` and has a child for each value
    of the fact there. `values` are the values of the fact at each level. Every node can be reached from the root, and
    no two nodes stand for the same function.
    """

    facts: tuple[Variable, ...]
    values: tuple[tuple[str, ...], ...]
    count: int
    levels: tuple[int, ...] = field(repr=False)
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    root: int = field(repr=False)

    def outcome(self, facts: Facts) -> int:
        """Return the number of the outcome for values of all facts."""
        node = self.root
        while node >= self.count:
            level = self.levels[node - self.count]
            node = self.children[node - self.count][self.values[level].index(facts[self.facts[level]])]
        return node

    def restrict(self, given: Facts) -> Outcomes:
        """Return the diagram for the cases in which some facts have given values."""
        return _Restriction(self, given).restricted() if given else self

    def possible(self, given: Facts) -> frozenset[int]:
        """Return the outcomes that are possible when some facts have given values."""
        return frozenset(node for node in self.reached(given) if node < self.count)

    def reached(self, given: Facts) -> set[int]:
        """Return the nodes, outcomes among them, that given values leave on a way down from the root."""
        chosen = self.chosen(given)
        reached = {self.root}
        stack = [self.root]
        while stack:
            place = stack.pop() - self.count
            if place < 0:
                continue
            below, choice = self.children[place], chosen[self.levels[place]]
            for child in below if choice is None else below[choice : choice + 1]:
                if child not in reached:
                    reached.add(child)
                    stack.append(child)
        return reached

    def chosen(self, given: Facts) -> list[int | None]:
        """Return for each level the place of the value that is given there, None where none is."""
        pairs = zip(self.facts, self.values, strict=True)
        return [values.index(given[fact]) if fact in given else None for fact, values in pairs]

    def mattering(self) -> tuple[Variable, ...]:
        """Return the facts on which the outcome still depends."""
        return tuple(self.facts[level] for level in sorted(set(self.levels)))

    def counts(self) -> Counts:
        """Return how many ways to give every fact a value lead to each outcome."""
        return _Walk(self).counts()

    def joint(self) -> Joint:
        """Return the counts for each value of each fact on which the outcome depends."""
        return _Walk(self).joint()

    def smallest_changes(
        self, facts: Facts, free: Mapping[Variable, tuple[str, ...]], outcome: int, most: int
    ) -> list[dict[Variable, str]]:
        """Return the smallest sets of changes that lead to an outcome, `most` of them at the most.

        `facts` are the values of all facts, `free` the values that some of them may change to.
        """
        return _Changes(self, facts, free).smallest(outcome, most)


@define
class _Restriction:
    """Rebuilds a diagram with only the given values, without the nodes that no longer decide anything."""

    diagram: Outcomes
    given: Facts
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
        self.rebuilt = {end: end for end in range(diagram.count)}
        chosen = diagram.chosen(self.given)
        for node in sorted(diagram.reached(self.given)):  # children stand before their parents
            if node >= diagram.count:
                self.rebuilt[node] = self._rebuild(node - diagram.count, chosen)
        root = self.rebuilt[diagram.root]
        return Outcomes(diagram.facts, values, diagram.count, tuple(self.levels), tuple(self.children), root)

    def _rebuild(self, place: int, chosen: list[int | None]) -> int:
        level = self.diagram.levels[place]
        children, choice = self.diagram.children[place], chosen[level]
        if choice is not None:
            return self.rebuilt[children[choice]]
        below = tuple([self.rebuilt[child] for child in children])
        if len(set(below)) == 1:
            return below[0]
        key = (level, below)
        if key not in self.unique:
            self.levels.append(key[0])
            self.children.append(below)
            self.unique[key] = self.diagram.count + len(self.levels) - 1
        return self.unique[key]


@define
class _Walk:
    """Counts, up and down a diagram, the ways to give values to the facts.

    A node counts the ways to give values to all facts that matter, those above it too, as if they all led there; each
    of them stands for `others` ways to give values to the rest. The counts for all outcomes are the digits of one
    number, so that one sum or product does for all of them.
    """

    diagram: Outcomes
    total: int = field(init=False)
    others: int = field(init=False)
    digit: int = field(init=False)
    down: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        diagram = self.diagram
        sizes = [len(names) for names in diagram.values]
        self.total = prod(sizes[level] for level in set(diagram.levels))
        self.others = prod(sizes) // self.total
        self.digit = 2 * self.total.bit_length()
        self.down = down = [self.total << outcome * self.digit for outcome in range(diagram.count)]
        for children in diagram.children:
            below = 0
            for child in children:
                below += down[child]
            down.append(below // len(children))

    def counts(self) -> Counts:
        return self._digits(self.down[self.diagram.root])

    def joint(self) -> Joint:
        passing = self._passing()
        nodes: dict[int, list[int]] = {}
        for node, level in enumerate(self.diagram.levels, start=self.diagram.count):
            nodes.setdefault(level, []).append(node)
        return {self.diagram.facts[level]: self._at(level, nodes[level], passing) for level in sorted(nodes)}

    def _at(self, level: int, nodes: list[int], passing: list[int]) -> tuple[Counts, ...]:
        """Return the counts for each value of the fact at a level: through its nodes, and past them."""
        size, down, count = len(self.diagram.values[level]), self.down, self.diagram.count
        products = [0] * size
        for node in nodes:
            ways = passing[node]
            for place, child in enumerate(self.diagram.children[node - count]):
                products[place] += ways * down[child]
        through = [product // (self.total * size) for product in products]
        past = (down[self.diagram.root] - sum(through)) // size
        return tuple([self._digits(part + past) for part in through])

    def _passing(self) -> list[int]:
        """Return how many ways to give values to all facts that matter lead through each node."""
        passing = [0] * len(self.down)
        passing[self.diagram.root] = self.total
        for node in range(len(self.down) - 1, self.diagram.count - 1, -1):  # children stand before their parents
            children = self.diagram.children[node - self.diagram.count]
            ways = passing[node] // len(children)
            for child in children:
                passing[child] += ways
        return passing

    def _digits(self, number: int) -> Counts:
        mask = (1 << self.digit) - 1
        return tuple([(number >> outcome * self.digit & mask) * self.others for outcome in range(self.diagram.count)])


@define
class _Changes:
    """Finds the cheapest ways down a diagram, where keeping the value of a fact costs nothing and a change one.

    It is the shortest-path algorithm of Dijkstra (1959), which goes no further down than the cheapest way asks for.
    `before` holds, for each node that was reached, the steps that end the cheapest ways to it: a node above, with the
    fact and value that change there.
    """

    diagram: Outcomes
    facts: Facts
    free: Mapping[Variable, tuple[str, ...]]
    costs: dict[int, int] = field(factory=dict)
    before: dict[int, list[tuple[int, dict[Variable, str]]]] = field(factory=dict)

    def smallest(self, outcome: int, most: int) -> list[dict[Variable, str]]:
        self._search(outcome)
        return list(islice(self._ways(outcome), most)) if outcome in self.costs else []

    def _search(self, outcome: int) -> None:
        """Visit nodes, the cheapest first, of those the highest, until the outcome comes."""
        root = self.diagram.root
        self.costs[root] = 0
        queue = [(0, -root)]
        while queue:
            cost, node = heappop(queue)
            if -node == outcome:
                return
            if cost == self.costs[-node] and -node >= self.diagram.count:
                for child, change in self._moves(-node):
                    self._reach(queue, child, cost + len(change), (-node, change))

    def _reach(self, queue: list[tuple[int, int]], node: int, cost: int, step: tuple[int, dict[Variable, str]]) -> None:
        known = self.costs.get(node)
        if known is None or cost < known:
            self.costs[node] = cost
            self.before[node] = [step]
            heappush(queue, (cost, -node))
        elif cost == known:
            self.before[node].append(step)

    def _ways(self, outcome: int) -> Iterator[dict[Variable, str]]:
        """Yield the cheapest sets of changes on the way down to an outcome."""
        stack: list[tuple[int, dict[Variable, str]]] = [(outcome, {})]
        while stack:
            node, way = stack.pop()
            if node == self.diagram.root:
                yield way
            else:
                stack += [(above, change | way) for above, change in reversed(self.before[node])]

    def _moves(self, node: int) -> Iterator[tuple[int, dict[Variable, str]]]:
        """Yield the nodes below a node that values allow which its fact has or may have, with what changes."""
        level = self.diagram.levels[node - self.diagram.count]
        fact, values = self.diagram.facts[level], self.diagram.values[level]
        children = self.diagram.children[node - self.diagram.count]
        yield children[values.index(self.facts[fact])], {}
        for value in self.free.get(fact, ()):
            if value != self.facts[fact]:
                yield children[values.index(value)], {fact: value}
