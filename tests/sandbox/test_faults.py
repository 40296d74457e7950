"""Trouble on demand."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.sandbox.house import AMINA, JONAS, Stage, play

HELLO = {"chat_id": AMINA.chat_id, "text": "Hallo"}


async def arrived(stage: Stage) -> int:
    return len(await stage.look("transcript"))


@pytest.mark.parametrize(
    ("kind", "details", "code", "description"),
    [
        ("flood", {"retry_after": 5}, 429, "Too Many Requests: retry after 5"),
        ("forbidden", {}, 403, "Forbidden: bot was blocked by the user"),
        ("forbidden", {"description": "Forbidden: odd"}, 403, "Forbidden: odd"),
        ("status", {"status": 500}, 500, "Internal Server Error"),
        ("status", {"status": 401, "description": "Unauthorized"}, 401, "Unauthorized"),
    ],
)
def test_refusals(kind: str, details: dict[str, Any], code: int, description: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.control("faults", method="sendMessage", times=2, kind=kind, **details)
        for _ in range(2):
            answer = await stage.call("sendMessage", **HELLO)
            assert (answer["error_code"], answer["description"]) == (code, description)
        assert await arrived(stage) == 0
        await stage.result("sendMessage", **HELLO)

    play(scene)


def test_a_conflict_and_an_unreadable_gateway_answer() -> None:
    async def scene(stage: Stage) -> None:
        stage.sandbox.faults.add("getUpdates", 1, "conflict")
        assert (await stage.call("getUpdates"))["error_code"] == 409
        stage.sandbox.faults.add("*", 1, "status", status=502, body="<html>Bad Gateway</html>")
        with pytest.raises(aiohttp.ContentTypeError):
            await stage.call("getMe")

    play(scene)


def test_garbage_hides_a_call_that_worked() -> None:
    async def scene(stage: Stage) -> None:
        stage.sandbox.faults.add("sendMessage", 1, "garbage")
        with pytest.raises(ValueError):
            await stage.call("sendMessage", **HELLO)
        assert await arrived(stage) == 1

    play(scene)


@pytest.mark.parametrize(("kind", "carried_out"), [("reset_before", 0), ("reset_after", 1)])
def test_a_connection_that_breaks(kind: str, carried_out: int) -> None:
    async def scene(stage: Stage) -> None:
        stage.sandbox.faults.add("sendMessage", 1, kind)
        with pytest.raises(aiohttp.ClientConnectionError):
            await stage.call("sendMessage", **HELLO)
        assert await arrived(stage) == carried_out
        await stage.result("sendMessage", **HELLO)

    play(scene)


@pytest.mark.parametrize(("kind", "carried_out"), [("hang", 0), ("hang_after", 1)])
def test_an_answer_that_does_not_come(kind: str, carried_out: int) -> None:
    async def scene(stage: Stage) -> None:
        stage.sandbox.faults.add("sendMessage", 1, kind)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(stage.call("sendMessage", **HELLO), 0.15)
        assert await arrived(stage) == carried_out

    play(scene)


def test_a_slow_answer_is_an_answer() -> None:
    async def scene(stage: Stage) -> None:
        stage.sandbox.faults.add("sendMessage", 1, "slow", seconds=0.05)
        assert (await stage.result("sendMessage", **HELLO))["text"] == "Hallo"

    play(scene)


def test_a_fault_may_wait_and_may_choose_its_chat() -> None:
    async def scene(stage: Stage) -> None:
        stage.sandbox.faults.add("sendMessage", 1, "flood", skip=1, chat_id=JONAS.chat_id)
        jonas = {"chat_id": JONAS.chat_id, "text": "Hallo"}
        await stage.result("sendMessage", **HELLO)
        await stage.result("sendMessage", **jonas)
        await stage.result("sendMessage", **HELLO)
        assert "retry after" in await stage.refusal("sendMessage", **jonas)
        await stage.result("sendMessage", **jonas)

    play(scene)


def test_faults_for_ever_until_cleared() -> None:
    async def scene(stage: Stage) -> None:
        await stage.control("faults", method="*", times=-1, kind="status", status=503)
        for _ in range(5):
            assert (await stage.call("getMe"))["error_code"] == 503
        await stage.control("faults", clear=True)
        await stage.result("getMe")

    play(scene)


def test_unknown_kinds_of_trouble_are_refused() -> None:
    async def scene(stage: Stage) -> None:
        url = f"{stage.sandbox.url}/control/faults"
        for order in ({"kind": "earthquake"}, {"kind": "flood", "depth": 3}, {}):
            async with stage.http.post(url, json=order) as answer:
                assert answer.status == 400

    play(scene)
