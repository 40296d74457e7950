"""A stage for the stories: a sandbox, a bot of python-telegram-bot, and a plain JSON client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import aiohttp
from telegram import Bot

from bot.machine.sandbox import Phone, Sandbox

TOKEN = "1:x"
AMINA = Phone(1001, "Amina", "ar", "Teilnehmerin · العربية", "/start AMINA7")
JONAS = Phone(1003, "Jonas", "de", "Mentor · Deutsch")
OTTO = 9009
"""A stranger who never wrote."""


@dataclass
class Stage:
    sandbox: Sandbox
    http: aiohttp.ClientSession

    @cached_property
    def bot(self) -> Bot:
        """python-telegram-bot's client, unchanged."""
        url = self.sandbox.url
        return Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")

    async def call(self, method: str, **parameters: Any) -> Any:
        """One call as JSON; the whole answer."""
        url = f"{self.sandbox.url}/bot{TOKEN}/{method}"
        async with self.http.post(url, json=parameters) as answer:
            return await answer.json()

    async def result(self, method: str, **parameters: Any) -> Any:
        answer = await self.call(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        answer = await self.call(method, **parameters)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def control(self, act: str, **order: Any) -> Any:
        async with self.http.post(f"{self.sandbox.url}/control/{act}", json=order) as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def look(self, what: str, **query: Any) -> Any:
        url = f"{self.sandbox.url}/control/{what}"
        async with self.http.get(url, params=query) as answer:
            return (await answer.json())["result"]

    async def says(self, chat_id: int, text: str) -> Any:
        return await self.control("say", chat_id=chat_id, text=text)

    async def updates(self, **parameters: Any) -> list[Any]:
        updates: list[Any] = await self.result("getUpdates", **parameters)
        return updates


Scene = Callable[[Stage], Awaitable[None]]


def play(scene: Scene, **options: Any) -> None:
    """Plays a scene in which Amina and Jonas have written before, unless it says otherwise."""
    asyncio.run(_play(scene, options))


async def _play(scene: Scene, options: dict[str, Any]) -> None:
    met = options.pop("met", (AMINA, JONAS))
    sandbox = Sandbox(TOKEN, (AMINA, JONAS), **options)
    await sandbox.start()
    try:
        async with aiohttp.ClientSession() as http:
            for phone in met:
                sandbox.world.meet(phone.chat_id)
            await scene(Stage(sandbox, http))
    finally:
        await sandbox.stop()
