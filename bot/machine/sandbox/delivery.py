"""Delivery to a webhook: chats side by side, one chat and kind in order, again until it is taken.

Source: WebhookActor.cpp of tdlib/telegram-bot-api; its back-off starts at a second, doubles to a
minute, and honours Retry-After.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress

import aiohttp

from bot.machine.sandbox.updates import Entry
from bot.machine.sandbox.world import World

_LONGEST_PAUSE = 60.0
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_PATIENCE = aiohttp.ClientTimeout(total=60)


class Delivery:
    def __init__(self, world: World, first_pause: float = 1.0) -> None:
        self._world = world
        self._first_pause = first_pause
        self._lanes: dict[str, deque[tuple[int, Entry]]] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._known = 0
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)

    async def run(self) -> None:
        """Delivers for as long as it is not cancelled."""
        arrived = self._world.updates.arrived
        async with aiohttp.ClientSession(timeout=_PATIENCE) as self._session:
            try:
                while True:
                    await arrived.wait()
                    arrived.clear()
                    if self._world.webhook.url:
                        self._share_out()
            finally:
                await self._stop()

    async def _stop(self) -> None:
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _share_out(self) -> None:
        for serial, entry in self._world.updates.newer_than(self._known):
            self._known = serial
            self._lanes.setdefault(entry.lane, deque()).append((serial, entry))
        for lane in self._lanes:
            if lane not in self._running:
                self._running[lane] = asyncio.create_task(self._walk(lane))

    async def _walk(self, lane: str) -> None:
        waiting = self._lanes[lane]
        while waiting and self._world.webhook.url:
            serial, entry = waiting[0]
            await self._hand_over(entry)
            if not self._world.webhook.url:
                break
            self._world.updates.settle(serial)
            waiting.popleft()
        self._running.pop(lane)
        self._lanes.pop(lane)
        if waiting:
            self._known = 0  # the webhook was removed; a new one starts over from the queue

    async def _hand_over(self, entry: Entry) -> None:
        pause = self._first_pause
        while self._world.webhook.url:
            asked = await self._post(entry)
            if asked is None:
                return
            await asyncio.sleep(min(asked or pause, _LONGEST_PAUSE))
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _post(self, entry: Entry) -> float | None:
        """None when it was taken, else the pause the other end asks for (0: no wish)."""
        assert self._session is not None
        hook = self._world.webhook
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[_SECRET_HEADER] = hook.secret
        trouble = "Connection failed"
        async with self._slots:
            with suppress(aiohttp.ClientError, TimeoutError, OSError):
                async with self._session.post(hook.url, data=entry.raw, headers=headers) as answer:
                    if 200 <= answer.status < 300:
                        return None
                    trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                    self._note(trouble)
                    return _seconds(answer.headers.get("Retry-After", ""))
        self._note(trouble)
        return 0.0

    def _note(self, trouble: str) -> None:
        self._world.webhook.last_error = trouble
        self._world.webhook.last_error_at = self._world.now()


def _seconds(header: str) -> float:
    return float(header) if header.isdigit() else 0.0
