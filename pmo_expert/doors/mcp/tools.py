"""The tools of some rules: what each takes, returns and does; the words about the decision are the pack's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from pmo_expert.domain.case import PlainCase
from pmo_expert.domain.text import is_unknown
from pmo_expert.doors.journal import Journal
from pmo_expert.doors.mcp.arguments import Parameter, check_arguments, choice, facts, input_schema, names, text
from pmo_expert.doors.mcp.results import Advised, Described, Explained, InterviewState
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.schema import Schema, facts_schema
from pmo_expert.render.words import CLOSING, listed

Arguments = Mapping[str, Any]
BRIEF, FULL = "brief", "full"
WHY, WHY_NOT = "why", "why-not"
FACTS = (
    "What is known, as an object of section.attribute. State only what the person said; leave out what is not known. "
    "What is left out counts as it usually is, where the rules say what is usual."
)
FACTS_IN_SHORT = "What is known, as for advise; the questions are described there, and by describe."


@frozen
class AdviserTool:
    """A tool: `result` is the class of what `run` returns for arguments that were checked."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    result: type[Any]
    run: Callable[[Arguments], Any] = field(repr=False)

    def call(self, arguments: Arguments) -> Any:
        """Return the result for some arguments.

        Raises InputError with every fault, and what the engines raise.
        """
        check_arguments(arguments, self.parameters)
        return self.run(arguments)

    @property
    def input_schema(self) -> Schema:
        """The JSON Schema of the arguments."""
        return input_schema(self.parameters)

    @property
    def output_schema(self) -> Schema:
        """The JSON Schema of the result, an object at its root as all revisions of the protocol want it."""
        import msgspec

        schema = msgspec.json.schema(self.result)
        definitions = dict(schema["$defs"])
        root: Schema = definitions.pop(self.result.__name__)
        return {**root, "$defs": definitions} if definitions else root


def adviser_tools(knowledge: Knowledge, journal: Journal | None = None) -> tuple[AdviserTool, ...]:
    """Return the tools of some rules; with a journal, no advice or explanation is given that is not recorded there."""
    return (_advise(knowledge, journal), _explain(knowledge, journal), _next_question(knowledge), _describe(knowledge))


def _advise(knowledge: Knowledge, journal: Journal | None) -> AdviserTool:
    from pmo_expert.advice.advise import advise
    from pmo_expert.doors.mcp.brief import advised

    verdicts = listed([verdict.words for verdict in knowledge.decision.verdicts], "or")
    described = facts_schema(knowledge.vocabulary)
    detail = "brief takes under 4 KB; full adds the whole advice as data, often 40 to 140 KB."

    def run(given: Arguments) -> Advised:
        case = _case(knowledge, given, title=given.get("title", ""))
        advice = advise(case, knowledge)
        if journal is not None:
            journal.add(advice, case, knowledge)
        return advised(advice, full=given.get("detail", BRIEF) == FULL)

    return AdviserTool(
        name="advise",
        title="Advise",
        description=(
            f"“{knowledge.title}” Advises by rules on what is known: the verdict ({verdicts}), what decides it, the "
            "conditions, what is in it, and what to ask whom. Nothing is guessed: every sentence is a rule's. "
            f"“Usually” marks what rests on what nobody said but is usual. {CLOSING}"
        ),
        parameters=(
            facts("facts", {**described, "description": FACTS}, knowledge.vocabulary, required=True),
            choice("detail", detail, (BRIEF, FULL)),
            text("title", "What to call the case, if it has a name."),
        ),
        result=Advised,
        run=run,
    )


def _explain(knowledge: Knowledge, journal: Journal | None) -> AdviserTool:
    from pmo_expert.advice.explaining.why import why
    from pmo_expert.advice.explaining.why_not import why_not
    from pmo_expert.doors.mcp.explaining import explained

    about = (
        "What to explain: verdict, a verdict by its name, wiifm (what is in it for you), a concern, something on "
        "offer, a finding or a rule, by its id or its title."
    )
    kind = "why explains what holds; why-not explains what does not hold, and what it would take."

    def run(given: Arguments) -> Explained:
        case, about = _case(knowledge, given), given["about"]
        explanation = (why if given.get("kind", WHY) == WHY else why_not)(case, about, knowledge)
        if journal is not None:
            journal.add(explanation, case, knowledge, about=about)
        return explained(explanation)

    return AdviserTool(
        name="explain",
        title="Explain",
        description=(
            f"“{knowledge.title}” Explains why something holds for what is known, or why not: the answer in a "
            "sentence, then the rules and the facts that it rests on."
        ),
        parameters=(
            _facts_in_short(knowledge, required=True),
            text("about", about, required=True),
            choice("kind", kind, (WHY, WHY_NOT)),
        ),
        result=Explained,
        run=run,
    )


def _next_question(knowledge: Knowledge) -> AdviserTool:
    from pmo_expert.doors.mcp.asking import next_question

    unknown = "The facts that were asked for and are not known; they are not asked for again."

    def run(given: Arguments) -> InterviewState:
        case = _case(knowledge, given)
        return next_question(case, knowledge, [*given.get("unknown", ()), *_stated_unknown(given)])

    return AdviserTool(
        name="next_question",
        title="Next question",
        description=(
            f"“{knowledge.title}” Returns the question that tells most next, its answers, who can answer it and why it "
            "is asked; or why there is none. Nothing is remembered: give all facts each time, and under unknown what "
            "the person could not say."
        ),
        parameters=(_facts_in_short(knowledge, required=False), names("unknown", unknown, knowledge.vocabulary)),
        result=InterviewState,
        run=run,
    )


def _describe(knowledge: Knowledge) -> AdviserTool:
    from pmo_expert.doors.mcp.describing import described

    topic = "A section, a fact as section.attribute, a concern, a rule, a source, or sources; empty for an overview."

    def run(given: Arguments) -> Described:
        return described(knowledge, given.get("topic", ""))

    return AdviserTool(
        name="describe",
        title="Describe",
        description=(
            f"“{knowledge.title}” Describes what the rules know: facts with their questions and answers, concerns, "
            "rules, and the sources that they rest on. Without a topic: what is decided, and what facts there are."
        ),
        parameters=(text("topic", topic),),
        result=Described,
        run=run,
    )


def _facts_in_short(knowledge: Knowledge, *, required: bool) -> Parameter:
    """Return the argument for facts without their questions: assistants read the schemas of all tools at once."""
    described = facts_schema(knowledge.vocabulary)
    bare = {name: {"anyOf": schema["anyOf"]} for name, schema in described["properties"].items()}
    schema: Schema = {**described, "properties": bare, "description": FACTS_IN_SHORT}
    return facts("facts", schema if required else {**schema, "default": {}}, knowledge.vocabulary, required=required)


def _case(knowledge: Knowledge, given: Arguments, title: str = "") -> PlainCase:
    return knowledge.case(given.get("facts", {}), title=title)


def _stated_unknown(given: Arguments) -> list[str]:
    """Return the facts that are stated to be unknown."""
    stated = given.get("facts", {}).items()
    return [name for name, value in stated if value is None or (isinstance(value, str) and is_unknown(value))]
