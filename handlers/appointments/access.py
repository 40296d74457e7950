"""Whose appointments a person may see: asked each time, never remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from bot.core.rules.appointments import Appointment
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.people import Person, Role
from bot.turns import NotYours, Scene, id_of
from storage import appointments, audit, consents, people, shares
from storage.database import Db

NOBODYS = Appointment(0, 0, 0, "", date.min, time.min, datetime.min.replace(tzinfo=UTC))
PLANNERS = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR})


def may_see(db: Db, person: Person, appointment: Appointment, now: datetime) -> bool:
    """A mentor sees what the participant agreed to share, and what the mentor entered."""
    if person.id == appointment.participant_id or person.role is Role.COORDINATOR:
        return True
    participant = people.find(db, appointment.participant_id)
    if participant is None or person.role is not Role.MENTOR or participant.mentor_id != person.id:
        return False
    if appointment.entered_by == person.id:
        return True
    line = Purpose.APPOINTMENTS, Recipient.MENTOR
    return consents.may_pass(db, participant.id, Door.MENTOR, *line, now)


def visible(scene: Scene) -> Sequence[Appointment]:
    """What is still to come and this person may see, the next first."""
    coming = appointments.upcoming(scene.db, scene.now, of=_participants(scene))
    seen = [each for each in coming if may_see(scene.db, scene.person, each, scene.now)]
    for appointment in {each.participant_id: each for each in seen}.values():
        scene.saw(appointment.participant_id, "appointments")
        shared(scene, appointment)
    return seen


def shared(scene: Scene, appointment: Appointment) -> None:
    """It leaves for the mentor now: on record, so that its end can be told."""
    person = scene.person
    if person.role is not Role.MENTOR or appointment.entered_by == person.id:
        return
    shares.noted_for_mentor(
        scene.db,
        appointment.participant_id,
        person,
        Purpose.APPOINTMENTS,
        "appointments",
        scene.now,
    )


def the(scene: Scene, argument: str) -> Appointment:
    """The appointment of a button, if this person may see it and it still stands."""
    found = look_up(scene, argument)
    scene.saw(found.participant_id, "appointments")
    shared(scene, found)
    return found


def look_up(scene: Scene, argument: str) -> Appointment:
    """The same, where nothing of it may be shown after all."""
    found = appointments.get(scene.db, id_of(argument))
    # What is not there is asked about like what is another's: time tells nobody which it is.
    if not may_see(scene.db, scene.person, found or NOBODYS, scene.now) or found is None:
        raise NotYours
    return found


def noted(scene: Scene, appointment: Appointment, act: str) -> None:
    """For the audit: what was done with it."""
    audit.note(
        scene.db,
        scene.now,
        actor=scene.person.id,
        act=act,
        about=str(appointment.id),
        person=appointment.participant_id,
    )


def of_whom(scene: Scene) -> Sequence[Person]:
    """For whom this person may enter an appointment."""
    return people.in_care_of(scene.db, scene.person)


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
        if person.id != scene.person.id and may_see(scene.db, person, appointment, scene.now)
    ]
