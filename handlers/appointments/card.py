"""How an appointment is shown: as one line, as a card, as a list of papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.core.messages import Option, Row
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment, Coming
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, Value, Words, _, entry, just, lines
from bot.turns import Case, NotYours, Reply, Scene, Tap, Turn, as_known
from handlers.appointments.access import look_up, the
from handlers.appointments.checklist import BRING as BRING
from handlers.appointments.companions import companion_of
from handlers.appointments.lists import LIST as LIST
from handlers.appointments.reaching import place_of
from handlers.appointments.way import pin_of
from storage import appointments, cards, people

LONGEST_NOTE = 380  # bytes of UTF-16: what fits into a pop-up


def line(scene: Scene, appointment: Appointment) -> Words:
    """For a button in a list."""
    values: dict[str, Value] = {
        "when": Exactly(f"{appointment.day:%d.%m.} {appointment.time:%H:%M}"),
        "office": entry("offices", appointment.office, "label"),
    }
    if scene.person.id == appointment.participant_id:
        return Words("{when} · {office}", values)
    name = as_known(scene, people.get(scene.db, appointment.participant_id)).name
    return Words("{when} · {name} · {office}", {**values, "name": name})


def when(appointment: Appointment) -> Words:
    return Words("{day}, {time}", {"day": appointment.day, "time": appointment.time})


def facts(scene: Scene, appointment: Appointment) -> Sequence[Words]:
    shown = [
        Words("<b>{office}</b>", {"office": entry("offices", appointment.office)}),
        when(appointment),
    ]
    if appointment.cancelled:
        shown.append(_("This appointment is cancelled."))
    if was := before(scene, appointment):
        shown.append(_("Before: {day}, {time}", day=was[0], time=was[1]))
    if appointment.place:
        shown.append(_("Where: {place}", place=Exactly(appointment.place)))
    if inside := cards.where(scene.db, appointment.id).inside:
        shown.append(_("Entrance, floor, room: {room}", room=Exactly(inside)))
    if appointment.contact and knows_whom(scene, appointment):
        shown.append(_("Ask for: {name}", name=appointment.contact))
    place = place_of(scene, appointment)
    if place and place.phone and not appointment.cancelled:
        shown.append(_("Phone: {phone}", phone=Exactly(place.phone)))
    if (helper := who_comes_along(scene, appointment)) and not appointment.cancelled:
        shown.append(_("{name} helps.", name=helper.name))
    return shown


def who_comes_along(scene: Scene, appointment: Appointment) -> Person | None:
    """For whom that is: the participant, and who looks after it."""
    companion = companion_of(scene, appointment)
    mine = scene.person.id == appointment.participant_id
    if companion is None or not (mine or scene.person.role is Role.COORDINATOR):
        return None
    return people.find(scene.db, companion)


def knows_whom(scene: Scene, appointment: Appointment) -> bool:
    """Others see day, time and place: that is what the declaration says, and no names."""
    own = scene.person.id in (appointment.participant_id, appointment.entered_by)
    return own or scene.person.role is Role.COORDINATOR


def before(scene: Scene, appointment: Appointment) -> tuple[date, time] | None:
    """When it was to be before the last change, if that changed the time."""
    known = appointments.versions(scene.db, appointment.id)
    earlier = [v for v in known if v.version < appointment.version]
    if not earlier or (earlier[-1].day, earlier[-1].time) == (appointment.day, appointment.time):
        return None
    return earlier[-1].day, earlier[-1].time


def show(turn: Turn, id: str) -> Reply:
    """The details, over the chat: they leave no trace in it if they are short enough."""
    appointment = the(turn, id)
    shown = [*facts(turn, appointment), *whose(turn, appointment)]
    return Reply(popup=lines(*shown), rows=buttons(turn, appointment))


def open_card(turn: Turn, id: str) -> Reply:
    """The card of the list, with everything one can do about it."""
    appointment = the(turn, id)
    shown = [*facts(turn, appointment), *whose(turn, appointment)]
    return Reply(lines(*shown), buttons(turn, appointment))


def whose(scene: Scene, appointment: Appointment) -> Sequence[Words]:
    """For others, who look after several: whose it is, and whether that person comes."""
    if scene.person.id == appointment.participant_id:
        return []
    participant = as_known(scene, people.get(scene.db, appointment.participant_id))
    return [Words("{name}", {"name": participant.name}), ANSWERS[appointment.coming]]


ANSWERS = {
    Coming.UNKNOWN: _("No answer yet."),
    Coming.COMES: _("Is coming."),
    Coming.CANNOT: _("Cannot come."),
}


def buttons(scene: Scene, appointment: Appointment) -> list[Row]:
    if appointment.cancelled or appointment.starts <= scene.now:
        return [[LIST, HOME]]
    note = [[NOTE.option(_("Note"), appointment.id)]] if note_of(scene, appointment) else []
    return [
        *whether_i_come(scene, appointment),
        *on_the_day(scene, appointment),
        *on_the_way(scene, appointment),
        *together(scene, appointment),
        *note,
        [
            Option(f"move.{appointment.id}", _("It has moved")),
            Option(f"cancel.{appointment.id}", _("It is cancelled")),
        ],
        [LIST, HOME],
    ]


def whether_i_come(scene: Scene, appointment: Appointment) -> list[Row]:
    """Of the messages, for whoever entered it and so got none."""
    if scene.person.id != appointment.participant_id:
        return []
    shown = f"{appointment.id}.{appointment.version}"
    return [[Option(f"come.{shown}", _("I come")), Option(f"cannot.{shown}", _("I cannot"))]]


def on_the_day(scene: Scene, appointment: Appointment) -> list[Row]:
    """What is of use on the way and at the desk."""
    id = appointment.id
    first = [BRING.option(_("What to bring"), id)]
    if scene.person.id == appointment.participant_id:
        first.append(Option(f"desk.{id}", _("To show at the desk")))
    second = [Option(f"ics.{id}", _("For your calendar"))]
    if pin_of(scene, appointment):
        second.insert(0, Option(f"way.{id}", _("How do I get there?")))
    return [first, second, [Option(f"room.{id}", _("Change the place"))]]


def on_the_way(scene: Scene, appointment: Appointment) -> list[Row]:
    """Of the reminder, for whoever looks here instead."""
    mine = scene.person.id == appointment.participant_id
    if not mine or scene.now.astimezone(appointment.zone).date() != appointment.day:
        return []
    shown = f"{appointment.id}.{appointment.version}"
    late = Option(f"late.{shown}", _("I am late"))
    return [[late, Option(f"lost.{shown}", _("I cannot find it"))]]


def together(scene: Scene, appointment: Appointment) -> list[Row]:
    """Who asks for company, and who offers it: a feature of its own."""
    match scene.person.role:
        case Role.MENTOR if companion_of(scene, appointment) is None:
            return [[Option(f"gowith.{appointment.id}", _("I go with them"))]]
        case Role.MENTOR:
            return [[Option(f"accompany.{appointment.id}", _("Who comes along?"))]]
        case Role.PARTICIPANT:
            return [[Option(f"accompany.{appointment.id}", _("Who comes with me?"))]]
        case Role.COORDINATOR:
            return [[Option(f"accompany.{appointment.id}", _("Who comes along?"))]]
        case _:
            return []


def note(turn: Turn, id: str) -> Reply:
    """A note is only ever shown over the chat, never in a message."""
    appointment = look_up(turn, id)
    noted = note_of(turn, appointment)
    if not noted:
        raise NotYours
    turn.saw(appointment.participant_id, "appointments.note")
    text = noted.encode("utf-16-le")[:LONGEST_NOTE]
    return Reply(popup=just(text.decode("utf-16-le", errors="ignore")))


def note_of(scene: Scene, appointment: Appointment) -> str | None:
    """The participant's, or of whoever wrote it: "for yourself", so nobody else agreed to it."""
    owners = (appointment.participant_id, appointment.entered_by)
    return appointment.note if scene.person.id in owners else None


SHOW = Tap("appt", show, case=Case.PEOPLE)
CARD = Tap("card", open_card, case=Case.PEOPLE)
NOTE = Tap("note", note, case=Case.PEOPLE)
