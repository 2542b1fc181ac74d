"""Who argues for what and what answers it, as data: the argument map draws it, and a list says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from pmo_expert.advice.advice_result import Advice, Argument, ConcernAdvice, Firing, GrowthAdvice
from pmo_expert.advice.words import Words
from pmo_expert.knowledge.language.subjects import Status
from pmo_expert.render.blocks import Item
from pmo_expert.render.pages.advice_parts import USUALLY
from pmo_expert.render.pages.advice_told import argument_lead, first_firings
from pmo_expert.render.words import ROLES, concern_words, sentence_start

SIGNS: dict[Status, str] = {"open": "●", "mitigated": "◐", "not_known": "?", "not_raised": "○"}
"""A sign for each status of a concern; the word always stands beside it."""
ANSWERED = "answered"


@frozen
class Box:
    """What is told in one box: a label, a text, and whether it stands."""

    label: str
    text: str
    stands: bool = True


@frozen
class Cluster:
    """Boxes that have the same answers, and the clusters below them.

    `acts` says that the boxes act on the cluster above: they raise it, answer it or serve it.
    """

    boxes: tuple[Box, ...]
    below: tuple[Cluster, ...] = ()
    acts: bool = True


def argument_groups(advice: Advice) -> tuple[Cluster, ...]:
    """Return a group for each concern that has arguments, and last one for what is on offer, where there is any."""
    argued = [concern for concern in advice.concerns if concern.arguments]
    concerns = [_concern(concern, advice.words) for concern in argued]
    return (*concerns, *([_offers(advice)] if advice.growth else []))


def group_item(cluster: Cluster) -> Item:
    """Return a group as a point with points below it."""
    first, *others = cluster_items(cluster)
    assert not others
    return first


def cluster_items(cluster: Cluster) -> Iterator[Item]:
    """Yield the boxes of a cluster as points; the last one, which answers stand below, has the points of these."""
    below = tuple(item for part in cluster.below for item in cluster_items(part))
    *before, last = cluster.boxes
    for box in before:
        yield Item(box.text, lead=box.label)
    together = len(cluster.boxes) > 1 and below
    items = (Item(f"What answers these {len(cluster.boxes)}:", items=below),) if together else below
    yield Item(last.text, lead=last.label, items=items)


def _concern(concern: ConcernAdvice, words: Words) -> Cluster:
    label = f"{SIGNS[concern.status]} {sentence_start(concern_words(concern, words))}"
    told = _Told(concern.arguments, words)
    raised = told.clusters(one for one in concern.arguments if one.role == "raises")
    idle = tuple(told.box(one) for one in concern.arguments if one.role != "raises" and not one.answers)
    others = (Cluster(idle, acts=False),) if idle else ()
    return Cluster((Box(label, concern.title),), (*raised, *others))


@frozen
class _Told:
    """The arguments about a concern."""

    arguments: tuple[Argument, ...]
    words: Words

    def clusters(self, arguments: Iterable[Argument], above: tuple[str, ...] = ()) -> tuple[Cluster, ...]:
        """Return arguments in clusters that have the same answers; what stands `above` is not told again."""
        together: dict[tuple[str, ...], list[Argument]] = {}
        for argument in arguments:
            together.setdefault(self._answering(argument), []).append(argument)
        return tuple(
            Cluster(tuple(map(self.box, members)), self.clusters(self._named(answers, above), (*above, *answers)))
            for answers, members in together.items()
        )

    def box(self, argument: Argument) -> Box:
        lead = argument_lead(argument, self.words)
        return Box(lead if argument.stands else f"{lead}, {ANSWERED}", argument.because, stands=argument.stands)

    def _answering(self, argument: Argument) -> tuple[str, ...]:
        return tuple(one.rule for one in self.arguments if argument.rule in one.answers)

    def _named(self, rules: tuple[str, ...], above: tuple[str, ...]) -> Iterator[Argument]:
        return (one for one in self.arguments if one.rule in rules and one.rule not in above)


def _offers(advice: Advice) -> Cluster:
    """Return what is on offer, below the goals of yours that it serves."""
    firings = first_firings(advice.trace)
    goals = dict.fromkeys(goal for growth in advice.growth for goal in growth.serves_your_goals)
    served = [
        Cluster(
            (Box("Your goal", sentence_start(advice.words.goals[goal])),),
            tuple(_offer(one, firings) for one in advice.growth if goal in one.serves_your_goals),
            acts=False,
        )
        for goal in goals
    ]
    others = [growth for growth in advice.growth if not growth.serves_your_goals]
    rest = [Cluster((Box("Other things", "Not known to serve a goal of yours"),), _all(others, firings), acts=False)]
    return Cluster((Box("For it", "What is in it for you"),), (*served, *(rest if others else ())))


def _all(offers: list[GrowthAdvice], firings: dict[str, Firing]) -> tuple[Cluster, ...]:
    return tuple(_offer(one, firings) for one in offers)


def _offer(growth: GrowthAdvice, firings: dict[str, Firing]) -> Cluster:
    label = f"{growth.title}{f', {USUALLY}' if growth.presumed else ''}"
    answers = (Box(ROLES["defeats"], firings[rule].because) for rule in growth.answered_by if rule in firings)
    below = tuple(Cluster((answer,)) for answer in answers)
    box = Box(label if growth.stands else f"{label}, {ANSWERED}", growth.because, stands=growth.stands)
    return Cluster((box,), below, acts=bool(growth.serves_your_goals))
