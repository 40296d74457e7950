"""Where a guardian decides, or decides too: both are there, on the same phone.

Who that is, and that it is so, was assessed by somebody before (`handlers/people/capacity.py`).
Without a named guardian nothing is collected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from bot.core.forms import Kept, Question, Rows
from bot.core.messages import Option
from bot.core.rules.capacity import Guardian, Signs, who_signs
from bot.core.rules.consent import Act, Acted
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import Scene, Turn
from handlers.consent.assisted import READER_QUESTIONS, GiveReadOut
from handlers.consent.declaration import ANSWERS, title
from handlers.consent.give import GiveConsent, kept_by_form

TOGETHER, AGREES = "together", "agrees"


def guardian_of(scene: Any) -> Guardian | None:
    return Guardian.of(scene.person.guardian)


def signs(scene: Scene) -> Signs:
    """Whose yes counts here."""
    return who_signs(scene.person, scene.house.operator.consent_age or 0)


class GiveWithGuardian(GiveConsent):
    """The guardian is named, is there, and agrees to exactly these answers."""

    signed_by: ClassVar[frozenset[Signs]] = frozenset({Signs.BOTH, Signs.GUARDIAN})

    @classmethod
    def kept_on_change(cls) -> Sequence[str]:
        return (*super().kept_on_change(), TOGETHER)

    def may(self, turn: Turn) -> bool:
        return guardian_of(turn) is not None and super().may(turn)

    def ask(self, question: Question[Any]) -> Words:
        guardian = guardian_of(self.setting)
        if question.name not in (TOGETHER, AGREES):
            return super().ask(question)
        if guardian is None:
            return no_guardian()
        if question.name == TOGETHER:
            return _together(self.setting, guardian)
        return self.binding(self._agreement(guardian))

    def rows(self, question: Question[Any]) -> Rows:
        if question.name == TOGETHER:
            return [[Option(self._mark_of_guardian(), _("We are together"))]]
        if question.name == AGREES:
            return [[Option(self._mark_of_answers(), _("Yes, I agree"))]]
        return super().rows(question)

    def _agreement(self, guardian: Guardian) -> Words:
        answers = [
            Words("{title}: <b>{answer}</b>", {"title": title(line), "answer": ANSWERS[answer]})
            for line, answer in self.given().items()
        ]
        return paragraphs(
            Words("<b>{guardian}</b>", {"guardian": guardian.words}),
            lines(*answers),
            _("I have read the declaration and seen these answers. I agree to them."),
        )

    def answered(self) -> Sequence[Question[Any]]:
        return [each for each in super().answered() if each.name not in (TOGETHER, AGREES)]

    def summary(self) -> Words | None:
        guardian, first = guardian_of(self.setting), super().summary()
        if guardian is None:
            return first
        agreed = _("{guardian} has agreed, here on this phone.", guardian=guardian.words)
        return paragraphs(first, agreed) if first else agreed

    def act(self, turn: Turn, text_hash: str) -> Act:
        act = super().act(turn, text_hash)
        return replace(act, acted=Acted.GUARDIAN, guardian=str(guardian_of(turn)))

    def _holds(self, question: Question[Any], kept: Kept) -> bool:
        """A guardian agrees to these answers and no others."""
        if question.name == TOGETHER:
            return kept == self._mark_of_guardian()
        if question.name == AGREES:
            return self.question_back() is None or kept == self._mark_of_answers()
        return super()._holds(question, kept)

    def _mark_of_guardian(self) -> str:
        return _mark(self.setting.person.guardian)

    def _mark_of_answers(self) -> str:
        said = ";".join(f"{line.id}={answer}" for line, answer in self.given().items())
        return _mark(f"{self.setting.person.guardian};{self.today};{said}")


class GiveReadOutWithGuardian(GiveWithGuardian, GiveReadOut):
    """Both: a mediator reads out, and a guardian agrees."""


GiveWithGuardian.questions = (
    kept_by_form(TOGETHER, _("We are together")),
    *GiveConsent.questions,
    kept_by_form(AGREES, _("Yes, I agree")),
)
GiveReadOutWithGuardian.questions = (
    *READER_QUESTIONS.values(),
    *GiveWithGuardian.questions,
)


def no_guardian() -> Words:
    return _(
        "Somebody else has to agree, too: your parents, your guardian or your legal carer. Please"
        " ask the coordinator to enter who that is."
    )


def _together(scene: Any, guardian: Guardian) -> Words:
    who = guardian.words
    decides = _("{guardian} decides together with you.", guardian=who)
    if signs(scene) is Signs.GUARDIAN:
        decides = _("{guardian} decides for you. You hear everything, too.", guardian=who)
    return paragraphs(decides, _("Please read it together now, here on this phone."))


def _mark(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:16]
