"""Whose appointments a person may see: asked each time, never remembered."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.rules.appointments import Appointment
from bot.core.rules.consent import Purpose, Recipient
from bot.core.rules.people import Person, Role
from bot.turns import NotYours, Scene, id_of
from storage import appointments, consents, people
from storage.database import Db

PLANNERS = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR})


def may_see(db: Db, person: Person, appointment: Appointment) -> bool:
    """A mentor sees what the participant agreed to share, and what the mentor entered."""
    if person.id == appointment.participant_id or person.role is Role.COORDINATOR:
        return True
    participant = people.find(db, appointment.participant_id)
    if participant is None or person.role is not Role.MENTOR or participant.mentor_id != person.id:
        return False
    agreed = consents.stands(db, participant.id, Purpose.APPOINTMENTS, Recipient.MENTOR)
    return agreed or appointment.entered_by == person.id


def visible(scene: Scene) -> Sequence[Appointment]:
    """What is still to come and this person may see, the next first."""
    coming = appointments.upcoming(scene.db, scene.now, of=_participants(scene))
    return [each for each in coming if may_see(scene.db, scene.person, each)]


def the(scene: Scene, argument: str) -> Appointment:
    """The appointment of a button, if this person may see it and it still stands."""
    found = appointments.get(scene.db, id_of(argument))
    if found is None or not may_see(scene.db, scene.person, found):
        raise NotYours
    return found


def of_whom(scene: Scene) -> Sequence[Person]:
    """For whom this person may enter an appointment."""
    match scene.person.role:
        case Role.MENTOR:
            return people.participants_of(scene.db, scene.person.id)
        case Role.COORDINATOR:
            return people.everybody(scene.db, Role.PARTICIPANT)
        case Role.PARTICIPANT:
            return [scene.person]
        case _:
            return []


def _participants(scene: Scene) -> Sequence[int]:
    return [person.id for person in of_whom(scene)]


def to_tell(scene: Scene, appointment: Appointment) -> Sequence[int]:
    """Participant and mentor, without the one who has just done it and knows."""
    participant = people.get(scene.db, appointment.participant_id)
    mentor = people.find(scene.db, participant.mentor_id) if participant.mentor_id else None
    concerned = [participant, *([mentor] if mentor else [])]
    return [
        person.id
        for person in concerned
        if person.id != scene.person.id and may_see(scene.db, person, appointment)
    ]
