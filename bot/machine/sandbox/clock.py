"""A clock that can be moved forward, so that the reminder of next week is seen to arrive today."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class MovableClock:
    """Real time plus the jumps made so far. It never goes back.

    Safe to read from any thread. Everything in `after_jump` is called once after every jump,
    in the thread that jumped.
    """

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._ticks = ticks
        self._ahead = 0.0
        self._lock = threading.Lock()
        self.after_jump: list[Callable[[], None]] = []

    @property
    def ahead(self) -> float:
        """Seconds this clock is ahead of the real one."""
        return self._ahead

    def epoch(self) -> float:
        """Seconds since 1970."""
        return self._wall() + self._ahead

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.fromtimestamp(self.epoch(), UTC)

    def monotonic(self) -> float:
        """Seconds since some moment; jumps count, a corrected wall clock does not."""
        return self._ticks() + self._ahead

    def jump(self, seconds: float) -> None:
        """Moves forward. Raises ValueError for a negative or unbounded number of seconds."""
        if not seconds >= 0:
            raise ValueError("the clock only moves forward")
        with self._lock:
            # The year 9999 is the last one datetime knows; ask before the jump, not after it.
            datetime.fromtimestamp(self.epoch(), UTC) + timedelta(seconds=seconds)
            self._ahead += seconds
        for call in list(self.after_jump):
            call()

    def jump_to(self, moment: datetime) -> None:
        """Moves forward to an aware moment. Raises ValueError for a naive or a past one."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone could be any hour")
        self.jump((moment - self.now()).total_seconds())
