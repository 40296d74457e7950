"""Who is to know when something happens with an appointment: whoever comes along, the mentor."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.rules.appointments import Appointment
from bot.core.rules.people import Person, Role
from bot.turns import Scene
from handlers.appointments.access import may_see
from storage import helping, people


def companion_of(scene: Scene, appointment: Appointment) -> int | None:
    """Who has promised to come along."""
    asked = helping.companion(scene.db, appointment.id)
    return asked.claimed_by if asked else None


def may_hear(scene: Scene, appointment: Appointment) -> bool:
    """Whoever may see it; and whoever comes along, whom the participant asked for."""
    if may_see(scene.db, scene.person, appointment, scene.now):
        return True
    return companion_of(scene, appointment) == scene.person.id


def to_hear(scene: Scene, appointment: Appointment) -> Sequence[int]:
    """Who comes along, and the mentor who may know of it; without both, the coordinators."""
    participant = people.get(scene.db, appointment.participant_id)
    mentor = people.find(scene.db, participant.mentor_id) if participant.mentor_id else None
    found: list[int] = []
    if mentor and may_see(scene.db, mentor, appointment, scene.now):
        found.append(mentor.id)
    companion = companion_of(scene, appointment)
    if companion is not None and companion not in found and _is_here(scene, companion):
        found.append(companion)
    return found or [each.id for each in people.everybody(scene.db, Role.COORDINATOR)]


def _is_here(scene: Scene, person_id: int) -> bool:
    found: Person | None = people.find(scene.db, person_id)
    return found is not None
