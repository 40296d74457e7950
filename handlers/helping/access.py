"""Who may see a request for help, and how much of it: asked each time, never remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.core.owned import Owned
from bot.core.rules.appointments import Appointment
from bot.core.rules.consent import Door, Line, Purpose, Recipient
from bot.core.rules.helping import HelpRequest, Kind, may_help
from bot.core.rules.people import Person, Role
from bot.turns import NotYours, Scene, id_of
from storage import appointments, audit, consents, helping, offers, people, transfers

HELPERS = frozenset({Role.MENTOR, Role.MEDIATOR})
ASKERS = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR})
PARTICIPANTS, COORDINATORS = frozenset({Role.PARTICIPANT}), frozenset({Role.COORDINATOR})
HERE = frozenset(Role) - {Role.GUEST}
EPOCH = datetime.min.replace(tzinfo=UTC)
NOBODYS = HelpRequest(0, Kind.ACCOMPANY, 0, 0, "-", "", EPOCH, EPOCH)
# Whose yes lets a helper know the first name, and what lets one know the place or the text.
NAME = {
    Role.MENTOR: Line(Purpose.MENTORING, Recipient.MENTOR),
    Role.MEDIATOR: Line(Purpose.LANGUAGE, Recipient.MEDIATOR),
}
PLACE = {
    Role.MENTOR: Line(Purpose.APPOINTMENTS, Recipient.MENTOR),
    Role.MEDIATOR: Line(Purpose.LANGUAGE, Recipient.MEDIATOR),
}
LEFT = {
    Purpose.MENTORING: "first name",
    Purpose.APPOINTMENTS: "appointments",
    Purpose.LANGUAGE: "what is said in the talk, bound to secrecy",
}


def asks_for(scene: Scene, request: HelpRequest) -> bool:
    """It is for this person, or this person asked and still looks after the participant."""
    person = scene.person
    mine = people.is_participant_of(scene.db, request.participant_id, person.id)
    if person.id == request.participant_id or person.role is Role.COORDINATOR:
        return True
    return request.asker_id == person.id and mine


def may_read_messages(scene: Scene, participant_id: int) -> bool:
    """A mentor reads what a participant wrote, or its translation, while the relay stands."""
    if scene.person.role is not Role.MENTOR:
        return True
    line, now = NAME[Role.MENTOR], scene.now
    mine = people.is_participant_of(scene.db, participant_id, scene.person.id)
    return mine and consents.may_pass(
        scene.db, participant_id, Door.RELAY, line.purpose, line.recipient, now
    )


def could_help(scene: Scene, request: HelpRequest) -> bool:
    return may_help(request, scene.person, offers.speaks(scene.db, scene.person))


def may_see(scene: Scene, request: HelpRequest) -> bool:
    asks, could = asks_for(scene, request), could_help(scene, request)
    if asks or request.claimed_by == scene.person.id:
        return True
    return could and request.is_open(scene.now, scene.house.zone)


def the(scene: Scene, argument: str) -> HelpRequest:
    """The request of a button, if this person may see it."""
    found = helping.get(scene.db, id_of(argument))
    # What is not there is asked about like what is another's: time tells nobody which it is.
    if not may_see(scene, found or NOBODYS) or found is None:
        raise NotYours
    scene.saw(found.participant_id, "help_requests")
    return found


def asked_by(scene: Scene, argument: str) -> HelpRequest:
    """The request of a button, if it is for this person, or this person may decide about it."""
    found = helping.get(scene.db, id_of(argument))
    if not asks_for(scene, found or NOBODYS) or found is None:
        raise NotYours
    scene.saw(found.participant_id, "help_requests")
    return found


def claimed_by(scene: Scene, argument: str) -> HelpRequest:
    """The request of a button, if this person has promised to help."""
    found = helping.get(scene.db, id_of(argument))
    if found is None or found.claimed_by != scene.person.id:
        raise NotYours
    if found.done_at is not None or found.withdrawn_at is not None:
        raise NotYours
    scene.saw(found.participant_id, "help_requests")
    return found


def passes(scene: Scene, request: HelpRequest, lines: dict[Role, Line]) -> bool:
    """Whether this helper may know it now; then it is on record that it left."""
    line = lines.get(scene.person.role)
    if line is None:
        return False
    id, now = request.participant_id, scene.now
    if not consents.may_pass(scene.db, id, Door.SHARE, line.purpose, line.recipient, now):
        return False
    transfers.note_once(
        scene.db,
        id,
        line=line,
        receiver=scene.person.name,
        data=LEFT[line.purpose],
        door=Door.SHARE,
        by=None,
        now=now,
    )
    return True


def allowed(scene: Scene, request: HelpRequest, lines: dict[Role, Line]) -> bool:
    """The same, where nothing leaves yet."""
    line = lines.get(scene.person.role)
    if line is None:
        return False
    id, now = request.participant_id, scene.now
    return consents.may_pass(scene.db, id, Door.SHARE, line.purpose, line.recipient, now)


def first_name(scene: Scene, request: HelpRequest) -> str:
    """As this person may know whom it is for."""
    participant = people.get(scene.db, request.participant_id)
    if asks_for(scene, request) and scene.person.role is not Role.MENTOR:
        return participant.name
    if passes(scene, request, NAME):
        return participant.name
    return Owned(f"№ {participant.id}", participant.id, "people.id")


def appointment_of(scene: Scene, request: HelpRequest) -> Appointment | None:
    if request.appointment_id is None:
        return None
    return appointments.get(scene.db, request.appointment_id)


def of_whom(scene: Scene) -> Sequence[Person]:
    """For whom this person may ask."""
    return people.in_care_of(scene.db, scene.person)


def noted(scene: Scene, request: HelpRequest, act: str) -> None:
    """For the audit: what was done with it."""
    audit.note(
        scene.db,
        scene.now,
        actor=scene.person.id,
        act=act,
        about=str(request.id),
        person=request.participant_id,
    )
