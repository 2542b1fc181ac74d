"""The opening: the post on offer."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.domain.attribute import amount, choice, scale, yes_no
from pmo_expert.domain.section import Section


@frozen(kw_only=True)
class Opening(Section):
    """What is known about the post on offer; None means unknown."""

    kind: str | None = choice(
        "What kind of post is it?",
        ask="employer",
        negotiable=True,
        staff="the post is a staff post",
        mixed="the post is part staff, part delivery",
        delivery="the post is a delivery post",
        unknown="it is unknown whether the post is a staff or a delivery post",
    )
    manages_projects: bool | None = yes_no(
        "Will you manage projects of your own?",
        ask="employer",
        negotiable=True,
        yes="you would manage projects of your own",
        no="you would manage no projects of your own",
        unknown="it is unknown whether you would manage projects of your own",
    )
    main_work: str | None = choice(
        "What is most of the work?",
        ask="employer",
        negotiable=True,
        delivery="most of the work is delivering projects",
        portfolio="most of the work is looking after a portfolio",
        process="most of the work is process and methodology",
        administration="most of the work is administration",
        unknown="it is unknown what most of the work is",
    )
    success_measure: str | None = choice(
        "By what will your success be measured?",
        ask="employer",
        negotiable=True,
        delivery="your success is measured by what projects deliver",
        both="your success is measured by delivery and by process",
        process="your success is measured by how well the process is followed",
        unknown="it is unknown how your success is measured",
    )
    compliance_duties: bool | None = yes_no(
        "Will you check compliance or audit projects?",
        ask="employer",
        negotiable=True,
        yes="you would check compliance and audit projects",
        no="checking compliance and auditing are not your task",
        unknown="it is unknown whether you would check compliance and audit projects",
    )
    can_change_processes: bool | None = yes_no(
        "May you change the processes for managing projects?",
        ask="employer",
        negotiable=True,
        yes="you may change the processes for managing projects",
        no="you may not change the processes for managing projects",
        unknown="it is unknown whether you may change the processes",
    )
    administrative_share: float | None = amount(
        "How much of the working time goes into administration?",
        ask="employer",
        negotiable=True,
        unit="percent of working time",
        highest=100,
        phrase="administration takes {value} % of the working time",
        unknown="it is unknown how much time administration takes",
    )
    facilities_duties: bool | None = yes_no(
        "Will seating moves, supplies or facilities be yours to handle?",
        ask="employer",
        negotiable=True,
        yes="seating moves, supplies or facilities are part of the post",
        no="seating moves, supplies and facilities are not part of the post",
        unknown="it is unknown whether seating, supplies or facilities are part of the post",
    )
    leads_people: bool | None = yes_no(
        "Will you lead people?",
        ask="employer",
        negotiable=True,
        yes="you would lead people",
        no="you would lead nobody",
        unknown="it is unknown whether you would lead people",
    )
    authority: str | None = scale(
        "How much authority comes with the post?",
        ask="employer",
        negotiable=True,
        none="the post comes without authority",
        advises="the post advises those who decide",
        decides="the post decides",
        unknown="it is unknown how much authority comes with the post",
    )
    project_variety: str | None = scale(
        "With how varied a set of projects will you work?",
        ask="employer",
        negotiable=True,
        narrow="you would work with few projects, all much alike",
        some="you would work with some variety of projects",
        wide="you would work with a wide variety of projects",
        unknown="it is unknown how varied the projects are",
    )
    hands_on_support: bool | None = yes_no(
        "Will you use your project-management skills on the projects of others, for instance in planning or risk work?",
        ask="employer",
        negotiable=True,
        yes="you would use your skills hands-on in the projects of others",
        no="you would watch the projects of others from outside",
        unknown="it is unknown whether you would support projects hands-on",
    )
    enterprise_risk_work: bool | None = yes_no(
        "Will you work on risks, changes and issues for the whole enterprise?",
        ask="employer",
        negotiable=True,
        yes="you would work on risks, changes and issues for the whole enterprise",
        no="risks, changes and issues of the enterprise are handled elsewhere",
        unknown="it is unknown whether you would work on risks and issues of the enterprise",
    )
    works_with_business: bool | None = yes_no(
        "Will you work with the business units on their issues?",
        ask="employer",
        negotiable=True,
        yes="you would work with the business units on their issues",
        no="you would have little to do with the business units",
        unknown="it is unknown whether you would work with the business units",
    )
    works_with_executives: bool | None = yes_no(
        "Will you work with executives?",
        ask="employer",
        negotiable=True,
        yes="you would work with executives",
        no="you would have little to do with executives",
        unknown="it is unknown whether you would work with executives",
    )
    influences_portfolio: bool | None = yes_no(
        "Will you influence what the portfolio holds and how it is managed?",
        ask="employer",
        negotiable=True,
        yes="you would influence the portfolio and how it is managed",
        no="you would have no influence on the portfolio",
        unknown="it is unknown whether you would influence the portfolio",
    )
    step_up: bool | None = yes_no(
        "Is the post a step up from where you are now?",
        ask="yourself",
        yes="the post is a step up for you",
        no="the post is no step up for you",
        unknown="it is unknown whether the post is a step up for you",
    )
    return_to_delivery: bool | None = yes_no(
        "Is there an agreed way back into delivery?",
        ask="employer",
        negotiable=True,
        yes="there is an agreed way back into delivery",
        no="there is no agreed way back into delivery",
        unknown="it is unknown whether there is a way back into delivery",
    )
