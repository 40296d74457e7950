"""An appointment is entered: by the participant, or by a mentor or coordinator for one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.clock import is_quiet
from bot.core.messages import Option
from bot.core.moments import coming_moment
from bot.core.pages import HOME
from bot.core.questions import one_of, text
from bot.core.rules.appointments import Appointment, reminders
from bot.core.rules.people import Role
from bot.core.words import Words, _, commas, entry, lines, paragraphs
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
    all_as_known,
    people_to_pick,
    pick,
)
from handlers.appointments.access import PLANNERS, noted, of_whom, to_tell
from handlers.appointments.card import LIST, facts
from handlers.appointments.news import NEWS
from handlers.appointments.places import spot
from handlers.appointments.stages import LABELS, stages_of
from storage import appointments, cards, people
from storage.cards import Where

ASK_PLACE = _("Where exactly? Street, floor, room.")
ASK_CONTACT = _("Whom to ask for? The name in the letter.")


def offices(scene: Scene) -> Sequence[str]:
    return list(scene.house.facts.offices)


def participants(scene: Scene) -> Sequence[Option]:
    return people_to_pick(all_as_known(scene, of_whom(scene)))


class EnterMine(TurnForm):
    """A participant enters an own appointment."""

    case = Case.PEOPLE
    who = frozenset({Role.PARTICIPANT})
    review = True

    office = one_of(
        _("With whom is the appointment?"), offices, lambda id: entry("offices", id, "label")
    )
    at = coming_moment(_("When? Write it as in the letter, or tap the day."))
    place = spot(ASK_PLACE).optional()
    contact = text(ASK_CONTACT, longest=100).optional()
    note = text(
        _("A note for yourself? No file number, no health, no residence status."), longest=300
    ).optional()

    def submit(self, turn: Turn) -> Reply:
        return self.enter(turn, turn.person.id)

    def inside(self) -> str:
        """Entrance, floor, room, where they are asked for by themselves."""
        return ""

    def enter(self, turn: Turn, participant_id: int) -> Reply:
        appointment = appointments.add(
            turn.db,
            participant_id=participant_id,
            entered_by=turn.person.id,
            office=self.office,
            day=self.at.date(),
            time=self.at.time(),
            zone=turn.house.zone,
            place=self.place.text if self.place else None,
            contact=self.contact,
            note=self.note,
            now=turn.now,
        )
        place_id = self.place.place_id if self.place else None
        cards.put(turn.db, appointment, Where(self.inside(), place_id))
        tell(turn, appointment)
        noted(turn, appointment, "entered")
        return Reply(kept(turn, appointment), [[LIST, HOME]])


class EnterFor(EnterMine):
    """A mentor or coordinator enters an appointment of a participant."""

    who = frozenset({Role.MENTOR, Role.COORDINATOR})

    participant = pick(_("Who has the appointment?"), participants)

    def submit(self, turn: Turn) -> Reply:
        return self.enter(turn, self.participant)


def tell(turn: Turn, appointment: Appointment) -> None:
    """Participant and mentor learn of it at once, and each version only once."""
    for person_id in to_tell(turn, appointment):
        NEWS.tell(
            turn,
            person_id,
            appointment.id,
            str(appointment.version),
            useless_after=appointment.starts,
        )


def kept(turn: Turn, appointment: Appointment) -> Words:
    return paragraphs(promised(turn, appointment), lines(*facts(turn, appointment)))


def promised(turn: Turn, appointment: Appointment) -> Words:
    """Only what will be kept: no promise of a week where there are two days."""
    if turn.person.id == appointment.participant_id:
        stages = stages_of(turn, appointment)
        if not stages or len(reminders(appointment, stages)) < len(stages):
            return _("Kept.")
        named = [label for stage, label in LABELS.items() if stage in stages]
        return _("Kept. I remind you: {when}.", when=commas(*named))
    participant = people.get(turn.db, appointment.participant_id)
    if participant.paused or is_quiet(turn.now, turn.house.zone):
        return _("Kept.")
    return _("Kept. I tell the participant now, and remind in time.")


def new(turn: Turn) -> Response:
    if turn.person.role is Role.PARTICIPANT:
        return Open(EnterMine)
    if not of_whom(turn):
        raise NotYours
    return Open(EnterFor)


NEW = Tap("new", new, PLANNERS, case=Case.PEOPLE)
