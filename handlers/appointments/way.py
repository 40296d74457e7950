"""How to get there: a pin on the map, which the phone's own map opens."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Outgoing, Venue
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment
from bot.core.words import _
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn, Urgency
from handlers.appointments.access import PLANNERS, may_see, shared, the
from handlers.appointments.reaching import place_of
from storage import appointments


class Way(DeliveryKind):
    """The pin is called neutrally and bears the address alone: it is seen on a locked phone, too.
    It deletes itself after the day."""

    name = "way"
    discreet = True
    urgency = Urgency.NOW
    at_night = True  # asked for just now
    useless_after = timedelta(hours=1)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        if appointment is None or appointment.cancelled:
            return None
        if not may_see(scene.db, scene.person, appointment, scene.now):
            return None
        venue = pin_of(scene, appointment)
        if venue is None:
            return None
        scene.saw(appointment.participant_id, "appointments")
        shared(scene, appointment)
        return Outgoing(venue.title, [[HOME]], venue=venue, gone_after=timedelta(hours=24))


def pin_of(scene: Scene, appointment: Appointment) -> Venue | None:
    """None without a place whose position somebody has entered, or whose address says too much."""
    place = place_of(scene, appointment)
    if place is None or place.lat is None or place.lon is None or not place.address:
        return None
    if scene.house.library.gives_away(place.address):
        return None
    return Venue(place.lat, place.lon, _("The way there"), place.address)


def ask(turn: Turn, id: str) -> Reply:
    appointment = the(turn, id)
    if pin_of(turn, appointment) is None:
        raise NotYours
    WAY.tell(turn, turn.person.id, appointment.id, str(turn.said.update_id))
    return Reply()


WAY = Way()
HOW_THERE = Tap("way", ask, PLANNERS, case=Case.PEOPLE)
