"""The engine `diagram`: a program as decision diagrams, which hold every possible case at once.

Built with OxiDD (Husung, Dubslaff, Hermanns and Köhl, "OxiDD", TACAS 2024). A fact with n values takes n - 1 Boolean
variables: the i-th says that the fact has its i-th value and none of those before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby, islice
from typing import Any

from attrs import define, field

from pmo_expert.logic.fact_order import fact_orders
from pmo_expert.logic.keys import Atom, Facts, Label, Variable
from pmo_expert.logic.outcomes import Outcomes
from pmo_expert.logic.program import Clause, FactIn, Holds, Literal, Program

MOST_NODES = 1 << 22
LEAST_CACHE = 1 << 14
"""The cache has an entry for every four nodes, and no fewer than this.

With an entry for every sixteen, one operation on the diagrams of a thousand rules did not end within minutes.
"""
MOST_READ = 1 << 18
"""How many nodes a diagram with an outcome at each end may have; each takes about a kilobyte while it is read."""


class DiagramTooLargeError(ValueError):
    """The diagram of a program outgrows what it may hold; other engines still run the program."""


@define
class Diagram:
    """The conclusions of a program as Boolean functions of its facts.

    `order` has the facts, each once; where it is left out, they are ordered from `roots`, the conclusions that matter
    most. `most_nodes` is the room for nodes; the conclusions may take a quarter of it, work on them the rest. Raises
    ImportError without OxiDD, DiagramTooLargeError when memory does not do.
    """

    program: Program
    roots: tuple[Atom, ...]
    most_nodes: int = MOST_NODES
    order: tuple[Variable, ...] = field(default=(), repr=False)
    _manager: Any = field(init=False, repr=False)
    _literals: dict[tuple[Variable, str], Any] = field(init=False, repr=False)
    _conclusions: dict[Atom, Any] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        from oxidd.bdd import BDDManager

        self.order = self.order or next(fact_orders(self.program, self.roots))
        self._manager = BDDManager(self.most_nodes, max(self.most_nodes // 4, LEAST_CACHE), 1)
        with self.bounded():
            self._literals = self._make_literals()
            self._conclusions = self._make_conclusions()

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """Turn the error of OxiDD when it runs out of nodes into one that names the limit."""
        from oxidd.util import DDMemoryError

        try:
            yield
        except DDMemoryError:
            raise _too_large(self.most_nodes) from None

    def tidy(self) -> None:
        """Free the nodes that nothing needs, once there are many; OxiDD does so by itself, at times too late."""
        if self._manager.num_inner_nodes() > self.most_nodes // 8:
            self._manager.gc()

    @property
    def nodes(self) -> int:
        """How many nodes it takes to hold the conclusions."""
        self._manager.gc()
        return int(self._manager.num_inner_nodes())

    @cached_property
    def by_size(self) -> tuple[Atom, ...]:
        """The conclusions, those with the smallest functions first."""
        return tuple(sorted(self._conclusions, key=lambda atom: (self._conclusions[atom].node_count(), atom)))

    def always(self) -> Any:
        """Return the Boolean function that is true everywhere."""
        return self._manager.true()

    def function(self, conclusion: Atom) -> Any:
        """Return the Boolean function that is true where a conclusion is reached."""
        return self._conclusions.get(conclusion, self._manager.false())

    def fact_in(self, fact: Variable, values: Iterable[str]) -> Any:
        """Return the Boolean function that is true where a fact has one of some values."""
        function = self._manager.false()
        with self.bounded():
            for value in values:
                function |= self._literals[fact, value]
        return function

    def body(self, literals: Iterable[Literal]) -> Any:
        """Return the Boolean function that is true where every literal is."""
        return self._body(literals, {})

    def reachable(self, function: Any, facts: Collection[Variable]) -> Any:
        """Return where a Boolean function is true or can become so by a change of some facts alone."""
        variables = self._manager.true()
        number = 0
        for fact in self.order:
            count = len(self.program.domains[fact]) - 1
            if fact in facts:
                for place in range(number, number + count):
                    variables &= self._manager.var(place)
            number += count
        return function.exists(variables)

    def nearest(self, function: Any, facts: Facts, free: Iterable[Variable]) -> dict[Variable, str] | None:
        """Return values of all facts for which a Boolean function is true, with the fewest changes to `facts`.

        Only the facts in `free` change; None when that does not make the function true.
        """
        read = _Reader(self, (function, ~function)).read()
        found = read.smallest_changes(facts, {fact: self.program.domains[fact] for fact in free}, 0, 1)
        return {**facts, **found[0]} if found else None

    def without(self, labels: Collection[Label]) -> Iterator[tuple[Atom, Any]]:
        """Yield the conclusions that differ without the clauses of some labels, in the order of strata.

        Each comes with its function without them.
        """
        changed: dict[Atom, Any] = {}
        ordered = sorted(self.program.clauses, key=lambda clause: (self.program.strata[clause.head], clause.head))
        for head, group in groupby(ordered, key=lambda clause: clause.head):
            clauses = list(group)
            if not any(clause.label in labels or _reads(clause, changed) for clause in clauses):
                continue
            function = self._manager.false()
            for clause in clauses:
                if clause.label not in labels:
                    function |= self._body(clause.body, changed)
            if function != self.function(head):
                changed[head] = function
                yield head, function

    def outcomes(self, conclusions: Sequence[Atom | None]) -> Outcomes:
        """Return which of some conclusions is reached for which facts; exactly one must be.

        None stands for the case that none of the others is.
        """
        named = [self.function(name) for name in conclusions if name is not None]
        rest = self._manager.true()
        with self.bounded():
            for function in named:
                rest &= ~function
        functions = tuple(rest if name is None else self.function(name) for name in conclusions)
        return _Reader(self, functions).read()

    def cases(self, function: Any) -> int:
        """Return for how many assignments of values to all facts a Boolean function is true."""
        with self.bounded():
            functions = (function, ~function)
        return _Reader(self, functions).read().counts()[0]

    def _make_literals(self) -> dict[tuple[Variable, str], Any]:
        domains = self.program.domains
        self._manager.add_vars(sum(len(domains[fact]) - 1 for fact in self.order))
        literals: dict[tuple[Variable, str], Any] = {}
        number = 0
        for fact in self.order:
            none_before = self._manager.true()
            for value in domains[fact][:-1]:
                variable = self._manager.var(number)
                literals[fact, value] = none_before & variable
                none_before &= ~variable
                number += 1
            literals[fact, domains[fact][-1]] = none_before
        return literals

    def _make_conclusions(self) -> dict[Atom, Any]:
        self._conclusions = {}
        for clause in self.program.clauses:
            self._conclusions[clause.head] = self.function(clause.head) | self._body(clause.body, {})
            self._leave_room()
        return self._conclusions

    def _leave_room(self) -> None:
        """Raise DiagramTooLargeError when the conclusions take more than a quarter of the room for nodes.

        Operations on functions as large as that take seconds each, and there may be hundreds more of them.
        """
        most = self.most_nodes // 4
        if self._manager.num_inner_nodes() > 2 * most and self.nodes > most:
            raise _too_large(most)

    def _body(self, literals: Iterable[Literal], changed: Mapping[Atom, Any]) -> Any:
        body = self._manager.true()
        for literal in literals:
            body &= self._literal(literal, changed)
        return body

    def _literal(self, literal: Literal, changed: Mapping[Atom, Any]) -> Any:
        if isinstance(literal, FactIn):
            return self.fact_in(literal.variable, literal.values)
        name = literal.conclusion
        reached = changed[name] if name in changed else self.function(name)
        return reached if isinstance(literal, Holds) else ~reached


def _too_large(nodes: int) -> DiagramTooLargeError:
    return DiagramTooLargeError(f"these rules need a diagram of more than {nodes} nodes")


def _reads(clause: Clause, conclusions: Collection[Atom]) -> bool:
    return any(not isinstance(literal, FactIn) and literal.conclusion in conclusions for literal in clause.body)


@define
class _Reader:
    """Reads Boolean functions, one for each outcome, into one diagram with an outcome at each end.

    It may have more nodes than the functions together, as each of its nodes stands for a combination of theirs; so it
    has a limit of its own, beyond which DiagramTooLargeError is raised.
    """

    diagram: Diagram
    functions: tuple[Any, ...]
    levels: list[int] = field(factory=list)
    children: list[tuple[int, ...]] = field(factory=list)
    known: dict[tuple[Any, ...], int] = field(factory=dict)
    branches: dict[tuple[Any, ...], tuple[int, list[tuple[Any, ...]]]] = field(factory=dict)
    first: list[int] = field(factory=list)
    level_of: list[int] = field(factory=list)
    most: int = MOST_READ

    def read(self) -> Outcomes:
        domains = self.diagram.program.domains
        values = tuple(domains[fact] for fact in self.diagram.order)
        for level, names in enumerate(values):
            self.first.append(len(self.level_of))
            self.level_of += [level] * (len(names) - 1)
        stack = [self.functions]
        while stack:
            functions = stack[-1]
            below = [branch for branch in self._below(functions) if branch not in self.known]
            if below:
                stack += reversed(below)
            else:
                self.known[stack.pop()] = self._number(functions)
        root = self.known[self.functions]
        return Outcomes(self.diagram.order, values, len(self.functions), tuple(self.levels), tuple(self.children), root)

    def _below(self, functions: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Return the functions for each value of the first fact that matters; none where none does."""
        if functions not in self.branches:
            variables = [variable for function in functions if (variable := function.node_var()) is not None]
            level = self.level_of[min(variables)] if variables else -1
            self.branches[functions] = (level, list(self._branches(functions, level)) if variables else [])
            if len(self.branches) > self.most:
                raise _too_large(self.most)
        return self.branches[functions][1]

    def _number(self, functions: tuple[Any, ...]) -> int:
        """Return the number of a node: below the number of outcomes it is an end, else an inner node."""
        if functions in self.known:
            return self.known[functions]
        level, below = self.branches[functions]
        if not below:
            return [function.valid() for function in functions].index(True)
        self.levels.append(level)
        self.children.append(tuple(self.known[branch] for branch in below))
        return len(functions) + len(self.levels) - 1

    def _branches(self, functions: tuple[Any, ...], level: int) -> Iterable[tuple[Any, ...]]:
        """Yield the functions for each value of the fact at a level."""
        fact = self.diagram.order[level]
        for variable in range(self.first[level], self.first[level] + len(self.diagram.program.domains[fact]) - 1):
            pairs = [_cofactors(function, variable) for function in functions]
            yield tuple(true for true, _ in pairs)
            functions = tuple(false for _, false in pairs)
        yield functions


def _cofactors(function: Any, variable: int) -> tuple[Any, Any]:
    if function.node_var() != variable:
        return function, function
    true, false = function.cofactors()
    return true, false


def smallest_diagram(program: Program, roots: tuple[Atom, ...], *, most_nodes: int = MOST_NODES, tried: int) -> Diagram:
    """Return the smallest diagram of a program in some of the orders that promise most.

    Raises ImportError without OxiDD, DiagramTooLargeError when memory does for none of them.
    """
    best: Diagram | None = None
    fault = DiagramTooLargeError()
    for order in islice(fact_orders(program, roots), tried):
        try:
            diagram = Diagram(program, roots, most_nodes, order)
        except DiagramTooLargeError as error:
            fault = DiagramTooLargeError(str(error))  # the traceback of the other holds the diagram
            continue
        best = diagram if best is None or diagram.nodes < best.nodes else best
    if best is None:
        raise fault
    return best
