"""I cannot find it: where it is, what to show in the street, and a human."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment
from bot.core.words import Exactly, Value, Words, _, lines, paragraphs
from bot.turns import Case, DeliveryKind, Reply, Scene, Tap, Turn
from handlers.appointments.access import noted, shared
from handlers.appointments.card import LIST
from handlers.appointments.companions import may_hear, to_hear
from handlers.appointments.german import beside_german, looks_for, to_copy
from handlers.appointments.late import PARTICIPANTS, name_for, on_the_way, show_row
from handlers.appointments.reaching import phone_of, place_of
from handlers.appointments.way import HOW_THERE, pin_of
from storage import appointments, cards


class AsksForCall(DeliveryKind):
    """Somebody who is on the way needs a human. `detail` is `<version>.<when it was asked>`."""

    name = "asks_for_call"
    at_night_with_less = timedelta(hours=2)
    useless_after = timedelta(hours=3)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        version = detail.partition(".")[0]
        if appointment is None or appointment.cancelled or str(appointment.version) != version:
            return None
        if not may_hear(scene, appointment) or scene.person.id == appointment.participant_id:
            return None
        shared(scene, appointment)
        return Outgoing(self.words(scene, appointment), [*show_row(scene, appointment), [HOME]])

    def words(self, scene: Scene, appointment: Appointment) -> Words:
        scene.saw(appointment.participant_id, "appointments")
        when: dict[str, Value] = {"day": appointment.day, "time": appointment.time}
        name = name_for(scene, appointment)
        if name is None:
            return _("Somebody asks for a call: the appointment on {day} at {time}.", **when)
        return _("{name} asks for a call: the appointment on {day} at {time}.", name=name, **when)


def lost(turn: Turn, id: str, version: str) -> Reply:
    appointment = on_the_way(turn, id, version)
    say = looks_for(appointment)
    words = paragraphs(
        lines(*where(turn, appointment)),
        _("This you can show to somebody in the street:"),
        beside_german(say),
    )
    call = CALL.option(_("Ask for a call"), appointment.id, appointment.version)
    desk = Option(f"desk.{appointment.id}", _("To show at the desk"))
    there = HOW_THERE.option(_("How do I get there?"), appointment.id)
    pin = [[there]] if pin_of(turn, appointment) else []
    return Reply(words, [[call], *pin, to_copy(turn, say), [desk], [LIST, HOME]], new=True)


def where(scene: Scene, appointment: Appointment) -> list[Words]:
    """What was entered; else what the directory knows."""
    place = place_of(scene, appointment)
    found: list[Words] = []
    if appointment.place:
        found.append(_("Where: {place}", place=Exactly(appointment.place)))
    elif place and place.address:
        found.append(_("Where: {place}", place=Exactly(place.address)))
    else:
        found.append(_("The address is on the letter."))
    if inside := cards.where(scene.db, appointment.id).inside:
        found.append(_("Entrance, floor, room: {room}", room=Exactly(inside)))
    if appointment.contact:
        found.append(_("Ask for: {name}", name=appointment.contact))
    return [*found, phone_of(scene, appointment)]


def ask_for_call(turn: Turn, id: str, version: str) -> Reply:
    """Asked again after a quarter of an hour, it is told again."""
    appointment = on_the_way(turn, id, version)
    noted(turn, appointment, "asked for a call")
    quarter = int(turn.now.timestamp()) // 900
    for person_id in to_hear(turn, appointment):
        ASKS_FOR_CALL.tell(turn, person_id, appointment.id, f"{version}.{quarter}")
    words = _(
        "I ask the people who help you with this appointment to call you."
        " I cannot promise that somebody has time now. Please call the office, too."
    )
    return Reply(paragraphs(words, phone_of(turn, appointment)), [[LIST, HOME]], new=True)


ASKS_FOR_CALL = AsksForCall()
LOST = Tap("lost", lost, PARTICIPANTS, case=Case.OWN)
CALL = Tap("askcall", ask_for_call, PARTICIPANTS)
