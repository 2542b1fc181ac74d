"""The words in which results speak, as data."""

from __future__ import annotations

from attrs import field, frozen

from pmo_expert.knowledge.language.decision import Tone


@frozen(kw_only=True, slots=False)
class Words:
    """The words in which results speak.

    `subject` is what is decided on, as in “… offers more pay”. `verdicts`, from best to worst, `severities`, from
    mildest to gravest, `asks` and `sections` have the words for each name; `weighed_last` are sections that
    concerns never read; `tones` says how each verdict is shown.
    `asking` is the verdict that waits for facts, None where there is none, `favourable` are those that say yes, and
    `counting` the severities whose open concerns are counted when cases are compared. `wiifm` has a sentence for each
    answer to what is in it for you, `goals` the words for each goal.
    """

    subject: str
    verdicts: dict[str, str] = field(hash=False)
    tones: dict[str, Tone] = field(hash=False)
    asking: str | None
    favourable: tuple[str, ...]
    severities: dict[str, str] = field(hash=False)
    counting: tuple[str, ...]
    asks: dict[str, str] = field(hash=False)
    sections: dict[str, str] = field(hash=False)
    weighed_last: tuple[str, ...]
    wiifm: dict[str, str] = field(hash=False)
    goals: dict[str, str] = field(hash=False)
