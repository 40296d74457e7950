"""Whoever came along notes the contact by one tap, and only once."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Outgoing, Row, beside
from bot.core.pages import HOME
from bot.core.rules.appointments import Appointment, Coming
from bot.core.rules.people import Role
from bot.core.words import Words, _, _n
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn, as_known, id_of
from handlers.appointments.access import NOBODYS, may_see, noted
from handlers.appointments.companions import companion_of
from storage import appointments, contacts, outcomes, people

MENTORS = frozenset({Role.MENTOR})
MINUTES = {n: _n("Yes, {n} minute", "Yes, {n} minutes", n) for n in (30, 60, 90, 120)}
NOTED_WITHIN = timedelta(days=14)  # after that nobody remembers the minutes
KINDS = {"auslaenderbehoerde": "accompany-abh", "jobcenter": "accompany-jobcenter"}
KINDS["agentur-fuer-arbeit"] = "accompany-jobcenter"
ANY_OFFICE = "accompany-office"


class WereYouThere(DeliveryKind):
    """`detail` is the version that took place."""

    name = "were_you_there"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        appointment = appointments.get(scene.db, about)
        if appointment is None or str(appointment.version) != detail:
            return None
        if appointment.coming is Coming.CANNOT:
            return None
        if companion_of(scene, appointment) != scene.person.id or not may_note(scene, appointment):
            return None
        if outcomes.has_said(scene.db, appointment.id, scene.person.id):
            return None
        return Outgoing(self.words(scene, appointment), rows(appointment))

    def words(self, scene: Scene, appointment: Appointment) -> Words:
        name = as_known(scene, people.get(scene.db, appointment.participant_id)).name
        return _(
            "Were you with {name} at the appointment on {day} at {time}? Then I note the contact.",
            name=name,
            day=appointment.day,
            time=appointment.time,
        )


def rows(appointment: Appointment) -> list[Row]:
    ids = appointment.id, appointment.version
    yes = [THERE.option(label, *ids, minutes) for minutes, label in MINUTES.items()]
    return [*beside(yes), [THERE.option(_("No"), *ids, 0)], [HOME]]


def may_note(scene: Scene, appointment: Appointment) -> bool:
    """A mentor who came along, or who may see it; once it has begun, and while it is remembered."""
    came_along = companion_of(scene, appointment) == scene.person.id
    sees = came_along or may_see(scene.db, scene.person, appointment, scene.now)
    if not sees or appointment.cancelled or scene.person.role is not Role.MENTOR:
        return False
    return appointment.starts <= scene.now < appointment.starts + NOTED_WITHIN


def there(turn: Turn, id: str, version: str, minutes: str) -> Reply:
    found = appointments.get(turn.db, id_of(id))
    if not may_note(turn, found or NOBODYS) or found is None:
        raise NotYours
    if version != str(found.version) or minutes not in ["0", *map(str, MINUTES)]:
        raise NotYours
    was_there = minutes != "0"
    if not outcomes.present(turn.db, found, turn.person.id, was_there=was_there, now=turn.now):
        return Reply(_("You have said so already. It is noted once."), [[HOME]])
    noted(turn, found, "said whether there")
    if not was_there:
        return Reply(_("Good. No contact is noted."), [[HOME]])
    contacts.add(
        turn.db,
        mentor_id=turn.person.id,
        participant_id=found.participant_id,
        kind=KINDS.get(found.office, ANY_OFFICE),
        day=found.day,
        minutes=int(minutes),
        outcome="done",
        note=None,
        now=turn.now,
    )
    name = as_known(turn, people.get(turn.db, found.participant_id)).name
    words = _("Thank you. The contact with {name} on {day} is noted.", name=name, day=found.day)
    return Reply(words, [[HOME]])


PRESENCE = WereYouThere()
THERE = Tap("with", there, MENTORS, case=Case.PEOPLE)
