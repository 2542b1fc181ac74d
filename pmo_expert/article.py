"""The classes for cases of the pack article; written by `pmo-expert classes`, not by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

from pmo_expert.domain import typed

CandidateGoals: TypeAlias = Literal[
    "recognition",
    "promotion",
    "leadership",
    "broader_skills",
    "business_insight",
    "program_management",
    "influence",
    "executive_exposure",
    "marketability",
    "process_improvement",
    "hands_on_delivery",
]
_CANDIDATE_GOALS = typed.set_of(
    "recognition",
    "promotion",
    "leadership",
    "broader_skills",
    "business_insight",
    "program_management",
    "influence",
    "executive_exposure",
    "marketability",
    "process_improvement",
    "hands_on_delivery",
)


def _candidate_goals(value: Iterable[CandidateGoals] | None) -> frozenset[CandidateGoals] | None:
    return typed.members(_CANDIDATE_GOALS, value)


@attrs.frozen(kw_only=True)
class Organization(typed.Section):
    """What is known about the organization; None means unknown."""

    recognition: Literal["delivery", "both", "staff"] | None = typed.choice("delivery", "both", "staff")
    """Whose good work is noticed and rewarded here? Think of the last people who were promoted or praised in public.

    - delivery: high performers are recognized in delivery roles
    - both: high performers are recognized in delivery and staff roles alike
    - staff: high performers are recognized in staff roles
    """

    success_stories: Literal["rescues", "both", "improvements"] | None = typed.choice("rescues", "both", "improvements")
    """What are the success stories told about?

    - rescues: the stories told are about rescued projects
    - both: the stories told are about rescued projects and about better ways of working
    - improvements: the stories told are about better ways of working
    """

    staff_rewards: Literal["less", "alike", "more"] | None = typed.choice("less", "alike", "more")
    """How are staff roles rewarded, compared with delivery roles?

    - less: staff roles are rewarded less than delivery roles
    - alike: staff and delivery roles are rewarded alike
    - more: staff roles are rewarded more than delivery roles
    """

    executives_rely_on: Literal["project_managers", "both", "pmo"] | None = typed.choice(
        "project_managers", "both", "pmo"
    )
    """On whom do executives rely for time, quality and budget?

    - project_managers: executives rely on the project managers for time, quality and budget
    - both: executives rely on the project managers and on the PMO
    - pmo: executives rely on the PMO for time, quality and budget
    """

    health: Literal["failing", "struggling", "steady", "thriving"] | None = typed.choice(
        "failing", "struggling", "steady", "thriving"
    )
    """How is the organization as a whole doing?

    - failing: the organization is failing
    - struggling: the organization is struggling
    - steady: the organization is steady
    - thriving: the organization is thriving
    """


@attrs.frozen(kw_only=True)
class Pmo(typed.Section):
    """What is known about the PMO; None means unknown."""

    level: Literal["program", "organization", "executive"] | None = typed.choice("program", "organization", "executive")
    """At which level does the PMO sit?

    - program: the PMO sits at the level of a program
    - organization: the PMO sits at the level of the organization
    - executive: the PMO sits at the executive level
    """

    perceived_value: Literal["low", "mixed", "high"] | None = typed.choice("low", "mixed", "high")
    """How much value does the organization see in its PMO? What people outside the PMO think of it, not what it says
    of itself.

    - low: the organization sees little value in its PMO
    - mixed: opinions about the value of the PMO are divided
    - high: the organization sees much value in its PMO
    """

    administrative_cost: Literal["low", "moderate", "high"] | None = typed.choice("low", "moderate", "high")
    """How much administration does the PMO cost others?

    - low: the PMO costs others little administration
    - moderate: the PMO costs others some administration
    - high: the PMO costs others much administration
    """

    effect_on_delivery: Literal["hinders", "none", "helps"] | None = typed.choice("hinders", "none", "helps")
    """What does the PMO do to the delivery of projects?

    - hinders: the PMO hinders delivery
    - none: the PMO makes no difference to delivery
    - helps: the PMO helps delivery
    """

    standing: Literal["inhibitor", "neutral", "contributor"] | None = typed.choice(
        "inhibitor", "neutral", "contributor"
    )
    """What is the PMO to the project managers?

    - inhibitor: project managers see the PMO as an inhibitor
    - neutral: project managers see the PMO as neither help nor hindrance
    - contributor: project managers see the PMO as a contributor
    """

    trusted_on_delivery: bool | None = typed.yes_no()
    """Do project managers believe that the PMO knows about delivery?

    - yes: project managers believe that the PMO knows about delivery
    - no: project managers do not believe yet that the PMO knows about delivery
    """

    critical_to_portfolio: bool | None = typed.yes_no()
    """Does the portfolio depend on the PMO to run well?

    - yes: the portfolio depends on the PMO to run well
    - no: the portfolio would run without the PMO
    """

    clerical_staff: Literal["none", "some", "enough"] | None = typed.choice("none", "some", "enough")
    """How much clerical staff does the PMO have?

    - none: the PMO has no clerical staff
    - some: the PMO has some clerical staff
    - enough: the PMO has enough clerical staff
    """

    spare_capacity: bool | None = typed.yes_no()
    """Does the PMO look as if it had capacity to spare?

    - yes: the PMO looks as if it had capacity to spare
    - no: nobody thinks that the PMO has capacity to spare
    """

    delivers_projects: bool | None = typed.yes_no()
    """Does the PMO deliver projects itself?

    - yes: the PMO delivers projects itself
    - no: the PMO delivers no projects itself
    """

    organizes_reviews: bool | None = typed.yes_no()
    """Does the PMO organize portfolio or senior-management reviews?

    - yes: the PMO organizes the reviews for the portfolio or for senior management
    - no: the PMO organizes no reviews for the portfolio or for senior management
    """

    extension_of_one_leader: bool | None = typed.yes_no()
    """Is the PMO the extended arm of one program manager or business-unit head?

    - yes: the PMO is the extended arm of one leader
    - no: the PMO works for more than one leader
    """

    administration: Literal["slow", "adequate", "efficient"] | None = typed.choice("slow", "adequate", "efficient")
    """How well does the PMO cope with its administration?

    - slow: the PMO is slow with its administration
    - adequate: the PMO copes with its administration
    - efficient: the PMO deals with its administration efficiently
    """

    project_managers_report: bool | None = typed.yes_no()
    """Do the project managers report to the head of the PMO?

    - yes: the project managers report to the head of the PMO
    - no: the project managers do not report to the head of the PMO
    """

    delivery_responsibility: Literal["none", "shared", "full"] | None = typed.choice("none", "shared", "full")
    """How much of the responsibility for delivery does the PMO carry?

    - none: the PMO carries no responsibility for delivery
    - shared: the PMO shares the responsibility for delivery
    - full: the PMO carries the responsibility for delivery
    """

    processes: Literal["need_repair", "usable", "sound"] | None = typed.choice("need_repair", "usable", "sound")
    """In what shape are the processes for managing projects?

    - need_repair: the processes for managing projects need repair
    - usable: the processes for managing projects are usable
    - sound: the processes for managing projects are sound
    """

    program_health: Literal["failing", "struggling", "steady", "healthy"] | None = typed.choice(
        "failing", "struggling", "steady", "healthy"
    )
    """How is the program or portfolio that the PMO supports doing?

    - failing: the program is failing
    - struggling: the program is struggling
    - steady: the program is steady
    - healthy: the program is healthy
    """

    rescue_prospects: Literal["hopeless", "doubtful", "realistic"] | None = typed.choice(
        "hopeless", "doubtful", "realistic"
    )
    """Should a rescue be needed, what are its prospects? Think of time, money, support from above, and of whether
    anybody has turned such a thing around here before.

    - hopeless: a rescue would be hopeless
    - doubtful: the prospects of a rescue are doubtful
    - realistic: a rescue is realistic
    """


@attrs.frozen(kw_only=True)
class Opening(typed.Section):
    """What is known about the opening; None means unknown."""

    kind: Literal["staff", "mixed", "delivery"] | None = typed.choice("staff", "mixed", "delivery")
    """What kind of post is it?

    - staff: the post is a staff post
    - mixed: the post is part staff, part delivery
    - delivery: the post is a delivery post
    """

    manages_projects: bool | None = typed.yes_no()
    """Will you manage projects of your own?

    - yes: you would manage projects of your own
    - no: you would manage no projects of your own
    """

    main_work: Literal["delivery", "portfolio", "process", "administration"] | None = typed.choice(
        "delivery", "portfolio", "process", "administration"
    )
    """What is most of the work?

    - delivery: most of the work is delivering projects
    - portfolio: most of the work is looking after a portfolio
    - process: most of the work is process and methodology
    - administration: most of the work is administration
    """

    success_measure: Literal["delivery", "both", "process"] | None = typed.choice("delivery", "both", "process")
    """By what will your success be measured?

    - delivery: your success is measured by what projects deliver
    - both: your success is measured by delivery and by process
    - process: your success is measured by how well the process is followed
    """

    compliance_duties: bool | None = typed.yes_no()
    """Will you check compliance or audit projects?

    - yes: you would check compliance and audit projects
    - no: checking compliance and auditing are not your task
    """

    can_change_processes: bool | None = typed.yes_no()
    """May you change the processes for managing projects?

    - yes: you may change the processes for managing projects
    - no: you may not change the processes for managing projects
    """

    administrative_share: float | None = typed.amount(0, 100, unit="percent of working time")
    """How much of the working time goes into administration? Minutes, status lists, bookings and reports that nobody
    decides on count.

    - a number, 0 to 100 percent of working time
    """

    facilities_duties: bool | None = typed.yes_no()
    """Will seating moves, supplies or facilities be yours to handle?

    - yes: seating moves, supplies or facilities are part of the post
    - no: seating moves, supplies and facilities are not part of the post
    """

    leads_people: bool | None = typed.yes_no()
    """Will you lead people?

    - yes: you would lead people
    - no: you would lead nobody
    """

    authority: Literal["none", "advises", "decides"] | None = typed.choice("none", "advises", "decides")
    """How much authority comes with the post?

    - none: the post comes without authority
    - advises: the post advises those who decide
    - decides: the post decides
    """

    project_variety: Literal["narrow", "some", "wide"] | None = typed.choice("narrow", "some", "wide")
    """With how varied a set of projects will you work?

    - narrow: you would work with few projects, all much alike
    - some: you would work with some variety of projects
    - wide: you would work with a wide variety of projects
    """

    hands_on_support: bool | None = typed.yes_no()
    """Will you use your project-management skills on the projects of others, for instance in planning or risk work?

    - yes: you would use your skills hands-on in the projects of others
    - no: you would watch the projects of others from outside
    """

    enterprise_risk_work: bool | None = typed.yes_no()
    """Will you work on risks, changes and issues for the whole enterprise?

    - yes: you would work on risks, changes and issues for the whole enterprise
    - no: risks, changes and issues of the enterprise are handled elsewhere
    """

    works_with_business: bool | None = typed.yes_no()
    """Will you work with the business units on their issues?

    - yes: you would work with the business units on their issues
    - no: you would have little to do with the business units
    """

    works_with_executives: bool | None = typed.yes_no()
    """Will you work with executives?

    - yes: you would work with executives
    - no: you would have little to do with executives
    """

    influences_portfolio: bool | None = typed.yes_no()
    """Will you influence what the portfolio holds and how it is managed?

    - yes: you would influence the portfolio and how it is managed
    - no: you would have no influence on the portfolio
    """

    step_up: bool | None = typed.yes_no()
    """Is the post a step up from where you are now?

    - yes: the post is a step up for you
    - no: the post is no step up for you
    """

    return_to_delivery: bool | None = typed.yes_no()
    """Is there an agreed way back into delivery?

    - yes: there is an agreed way back into delivery
    - no: there is no agreed way back into delivery
    """


@attrs.frozen(kw_only=True)
class Candidate(typed.Section):
    """What is known about the candidate; None means unknown."""

    goals: frozenset[CandidateGoals] | None = attrs.field(
        default=None, converter=_candidate_goals, metadata={typed.KIND: _CANDIDATE_GOALS}
    )
    """What do you want from your next post? What would make you say in two years that it was worth it."""

    wants_daily_excitement: bool | None = typed.yes_no()
    """Do you need the daily excitement of running a project?

    - yes: you want the daily excitement of running a project
    - no: you can do without the daily excitement of running a project
    """

    runs_projects_now: bool | None = typed.yes_no()
    """Do you run projects now?

    - yes: you run projects now
    - no: you run no projects now
    """

    experience_years: float | None = typed.amount(0, 60, unit="years")
    """For how many years have you managed projects? Years in which managing projects was most of your work.

    - a number, 0 to 60 years
    """

    background: Literal["solutions", "mixed", "process"] | None = typed.choice("solutions", "mixed", "process")
    """Where does your experience lie?

    - solutions: your experience lies in turning business needs into solutions
    - mixed: your experience lies in solutions and in process
    - process: your experience lies in process
    """

    process_work: Literal["avoid", "accept", "enjoy"] | None = typed.choice("avoid", "accept", "enjoy")
    """How do you feel about working on process: compliance, audits, improving the organization?

    - avoid: you do not want to be a process professional
    - accept: you can live with process work
    - enjoy: you enjoy process work
    """

    administrative_work: Literal["avoid", "accept", "enjoy"] | None = typed.choice("avoid", "accept", "enjoy")
    """How do you feel about administrative work?

    - avoid: you want to stay clear of administrative work
    - accept: you can live with administrative work
    - enjoy: you enjoy administrative work
    """

    plans_return_to_delivery: bool | None = typed.yes_no()
    """Do you plan to go back to running projects later?

    - yes: you plan to go back to running projects
    - no: you do not plan to go back to running projects
    """

    has_rescued_projects: bool | None = typed.yes_no()
    """Have you turned around a failing project before?

    - yes: you have turned around a failing project before
    - no: you have not turned around a failing project yet
    """

    resume_shows_projects: bool | None = typed.yes_no()
    """Does your resume bring out your project-management experience?

    - yes: your resume brings out your project-management experience
    - no: your resume does not bring out your project-management experience
    """

    application_stage: Literal["looking", "applied", "screened", "interviewed", "offered"] | None = typed.choice(
        "looking", "applied", "screened", "interviewed", "offered"
    )
    """How far along is your application?

    - looking: you are still looking
    - applied: you have applied
    - screened: you have passed the phone screen
    - interviewed: you have been interviewed
    - offered: you have an offer
    """


@attrs.frozen(kw_only=True)
class Case(typed.TypedCase):
    """What is known about one situation; `title` names it to the reader."""

    organization: Organization = typed.section(Organization)
    pmo: Pmo = typed.section(Pmo)
    opening: Opening = typed.section(Opening)
    candidate: Candidate = typed.section(Candidate)
