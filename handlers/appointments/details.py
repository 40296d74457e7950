"""What a message about an appointment says by itself to who wished for details."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.rules.appointments import Appointment
from bot.core.rules.people import Level
from bot.core.words import Exactly, Words, _
from bot.turns import Scene, as_known
from storage import people


def wants_details(scene: Scene) -> bool:
    return scene.person.level is Level.DETAILS


def details(scene: Scene, appointment: Appointment, at: Words) -> Iterator[Words]:
    """When, where and whether to bring something; to others also whose appointment it is.

    A place that names an office, as many people write it, is seen only on a tap.
    """
    if scene.person.id != appointment.participant_id:
        participant = people.get(scene.db, appointment.participant_id)
        yield Words("{name}", {"name": as_known(scene, participant).name})
    yield at
    if appointment.cancelled:
        return
    if appointment.place and not scene.house.library.gives_away(appointment.place):
        yield _("Where: {place}", place=Exactly(appointment.place))
    if scene.house.facts.offices[appointment.office].bring:
        yield _("Tap to see what to bring.")
