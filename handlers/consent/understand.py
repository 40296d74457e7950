"""One question back before the signature, built from the person's own answers.

Whoever answers it wrongly gets a kind explanation and the question again, as often as it takes.
How often that was goes into the ledger: it shows whether the declaration is understood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.messages import Option
from bot.core.rules.consent import Answer, Line, Recipient
from bot.core.words import Words, _, commas, paragraphs
from handlers.consent.declaration import RECIPIENTS

EVERYBODY, ONLY, NOBODY = "all", "only", "nobody"
# Whose name in the question matters most: a mistake there has the gravest consequences.
BY_WEIGHT = (
    Recipient.IMMIGRATION,
    Recipient.EMPLOYER,
    Recipient.JOBCENTER,
    Recipient.AGENCY,
    Recipient.PARTNERS,
    Recipient.COUNSELLING,
    Recipient.MEDIATOR,
    Recipient.MENTOR,
    Recipient.FUNDER,
    Recipient.OFFICE,
)


@dataclass(frozen=True)
class QuestionBack:
    """Three answers, of which exactly one is right."""

    right: str
    options: Sequence[Option]
    allowed: Sequence[Recipient]

    @property
    def ask(self) -> Words:
        return paragraphs(
            Words("<b>{title}</b>", {"title": _("One question back")}),
            _("I want to be sure that I have explained it well."),
            _("By your answers: who may get something about you?"),
        )

    @property
    def explained(self) -> Words:
        """What was answered, in one sentence."""
        if not self.allowed:
            return _("Not quite, and that is no problem. You said yes to nobody.")
        names = commas(*(RECIPIENTS[each] for each in self.allowed))
        return _(
            "Not quite, and that is no problem. You said yes to these and to nobody else: {names}",
            names=names,
        )

    def label(self, value: str) -> Words:
        return next(option.label for option in self.options if option.value == value)


def question_back(answers: Mapping[Line, Answer]) -> QuestionBack:
    """The same answers give the same question, in the same order, in any process."""
    yes = {line.recipient for line, answer in answers.items() if answer is Answer.YES}
    allowed = [each for each in BY_WEIGHT if each in yes]
    refused = [each for each in BY_WEIGHT if each not in yes]
    if not allowed:
        options = [_nobody(), _everybody(), _one(refused[0])]
        return QuestionBack(NOBODY, _mixed(options, answers), ())
    if not refused:
        options = [_everybody(), _only_the_mentor(), _nobody()]
        return QuestionBack(EVERYBODY, _mixed(options, answers), allowed)
    # The office is the house itself: no would not mean that it gets nothing at all.
    wrong = _only_the_mentor() if refused == [Recipient.OFFICE] else _one(refused[0])
    third = _everybody() if len(allowed) < len(refused) else _nobody()
    options = [_one(allowed[0]), wrong, third]
    return QuestionBack(allowed[0].value, _mixed(options, answers), allowed)


def _one(recipient: Recipient) -> Option:
    return Option(recipient.value, RECIPIENTS[recipient])


def _only_the_mentor() -> Option:
    return Option(ONLY, _("Only: {recipient}", recipient=RECIPIENTS[Recipient.MENTOR]))


def _everybody() -> Option:
    return Option(EVERYBODY, _("All of them"))


def _nobody() -> Option:
    return Option(NOBODY, _("Nobody"))


def _mixed(options: Sequence[Option], answers: Mapping[Line, Answer]) -> Sequence[Option]:
    """The right one is not always in the same place, and stays where it is between two tries."""
    said = ";".join(f"{line.id}={answer}" for line, answer in answers.items())
    return sorted(
        options, key=lambda option: hashlib.sha256(f"{said}:{option.value}".encode()).digest()
    )
