"""The page of proofs: how many cases there are, how verdicts share them, and each claim with its result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.proofs.proof import Failure, Proof
from pmo_expert.proofs.verdict_proofs import Census
from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.case_file import known_case_file

COUNTING = (
    "A case gives each attribute that rules read one of its values or leaves it unknown. Amounts count by the ranges "
    "that rules tell apart, and a set of goals by which goals it holds. All of them are looked at, none is sampled: "
    "the rules are one decision diagram, in which a claim holds when no path contradicts it."
)
SHARES = "Each case counts once, likely or not, so the shares describe the rules and not the world."


def proofs_page(knowledge: Knowledge, counted: Census, proofs: Iterable[Proof]) -> list[Block]:
    """Return the page for a knowledge base."""
    given = list(proofs)
    holding = sum(proof.holds for proof in given)
    attributes = knowledge.compiled.encoding.read
    return [
        Heading(1, "What is proved"),
        Paragraph(f"{holding} of {len(given)} claims hold over all {counted.cases:,} cases."),
        Paragraph(COUNTING),
        Item(f"{len(knowledge.rules)} rules read {len(attributes)} attributes"),
        Heading(2, "Verdicts"),
        Paragraph(SHARES),
        _shares("verdict", counted.verdicts, counted.cases, knowledge),
        _shares("lean", counted.leans, counted.cases, knowledge),
        Heading(2, "Properties of the rules"),
        _claims(proof for proof in given if proof.is_property),
        Heading(2, "Properties of any good rules"),
        _claims(proof for proof in given if not proof.is_property),
        *(block for proof in given for block in _details(proof)),
    ]


def failure_records(proofs: Iterable[Proof]) -> list[dict[str, object]]:
    """Return what failed, and what is still open, as plain data for JSON."""
    records: list[dict[str, object]] = []
    for proof in proofs:
        if proof.still_open:
            records.append({"claim": proof.id, "problem": f"still open: {proof.still_open}", "cases": []})
        for failure in proof.failures:
            cases = list(map(known_case_file, failure.cases))
            records.append({"claim": proof.id, "problem": failure_text(proof, failure), "cases": cases})
    return records


def failure_text(proof: Proof, failure: Failure) -> str:
    """Return what failed as one line."""
    return f"{proof.id}: {f'false: {proof.says}' if proof.is_property else failure.text}"


def _shares(what: str, numbers: Mapping[str, int], total: int, knowledge: Knowledge) -> Table:
    words = knowledge.decision.words
    rows = tuple((words(name), f"{number:,}", f"{number / total:.1%}") for name, number in numbers.items())
    return Table((what, "cases", "share"), rows)


def _claims(proofs: Iterable[Proof]) -> Table:
    rows = tuple((proof.id, proof.says, proof.result) for proof in proofs)
    return Table(("claim", "in words", "result"), rows)


def proof_blocks(proof: Proof) -> list[Block]:
    """Return what there is to tell of one proof."""
    result = Item(proof.says, lead=f"{proof.id}, {proof.result}")
    return [result, *_details(proof)]


def _details(proof: Proof) -> Iterable[Block]:
    if proof.failures or proof.notes or proof.still_open:
        yield Heading(3, proof.id)
    if proof.still_open:
        yield Item(proof.still_open, lead="open")
    for failure in proof.failures:
        yield Item(failure.text, lead="false", details=tuple(known_case_file(case) for case in failure.cases))
    for note in proof.notes:
        yield Item(note)
