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
    "strategic_insight",
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
    "strategic_insight",
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

    health: Literal["failing", "struggling", "steady", "healthy"] | None = typed.choice(
        "failing", "struggling", "steady", "healthy"
    )
    """How is the organization as a whole doing? Failing: it may not survive; struggling: losses, cuts or a shrinking
    business. Steady: it holds its own; healthy: it grows.

    - failing: the organization is failing
    - struggling: the organization is struggling
    - steady: the organization is steady
    - healthy: the organization is healthy
    """


@attrs.frozen(kw_only=True)
class Pmo(typed.Section):
    """What is known about the PMO; None means unknown."""

    level: Literal["project", "program", "department", "organization", "executive"] | None = typed.choice(
        "project", "program", "department", "organization", "executive"
    )
    """Which part of the organization does the PMO serve; at which level does it sit? Go by the largest part that it
    works for. For a portfolio office, ask whose portfolio it is.

    - project: the PMO sits at the level of a single project
    - program: the PMO sits at the level of a program
    - department: the PMO sits at the level of a department or business unit
    - organization: the PMO sits at the level of the organization
    - executive: the PMO sits at the executive level
    """

    perceived_value: Literal["low", "mixed", "high"] | None = typed.choice("low", "mixed", "high")
    """How much value do people outside the PMO see in it? Go by executives and those who pay for it or use it, not by
    what it says of itself. If they disagree, it is mixed.

    - low: the organization sees little value in its PMO
    - mixed: opinions about the value of the PMO are divided
    - high: the organization sees much value in its PMO
    """

    administrative_cost: Literal["low", "moderate", "high"] | None = typed.choice("low", "moderate", "high")
    """How much administration does the PMO demand of projects? The forms, reports and meetings that others spend time
    on because of it. Its own budget and staff do not count.

    - low: the PMO demands little administration of projects
    - moderate: the PMO demands some administration of projects
    - high: the PMO demands much administration of projects
    """

    effect_on_delivery: Literal["hinders", "none", "helps"] | None = typed.choice("hinders", "none", "helps")
    """What does the PMO do to the results of projects? Do projects end better, worse or no differently because of it?

    - hinders: the PMO hinders delivery
    - none: the PMO makes no difference to delivery
    - helps: the PMO helps delivery
    """

    standing: Literal["inhibitor", "neutral", "contributor"] | None = typed.choice(
        "inhibitor", "neutral", "contributor"
    )
    """Do project managers find that the PMO helps them or gets in their way? How they feel about working with it.
    Whether its people know how to deliver is asked apart.

    - inhibitor: project managers see the PMO as an inhibitor, which gets in their way
    - neutral: project managers see the PMO as neither help nor hindrance
    - contributor: project managers see the PMO as a contributor, which helps them
    """

    trusted_on_delivery: bool | None = typed.yes_no()
    """Do project managers believe that the people in the PMO know how to deliver projects? It is about their knowledge
    and experience. A PMO can be a nuisance and still know, or be liked and not know.

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
    """How much of the responsibility for delivery does the PMO carry? Shared: project teams answer for results and so
    does the PMO. Full: the PMO alone does; none: it advises or reports.

    - none: the PMO carries no responsibility for delivery
    - shared: the PMO shares the responsibility for delivery
    - full: the PMO carries the responsibility for delivery alone
    """

    processes: Literal["missing", "need_repair", "usable", "sound"] | None = typed.choice(
        "missing", "need_repair", "usable", "sound"
    )
    """In what shape are the processes for managing projects? Missing: there are none yet. That leaves something to
    build, which is not the same as something to repair.

    - missing: there are no processes for managing projects yet
    - need_repair: the processes for managing projects need repair
    - usable: the processes for managing projects are usable
    - sound: the processes for managing projects are sound
    """

    program_health: Literal["failing", "struggling", "steady", "healthy"] | None = typed.choice(
        "failing", "struggling", "steady", "healthy"
    )
    """How is the program or portfolio that the PMO supports doing? Failing: cancelled, red for months, or past belief;
    struggling: late, over budget or amber. Steady: on track; healthy: better.

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
    """Is it a staff post or a delivery post? Staff supports, checks or advises those who deliver. Of kind, own
    projects and main work, one answer is enough.

    - staff: the post is a staff post
    - mixed: the post is part staff, part delivery
    - delivery: the post is a delivery post
    """

    manages_projects: Literal["none", "few", "many"] | bool | None = typed.choice(
        "none", "few", "many", yes="many", no="none"
    )
    """How many projects of your own will you manage? Few: fewer than a project manager has, or only in emergencies. If
    you know this, kind and main work need no answer.

    - none: you would manage no projects of your own
    - few: you would manage projects of your own only now and then
    - many: managing projects of your own would be your daily work
    """

    main_work: Literal["delivery", "portfolio", "process", "administration"] | None = typed.choice(
        "delivery", "portfolio", "process", "administration"
    )
    """What will fill most of your working week? Whatever the post is called. If you know this, kind and own projects
    need no answer.

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

    administrative_share: float | Literal["hardly_any", "little", "some", "half", "much", "most"] | None = typed.amount(
        0,
        100,
        unit="percent of working time",
        words={"hardly_any": 2.5, "little": 12.5, "some": 27.5, "half": 50.5, "much": 60.5, "most": 77.5},
    )
    """How much of the working time goes into administration? Minutes, status lists, bookings and reports that nobody
    decides on count. A word will do where nobody can give a number.

    - a number, 0 to 100 percent of working time, or a word:
    - hardly_any: administration takes hardly any of the working time
    - little: administration takes little of the working time
    - some: administration takes some of the working time
    - half: administration takes half of the working time
    - much: administration takes much of the working time, half or more
    - most: administration takes most of the working time
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

    authority: Literal["none", "advises", "shares", "decides"] | None = typed.choice(
        "none", "advises", "shares", "decides"
    )
    """How much can the post decide? About priorities, stopping or changing projects, people or money. Shares: not
    without you, nor by you alone.

    - none: the post comes without authority
    - advises: the post advises those who decide
    - shares: the post decides together with others
    - decides: the post decides
    """

    project_variety: Literal["narrow", "some", "wide"] | None = typed.choice("narrow", "some", "wide")
    """How different from each other are the projects that you will work with? Different in kind, size, technology or
    part of the business. How many there are does not count.

    - narrow: you would work with projects that are all much alike
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
    """What do you want from your next post? What would make it worth it in two years? Pay and security are not listed;
    the article says nothing of them.
    """

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

    experience_years: float | Literal["novice", "experienced", "veteran"] | None = typed.amount(
        0, 60, unit="years", words={"novice": 0.5, "experienced": 9.5, "veteran": 20.5}
    )
    """For how many years have you managed projects? Years in which managing projects was most of your work. A word
    will do where you do not count.

    - a number, 0 to 60 years, or a word:
    - novice: you are new to managing projects
    - experienced: you are experienced in managing projects
    - veteran: you are a veteran of managing projects
    """

    background: Literal["solutions", "mixed", "process"] | None = typed.choice("solutions", "mixed", "process")
    """Where does your experience lie?

    - solutions: your experience lies in turning business needs into solutions
    - mixed: your experience lies in solutions and in process
    - process: your experience lies in process
    """

    process_work: Literal["avoid", "accept", "enjoy"] | None = typed.choice("avoid", "accept", "enjoy")
    """How do you feel about working on process: methods, standards, improving how the organization works? Checking
    whether others keep to it is asked apart.

    - avoid: you do not want to work on process
    - accept: you can live with process work
    - enjoy: you enjoy process work
    """

    compliance_work: Literal["avoid", "accept", "enjoy"] | None = typed.choice("avoid", "accept", "enjoy")
    """How do you feel about checking compliance and auditing the projects of others?

    - avoid: you do not want to check compliance or audit projects
    - accept: you can live with checking compliance and auditing
    - enjoy: you enjoy checking compliance and auditing
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

    application_stage: Literal["looking", "applied", "screened", "interviewed", "offered", "in_the_post"] | None = (
        typed.choice("looking", "applied", "screened", "interviewed", "offered", "in_the_post")
    )
    """How far along is your application?

    - looking: you are still looking
    - applied: you have applied
    - screened: you have passed the phone screen
    - interviewed: you have been interviewed
    - offered: you have an offer
    - in_the_post: you are in the post already
    """


@attrs.frozen(kw_only=True)
class Case(typed.TypedCase):
    """What is known about one situation; `title` names it to the reader."""

    organization: Organization = typed.section(Organization)
    pmo: Pmo = typed.section(Pmo)
    opening: Opening = typed.section(Opening)
    candidate: Candidate = typed.section(Candidate)
