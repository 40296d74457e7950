"""The queue of updates with Telegram's offset semantics.

Source: core.telegram.org/bots/api#getupdates, and Client.cpp of tdlib/telegram-bot-api
(`do_get_updates`): offset N forgets everything below N, an offset of 0 forgets nothing.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from bot.machine.sandbox.problems import OTHER_POLLER, Json, Problem, Refused

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FAR_AHEAD = 10
"""An offset further ahead than this is one of another life; the real server starts from the
oldest update then, without forgetting."""


@dataclass(frozen=True, slots=True)
class Entry:
    update_id: int
    raw: bytes
    lane: str
    """Chat and kind: a webhook gets the updates of one lane in order, lanes side by side."""


class UpdateQueue:
    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.allowed: frozenset[str] | None = None
        self._entries: OrderedDict[int, Entry] = OrderedDict()
        self._serial = 0
        self._poller: asyncio.Future[None] | None = None
        self.arrived = asyncio.Event()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def mark(self) -> tuple[int, int, int]:
        """Changes whenever something arrives or is forgotten."""
        return self.next_id, self._serial, len(self._entries)

    def entries(self) -> list[tuple[int, Entry]]:
        """Serial numbers and updates, oldest first."""
        return list(self._entries.items())

    def newer_than(self, serial: int) -> list[tuple[int, Entry]]:
        """Serial numbers and updates after one, oldest first."""
        newer: list[tuple[int, Entry]] = []
        for number in reversed(self._entries):
            if number <= serial:
                break
            newer.append((number, self._entries[number]))
        return newer[::-1]

    def wants(self, kind: str) -> bool:
        if self.allowed is None:
            return kind not in NOT_BY_DEFAULT
        return kind in self.allowed

    def allow(self, kinds: Iterable[str] | None) -> None:
        """None leaves the setting as it is, an empty list is the default, as at Telegram."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def push(self, kind: str, content: Json) -> int | None:
        """Queues what happened; None when the bot did not ask for this kind."""
        if not self.wants(kind):
            return None
        return self.push_raw({"update_id": self.next_id, kind: content})

    def push_raw(self, update: Json) -> int:
        """Queues an update as it is, wanted or not; gives it an id when it has none."""
        update_id = int(update.setdefault("update_id", self.next_id))
        if update_id >= self.next_id or not self._entries:
            self.next_id = update_id + 1  # a lower one on an empty queue is Telegram starting over
        self._serial += 1
        raw = json.dumps(update).encode()
        self._entries[self._serial] = Entry(update_id, raw, _lane(update))
        self._wake()
        return update_id

    def restore(self, entry: Entry) -> None:
        self._serial += 1
        self._entries[self._serial] = entry

    def settle(self, serial: int) -> None:
        """A webhook took this one."""
        self._entries.pop(serial, None)

    def drop_all(self) -> None:
        self._entries.clear()

    def _wake(self) -> None:
        self.arrived.set()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def dismiss_poller(self, reason: Problem = OTHER_POLLER) -> None:
        """Ends the poll that is waiting, if any, with a conflict."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refused(reason))

    def release_poller(self) -> None:
        """Ends the poll that is waiting, if any, with an empty answer."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[bytes]:
        """The next updates as JSON; waits up to `timeout` seconds for the first one."""
        self.dismiss_poller()
        self._forget_below(offset)
        if not self._entries and timeout > 0:
            await self._wait(timeout)
        return [entry.raw for entry in islice(self._entries.values(), limit)]

    def _forget_below(self, offset: int) -> None:
        if offset < 0:
            self._keep_last(-offset)
            return
        if offset > self.next_id + FAR_AHEAD:
            return
        while self._entries:
            oldest = next(iter(self._entries.values()))
            if oldest.update_id >= offset:
                return
            self._entries.popitem(last=False)

    def _keep_last(self, count: int) -> None:
        while len(self._entries) > count:
            self._entries.popitem(last=False)

    async def _wait(self, timeout: float) -> None:
        waiting = self._poller = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiting, timeout)
        except TimeoutError:
            pass
        finally:
            if self._poller is waiting:
                self._poller = None


def _lane(update: Json) -> str:
    kind = next((key for key in update if key != "update_id"), "")
    return f"{chat_of(update)}/{kind}"


def chat_of(update: Json) -> int | None:
    """The chat an update belongs to, as far as it can be read."""
    for content in update.values():
        if isinstance(content, dict):
            place = content.get("message", content)
            chat = place.get("chat") if isinstance(place, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return None
