"""What the page is shown: the whole state on connecting, then every change as it happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from itertools import islice

from bot.machine.sandbox.people import Jump, Phone
from bot.machine.sandbox.problems import Json
from bot.machine.sandbox.world import Chat, Event, World

_SHOWN = 200  # messages of a chat
_BACKLOG = 2000  # changes a slow page may lag behind before it is told everything again
_HEARTBEAT = 15.0  # seconds


class Stream:
    def __init__(
        self, world: World, phones: Sequence[Phone], jumps: Sequence[Jump], zone: str, reset: str
    ) -> None:
        self._world = world
        self._phones = phones
        self._labels = [jump.label for jump in jumps]
        self._zone = zone
        self._reset = reset
        self._shown = {0, *(phone.chat_id for phone in phones)}

    async def events(self, stopping: asyncio.Event) -> AsyncIterator[bytes]:
        """Server-sent events until the server stops or the page goes away."""
        changes: asyncio.Queue[Event] = asyncio.Queue(_BACKLOG)

        def watch(event: Event) -> None:
            if event.chat_id in self._shown and not changes.full():
                changes.put_nowait(event)

        self._world.watchers.append(watch)
        try:
            yield b"retry: 1000\n\n" + _event(self.state())
            while not stopping.is_set():
                yield await self._next(changes)
        finally:
            self._world.watchers.remove(watch)

    async def _next(self, changes: asyncio.Queue[Event]) -> bytes:
        if changes.full():
            while not changes.empty():
                changes.get_nowait()
            return _event(self.state())
        try:
            event = await asyncio.wait_for(changes.get(), _HEARTBEAT)
        except TimeoutError:
            return b": still here\n\n"
        return _event(self._shown_as(event))

    def _shown_as(self, event: Event) -> Json:
        if event.kind in ("commands", "profile"):
            # Menus depend on scope and language; the phones' own are small enough to send whole.
            return {"kind": "menus", "phones": [self._words(phone) for phone in self._phones]}
        return {"kind": event.kind, "chat_id": event.chat_id, **self._content(event)}

    def _content(self, event: Event) -> Json:
        return {"message": event.content} if event.kind == "message" else event.content

    def state(self) -> Json:
        return {
            "kind": "state",
            "bot": {"name": self._world.bot.name, "username": self._world.bot.username,
                    "id": self._world.bot.id},
            "clock": self.clock(),
            "zone": self._zone,
            "jumps": self._labels,
            "reset": self._reset,
            "phones": [self._phone(phone) for phone in self._phones],
        }  # fmt: skip

    def clock(self) -> Json:
        return {"epoch": self._world.clock.epoch(), "ahead": self._world.clock.ahead}

    def _phone(self, phone: Phone) -> Json:
        chat = self._world.chats[phone.chat_id]
        return {
            "name": phone.name,
            "language": phone.language,
            "note": phone.note,
            "blocked": chat.blocked,
            "keyboard": chat.keyboard,
            "messages": _latest(chat),
            "reactions": {str(number): emoji for number, emoji in chat.reactions.items()},
            **self._words(phone),
        }

    def _words(self, phone: Phone) -> Json:
        profile = self._world.profile
        return {
            "chat_id": phone.chat_id,
            "commands": profile.menu_of(phone.chat_id, phone.language),
            "description": profile.said("description", phone.language.split("-")[0]),
        }


def _latest(chat: Chat) -> list[Json]:
    newest = islice(reversed(chat.messages.values()), _SHOWN)
    return sorted(newest, key=lambda message: message["message_id"])


def _event(content: Json) -> bytes:
    # JSON escapes line ends, so one event is always one line.
    return b"data: " + json.dumps(content).encode() + b"\n\n"
