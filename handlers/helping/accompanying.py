"""Who comes along to an appointment? At most one person is asked for, and one goes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.rules.appointments import Appointment
from bot.core.rules.consent import Door
from bot.core.rules.helping import ANY_LANGUAGE, HelpRequest, Kind
from bot.core.rules.people import Role
from bot.core.words import Exactly, Value, Words, _, entry, paragraphs
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
    as_known,
    id_of,
    pick,
)
from handlers.helping.access import ASKERS, PLACE, noted, of_whom
from handlers.helping.asking import REQUESTS, already, asked
from handlers.helping.claiming import rows, rows_for_helper, thanks
from handlers.helping.describing import card
from handlers.helping.telling import (
    CLAIMED,
    taken_words,
    tell_the_others,
    tell_those_who_asked,
)
from storage import appointments, consents, helping, people

SEEKERS = frozenset({Role.PARTICIPANT, Role.COORDINATOR})
MENTORS = frozenset({Role.MENTOR})


class Who(StrEnum):
    SPEAKS = "speaks"
    ANY = "any"


WHO = {
    Who.SPEAKS: _("With that language"),
    Who.ANY: _("Any mentor"),
}


def coming(scene: Scene) -> Sequence[Appointment]:
    mine = [person.id for person in of_whom(scene)]
    return appointments.upcoming(scene.db, scene.now, of=mine)


def to_pick(scene: Scene) -> Sequence[Option]:
    return [Option(str(each.id), line(scene, each)) for each in coming(scene)]


def line(scene: Scene, appointment: Appointment) -> Words:
    values: dict[str, Value] = {
        "when": Exactly(f"{appointment.day:%d.%m.} {appointment.time:%H:%M}"),
        "office": entry("offices", appointment.office, "label"),
    }
    scene.saw(appointment.participant_id, "appointments")
    if scene.person.id == appointment.participant_id:
        return Words("{when} · {office}", values)
    name = as_known(scene, people.get(scene.db, appointment.participant_id)).name
    return Words("{when} · {name} · {office}", {**values, "name": name})


class AskAlong(TurnForm):
    """Participants for themselves, the coordinator for everybody."""

    case = Case.PEOPLE
    who = SEEKERS

    appointment = pick(_("To which appointment shall somebody come along?"), to_pick)
    helper = choice(_("Who may come along? It is about the participant's language."), WHO)

    def submit(self, turn: Turn) -> Reply:
        appointment = appointments.get(turn.db, self.appointment)
        assert appointment
        anybody = self.helper is Who.ANY
        speaks = people.get(turn.db, appointment.participant_id).language
        request = seek(turn, appointment, ANY_LANGUAGE if anybody else speaks)
        if request is None:
            standing = helping.companion(turn.db, appointment.id)
            assert standing
            return already(turn, standing)
        return asked(turn, request)


def seek(turn: Turn, appointment: Appointment, language: str) -> HelpRequest | None:
    """None if somebody is asked for this appointment already, or goes along."""
    return helping.ask(
        turn.db,
        kind=Kind.ACCOMPANY,
        asker_id=turn.person.id,
        participant_id=appointment.participant_id,
        language=language,
        topic="",
        day=appointment.day,
        time=appointment.time,
        starts=appointment.starts,
        appointment_id=appointment.id,
        appointment_version=appointment.version,
        now=turn.now,
    )


def come_along(turn: Turn) -> Response:
    if not coming(turn):
        words = _("No appointment is coming. Enter it first, then I can ask for company.")
        return Reply(words, [[Option("go.appointments", _("Appointments"))], [REQUESTS, HOME]])
    return Open(AskAlong)


def accompany(turn: Turn, appointment_id: str) -> Response:
    """From the card of an appointment: who comes along, or who shall be asked."""
    appointment = _the(turn, appointment_id)
    request = helping.companion(turn.db, appointment.id)
    if turn.person.role is Role.MENTOR:
        return _for_mentor(turn, appointment, request)
    if request is None:
        return Open(AskAlong, {"appointment": appointment.id})
    return Reply(card(turn, request), rows(turn, request), new=True)


def _for_mentor(turn: Turn, appointment: Appointment, request: HelpRequest | None) -> Reply:
    go = [[GO_WITH.option(_("I go with them"), appointment.id)], [REQUESTS, HOME]]
    if request is None:
        return Reply(_("Nobody has been asked to come along so far."), go, new=True)
    if request.claimed_by is None:
        return Reply(_("Others were asked. Nobody has said yes so far."), go, new=True)
    if request.claimed_by == turn.person.id:
        return Reply(card(turn, request), rows_for_helper(turn, request), new=True)
    return Reply(_("Somebody else comes along already."), [[REQUESTS, HOME]], new=True)


def go_with(turn: Turn, appointment_id: str) -> Reply:
    """The participant's own mentor goes: that is a claim like any other."""
    appointment = _the(turn, appointment_id)
    seek(turn, appointment, ANY_LANGUAGE)  # unless somebody has asked already
    request = helping.companion(turn.db, appointment.id)
    if request is None:
        raise NotYours
    won = helping.claim(turn.db, request.id, turn.person.id, round=request.round, now=turn.now)
    mine = helping.get(turn.db, request.id)
    assert mine
    if mine.claimed_by != turn.person.id:
        return Reply(taken_words(), [[REQUESTS, HOME]])
    if won:
        noted(turn, mine, "promised to help")
        tell_those_who_asked(turn, mine, f"{mine.round}.{CLAIMED}")
        tell_the_others(turn, mine)
    return Reply(paragraphs(thanks(mine), card(turn, mine)), rows_for_helper(turn, mine))


def _the(turn: Turn, appointment_id: str) -> Appointment:
    """An appointment still to come that this person may see."""
    found = appointments.get(turn.db, id_of(appointment_id))
    whose = found.participant_id if found else 0
    if not _may_see(turn, whose, found.entered_by if found else 0) or found is None:
        raise NotYours
    if found.cancelled or found.starts <= turn.now:
        raise NotYours
    turn.saw(whose, "appointments")
    return found


def _may_see(scene: Scene, participant_id: int, entered_by: int) -> bool:
    person, line = scene.person, PLACE[Role.MENTOR]
    mine = people.is_participant_of(scene.db, participant_id, person.id)
    if person.id == participant_id or person.role is Role.COORDINATOR:
        return True
    if not mine or entered_by == person.id:
        return mine
    return consents.may_pass(
        scene.db, participant_id, Door.MENTOR, line.purpose, line.recipient, scene.now
    )


ALONG = Tap("comealong", come_along, SEEKERS, case=Case.PEOPLE)
ACCOMPANY = Tap("accompany", accompany, ASKERS, case=Case.PEOPLE)
GO_WITH = Tap("gowith", go_with, MENTORS, case=Case.PEOPLE)
