"""A case as a case file that states what is known and nothing else."""

from __future__ import annotations

import json

from pmo_expert.domain.case import Case
from pmo_expert.domain.vocabulary import known_facts
from pmo_expert.render.pages.rule_page import value_text


def known_case_file(case: Case) -> str:
    """Return a case file with the title and the known facts of a case; it reads back as the same case."""
    lines = [f"title: {json.dumps(case.title, ensure_ascii=False)}"] if case.title else []
    lines += [f"{name}: {value_text(value)}" for name, value in known_facts(case).items()]
    return "\n".join(lines or ["{}"]) + "\n"
