"""The organization that the PMO belongs to."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.domain.attribute import choice, scale
from pmo_expert.domain.section import Section


@frozen(kw_only=True)
class Organization(Section):
    """What is known about the organization; None means unknown."""

    recognition: str | None = choice(
        "Whose good work is noticed and rewarded here?",
        ask="insiders",
        delivery="high performers are recognized in delivery roles",
        both="high performers are recognized in delivery and staff roles alike",
        staff="high performers are recognized in staff roles",
        unknown="it is unknown whose work is recognized",
    )
    success_stories: str | None = choice(
        "What are the success stories told about?",
        ask="insiders",
        rescues="the stories told are about rescued projects",
        both="the stories told are about rescued projects and about better ways of working",
        improvements="the stories told are about better ways of working",
        unknown="it is unknown what the success stories are about",
    )
    staff_rewards: str | None = scale(
        "How are staff roles rewarded, compared with delivery roles?",
        ask="employer",
        less="staff roles are rewarded less than delivery roles",
        alike="staff and delivery roles are rewarded alike",
        more="staff roles are rewarded more than delivery roles",
        unknown="it is unknown how staff roles are rewarded",
    )
    executives_rely_on: str | None = choice(
        "On whom do executives rely for time, quality and budget?",
        ask="insiders",
        project_managers="executives rely on the project managers for time, quality and budget",
        both="executives rely on the project managers and on the PMO",
        pmo="executives rely on the PMO for time, quality and budget",
        unknown="it is unknown on whom executives rely",
    )
    health: str | None = scale(
        "How is the organization as a whole doing?",
        ask="insiders",
        failing="the organization is failing",
        struggling="the organization is struggling",
        steady="the organization is steady",
        thriving="the organization is thriving",
        unknown="it is unknown how the organization is doing",
    )
