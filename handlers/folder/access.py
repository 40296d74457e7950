"""Whose folder a person may open, and how much of it: asked each time, never remembered."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.rules.appointments import Appointment
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.people import Person, Role
from bot.turns import NotYours, Scene, id_of
from storage import consents, people, shares

READERS = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR})
SHARES = Purpose.APPOINTMENTS, Recipient.MENTOR


def whose(scene: Scene, argument: str) -> Person:
    """One's own; a mentor's own participant; for the coordinator every participant."""
    participant = people.find(scene.db, id_of(argument))
    if participant is None or participant.role is not Role.PARTICIPANT:
        raise NotYours
    reader = scene.person
    mine = participant.id == reader.id
    with_me = reader.role is Role.MENTOR and participant.mentor_id == reader.id
    if not (mine or with_me or reader.role is Role.COORDINATOR):
        raise NotYours
    return participant


def shown_of(
    scene: Scene, participant: Person, every: Sequence[Appointment]
) -> Sequence[Appointment]:
    """A mentor sees what the participant agreed to share, and what the mentor entered."""
    if scene.person.role is not Role.MENTOR:
        return every
    if consents.may_pass(scene.db, participant.id, Door.MENTOR, *SHARES, scene.now):
        if every:
            _shared(scene, participant)
        return every
    return [each for each in every if each.entered_by == scene.person.id]


def _shared(scene: Scene, participant: Person) -> None:
    """It leaves for the mentor now: on record, so that its end can be told."""
    purpose, what = Purpose.APPOINTMENTS, "appointments"
    shares.noted_for_mentor(scene.db, participant.id, scene.person, purpose, what, scene.now)


def says_how_it_was(scene: Scene) -> bool:
    """The declaration shares day, time and place with a mentor, and not how it was."""
    return scene.person.role is not Role.MENTOR
