"""A card to show at the desk: in German, and in the own language so that one knows what it says."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale

from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment
from bot.core.rules.people import Role
from bot.core.words import Exactly, In, Words, _, just, lines, paragraphs
from bot.turns import Case, NotYours, Reply, Scene, Tap, Turn
from handlers.appointments.access import the
from handlers.appointments.german import GERMAN
from handlers.appointments.lists import LIST
from storage import cards

PARTICIPANTS = frozenset({Role.PARTICIPANT})


def show(turn: Turn, id: str) -> Reply:
    """Large and first what the other person reads. Nothing about status, matter or papers."""
    appointment = the(turn, id)
    if turn.person.id != appointment.participant_id or appointment.cancelled:
        raise NotYours
    german = lines(*said(turn, appointment, GERMAN))
    shown = [just(In(GERMAN, Words("<b>{german}</b>", {"german": german})))]
    if turn.language != GERMAN:
        shown.append(lines(*said(turn, appointment, turn.language)))
    note = _("Show this at the desk. Below it stands the same in your language.")
    return Reply(
        paragraphs(*shown, Words("<i>{note}</i>", {"note": note})), [[LIST, HOME]], new=True
    )


def said(scene: Scene, appointment: Appointment, language: str) -> Sequence[Words]:
    """`language` is the one it is read in: the name of the own language differs in it."""
    inside = cards.where(scene.db, appointment.id).inside
    found = [
        _("Good day."),
        _("I have an appointment on {day} at {time}.", day=appointment.day, time=appointment.time),
    ]
    if appointment.contact:
        found.append(_("It is with: {name}", name=appointment.contact))
    if inside:
        found.append(_("Entrance, floor, room: {room}", room=Exactly(inside)))
    if scene.language == GERMAN:
        return found
    name = Exactly(name_of(scene.language, language))
    return [
        *found,
        _("I speak {language}. Please speak slowly and in short sentences.", language=name),
        _("Please write down for me what is important."),
    ]


def name_of(language: str, reads: str) -> str:
    """What a language is called in another."""
    known = Locale.parse(reads).languages
    return known.get(language) or known.get(language.split("_")[0]) or language


DESK = Tap("desk", show, PARTICIPANTS, case=Case.OWN)
