"""A photo that somebody sent is fetched beside the messages; a pin goes out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.machine.composing import Pin
from bot.machine.sandbox import Sandbox, acts
from bot.machine.telegram.account import line
from bot.machine.telegram.files import fetch
from bot.machine.telegram.outbound import Telegram
from tests.telegram.fake import TOKEN, FakeTelegram, no, ok
from tests.telegram.letters import AMINA, to
from tests.telegram.test_sending import YES_NO, on_the_phone, play

MOST = 1_000_000


def photo_of(sandbox: Sandbox) -> str:
    said = acts.send(sandbox.world, AMINA, acts.Attachment.PHOTO)
    return str(sandbox.world.chats[AMINA].messages[said.messages[0]]["photo"][-1]["file_id"])


def test_a_photo_is_fetched() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        picture = await telegram.fetch(photo_of(sandbox), MOST)
        assert picture is not None
        assert picture.startswith(b"\x89PNG")

    play(story)


def test_what_is_too_large_or_not_there_is_not_fetched() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        assert await telegram.fetch(photo_of(sandbox), 10) is None
        assert await telegram.fetch("there-is-none", MOST) is None

    play(story)


@pytest.mark.parametrize(
    "answer",
    [
        ok({"file_path": "/var/lib/somewhere/photo.jpg"}),  # a server's own disk
        ok({"file_path": "../../etc/passwd"}),
        ok({"file_path": "https://example.org/photo.jpg"}),
        ok({"file_path": 7}),
        ok([]),
        ok({"file_path": "photos/gone.jpg"}),
        no(400, "Bad Request: file is too big"),
    ],
)
def test_no_answer_leads_anywhere_else(answer: object) -> None:
    import asyncio

    async def story() -> None:
        async with FakeTelegram(answer) as server, line(TOKEN, server.url) as bot:  # type: ignore[arg-type]
            assert await fetch(bot, "photo", MOST) is None

    asyncio.run(story())


def test_a_pin_is_on_the_map_and_has_buttons() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        pin = Pin(51.34, 12.38, "الطريق", "Lindenweg 1")
        got = on_the_phone(
            sandbox, await telegram.send(replace(to(AMINA, "!", rows=YES_NO), pin=pin))
        )
        assert got["venue"]["title"] == "الطريق"
        assert got["venue"]["address"] == "Lindenweg 1"
        assert (got["location"]["latitude"], got["location"]["longitude"]) == (51.34, 12.38)
        assert got["reply_markup"]["inline_keyboard"][1][0]["text"] == "⬅️"
        assert got["has_protected_content"]

    play(story)
