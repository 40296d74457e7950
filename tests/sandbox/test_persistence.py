"""A demo that is stopped goes on where it was."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from bot.machine.sandbox import MovableClock
from tests.sandbox.house import AMINA, JONAS, TOKEN, Stage, play

KEYS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}


def test_everything_that_matters_survives(tmp_path: Path) -> None:
    state_file = tmp_path / "kept" / "messenger.json"
    kept: dict[str, int] = {}

    async def first(stage: Stage) -> None:
        await stage.says(AMINA.chat_id, "سلام")
        await stage.updates(allowed_updates=["message", "callback_query"])
        sent = await stage.result(
            "sendMessage", chat_id=AMINA.chat_id, text="Kommst du?", reply_markup=KEYS
        )
        tap = await stage.control("tap", chat_id=AMINA.chat_id, label="Ja")
        await stage.control("send", chat_id=AMINA.chat_id, kind="document")
        await stage.control("block", chat_id=JONAS.chat_id)
        await stage.result("setMyCommands", commands=[{"command": "help", "description": "Hilfe"}])
        await stage.control("clock", jump_seconds=100)
        kept.update(
            message=sent["message_id"],
            query=int(tap["callback_query_id"]),
            update=(await stage.look("state"))["next_update_id"],
        )

    async def second(stage: Stage) -> None:
        texts = [u["message"].get("text") for u in await stage.updates() if "message" in u]
        assert texts == ["سلام", None]
        chat = await stage.look("chat", chat_id=AMINA.chat_id)
        assert chat["messages"][1]["reply_markup"] == KEYS
        assert chat["commands"] == [{"command": "help", "description": "Hilfe"}]
        file_id = chat["messages"][2]["document"]["file_id"]
        path = (await stage.result("getFile", file_id=file_id))["file_path"]
        async with stage.http.get(f"{stage.sandbox.url}/file/bot{TOKEN}/{path}") as answer:
            assert b"example document" in await answer.read()
        assert (await stage.look("chat", chat_id=JONAS.chat_id))["blocked"]
        assert stage.sandbox.world.clock.ahead >= 100
        assert await stage.result("answerCallbackQuery", callback_query_id=str(kept["query"]))
        # Numbers never come twice, not even those of a second that was not saved any more.
        assert (await stage.look("state"))["next_update_id"] > kept["update"]
        sent = await stage.result("sendMessage", chat_id=AMINA.chat_id, text="Gut.")
        assert sent["message_id"] > kept["message"]
        edited = await stage.result(
            "editMessageText", chat_id=AMINA.chat_id, message_id=kept["message"], text="Schön."
        )
        assert edited["text"] == "Schön."

    play(first, state_file=state_file, clock=MovableClock())
    play(second, state_file=state_file, clock=MovableClock(), met=())
    assert stat.S_IMODE(state_file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_read_is_no_reason_not_to_start(tmp_path: Path) -> None:
    for content in ("{", "[]", '{"version": 99}'):
        state_file = tmp_path / "messenger.json"
        state_file.write_text(content)

        async def scene(stage: Stage) -> None:
            await stage.says(AMINA.chat_id, "Hallo")

        play(scene, state_file=state_file)
        assert json.loads(state_file.read_text())["version"] == 1


def test_without_a_file_nothing_is_kept() -> None:
    async def scene(stage: Stage) -> None:
        assert await stage.updates() == []
        await stage.says(AMINA.chat_id, "Hallo")

    play(scene)
    play(scene)
