"""What was wished for while a guard asks: kept beside the answers of the dialogue.

So it survives a crash, and a form that is half filled goes on after it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.turns import Reply
from storage.dialogues import Dialogue

WISH = "?"  # no question has this name
THE_FORM = "the form"  # to go on with the question that is asked


def wishing(dialogue: Dialogue, wish: str) -> Dialogue:
    return replace(dialogue, answers={**dialogue.answers, WISH: wish})


def wish_of(dialogue: Dialogue) -> str:
    return str(dialogue.answers.get(WISH, ""))


def granted(dialogue: Dialogue) -> Dialogue:
    kept = {name: answer for name, answer in dialogue.answers.items() if name != WISH}
    return replace(dialogue, answers=kept)


def instead_of(passed: Reply, wished: Reply) -> Reply:
    """What was wished for takes the place of the guard's own words."""
    return replace(
        wished,
        popup=wished.popup or passed.popup,
        new=wished.new or passed.new,
        takes_back=wished.takes_back or passed.takes_back,
    )
