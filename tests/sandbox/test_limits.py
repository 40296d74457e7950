"""Telegram's limits, and what it says when they are passed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.house import AMINA, JONAS, OTTO, Stage, play

SENT = {"chat_id": AMINA.chat_id}


def keys(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": OTTO, "text": "x"}, "chat not found"),
        ({"chat_id": "@somebody", "text": "x"}, "chat not found"),
        ({**SENT}, "message text is empty"),
        ({**SENT, "text": " \n "}, "message text is empty"),
        ({**SENT, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({**SENT, "text": "x" * 4097}, "message is too long"),
        ({**SENT, "text": "😀" * 2049}, "message is too long"),
        ({**SENT, "text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {**SENT, "text": "x", "reply_markup": keys({"text": "a", "callback_data": "ä" * 33})},
            "BUTTON_DATA_INVALID",
        ),
        (
            {**SENT, "text": "x", "reply_markup": keys({"text": "a", "callback_data": ""})},
            "BUTTON_DATA_INVALID",
        ),
        (
            {**SENT, "text": "x", "reply_markup": keys({"text": "a", "url": "file:///x"})},
            "BUTTON_URL_INVALID",
        ),
        (
            {**SENT, "text": "x", "reply_markup": keys({"text": "a", "copy_text": {"text": ""}})},
            "can't parse inline keyboard button: text to copy must be 1-256 characters",
        ),
        (
            {**SENT, "text": "x", "reply_markup": keys({"text": "a"})},
            "Text buttons are unallowed in the inline keyboard",
        ),
        (
            {
                **SENT,
                "text": "x",
                "reply_markup": keys(*[{"text": "a", "callback_data": "b"}] * 101),
            },
            "reply markup is too long",
        ),
        ({**SENT, "text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({**SENT, "text": "x", "reply_markup": []}, "object expected as reply markup"),
    ],
)
def test_messages_that_are_refused(parameters: dict[str, Any], reason: str) -> None:
    async def scene(stage: Stage) -> None:
        answer = await stage.call("sendMessage", **parameters)
        assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}

    play(scene)


def test_messages_that_just_fit() -> None:
    async def scene(stage: Stage) -> None:
        await stage.result("sendMessage", **SENT, text="😀" * 2048)
        bold = "<b>" + "x" * 4096 + "</b>"
        sent = await stage.result("sendMessage", **SENT, text=bold, parse_mode="HTML")
        assert len(sent["text"]) == 4096
        most = keys(*[{"text": "a", "callback_data": "b" * 64}] * 100)
        await stage.result("sendMessage", **SENT, text="x", reply_markup=most)

    play(scene)


def test_captions() -> None:
    async def scene(stage: Stage) -> None:
        said = await stage.control("send", chat_id=AMINA.chat_id, kind="document")
        chat = await stage.look("chat", chat_id=AMINA.chat_id)
        file_id = chat["messages"][-1]["document"]["file_id"]
        assert chat["messages"][-1]["message_id"] == said["message_ids"][0]
        fits = await stage.result("sendDocument", **SENT, document=file_id, caption="x" * 1024)
        assert len(fits["caption"]) == 1024
        assert (
            await stage.refusal("sendDocument", **SENT, document=file_id, caption="x" * 1025)
            == "Bad Request: message caption is too long"
        )

    play(scene)


def test_edits_that_are_refused() -> None:
    async def scene(stage: Stage) -> None:
        button = keys({"text": "a", "callback_data": "b"})
        sent = await stage.result("sendMessage", **SENT, text="<b>x</b>", parse_mode="HTML",
                                  reply_markup=button)  # fmt: skip
        here = {**SENT, "message_id": sent["message_id"]}
        same = "Bad Request: message is not modified: specified new message content and reply " \
            "markup are exactly the same as a current content and reply markup of the message"  # fmt: skip # noqa: E501
        assert same == await stage.refusal(
            "editMessageText", **here, text="<b>x</b>", parse_mode="HTML", reply_markup=button
        )
        assert same == await stage.refusal("editMessageReplyMarkup", **here, reply_markup=button)
        await stage.result("editMessageText", **here, text="x", reply_markup=button)
        gone = {**SENT, "message_id": 999_999}
        assert (
            await stage.refusal("editMessageText", **gone, text="y")
            == "Bad Request: message to edit not found"
        )
        theirs = (await stage.says(AMINA.chat_id, "meins"))["message_ids"][0]
        assert (
            await stage.refusal("editMessageText", **SENT, message_id=theirs, text="y")
            == "Bad Request: message can't be edited"
        )

    play(scene)


def test_old_messages_cannot_be_deleted() -> None:
    async def scene(stage: Stage) -> None:
        sent = await stage.result("sendMessage", **SENT, text="alt")
        await stage.control("clock", jump_seconds=48 * 3600 + 5)
        assert (
            await stage.refusal("deleteMessage", **SENT, message_id=sent["message_id"])
            == "Bad Request: message can't be deleted"
        )

    play(scene)


def test_a_tap_is_answered_once_and_in_time() -> None:
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"

    async def scene(stage: Stage) -> None:
        async def tap() -> str:
            told = await stage.control("tap", chat_id=JONAS.chat_id, message_id=1, data="x")
            return str(told["callback_query_id"])

        first, second, third = await tap(), await tap(), await tap()
        long = await stage.refusal("answerCallbackQuery", callback_query_id=first, text="x" * 201)
        assert long == "Bad Request: MESSAGE_TOO_LONG"
        assert await stage.result("answerCallbackQuery", callback_query_id=first)
        assert await stage.refusal("answerCallbackQuery", callback_query_id=first) == too_old
        assert await stage.refusal("answerCallbackQuery", callback_query_id="made up") == too_old
        await stage.control("clock", jump_seconds=140)
        assert await stage.result("answerCallbackQuery", callback_query_id=second)
        await stage.control("clock", jump_seconds=20)
        assert await stage.refusal("answerCallbackQuery", callback_query_id=third) == too_old

    play(scene)


def test_commands_that_are_refused() -> None:
    async def scene(stage: Stage) -> None:
        async def refused(**parameters: Any) -> str:
            return await stage.refusal("setMyCommands", **parameters)

        fine = {"command": "help", "description": "Hilfe"}
        assert await refused(commands=[{**fine, "command": "Hilfe!"}]) == (
            "Bad Request: BOT_COMMAND_INVALID"
        )
        assert await refused(commands=[{**fine, "description": ""}]) == (
            "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
        )
        assert await refused(commands=[fine] * 101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
        assert await refused(commands=[fine], language_code="deutsch") == (
            "Bad Request: invalid language code specified"
        )

    play(scene)


def test_wrong_tokens_and_unknown_methods() -> None:
    async def scene(stage: Stage) -> None:
        async with stage.http.get(f"{stage.sandbox.url}/bot2:y/getMe") as answer:
            assert answer.status == 401
            told = await answer.json()
        assert told == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        assert (await stage.call("sendLove"))["error_code"] == 404

    play(scene)
