"""What was accepted and when: the transcript, and how fast it went."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.machine.sandbox.keyboards import buttons
from bot.machine.sandbox.problems import Json

FLOOD_LIMIT = 30  # messages in any second


@dataclass(frozen=True, slots=True)
class Line:
    """One accepted send, edit or deletion."""

    kind: str
    method: str
    chat_id: int
    message: Json
    at: float
    """Seconds of the machine's monotonic clock; jumps do not count, they would hide a burst."""
    silent: bool

    def as_json(self, number: int) -> Json:
        return {
            "number": number,
            "kind": self.kind,
            "method": self.method,
            "chat_id": self.chat_id,
            "message_id": self.message["message_id"],
            "text": self.message.get("text", self.message.get("caption", "")),
            "buttons": [
                {"text": button["text"], "data": button.get("callback_data")}
                for button in buttons(self.message)
            ],
            "date": self.message["date"],
            "protected": self.message.get("has_protected_content", False),
            "silent": self.silent,
            "at": self.at,
        }


class Transcript:
    def __init__(self) -> None:
        self._lines: list[Line] = []
        self.sends: list[float] = []

    def note_send(self, method: str, chat_id: int, message: Json, *, silent: bool) -> None:
        now = time.monotonic()
        self.sends.append(now)
        self._lines.append(Line("send", method, chat_id, message, now, silent))

    def note_edit(self, method: str, chat_id: int, message: Json) -> None:
        self._note("edit", method, chat_id, message)

    def note_deletion(self, method: str, chat_id: int, message: Json) -> None:
        self._note("delete", method, chat_id, message)

    def _note(self, kind: str, method: str, chat_id: int, message: Json) -> None:
        self._lines.append(Line(kind, method, chat_id, message, time.monotonic(), silent=False))

    def since(self, number: int) -> Iterator[Json]:
        """Lines after the first `number` ones."""
        for position, line in enumerate(self._lines[number:], start=number):
            yield line.as_json(position + 1)

    def pace(self) -> Json:
        """The largest number of sends in any sliding second, and the overall rate."""
        first, last = (self.sends[0], self.sends[-1]) if self.sends else (0.0, 0.0)
        return {
            "sent": len(self.sends),
            "most_in_a_second": most_in_a_second(self.sends),
            "seconds": last - first,
            # n messages have n-1 gaps between them
            "per_second": (len(self.sends) - 1) / (last - first) if last > first else 0.0,
        }

    def forget(self) -> None:
        self._lines.clear()
        self.sends.clear()


def most_in_a_second(moments: list[float]) -> int:
    """The fullest half-open second [t, t+1) of a rising list of moments."""
    return max(
        (number - bisect_right(moments, moment - 1.0, 0, number) + 1
         for number, moment in enumerate(moments)),
        default=0,
    )  # fmt: skip


class FloodLimit:
    """Refuses the thirty-first message of any sliding second."""

    def __init__(self, limit: int = FLOOD_LIMIT) -> None:
        self._limit = limit
        self._recent: deque[float] = deque()

    def admits(self) -> bool:
        """Whether one more may pass now; it is counted when it may."""
        now = time.monotonic()
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        if len(self._recent) >= self._limit:
            return False
        self._recent.append(now)
        return True
