"""Which stages there are for an appointment: what is usual at that kind of office, as far as its
participant wishes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core.rules.appointments import Appointment, Stage, usual_stages, wished_stages
from bot.core.words import Words, _
from bot.turns import House, Scene
from storage import choices

LABELS: dict[Stage, Words] = {
    Stage.WEEK: _("a week before"),
    Stage.DAYS: _("three days before"),
    Stage.DAY: _("the evening before"),
    Stage.HOURS: _("two hours before"),
}


def usual_at(house: House, office: str) -> Sequence[Stage]:
    known = house.facts.offices.get(office)
    return usual_stages(known.reminder_lead_days if known else (7,))


def stages_of(scene: Scene, appointment: Appointment) -> Collection[Stage]:
    wish = choices.of(scene.db, appointment.participant_id)
    return wished_stages(usual_at(scene.house, appointment.office), wish)
