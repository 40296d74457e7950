"""The question a person asked last: kept beside the dialogue, sealed like it, for its buttons.

Button data can hold no sentence, and nobody should have to write the same question twice.
"""

from __future__ import annotations

from dataclasses import replace

from storage.dialogues import Dialogue

ASKED = "!"  # no question of a form has this name


def asked_in(dialogue: Dialogue) -> str:
    return str(dialogue.answers.get(ASKED, ""))


def remembering(dialogue: Dialogue, asked: str) -> Dialogue:
    kept = {name: answer for name, answer in dialogue.answers.items() if name != ASKED}
    return replace(dialogue, answers={**kept, ASKED: asked} if asked else kept)
