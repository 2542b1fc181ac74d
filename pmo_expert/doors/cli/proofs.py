"""The proofs of `pmo-expert check`."""

from __future__ import annotations

from textwrap import indent

import click
from attrs import frozen

from pmo_expert.doors.cli.shared import tell
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.proofs.proof import Proof


@frozen
class Proved:
    """The proofs that could be made, and a line that sums them up or says why there are none."""

    proofs: tuple[Proof, ...]
    summary: str

    @property
    def failed(self) -> int:
        return sum(len(proof.failures) for proof in self.proofs)


def proved(knowledge: Knowledge) -> Proved:
    """Return the proofs for a knowledge base; none where the diagram cannot be made."""
    from pmo_expert.logic.diagram import DiagramTooLargeError
    from pmo_expert.proofs.all_cases import all_cases
    from pmo_expert.proofs.prove import prove_all
    from pmo_expert.proofs.verdict_proofs import census

    try:
        cases = all_cases(knowledge)
        proofs, number = prove_all(cases), census(cases).cases
    except ImportError as error:
        return Proved((), f"nothing proved, as OxiDD cannot be imported: {error}")
    except DiagramTooLargeError as error:
        return Proved((), f"nothing proved: {error}")
    holding = sum(proof.holds for proof in proofs)
    return Proved(proofs, f"proofs over all {number:,} cases: {holding} of {len(proofs)} claims hold")


def tell_failures(proofs: tuple[Proof, ...]) -> None:
    """Print what failed, each with the case files that show it, to be run with `pmo-expert advise -`."""
    from pmo_expert.render.case_file import known_case_file
    from pmo_expert.render.pages.proofs_page import failure_text

    for proof in proofs:
        for failure in proof.failures:
            tell("problem:", "yellow", failure_text(proof, failure))
            for case in failure.cases:
                click.echo(f"{failure.text}; to run with pmo-expert advise -:" if case is failure.cases[0] else "then:")
                click.echo(indent(known_case_file(case), "  "), nl=False)
