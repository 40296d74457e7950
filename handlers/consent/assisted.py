"""Somebody reads the declaration out, on the participant's own phone, and is named for it.

Where nobody has reviewed the text in the participant's language, the German one is shown and
binds: the mediator reads it out. What is kept is who that was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.core.forms import Question
from bot.core.messages import Option
from bot.core.questions import text
from bot.core.rules.consent import Act
from bot.core.rules.people import Role
from bot.core.words import Words, _
from bot.turns import Scene, Turn, people_to_pick, pick
from handlers.consent.give import GiveConsent
from handlers.consent.published import GERMAN, collects, collects_assisted, is_published
from storage import people

SOMEBODY_ELSE = 0


def mediators(scene: Scene) -> Sequence[Option]:
    return [
        *people_to_pick(people.everybody(scene.db, Role.MEDIATOR)),
        Option(str(SOMEBODY_ELSE), _("Somebody else")),
    ]


class GiveReadOut(GiveConsent):
    """Who reads it out; then the same lines, the same question back."""

    reader = pick(_("Who reads it out to you?"), mediators)
    reader_name = text(_("What is the name of the person who reads it out?"), longest=60).when(
        reader.is_(SOMEBODY_ELSE)
    )

    @classmethod
    def kept_on_change(cls) -> Sequence[str]:
        return (*super().kept_on_change(), "reader", "reader_name")

    def shown_in(self, setting: Any) -> str:
        return (
            setting.language
            if is_published(setting.db, setting.house, setting.language)
            else GERMAN
        )

    def collects(self, scene: Scene) -> bool:
        return collects(scene) or collects_assisted(scene)

    def read_by(self) -> str:
        """The name, also of a mediator of the network."""
        if self.reader == SOMEBODY_ELSE:
            return self.reader_name or ""
        return people.get(self.setting.db, self.reader).name

    def summary(self) -> Words | None:
        """Part of what is confirmed."""
        return _("{name} has read the declaration out to me.", name=self.read_by())

    def act(self, turn: Turn, text_hash: str) -> Act:
        act = super().act(turn, text_hash)
        if self.reader == SOMEBODY_ELSE:
            return replace(act, mediator=self.reader_name or "")
        return replace(act, mediator_id=self.reader)


READER_QUESTIONS: Mapping[str, Question[Any]] = {
    question.name: question
    for question in GiveReadOut.questions
    if question.name in ("reader", "reader_name")
}
