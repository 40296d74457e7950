"""A coordinator notes what was passed on about a participant: to whom, and which data at most.

The office learns it by letter or telephone; here it is put on record, so that the participant
reads it in /mydata, and whoever got it hears when consent ends (GDPR Art. 15, 19).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.forms import Kept, Question, Rows
from bot.core.messages import Option, below
from bot.core.pages import HOME
from bot.core.questions import one_of, text
from bot.core.rules.consent import LINES, Door, Line, Recipient
from bot.core.rules.consent import may_pass as rule
from bot.core.rules.people import Role
from bot.core.words import Words, _
from bot.turns import (
    Case,
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    people_to_pick,
    pick,
)
from handlers.consent.declaration import DATA, asks, title
from storage import audit, consents, people, transfers

COORDINATORS = frozenset({Role.COORDINATOR})
INSIDE = (Recipient.MENTOR, Recipient.OFFICE)  # what they see is noted by itself
OUTSIDE = {
    line.id: line for line in LINES if Door.SHARE.opens_to(line) and line.recipient not in INSIDE
}


def standing_lines(scene: Scene, person_id: int) -> Sequence[str]:
    """The lines to which this participant's yes stands right now."""
    standing = consents.standing(scene.db, person_id)
    return [
        id
        for id, line in OUTSIDE.items()
        if rule(standing, Door.SHARE, line.purpose, line.recipient, scene.now)
    ]


def participants(scene: Scene) -> Sequence[Option]:
    """Those who have agreed to something of it."""
    some = {
        person_id
        for person_id, standing in consents.everybody(scene.db).items()
        for line in OUTSIDE.values()
        if rule(standing, Door.SHARE, line.purpose, line.recipient, scene.now)
    }
    everybody = people.everybody(scene.db, Role.PARTICIPANT)
    return people_to_pick([person for person in everybody if person.id in some])


def agrees_to_some(scene: Scene, person_id: int) -> bool:
    person = people.find(scene.db, person_id)
    is_participant = person is not None and person.role is Role.PARTICIPANT
    return is_participant and bool(standing_lines(scene, person_id))


class PassOn(TurnForm):
    """Nothing is written here about the case: which data at most, the declaration says."""

    who = COORDINATORS
    case = Case.PEOPLE
    review = True

    participant = pick(_("Who is it about?"), participants, still=agrees_to_some)
    line = one_of(
        _("To whom and for what? Here is only what the person agrees to today."),
        lambda scene: list(OUTSIDE),
        lambda id: title(OUTSIDE[id]),
    )
    receiver = text(
        _("Which office is it, and who there? Please write nothing about the case."), longest=60
    )

    def rows(self, question: Question[Any]) -> Rows:
        if question.name != "line":
            return super().rows(question)
        self.setting.saw(self.participant, "consent")
        return below(*(Option(id, title(OUTSIDE[id])) for id in self._standing()))

    def _standing(self) -> Sequence[str]:
        return standing_lines(self.setting, self.participant)

    def _holds(self, question: Question[Any], kept: Kept) -> bool:
        """Taken back while the form was open: it is asked for again."""
        if question.name == "line" and ("participant" not in self.answers or self._gone(kept)):
            return False
        return super()._holds(question, kept)

    def _gone(self, kept: Kept) -> bool:
        return kept not in self._standing()

    def summary(self) -> Words:
        return asks(OUTSIDE[self.line])

    def submit(self, turn: Turn) -> Reply:
        line, back = OUTSIDE[self.line], _back(self.participant)
        person = people.find(turn.db, self.participant)
        if person is None or not _may_pass(turn, person.id, line):
            return Reply(nothing(), back)
        id = transfers.note(
            turn.db,
            person.id,
            line=line,
            receiver=self.receiver,
            data=DATA[line.purpose].one,
            door=Door.SHARE,
            by=turn.person.id,
            now=turn.now,
        )
        audit.note(
            turn.db,
            turn.now,
            actor=turn.person.id,
            act="passed on",
            about=str(id),
            person=person.id,
        )
        return Reply(_("Noted. {name} can read it under /mydata.", name=person.name), back)


def _may_pass(turn: Turn, person_id: int, line: Line) -> bool:
    where = line.purpose, line.recipient
    return consents.may_pass(turn.db, person_id, Door.SHARE, *where, turn.now)


def _back(person_id: int) -> list[list[Option]]:
    return [[Option(f"person.{person_id}", _("Back")), HOME]]


def nothing() -> Words:
    return _("Today there is no consent to pass anything on. So nothing may be passed on.")


def pass_on(turn: Turn, person_id: str) -> Response:
    """From the participant's card."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is not Role.PARTICIPANT:
        raise NotYours
    turn.saw(person.id, "consent")
    if not standing_lines(turn, person.id):
        return Reply(nothing(), _back(person.id))
    return Open(PassOn, {"participant": person.id})


PASS_ON = Tap("passon", pass_on, COORDINATORS, case=Case.PEOPLE)
