"""Advice on a post in a project management office (PMO), with the reasons for it.

>>> from pmo_expert import advise, case_from
>>> advice = advise(case_from({"candidate.goals": ["leadership"], "opening.leads_people": True}))
>>> advice.wiifm
'passes'

The public names are those of `__all__`; every other module is private. They are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmo_expert.advice.advise import advise as advise
    from pmo_expert.advice.changes import Change as Change
    from pmo_expert.advice.changes import changes as changes
    from pmo_expert.advice.compare import Comparison as Comparison
    from pmo_expert.advice.compare import compare as compare
    from pmo_expert.advice.explaining.explanation import Explanation as Explanation
    from pmo_expert.advice.grounds import Grounds as Grounds
    from pmo_expert.advice.grounds import grounds as grounds
    from pmo_expert.interview.interview import Interview as Interview
    from pmo_expert.surveys.levers import levers as levers
    from pmo_expert.surveys.levers_model import Levers as Levers
    from pmo_expert.advice.model import Advice as Advice
    from pmo_expert.advice.model import Outlook as Outlook
    from pmo_expert.advice.outlook import outlook as outlook
    from pmo_expert.surveys.population import summarize as summarize
    from pmo_expert.surveys.ranking import ranking as ranking
    from pmo_expert.surveys.summary import Summary as Summary
    from pmo_expert.surveys.survey import survey as survey
    from pmo_expert.advice.what_if import WhatIf as WhatIf
    from pmo_expert.advice.what_if import what_if as what_if
    from pmo_expert.advice.explaining.why import why as why
    from pmo_expert.advice.explaining.why_not import why_not as why_not
    from pmo_expert.domain.attribute import amount as amount
    from pmo_expert.domain.attribute import choice as choice
    from pmo_expert.domain.attribute import scale as scale
    from pmo_expert.domain.attribute import set_of as set_of
    from pmo_expert.domain.attribute import yes_no as yes_no
    from pmo_expert.domain.candidate import Candidate as Candidate
    from pmo_expert.domain.case import Case as Case
    from pmo_expert.domain.case import section as section
    from pmo_expert.domain.case_file import parse_case as parse_case
    from pmo_expert.domain.case_file import read_case as read_case
    from pmo_expert.domain.opening import Opening as Opening
    from pmo_expert.domain.organization import Organization as Organization
    from pmo_expert.domain.pmo import Pmo as Pmo
    from pmo_expert.domain.vocabulary import case_from as case_from
    from pmo_expert.faults import Fault as Fault
    from pmo_expert.faults import InputError as InputError
    from pmo_expert.proofs.check import check as check
    from pmo_expert.knowledge.knowledge import Knowledge as Knowledge
    from pmo_expert.knowledge.load import load_knowledge as load_knowledge
    from pmo_expert.knowledge.load import rules_folder as rules_folder
    from pmo_expert.proofs.proof import Proof as Proof
    from pmo_expert.proofs.prove import prove as prove
    from pmo_expert.logic.checked import DisagreementError as DisagreementError
    from pmo_expert.logic.choice import EngineUnavailableError as EngineUnavailableError
    from pmo_expert.logic.diagram import DiagramTooLargeError as DiagramTooLargeError
    from pmo_expert.render.json import from_json as from_json
    from pmo_expert.render.json import to_json as to_json
    from pmo_expert.render.markdown import to_markdown as to_markdown
    from pmo_expert.render.text import to_text as to_text

_HOMES = {
    "advice.advise": ("advise",),
    "advice.changes": ("Change", "changes"),
    "advice.compare": ("Comparison", "compare"),
    "advice.explaining.explanation": ("Explanation",),
    "advice.grounds": ("Grounds", "grounds"),
    "interview.interview": ("Interview",),
    "surveys.levers": ("levers",),
    "surveys.levers_model": ("Levers",),
    "advice.model": ("Advice", "Outlook"),
    "advice.outlook": ("outlook",),
    "surveys.population": ("summarize",),
    "surveys.ranking": ("ranking",),
    "surveys.summary": ("Summary",),
    "surveys.survey": ("survey",),
    "advice.what_if": ("WhatIf", "what_if"),
    "advice.explaining.why": ("why",),
    "advice.explaining.why_not": ("why_not",),
    "domain.attribute": ("amount", "choice", "scale", "set_of", "yes_no"),
    "domain.candidate": ("Candidate",),
    "domain.case": ("Case", "section"),
    "domain.case_file": ("parse_case", "read_case"),
    "domain.opening": ("Opening",),
    "domain.organization": ("Organization",),
    "domain.pmo": ("Pmo",),
    "domain.vocabulary": ("case_from",),
    "faults": ("Fault", "InputError"),
    "proofs.check": ("check",),
    "knowledge.knowledge": ("Knowledge",),
    "knowledge.load": ("load_knowledge", "rules_folder"),
    "proofs.proof": ("Proof",),
    "proofs.prove": ("prove",),
    "logic.checked": ("DisagreementError",),
    "logic.choice": ("EngineUnavailableError",),
    "logic.diagram": ("DiagramTooLargeError",),
    "render.json": ("from_json", "to_json"),
    "render.markdown": ("to_markdown",),
    "render.text": ("to_text",),
}
_MODULES = {name: f"pmo_expert.{home}" for home, names in _HOMES.items() for name in names}

__all__ = sorted(_MODULES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
