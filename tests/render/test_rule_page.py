"""Pages that show rules."""

from __future__ import annotations

from pmo_expert import load_knowledge, rules_folder
from pmo_expert.render.blocks import Item
from pmo_expert.render.pages.rule_page import effect_text, rule_page

KNOWLEDGE = load_knowledge(rules_folder())


def test_a_presumption_is_shown_with_what_it_presumes() -> None:
    """The effect of a presumption names the attribute with its usual value."""
    rule = KNOWLEDGE.rules["usually-a-staff-post"]
    assert effect_text(rule.effect, KNOWLEDGE) == "presumes opening.kind: staff"


def test_every_rule_of_the_article_is_shown_with_an_effect() -> None:
    """The page of each rule says what it does, whatever that is."""
    for rule in KNOWLEDGE.rules.values():
        items = [block for block in rule_page(KNOWLEDGE, rule) if isinstance(block, Item)]
        assert items[0].lead == "Effect"
        assert items[0].text
