"""Fetches updates, and lets Telegram forget them only after they are kept.

Telegram forgets everything below the offset of the next call. So the offset moves
on after the commit, and a crash at any moment loses nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.core.clock import Clock, utc_now
from bot.machine.telegram import errors
from bot.machine.telegram.alarms import Alarm
from bot.machine.telegram.calls import call
from bot.machine.telegram.inbound import WANTED, received, update_id
from storage.inbox import Update

log = logging.getLogger(__name__)

Keep: TypeAlias = Callable[[Sequence[Update]], Awaitable[object]]

LONGEST_WAIT, LIMIT = 25, 100  # seconds, updates; the second is Telegram's most
BREATH = 0.1  # seconds
SOME_MORE = 10  # seconds, for the answer's way
QUIET = timedelta(days=1)
WEBHOOK_IS_SET = ("webhook is active",)


class Unreadable(Exception):
    """Telegram's answer holds no update that can be told from others."""


class Poller:
    """No trouble ends it; it only waits longer and longer, and rings an alarm once."""

    def __init__(
        self,
        bot: Bot,
        keep: Keep,
        *,
        clock: Clock = utc_now,
        pause: float = 1.0,
        longest_pause: float = 60.0,
    ) -> None:
        """`pause` and `longest_pause` are seconds after trouble: the first, doubled each time."""
        self.last_good_poll: datetime | None = None
        self._bot, self._keep, self._clock = bot, keep, clock
        self._first_pause, self._longest_pause = pause, longest_pause
        self._pause = pause
        self._offset = 0  # from the oldest that Telegram has not been told to forget
        self._last_news = clock()
        self._wait = 0  # the first poll shall show soon that all is well
        self._webhook_may_be_set = True
        self._alarm = Alarm(log, "polling")

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`. A poll that is cut short loses nothing."""
        polling = asyncio.create_task(self._poll_for_ever())
        try:
            await stop.wait()
        finally:
            polling.cancel()
            with suppress(asyncio.CancelledError):
                await polling

    async def _poll_for_ever(self) -> None:
        while True:
            await self.poll()

    async def poll(self) -> bool:
        """Wait for updates and keep them; after trouble, wait a little. Whether all went well."""
        try:
            await self._poll()
        except Exception as trouble:  # noqa: BLE001 - a dead loop in a bot that looks alive
            await asyncio.sleep(await self._pause_after(trouble))
            return False
        self._alarm.over()
        self._pause, self._wait = self._first_pause, LONGEST_WAIT
        return True

    async def _poll(self) -> None:
        self._start_over_after_quiet()
        asked_at = self._elapsed()
        wishes = {
            "offset": self._offset,
            "limit": LIMIT,
            "timeout": self._wait,
            "allowed_updates": WANTED,
        }
        batch = await call(self._bot, "getUpdates", wishes, wait=self._wait + SOME_MORE)
        if not isinstance(batch, list):
            raise Unreadable
        self.last_good_poll = self._clock()
        if batch:
            await self._take(batch)
        elif self._wait and self._elapsed() - asked_at < BREATH:
            await asyncio.sleep(BREATH)  # a server that does not wait, or that is closing

    def _elapsed(self) -> float:
        return asyncio.get_running_loop().time()

    async def _take(self, batch: list[Any]) -> None:
        readable = [raw for raw in batch if update_id(raw) is not None]
        if len(readable) < len(batch):
            log.error("polling: %d updates without a number", len(batch) - len(readable))
        updates = [received(raw) for raw in readable]
        if updates:
            await self._keep(updates)
        elif self._offset == 0:
            raise Unreadable  # nobody knows what to say to get past it
        self._offset = self._beyond(batch, updates)
        self._last_news = self._clock()

    def _beyond(self, batch: list[Any], updates: Sequence[Update]) -> int:
        """The numbers of the batch were not below the offset, and all different: so
        this is not beyond the last of them, even if none can be read."""
        return updates[-1].id + 1 if updates else self._offset + len(batch)

    def _start_over_after_quiet(self) -> None:
        """After a quiet week, Telegram counts on from any number, even a lower one. It has
        forgotten by then what was kept: from the start means from the next update."""
        if self._clock() - self._last_news > QUIET:
            self._offset = 0

    async def _pause_after(self, trouble: Exception) -> float:
        """In seconds."""
        self._alarm.ring(_kind(trouble))
        self._wait = 0
        if self._webhook_may_be_set and _is_webhook(trouble):
            await self._delete_webhook()
            return 0
        if isinstance(trouble, RetryAfter):
            return errors.pause_of(trouble).total_seconds()
        pause, self._pause = self._pause, min(self._pause * 2, self._longest_pause)
        return pause

    async def _delete_webhook(self) -> None:
        """Once: whoever sets it again means it."""
        self._webhook_may_be_set = False
        with suppress(TelegramError):
            await call(self._bot, "deleteWebhook", {})


def _is_webhook(trouble: Exception) -> bool:
    return isinstance(trouble, Conflict) and errors.says(trouble, WEBHOOK_IS_SET)


def _kind(trouble: Exception) -> str:
    match trouble:
        case InvalidToken() | EndPointNotFound():
            return "Telegram does not know this token"
        case Conflict() if _is_webhook(trouble):
            return "a webhook is set"
        case Conflict():
            return "another instance is polling with this token"
        case _:
            return type(trouble).__name__
