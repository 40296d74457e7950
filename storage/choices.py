"""When each person wants to be reminded. Who chose nothing is reminded as usual."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from bot.core.rules.appointments import Stage
from storage.database import Db, changed, insert_new
from storage.tables import reminder_choices

_t = reminder_choices.c


def of(db: Db, person_id: int) -> Collection[Stage] | None:
    """None: nothing was chosen."""
    found = select(_t.stages).where(_t.person_id == person_id)
    return read(db.execute(found).scalar_one_or_none())


def choose(db: Db, person_id: int, stages: Collection[Stage], now: datetime) -> None:
    kept = ",".join(stage for stage in Stage if stage in stages)
    values = {"stages": kept, "chosen_at": now}
    mine = update(reminder_choices).where(_t.person_id == person_id)
    if not changed(db, mine.values(values)):
        insert_new(db, reminder_choices, [{"person_id": person_id, **values}])


def read(kept: str | None) -> Collection[Stage] | None:
    if kept is None:
        return None
    return frozenset(stage for stage in Stage if stage in kept.split(","))
