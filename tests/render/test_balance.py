"""Whether packs and their advice are balanced and dated."""

from __future__ import annotations

import json

import pytest

from pmo_expert import Knowledge
from pmo_expert.render.balance import balance
from tests.advice.examples import REMOTE_PACK, article, lead_or_build, practice
from tests.doors.run import run

LEAD_OR_BUILD = str(REMOTE_PACK.parent / "lead-or-build")


@pytest.mark.parametrize("pack", [article, practice])
def test_the_shipped_packs_meet_all_twelve_items(pack: object) -> None:
    knowledge: Knowledge = article() if pack is article else practice()
    items = balance(knowledge)
    assert len(items) == 12
    assert [(item.id, item.missing) for item in items if not item.met] == []


def test_what_a_pack_lacks_is_named() -> None:
    """A pack that does not say who paid, nor how strong its sources are, meets the other items alone."""
    missing = {item.id: item.missing for item in balance(lead_or_build()) if not item.met}
    assert missing == {
        "update-policy": ("the pack lead-or-build has no policy",),
        "uncertainty": ("the source notes has no strength",),
        "who-paid": ("the pack lead-or-build does not say who paid",),
    }


def test_the_command_tells_the_items_and_fails_where_one_is_not_met() -> None:
    met, unmet = run("check", "practice", "--aid"), run("check", LEAD_OR_BUILD, "--aid")
    assert (met.status, unmet.status) == (0, 1)
    assert met.out.count("Met: ") == 12
    assert "Not met: It says who paid" in unmet.out
    assert "the pack lead-or-build does not say who paid" in unmet.out


def test_the_items_come_as_json() -> None:
    items = json.loads(run("check", LEAD_OR_BUILD, "--aid", "--format", "json").out)
    assert [item["id"] for item in items if item["missing"]] == ["update-policy", "uncertainty", "who-paid"]
