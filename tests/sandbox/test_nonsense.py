"""Whatever a client sends, it is told what is wrong; the server does not stumble."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import product
from typing import Any

import pytest

from bot.machine.sandbox import MovableClock
from bot.machine.sandbox.encodings import Call
from bot.machine.sandbox.methods import METHODS
from bot.machine.sandbox.problems import Refused
from bot.machine.sandbox.world import BotIdentity, World
from tests.sandbox.house import AMINA, Stage, play

ODD: list[Any] = [None, "", "x", "{", "[1]", "ä\ud800", 0, -1, 1.5, float("inf"), True, [], [1],
                  [[1]], {}, {"type": 1}, {"message_id": "x"}, {"inline_keyboard": [[1]]}, {"keyboard": [[1]]}]  # fmt: skip # noqa: E501
NAMES = [
    "chat_id", "message_id", "text", "entities", "reply_markup", "reply_parameters", "scope",
    "commands", "language_code", "menu_button", "reaction", "parse_mode", "caption", "document",
    "photo", "file_id", "url", "secret_token", "latitude", "longitude", "title", "address",
    "action", "callback_query_id", "show_alert", "allowed_updates", "max_connections", "name",
    "description", "short_description",
]  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
def test_nonsense_is_refused_politely(method: str) -> None:
    world = World(BotIdentity("1:x", "Lotse", "lotse_bot"), MovableClock())
    world.meet(AMINA.chat_id)
    for name, odd in product(NAMES, ODD):
        fine = {"chat_id": AMINA.chat_id, "text": "x"}
        sent = METHODS["sendmessage"](world, Call("sendmessage", fine))
        order = {**fine, "text": "y", "message_id": sent["message_id"], name: odd}
        with suppress(Refused):
            json.dumps(METHODS[method](world, Call(method, order)))


def test_polls_with_nonsense_are_polls() -> None:
    async def scene(stage: Stage) -> None:
        for name in ("offset", "limit", "timeout"):
            assert await stage.updates(**{name: "soon"}) == []
        for odd in (0, "x", {"message": 1}, [1]):
            refusal = await stage.refusal("getUpdates", allowed_updates=odd)
            assert refusal.startswith("Bad Request: can't parse allowed_updates")

    play(scene)
