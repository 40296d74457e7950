"""Who may write to whom: as long as the mentorship and the consent to it stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.core.messages import Option
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.people import Person, Role
from bot.core.rules.relay import Relayed
from bot.core.words import Words, _, just
from bot.turns import Scene, as_known, people_to_pick
from storage import consents, people
from storage.database import Db

WRITERS = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR})
LINE = Purpose.MENTORING, Recipient.MENTOR
OFFICE = 0  # in place of a person's number


def may_write(db: Db, participant_id: int, mentor_id: int, now: datetime) -> bool:
    """Asked when it is written, and again when it leaves."""
    if not people.is_participant_of(db, participant_id, mentor_id):
        return False
    return consents.may_pass(db, participant_id, Door.RELAY, *LINE, now)


def receivers(scene: Scene) -> Sequence[Option]:
    """To whom this person may write now."""
    person = scene.person
    if person.role is Role.COORDINATOR:
        return people_to_pick(people.everybody(scene.db, Role.PARTICIPANT, Role.MENTOR))
    office = Option(str(OFFICE), _("Project office"))
    return [*people_to_pick(_others(scene)), office]


def _others(scene: Scene) -> Sequence[Person]:
    person, db = scene.person, scene.db
    if person.role is Role.MENTOR:
        mine = people.participants_of(db, person.id)
        agreed = consents.who_may_among(db, {p.id for p in mine}, Door.RELAY, *LINE, scene.now)
        return [each for each in mine if each.id in agreed]
    mentor = people.find(db, person.mentor_id) if person.mentor_id else None
    if mentor is None or not may_write(db, person.id, mentor.id, scene.now):
        return []
    return [mentor]


def about(sender: Person, receiver: Person | None) -> int:
    """Whose data a message is: the participant's; of a mentor with the office, the mentor's."""
    if sender.role is Role.PARTICIPANT or receiver is None:
        return sender.id
    participant = receiver.role is Role.PARTICIPANT
    return receiver.id if participant or sender.role is Role.COORDINATOR else sender.id


def is_for(message: Relayed, reader: Person) -> bool:
    if message.receiver_id is None:
        return reader.role is Role.COORDINATOR
    return message.receiver_id == reader.id


def may_reach(scene: Scene, message: Relayed) -> bool:
    """Whether it may be shown to whom it was written, now."""
    if not is_for(message, scene.person):
        return False
    sender = people.find(scene.db, message.sender_id)
    return sender is not None and between(scene, message, sender)


def between(scene: Scene, message: Relayed, sender: Person) -> bool:
    """Whether the two may still write to each other."""
    if message.receiver_id is None or sender.role is Role.COORDINATOR:
        return True
    mine = message.about_id
    mentor = message.receiver_id if message.sender_id == mine else message.sender_id
    return may_write(scene.db, mine, mentor, scene.now)


def called(scene: Scene, sender: Person) -> Words:
    """A sender, as this reader knows them."""
    if sender.role is Role.COORDINATOR:
        return _("{name}, project office", name=sender.name)
    return just(as_known(scene, sender).name)
