"""The pages are there where the operator has given them an address, and nowhere else."""

from __future__ import annotations

import asyncio
import socket

import pytest
from aiohttp import ClientConnectorError, ClientSession

from bot.machine.telegram.account import line
from bot.machine.telegram.outbound import Telegram
from bot.running import pages
from bot.serving import Rim
from tests.pages.conftest import Street
from tests.pages.test_one_time_links import seen


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _serve(street: Street, story) -> None:
    async def whole():
        nowhere = line("1:x", "http://127.0.0.1:9")
        async with nowhere as bot, pages(street.lotse, Rim(street.lotse, Telegram(bot))):
            await story()

    asyncio.run(whole())


def test_with_an_address_links_open(street: Street):
    street.settings.pages_port = _free()
    path = street.link(street.cast["Amina"])

    async def story():
        async with ClientSession(f"http://127.0.0.1:{street.settings.pages_port}") as client:
            assert (await seen(client, path))[0] == 200

    _serve(street, story)


def test_without_an_address_nothing_listens(street: Street):
    street.settings.pages_port = _free()
    street.settings.public_url = ""

    async def story():
        async with ClientSession() as client:
            with pytest.raises(ClientConnectorError):
                await client.get(f"http://127.0.0.1:{street.settings.pages_port}/")

    _serve(street, story)


def test_if_the_port_is_taken_the_bot_goes_on_and_says_so(street: Street, caplog):
    went_on = []
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        street.settings.pages_port = other.getsockname()[1]

        async def story():
            went_on.append(True)

        _serve(street, story)
    assert went_on
    assert "links do not open" in caplog.text
