"""The project management office."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.domain.attribute import choice, scale, yes_no
from pmo_expert.domain.section import Section


@frozen(kw_only=True)
class Pmo(Section):
    """What is known about the project management office; None means unknown."""

    level: str | None = choice(
        "At which level does the PMO sit?",
        ask="employer",
        program="the PMO sits at the level of a program",
        organization="the PMO sits at the level of the organization",
        executive="the PMO sits at the executive level",
        unknown="it is unknown at which level the PMO sits",
    )
    perceived_value: str | None = scale(
        "How much value does the organization see in its PMO?",
        ask="insiders",
        low="the organization sees little value in its PMO",
        mixed="opinions about the value of the PMO are divided",
        high="the organization sees much value in its PMO",
        unknown="it is unknown how much value the organization sees in its PMO",
    )
    administrative_cost: str | None = scale(
        "How much administration does the PMO cost others?",
        ask="insiders",
        low="the PMO costs others little administration",
        moderate="the PMO costs others some administration",
        high="the PMO costs others much administration",
        unknown="it is unknown how much administration the PMO costs others",
    )
    effect_on_delivery: str | None = scale(
        "What does the PMO do to the delivery of projects?",
        ask="insiders",
        hinders="the PMO hinders delivery",
        none="the PMO makes no difference to delivery",
        helps="the PMO helps delivery",
        unknown="it is unknown what the PMO does to delivery",
    )
    standing: str | None = scale(
        "What is the PMO to the project managers?",
        ask="insiders",
        inhibitor="project managers see the PMO as an inhibitor",
        neutral="project managers see the PMO as neither help nor hindrance",
        contributor="project managers see the PMO as a contributor",
        unknown="it is unknown how project managers see the PMO",
    )
    trusted_on_delivery: bool | None = yes_no(
        "Do project managers believe that the PMO knows about delivery?",
        ask="insiders",
        yes="project managers believe that the PMO knows about delivery",
        no="project managers do not believe yet that the PMO knows about delivery",
        unknown="it is unknown whether project managers trust the PMO on delivery",
    )
    critical_to_portfolio: bool | None = yes_no(
        "Does the portfolio depend on the PMO to run well?",
        ask="employer",
        yes="the portfolio depends on the PMO to run well",
        no="the portfolio would run without the PMO",
        unknown="it is unknown whether the portfolio depends on the PMO",
    )
    clerical_staff: str | None = scale(
        "How much clerical staff does the PMO have?",
        ask="employer",
        negotiable=True,
        none="the PMO has no clerical staff",
        some="the PMO has some clerical staff",
        enough="the PMO has enough clerical staff",
        unknown="it is unknown whether the PMO has clerical staff",
    )
    spare_capacity: bool | None = yes_no(
        "Does the PMO look as if it had capacity to spare?",
        ask="insiders",
        yes="the PMO looks as if it had capacity to spare",
        no="nobody thinks that the PMO has capacity to spare",
        unknown="it is unknown whether the PMO looks as if it had capacity to spare",
    )
    delivers_projects: bool | None = yes_no(
        "Does the PMO deliver projects itself?",
        ask="employer",
        yes="the PMO delivers projects itself",
        no="the PMO delivers no projects itself",
        unknown="it is unknown whether the PMO delivers projects itself",
    )
    organizes_reviews: bool | None = yes_no(
        "Does the PMO organize portfolio or senior-management reviews?",
        ask="employer",
        yes="the PMO organizes the reviews for the portfolio or for senior management",
        no="the PMO organizes no reviews for the portfolio or for senior management",
        unknown="it is unknown whether the PMO organizes reviews",
    )
    extension_of_one_leader: bool | None = yes_no(
        "Is the PMO the extended arm of one program manager or business-unit head?",
        ask="employer",
        yes="the PMO is the extended arm of one leader",
        no="the PMO works for more than one leader",
        unknown="it is unknown whether the PMO is the extended arm of one leader",
    )
    administration: str | None = scale(
        "How well does the PMO cope with its administration?",
        ask="insiders",
        slow="the PMO is slow with its administration",
        adequate="the PMO copes with its administration",
        efficient="the PMO deals with its administration efficiently",
        unknown="it is unknown how well the PMO copes with its administration",
    )
    project_managers_report: bool | None = yes_no(
        "Do the project managers report to the head of the PMO?",
        ask="employer",
        negotiable=True,
        yes="the project managers report to the head of the PMO",
        no="the project managers do not report to the head of the PMO",
        unknown="it is unknown to whom the project managers report",
    )
    delivery_responsibility: str | None = scale(
        "How much of the responsibility for delivery does the PMO carry?",
        ask="employer",
        negotiable=True,
        none="the PMO carries no responsibility for delivery",
        shared="the PMO shares the responsibility for delivery",
        full="the PMO carries the responsibility for delivery",
        unknown="it is unknown whether the PMO carries responsibility for delivery",
    )
    processes: str | None = scale(
        "In what shape are the processes for managing projects?",
        ask="insiders",
        need_repair="the processes for managing projects need repair",
        usable="the processes for managing projects are usable",
        sound="the processes for managing projects are sound",
        unknown="it is unknown in what shape the processes for managing projects are",
    )
    program_health: str | None = scale(
        "How is the program or portfolio that the PMO supports doing?",
        ask="insiders",
        failing="the program is failing",
        struggling="the program is struggling",
        steady="the program is steady",
        healthy="the program is healthy",
        unknown="it is unknown how the program is doing",
    )
    rescue_prospects: str | None = scale(
        "Should a rescue be needed, what are its prospects?",
        ask="insiders",
        hopeless="a rescue would be hopeless",
        doubtful="the prospects of a rescue are doubtful",
        realistic="a rescue is realistic",
        unknown="it is unknown whether a rescue is realistic",
    )
