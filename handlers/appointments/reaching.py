"""How an office is reached: from the directory where just one place can be meant, or the letter."""

from __future__ import annotations

from bot.core.rules.appointments import Appointment
from bot.core.rules.directory import Place
from bot.core.words import Exactly, Words, _
from bot.turns import Scene
from storage import cards, directory, people


def place_of(scene: Scene, appointment: Appointment) -> Place | None:
    """The one that was chosen; else the one checked place of this kind in the participant's town.
    Of several, none is guessed."""
    chosen = cards.where(scene.db, appointment.id).place_id
    if chosen is not None and (known := directory.get(scene.db, chosen)) and is_shown(known):
        return known
    region = people.get(scene.db, appointment.participant_id).region
    found = directory.serving(scene.db, [appointment.office], region)
    there = [each for each in found if each.town.casefold() == region.casefold()]
    return there[0] if len(there) == 1 else None


def is_shown(place: Place) -> bool:
    """To everybody: somebody has checked it, and stands for it."""
    return place.visible and place.checked_on is not None


def phone_of(scene: Scene, appointment: Appointment) -> Words:
    place = place_of(scene, appointment)
    if place is None or not place.phone:
        return _("The phone number is on the letter.")
    return _("Phone: {phone}", phone=Exactly(place.phone))
