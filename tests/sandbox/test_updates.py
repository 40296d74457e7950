"""How updates are fetched, confirmed and forgotten."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.sandbox.house import AMINA, JONAS, Stage, play


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_an_offset_forgets_what_lies_below_it() -> None:
    async def scene(stage: Stage) -> None:
        for text in ("one", "two", "three"):
            await stage.says(AMINA.chat_id, text)
        first = await stage.updates(limit=1)
        assert texts(first) == ["one"]
        assert texts(await stage.updates()) == ["one", "two", "three"]
        assert texts(await stage.updates(offset=0)) == ["one", "two", "three"]
        assert texts(await stage.updates(offset=first[0]["update_id"] + 1)) == ["two", "three"]
        assert texts(await stage.updates(offset=0)) == ["two", "three"]

    play(scene)


def test_a_negative_offset_keeps_the_last_ones() -> None:
    async def scene(stage: Stage) -> None:
        for text in ("one", "two", "three"):
            await stage.says(AMINA.chat_id, text)
        assert texts(await stage.updates(offset=-2)) == ["two", "three"]
        assert texts(await stage.updates()) == ["two", "three"]

    play(scene)


def test_an_offset_of_another_life_loses_nothing() -> None:
    async def scene(stage: Stage) -> None:
        await stage.says(AMINA.chat_id, "still here")
        ahead = (await stage.look("state"))["next_update_id"] + 5000
        assert texts(await stage.updates(offset=ahead)) == ["still here"]

    play(scene)


def test_a_long_poll_ends_when_something_arrives() -> None:
    async def scene(stage: Stage) -> None:
        poll = asyncio.create_task(stage.updates(timeout=30))
        await asyncio.sleep(0.05)
        assert not poll.done()
        await stage.says(JONAS.chat_id, "Hallo")
        assert texts(await poll) == ["Hallo"]

    play(scene)


def test_the_older_of_two_pollers_is_sent_away() -> None:
    async def scene(stage: Stage) -> None:
        older = asyncio.create_task(stage.call("getUpdates", timeout=30))
        await asyncio.sleep(0.05)
        newer = asyncio.create_task(stage.call("getUpdates", timeout=30))
        assert await older == {
            "ok": False,
            "error_code": 409,
            "description": "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        }
        await stage.says(JONAS.chat_id, "Hallo")
        assert texts((await newer)["result"]) == ["Hallo"]

    play(scene)


def test_only_allowed_kinds_arrive_and_the_choice_is_remembered() -> None:
    async def scene(stage: Stage) -> None:
        await stage.updates(allowed_updates=["message"])
        await stage.control("block", chat_id=AMINA.chat_id)
        await stage.control("unblock", chat_id=AMINA.chat_id)
        await stage.says(AMINA.chat_id, "da")
        assert texts(await stage.updates()) == ["da"]
        await stage.updates(allowed_updates=[])
        await stage.control("block", chat_id=AMINA.chat_id)
        assert "my_chat_member" in (await stage.updates())[-1]

    play(scene)


def test_raw_updates_are_delivered_as_they_are() -> None:
    async def scene(stage: Stage) -> None:
        odd = {"poll_answer": {"poll_id": "1"}}
        twice = {"update_id": 4_000_000_000, "message": {"chat": {"id": 77}, "text": "x"}}
        url = f"{stage.sandbox.url}/control/update"
        async with stage.http.post(url, json=[odd, twice, twice]) as answer:
            ids = (await answer.json())["result"]
        assert ids[1:] == [4_000_000_000, 4_000_000_000]
        got = await stage.updates()
        assert [update["update_id"] for update in got] == ids
        assert got[0]["poll_answer"] == {"poll_id": "1"}
        assert await stage.updates(offset=4_000_000_001) == []
        await stage.result("sendMessage", chat_id=77, text="known now")

    play(scene)


def test_a_long_text_arrives_as_a_phone_cuts_it() -> None:
    async def scene(stage: Stage) -> None:
        await stage.says(AMINA.chat_id, "😀" * 5000)
        assert [len(text) for text in texts(await stage.updates())] == [2048, 2048, 904]

    play(scene)
