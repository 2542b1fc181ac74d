"""The candidate: you."""

from __future__ import annotations

from attrs import frozen

from pmo_expert.domain.attribute import amount, choice, scale, set_of, yes_no
from pmo_expert.domain.section import Section


@frozen(kw_only=True)
class Candidate(Section):
    """What is known about the candidate; None means unknown."""

    goals: frozenset[str] | None = set_of(
        "What do you want from your next post?",
        ask="yourself",
        recognition="recognition",
        promotion="promotion",
        leadership="leadership",
        broader_skills="broader skills",
        business_insight="insight into the business",
        program_management="program management",
        influence="influence",
        executive_exposure="exposure to executives",
        marketability="marketability",
        process_improvement="improving how projects are managed",
        hands_on_delivery="hands-on delivery",
        unknown="it is unknown what you want from your next post",
    )
    wants_daily_excitement: bool | None = yes_no(
        "Do you need the daily excitement of running a project?",
        ask="yourself",
        yes="you want the daily excitement of running a project",
        no="you can do without the daily excitement of running a project",
        unknown="it is unknown whether you want the daily excitement of running a project",
    )
    runs_projects_now: bool | None = yes_no(
        "Do you run projects now?",
        ask="yourself",
        yes="you run projects now",
        no="you run no projects now",
        unknown="it is unknown whether you run projects now",
    )
    experience_years: float | None = amount(
        "For how many years have you managed projects?",
        ask="yourself",
        unit="years",
        highest=60,
        phrase="you have managed projects for {value} years",
        unknown="it is unknown how long you have managed projects",
    )
    background: str | None = choice(
        "Where does your experience lie?",
        ask="yourself",
        solutions="your experience lies in turning business needs into solutions",
        mixed="your experience lies in solutions and in process",
        process="your experience lies in process",
        unknown="it is unknown where your experience lies",
    )
    process_work: str | None = scale(
        "How do you feel about working on process: compliance, audits, improving the organization?",
        ask="yourself",
        avoid="you do not want to be a process professional",
        accept="you can live with process work",
        enjoy="you enjoy process work",
        unknown="it is unknown how you feel about process work",
    )
    administrative_work: str | None = scale(
        "How do you feel about administrative work?",
        ask="yourself",
        avoid="you want to stay clear of administrative work",
        accept="you can live with administrative work",
        enjoy="you enjoy administrative work",
        unknown="it is unknown how you feel about administrative work",
    )
    plans_return_to_delivery: bool | None = yes_no(
        "Do you plan to go back to running projects later?",
        ask="yourself",
        yes="you plan to go back to running projects",
        no="you do not plan to go back to running projects",
        unknown="it is unknown whether you plan to go back to running projects",
    )
    has_rescued_projects: bool | None = yes_no(
        "Have you turned around a failing project before?",
        ask="yourself",
        yes="you have turned around a failing project before",
        no="you have not turned around a failing project yet",
        unknown="it is unknown whether you have turned around a failing project",
    )
    resume_shows_projects: bool | None = yes_no(
        "Does your resume bring out your project-management experience?",
        ask="yourself",
        yes="your resume brings out your project-management experience",
        no="your resume does not bring out your project-management experience",
        unknown="it is unknown whether your resume brings out your project-management experience",
    )
    application_stage: str | None = scale(
        "How far along is your application?",
        ask="yourself",
        looking="you are still looking",
        applied="you have applied",
        screened="you have passed the phone screen",
        interviewed="you have been interviewed",
        offered="you have an offer",
        unknown="it is unknown how far along your application is",
    )
