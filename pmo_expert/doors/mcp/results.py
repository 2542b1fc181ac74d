"""What the tools return, as data; the output schemas are made from these classes, with their sentences."""

from __future__ import annotations

from typing import Any, Literal

from attrs import frozen

from pmo_expert.knowledge.language.identity import KnowledgeIdentity

Kind = Literal["overview", "section", "attribute", "concern", "rule", "source", "sources"]


@frozen(kw_only=True, slots=False)
class Point:
    """What decides, for or against; `side` says “usually” where it rests on what nobody said but is usual."""

    side: str
    text: str


@frozen(kw_only=True, slots=False)
class Terms:
    """What a favourable verdict rests on: what to agree on, what to make sure of, what to live with."""

    agree: tuple[str, ...]
    make_sure: tuple[str, ...]
    live_with: tuple[str, ...]


@frozen(kw_only=True, slots=False)
class ToAsk:
    """A question worth asking, and whom to ask; `turns` says that its answer alone can turn the verdict."""

    attribute: str
    question: str
    ask: str
    turns: bool


@frozen(kw_only=True, slots=False)
class Advised:
    """The advice in brief: `advice` is the verdict in words, `reason` the sentence for it, what decides it first.

    `conditions` is null unless the verdict is favourable. `full` is null unless asked for; then it is the whole advice,
    as `pmo-expert schema advice` describes it. `rules` tells which rules gave the advice.
    """

    title: str
    verdict: str
    advice: str
    reason: str
    decides: tuple[Point, ...]
    conditions: Terms | None
    in_it_for_you: str
    questions: tuple[ToAsk, ...]
    note: str
    rules: KnowledgeIdentity
    full: dict[str, Any] | None


@frozen(kw_only=True, slots=False)
class Explained:
    """Why something holds, or does not: the `answer` in a sentence, and what it rests on as Markdown in `told`.

    `takes` are, of what does not hold, the smallest sets of changes that would make it so, each change in words.
    """

    conclusion: str
    holds: bool
    answer: str
    takes: tuple[tuple[str, ...], ...]
    told: str


@frozen(kw_only=True, slots=False)
class PossibleAnswer:
    """An answer: the value to state in `facts`, and what it says."""

    value: str
    text: str


@frozen(kw_only=True, slots=False)
class NextQuestion:
    """A question to ask next: `ask` says who can answer it, `answers` what there is to choose.

    `takes` says what to state in `facts`, `why` what depends on the answer.
    """

    attribute: str
    theme: str
    question: str
    help: str
    ask: str
    takes: str
    answers: tuple[PossibleAnswer, ...]
    why: str


@frozen(kw_only=True, slots=False)
class InterviewState:
    """Where an interview stands: the next `question`, or null and why it `ended`.

    `verdict_so_far` is in words, null while it is too early to say; `left` is about how many questions are to come.
    """

    question: NextQuestion | None
    ended: str | None
    verdict_so_far: str | None
    left: int


@frozen(kw_only=True, slots=False)
class Topic:
    """Something that can be described: by its name, with a line that says what it is."""

    name: str
    title: str


@frozen(kw_only=True, slots=False)
class Described:
    """What there is to know of a topic, as Markdown in `text`, and the `topics` to go on with."""

    kind: Kind
    name: str
    title: str
    text: str
    topics: tuple[Topic, ...]
