"""How sending can end: a closed set, sorted by what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeAlias

from bot.machine.composing import Message


@dataclass(frozen=True)
class Sent:
    message_id: int


@dataclass(frozen=True)
class Later:
    """It surely did not leave. Try again."""

    after: timedelta = timedelta(0)
    whole_bot: bool = False  # Telegram asked for a pause


@dataclass(frozen=True)
class Moved:
    """It did not leave: the chat has a new number. Try there."""

    chat_id: int


@dataclass(frozen=True)
class Never:
    """Trying again will not help."""

    reason: str
    unreachable: bool = False  # blocked, deleted: no other message will arrive, either


@dataclass(frozen=True)
class Unsure:
    """It left, and no answer came."""


Outcome: TypeAlias = Sent | Later | Moved | Never | Unsure


@dataclass(frozen=True)
class ChatCommand:
    """A line of the messenger's own menu of commands."""

    name: str
    help: str


class Messenger(Protocol):
    """The messenger program. Only `send` must be exact; the rest is best effort."""

    async def send(self, message: Message) -> Outcome: ...

    async def answer_tap(self, tap_id: str, text: str) -> None:
        """A tap is answered once, after its turn: with its pop-up, or empty."""

    async def fetch(self, file_id: str, most: int) -> bytes | None:
        """A file that somebody sent, of so many bytes at most. None if it cannot be had."""

    async def show_commands(self, chat_id: int, commands: list[ChatCommand]) -> bool:
        """Set the menu of commands of one chat; whether it worked."""
