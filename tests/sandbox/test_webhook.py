"""Delivery to a webhook."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.sandbox.house import AMINA, JONAS, Stage, play


class Hook:
    """The other end: notes what comes, and answers as it is told."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.got: list[tuple[int, str]] = []
        self.secrets: set[str | None] = set()
        self.wanted = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        update: dict[str, Any] = await request.json()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.answers.pop(0) if self.answers else 200
        self.got.append((status, update["message"]["text"]))
        self.wanted.set()
        return web.Response(status=status)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.got) < count:
                self.wanted.clear()
                await self.wanted.wait()


async def hooked(stage: Stage, hook: Hook, act: Callable[[str], Awaitable[None]]) -> None:
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        await act(f"http://127.0.0.1:{port}/hook")
    finally:
        await runner.cleanup()


async def emptied(stage: Stage) -> None:
    async with asyncio.timeout(10):
        while (await stage.result("getWebhookInfo"))["pending_update_count"]:
            await asyncio.sleep(0.01)


def test_updates_before_and_after_are_delivered_with_the_secret() -> None:
    async def scene(stage: Stage) -> None:
        hook = Hook()

        async def act(url: str) -> None:
            await stage.says(AMINA.chat_id, "before")
            await stage.result("setWebhook", url=url, secret_token="s3cret")
            await hook.until(1)
            await stage.says(AMINA.chat_id, "after")
            await hook.until(2)
            await emptied(stage)

        await hooked(stage, hook, act)
        assert hook.got == [(200, "before"), (200, "after")]
        assert hook.secrets == {"s3cret"}

    play(scene)


def test_what_is_not_taken_comes_again_in_order() -> None:
    async def scene(stage: Stage) -> None:
        hook = Hook(500, 503)

        async def act(url: str) -> None:
            await stage.result("setWebhook", url=url)
            await stage.says(JONAS.chat_id, "one")
            await stage.says(JONAS.chat_id, "two")
            await hook.until(4)
            await emptied(stage)
            told = await stage.result("getWebhookInfo")
            assert told["last_error_message"].startswith("Wrong response from the webhook: 503")

        await hooked(stage, hook, act)
        assert hook.got == [(500, "one"), (503, "one"), (200, "one"), (200, "two")]

    play(scene, first_retry=0.01)


def test_after_the_webhook_is_gone_polling_gets_the_rest() -> None:
    async def scene(stage: Stage) -> None:
        await stage.result("setWebhook", url="http://127.0.0.1:9/hook")
        await stage.says(JONAS.chat_id, "waiting")
        await stage.result("deleteWebhook")
        (update,) = await stage.updates()
        assert update["message"]["text"] == "waiting"

    play(scene, first_retry=0.01)


def test_a_poller_is_sent_away_by_a_webhook() -> None:
    async def scene(stage: Stage) -> None:
        poll = asyncio.create_task(stage.call("getUpdates", timeout=30))
        await asyncio.sleep(0.05)
        await stage.result("setWebhook", url="http://127.0.0.1:9/hook")
        assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
        assert (await stage.call("getUpdates"))["error_code"] == 409

    play(scene)
