"""The prompt, and what an assistant is told at the start."""

from __future__ import annotations

from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.render.words import CLOSING

HELP_DECIDE = "help-decide"
PROMPT_TITLE = "Help somebody decide"
PROMPT_SAYS = "Interviews somebody by next_question, then advises."
SITUATION = "situation"
SITUATION_SAYS = "What the person has said already, in their own words."
HOW = (
    "Ask me one question at a time: call next_question with the facts that I stated so far, and put its question to me "
    "in plain words, with its answers. State in facts only what I say; put under unknown what I cannot say. Stop when "
    "it returns no question, or when I have had enough. Then call advise and tell me the verdict, what decides it, the "
    "conditions and whom to ask what. Say “usually” where the advice does, and call explain when I ask why. Add no "
    f"reasons of your own as if they were the rules'. {CLOSING}"
)


def instructions(knowledge: Knowledge) -> str:
    """Return what an assistant is told of this server at the start."""
    return (
        f"This server advises by rules: “{knowledge.title}” Call next_question to find out what to ask, advise for the "
        "advice, explain for the reasons, describe for what the rules know. State only facts that the person said. "
        f"Tell the advice as it is given, with its “usually”. {CLOSING}"
    )


def help_decide(knowledge: Knowledge, situation: str) -> str:
    """Return what somebody says who wants to be helped; `situation` is what they have said already, if anything."""
    said = f" This is my situation: {situation.strip()}" if situation.strip() else ""
    return f"Help me decide: “{knowledge.title}”{said}\n\n{HOW}"
