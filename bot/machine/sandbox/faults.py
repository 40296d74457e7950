"""Trouble on demand: the next calls of a method fail the way the test says."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum

from bot.machine.sandbox.problems import BLOCKED, OTHER_POLLER, Json, Problem, too_many


class FaultKind(StrEnum):
    STATUS = "status"
    """An answer of any HTTP status, with `body` as it is or `description` in Telegram's form."""
    FLOOD = "flood"
    """429 with `retry_after`."""
    FORBIDDEN = "forbidden"
    """403; `description` may say another reason than being blocked."""
    CONFLICT = "conflict"
    """409 of a second poller."""
    GARBAGE = "garbage"
    """200 with a body that is not JSON; the call was carried out."""
    HANG = "hang"
    """No answer for `seconds`, then the connection is reset; the call is not carried out."""
    HANG_AFTER = "hang_after"
    """The call is carried out, then as `hang`."""
    RESET_BEFORE = "reset_before"
    """The connection is reset and the call is not carried out."""
    RESET_AFTER = "reset_after"
    """The call is carried out, then the connection is reset without an answer."""
    SLOW = "slow"
    """The call is carried out and answered, `seconds` late."""


AFTER = frozenset({FaultKind.GARBAGE, FaultKind.HANG_AFTER, FaultKind.RESET_AFTER, FaultKind.SLOW})
"""Kinds that strike when the call has been carried out."""


@dataclass
class Fault:
    method: str
    """In small letters, or * for every method."""
    times: int
    """How many calls are left to fail; below 0 for ever."""
    kind: FaultKind
    skip: int = 0
    """How many calls pass unharmed before."""
    chat_id: int | None = None
    """Only calls for this chat."""
    status: int = 500
    description: str = ""
    body: str | None = None
    retry_after: int = 1
    seconds: float = 3600.0

    def concerns(self, method: str, chat_id: str) -> bool:
        if self.times == 0 or self.method not in ("*", method):
            return False
        return self.chat_id is None or str(self.chat_id) == chat_id

    def problem(self) -> Problem:
        """The refusal this fault answers with."""
        if self.kind is FaultKind.FLOOD:
            return too_many(self.retry_after)
        if self.kind is FaultKind.FORBIDDEN:
            return Problem(403, self.description or BLOCKED.description)
        if self.kind is FaultKind.CONFLICT:
            return Problem(409, self.description or OTHER_POLLER.description)
        return Problem(self.status, self.description or "Internal Server Error")


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, method: str, times: int, kind: FaultKind | str, **details: object) -> None:
        """The next `times` calls of a method fail; further faults of it queue up behind.

        `details` are the other fields of `Fault`. Raises ValueError or TypeError for unknown ones.
        """
        fault = Fault(method.lower(), times, FaultKind(kind), **details)  # type: ignore[arg-type]
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The fault this call meets, used up by it."""
        for fault in self._waiting:
            if not fault.concerns(method, chat_id):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                return None
            fault.times -= 1
            if fault.times == 0:
                self._waiting.remove(fault)
            return fault
        return None

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def pending(self) -> list[Json]:
        return [{"method": f.method, "times": f.times, "kind": f.kind} for f in self._waiting]


async def pause(seconds: float, stopping: asyncio.Event) -> None:
    """Waits, but not longer than the server lives."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
