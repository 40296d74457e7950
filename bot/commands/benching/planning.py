"""How long one tick of planning takes, with very many appointments."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Lotse, assemble
from bot.core.rules.people import Role
from bot.settings import Settings
from handlers.appointments.planning import plan
from storage import people, planning
from storage.database import Db

TICKS = 120
STEP = 5  # minutes from one appointment to the next: as no network has it
BEGINS = datetime(2026, 11, 2, 9, tzinfo=UTC)
_APPOINTMENTS = """
INSERT INTO appointments (id, participant_id, entered_by, office, day, time, zone, starts_at,
  version, cancelled, answer, entered_at)
WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < :count)
SELECT :first + n, :person, :person, 'jobcenter', date(:begins, minutes), time(:begins, minutes)
  || '.000000', 'UTC', strftime('%Y-%m-%d %H:%M:%S.000000', :begins, minutes), 1, 0, '',
  '2020-01-01 00:00:00.000000'
FROM (SELECT n, (n * :step) || ' minutes' AS minutes FROM counted)
"""
_VERSIONS = """
INSERT INTO appointment_versions (appointment_id, version, day, time, cancelled, changed_by,
  changed_at)
SELECT id, 1, day, time, 0, entered_by, entered_at FROM appointments WHERE id >= :first
"""


def measure(folder: Path, many: int) -> tuple[float, float]:
    """Seconds of the slowest tick with so many appointments to come, after a start that
    plans all of it anew; and how many times as long the usual ones take together beside as many
    that are over."""
    with _house(folder) as lotse:
        assert lotse.house.facts.offices  # read once
        with lotse.database.transaction() as db:
            person = people.add(
                db, name="P", role=Role.PARTICIPANT, language="en", now=BEGINS, arrived=True
            )
            _fill(db, person.id, first=1, count=many, begins=BEGINS)
        behind, alone = _ticks(lotse, BEGINS)
        with lotse.database.transaction() as db:
            long_ago = BEGINS - timedelta(minutes=many * STEP + 60 * 24 * 7)
            _fill(db, person.id, first=many + 1, count=many, begins=long_ago)
        again, beside = _ticks(lotse, BEGINS + timedelta(hours=4))
    return max(*behind, *alone, *again, *beside), sum(beside) / sum(alone)


def _fill(db: Db, person: int, *, first: int, count: int, begins: datetime) -> None:
    facts = {"count": count, "first": first, "person": person, "step": STEP}
    db.exec_driver_sql(_APPOINTMENTS, {**facts, "begins": f"{begins:%Y-%m-%d %H:%M:%S}"})
    db.exec_driver_sql(_VERSIONS, {"first": first})
    planning.again(db, BEGINS)


def _ticks(lotse: Lotse, begins: datetime) -> tuple[list[float], list[float]]:
    """Those that catch up after a start, and then the usual ones."""
    behind = [_tick(lotse, begins) for _tick_number in range(12)]
    usual = [_tick(lotse, begins + timedelta(minutes=n)) for n in range(1, TICKS + 1)]
    return behind, usual


def _tick(lotse: Lotse, now: datetime) -> float:
    began = time.perf_counter()
    with lotse.database.transaction() as db:
        plan(db, now, lotse.house)
    return time.perf_counter() - began


@contextmanager
def _house(folder: Path) -> Iterator[Lotse]:
    own = folder / "planning"
    lotse = assemble(Settings(data_dir=own, database_url="", key_file=None))
    try:
        yield lotse
    finally:
        lotse.database.close()
