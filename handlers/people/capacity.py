"""Age band, who decides, guardian: assessed by a named coordinator, and never guessed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice, text
from bot.core.rules.capacity import GUARDIAN_ROLES, Guardian, Signs, who_signs
from bot.core.rules.people import Age, Decides, Person, Role
from bot.core.words import Words, _, paragraphs
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
from storage import audit, people

COORDINATORS = frozenset({Role.COORDINATOR})
AGES = {
    Age.ADULT: _("Of age"),
    Age.UNDER_18: _("16 or 17"),
    Age.UNDER_16: _("Under 16"),
}
DECIDES = {
    Decides.SELF: _("The person alone"),
    Decides.TOGETHER: _("Person and guardian"),
    Decides.GUARDIAN: _("The guardian alone"),
}


def participants(scene: Scene) -> Sequence[Option]:
    return people_to_pick(people.everybody(scene.db, Role.PARTICIPANT))


class AssessPerson(TurnForm):
    """No birthday and no reason: only what decides about consent."""

    who = COORDINATORS
    case = Case.PEOPLE
    review = True

    participant = pick(_("Who is it about?"), participants)
    age = choice(_("How old is the person? Please do not write a birthday."), AGES)
    decides = choice(_("Who decides about consent?"), DECIDES)
    guardian = text(
        _("What is the name of the parents, guardian or legal carer? Skip it if there is nobody."),
        longest=60,
    ).optional()
    role = choice(_("What is that person?"), GUARDIAN_ROLES, columns=2).when(guardian.is_not(None))

    def submit(self, turn: Turn) -> Reply:
        person = people.get(turn.db, self.participant)
        guardian = Guardian(self.role, self.guardian) if self.guardian and self.role else None
        decides = decided(self.age, self.decides, turn.house.operator.consent_age or 0)
        people.assess(
            turn.db,
            person.id,
            age=self.age,
            decides=decides,
            guardian=str(guardian or ""),
            by=turn.person.id,
            now=turn.now,
        )
        audit.note(
            turn.db,
            turn.now,
            actor=turn.person.id,
            act="assessed age and capacity",
            about=str(person.id),
            person=person.id,
        )
        back = [Option(f"person.{person.id}", _("Back")), HOME]
        return Reply(paragraphs(_("Kept."), *self._remarks(turn, decides, guardian)), [back])

    def _remarks(self, turn: Turn, decides: Decides, guardian: Guardian | None) -> Sequence[Words]:
        remarks = []
        if decides is not self.decides:
            years = turn.house.operator.consent_age or 0
            remarks.append(_("Below {years} years the guardian has to decide, too.", years=years))
        if decides is not Decides.SELF and guardian is None:
            remarks.append(_("Until a guardian is entered no consent is collected."))
        if self.age is Age.UNDER_16:
            remarks.append(_("Invitations to events go through the mentor."))
        return remarks


def decided(age: Age, said: Decides, consent_age: int) -> Decides:
    """Below the operator's age nobody decides alone, whatever was tapped."""
    somebody = Person(0, "", Role.PARTICIPANT, "", age=age, decides=said)
    if said is Decides.SELF and who_signs(somebody, consent_age) is not Signs.SELF:
        return Decides.TOGETHER
    return said


def assessed(scene: Scene, person: Person) -> Sequence[Words]:
    """What the card of a participant says of it."""
    if person.role is not Role.PARTICIPANT:
        return []
    if person.assessed_at is None:
        return [_("Age and who decides: not assessed.")]
    by = people.find(scene.db, person.assessed_by) if person.assessed_by else None
    guardian = Guardian.of(person.guardian)
    return [
        Words("{age} · {decides}", {"age": AGES[person.age], "decides": DECIDES[person.decides]}),
        *([_("Guardian: {guardian}", guardian=guardian.words)] if guardian else []),
        _(
            "Assessed by {name}, {day}.",
            name=by.name if by else "–",
            day=person.assessed_at.astimezone(scene.house.zone).date(),
        ),
    ]


def assess(turn: Turn, person_id: str) -> Response:
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is not Role.PARTICIPANT:
        raise NotYours
    return Open(AssessPerson, {"participant": person.id})


ASSESS = Tap("assess", assess, COORDINATORS, case=Case.PEOPLE)
