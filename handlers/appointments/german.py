"""Sentences to say, send or show at the office: in German, with the own language beside."""

from __future__ import annotations

from bot.core.messages import Row, copies
from bot.core.rules.appointments import Appointment
from bot.core.words import Both, Reader, Words, _, just, render_label
from bot.turns import Scene

GERMAN = "de"


def beside_german(words: Words) -> Words:
    return just(Both(GERMAN, words))


def in_german(scene: Scene, words: Words) -> str:
    return render_label(words, Reader(GERMAN, scene.house.zone, scene.house.speech))


def to_copy(scene: Scene, words: Words) -> Row:
    return [copies(_("Copy in German"), in_german(scene, words))]


def cannot_come(scene: Scene, appointment: Appointment) -> Words:
    return _(
        "Good day, unfortunately I cannot come to my appointment on {day} at {time}."
        " Please give me a new appointment, and confirm this to me in writing."
        " Kind regards, {name}",
        day=appointment.day,
        time=appointment.time,
        name=scene.person.name,
    )


def comes_late(appointment: Appointment, minutes: int) -> Words:
    return _(
        "Good day, I have an appointment at {time}, and I come about {minutes} minutes late."
        " Please tell me if that is still possible.",
        time=appointment.time,
        minutes=minutes,
    )


def looks_for(appointment: Appointment) -> Words:
    """To show to somebody in the street: the way, and not which office."""
    if not appointment.place:
        return _("Excuse me, can you help me? I am looking for the address in this letter.")
    return _("Excuse me, I am looking for this address: {place}", place=appointment.place)
