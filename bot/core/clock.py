"""What time it is, where home is, and when nobody wants to be disturbed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Berlin")
QUIET_FROM, QUIET_UNTIL = time(21), time(8)

Clock: TypeAlias = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def moment(day: date, at: time, zone: ZoneInfo = HOME) -> datetime:
    """When the clock on the wall shows this, in UTC. Of an hour that comes twice, the first."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def is_quiet(now: datetime, zone: ZoneInfo = HOME) -> bool:
    shown = now.astimezone(zone).time()
    return shown >= QUIET_FROM or shown < QUIET_UNTIL


def after_quiet(now: datetime, zone: ZoneInfo = HOME) -> datetime:
    """Now, or the end of the night if it is night."""
    if not is_quiet(now, zone):
        return now
    here = now.astimezone(zone)
    day = here.date() if here.time() < QUIET_UNTIL else here.date() + timedelta(days=1)
    return moment(day, QUIET_UNTIL, zone)


def before_quiet(now: datetime, zone: ZoneInfo = HOME) -> datetime:
    """Now, or the last quarter of an hour before the night that it falls into."""
    if not is_quiet(now, zone):
        return now
    here = now.astimezone(zone)
    day = here.date() if here.time() >= QUIET_FROM else here.date() - timedelta(days=1)
    return moment(day, QUIET_FROM, zone) - timedelta(minutes=15)
