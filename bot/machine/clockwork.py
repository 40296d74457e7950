"""APScheduler rings; it remembers nothing. What is due, the database knows."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.clock import Clock

log = logging.getLogger(__name__)

SKEW = timedelta(minutes=5)
HELD_FOR = timedelta(minutes=10)


class Clockwork:
    """A handful of ticks: in UTC, in memory, and late is better than never."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def every(self, interval: timedelta, tick: Callable[[], Awaitable[object]], name: str) -> None:
        async def safely() -> None:
            try:
                await tick()
            except Exception as trouble:
                log.error("%s: %s", name, type(trouble).__name__)

        self._scheduler.add_job(
            safely, "interval", seconds=interval.total_seconds(), next_run_time=datetime.now(UTC)
        )

    def ring_all(self) -> None:
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)


class ClockGate:
    """Compares the clock on the wall with one that only counts seconds.

    After a wrong clock at start, all reminders of the week would be due at once. A jump of
    more than five minutes holds the sending back until the clock has been steady for a while.
    """

    def __init__(self, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._clock, self._monotonic = clock, monotonic
        self._wall, self._ticks = clock(), monotonic()
        self._held_until: float | None = None

    def is_open(self) -> bool:
        wall, ticks = self._clock(), self._monotonic()
        expected = self._wall + timedelta(seconds=ticks - self._ticks)
        if abs(wall - expected) > SKEW:
            log.critical("the clock jumped by %s: nothing is sent for a while", wall - expected)
            self._held_until = ticks + HELD_FOR.total_seconds()
        self._wall, self._ticks = wall, ticks
        return self._held_until is None or ticks >= self._held_until
