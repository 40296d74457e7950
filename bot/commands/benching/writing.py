"""Mentors who log contacts, by typing and by tapping: updates as Telegram sends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

STEPS = 7  # to log one contact


@dataclass(frozen=True)
class Mentor:
    chat_id: int
    participant_id: int
    anchor: int  # a message of the bot's in this chat, which is tapped on
    tap_id: str = ""  # without it the bot does not answer a tap with a second call

    def contact(self, number: int, note: str = "Tee") -> Iterator[dict[str, Any]]:
        """All that is sent to log one contact, the `number`th of this mentor."""
        yield self.types("/log")
        yield self.taps(f"{number}.participant.{self.participant_id}")
        yield self.taps(f"{number}.kind.meeting")
        yield self.types(yesterday())
        yield self.types("30")
        yield self.taps(f"{number}.outcome.done")
        yield self.types(note)

    def types(self, text: str) -> dict[str, Any]:
        message = {"message_id": self.anchor + 1, "date": 0, "chat": self._chat, "from": self._who}
        return {"message": {**message, "text": text}}

    def taps(self, data: str) -> dict[str, Any]:
        message = {"message_id": self.anchor, "date": 0, "chat": self._chat}
        tap = {"chat_instance": "1", "from": self._who, "data": data, "message": message}
        return {"callback_query": {"id": self.tap_id, **tap} if self.tap_id else tap}

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.chat_id, "type": "private", "first_name": "Jonas"}

    @property
    def _who(self) -> dict[str, Any]:
        return {"id": self.chat_id, "is_bot": False, "first_name": "Jonas", "language_code": "de"}


def yesterday() -> str:
    return (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


def contacts(mentors: Sequence[Mentor]) -> Iterator[dict[str, Any]]:
    """What all of them do, in turn, contact after contact."""
    for number in count(1):
        for turn in zip(*(mentor.contact(number) for mentor in mentors), strict=True):
            yield from turn


def texts(mentors: Sequence[Mentor]) -> Iterator[dict[str, Any]]:
    """For a bot that knows no forms: a line of each, in turn."""
    while True:
        yield from (mentor.types("Guten Tag") for mentor in mentors)
