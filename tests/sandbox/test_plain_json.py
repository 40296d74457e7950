"""The same methods for a client that sends plain JSON and knows no library."""

from __future__ import annotations

import aiohttp

from bot.machine.sandbox.methods import METHODS
from tests.sandbox.house import AMINA, JONAS, TOKEN, Stage, play

KEYS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}


def test_a_conversation() -> None:
    async def scene(stage: Stage) -> None:
        await stage.says(AMINA.chat_id, "سلام /help")
        (update,) = await stage.updates()
        assert update["message"]["entities"] == [{"type": "bot_command", "offset": 5, "length": 5}]
        sent = await stage.result(
            "sendMessage", chat_id=AMINA.chat_id, text="Kommst du?", reply_markup=KEYS
        )
        assert sent["reply_markup"] == KEYS
        await stage.control("tap", chat_id=AMINA.chat_id, message_id=sent["message_id"], data="ja")
        (tap,) = await stage.updates(offset=update["update_id"] + 1)
        query = tap["callback_query"]
        assert query["message"]["text"] == "Kommst du?"
        assert await stage.result("answerCallbackQuery", callback_query_id=query["id"])
        edited = await stage.result(
            "editMessageText", chat_id=AMINA.chat_id, message_id=sent["message_id"], text="Gut."
        )
        assert edited["edit_date"] >= edited["date"]
        assert await stage.result(
            "deleteMessage", chat_id=AMINA.chat_id, message_id=sent["message_id"]
        )

    play(scene)


def test_replies_and_reactions() -> None:
    async def scene(stage: Stage) -> None:
        said = await stage.says(JONAS.chat_id, "Hallo")
        number = said["message_ids"][0]
        sent = await stage.result(
            "sendMessage",
            chat_id=JONAS.chat_id,
            text="Ja?",
            reply_parameters={"message_id": number},
        )
        assert sent["reply_to_message"]["text"] == "Hallo"
        reaction = [{"type": "emoji", "emoji": "👍"}]
        assert await stage.result(
            "setMessageReaction", chat_id=JONAS.chat_id, message_id=number, reaction=reaction
        )
        missing = {"message_id": 999_999}
        assert (
            await stage.refusal(
                "sendMessage", chat_id=JONAS.chat_id, text="Ja?", reply_parameters=missing
            )
            == "Bad Request: message to be replied not found"
        )

    play(scene)


def test_profile_menus_and_chats() -> None:
    async def scene(stage: Stage) -> None:
        menu = [{"command": "help", "description": "Hilfe"}]
        scope = {"type": "chat", "chat_id": JONAS.chat_id}
        assert await stage.result("setMyCommands", commands=menu, scope=scope, language_code="de")
        assert await stage.result("getMyCommands", scope=scope, language_code="de") == menu
        assert await stage.result("getMyCommands") == []
        assert await stage.result("deleteMyCommands", scope=scope, language_code="de")
        assert await stage.result("getMyCommands", scope=scope, language_code="de") == []
        assert await stage.result("setMyName", name="Lotse Nord")
        assert await stage.result("getMyName") == {"name": "Lotse Nord"}
        assert await stage.result("setMyDescription", description="D")
        assert await stage.result("getMyDescription") == {"description": "D"}
        assert await stage.result("setMyShortDescription", short_description="K")
        assert await stage.result("getMyShortDescription") == {"short_description": "K"}
        button = {"type": "commands"}
        assert await stage.result("setChatMenuButton", menu_button=button)
        assert await stage.result("getChatMenuButton") == button
        assert (await stage.result("getChat", chat_id=JONAS.chat_id))["type"] == "private"
        assert (await stage.result("getMe"))["username"] == "lotse_bot"
        assert await stage.result("sendChatAction", chat_id=JONAS.chat_id, action="typing")
        venue = {"latitude": 52.5, "longitude": 13.4, "title": "Amt", "address": "Weg 1"}
        assert "venue" in await stage.result("sendVenue", chat_id=JONAS.chat_id, **venue)
        assert (await stage.result("getWebhookInfo"))["url"] == ""

    play(scene)


def test_a_file_attached_under_another_name() -> None:
    async def scene(stage: Stage) -> None:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("chat_id", str(JONAS.chat_id))
        form.add_field("document", "attach://sheet")
        form.add_field("sheet", b"1;2", filename="../../etc/Bericht.csv", content_type="text/csv")
        url = f"{stage.sandbox.url}/bot{TOKEN}"
        async with stage.http.post(f"{url}/sendDocument", data=form) as answer:
            document = (await answer.json())["result"]["document"]
        assert document["file_name"] == "Bericht.csv"
        assert document["mime_type"] == "text/csv"
        path = (await stage.result("getFile", file_id=document["file_id"]))["file_path"]
        async with stage.http.get(f"{stage.sandbox.url}/file/bot{TOKEN}/{path}") as answer:
            assert await answer.read() == b"1;2"

    play(scene)


def test_files_nobody_gave_are_refused() -> None:
    async def scene(stage: Stage) -> None:
        refused = [
            await stage.refusal("sendDocument", chat_id=JONAS.chat_id, document=reference)
            for reference in ("", "attach://gone", "https://example.org/x.pdf", "made-up")
        ]
        assert refused == [
            "Bad Request: there is no document in the request",
            "Bad Request: attached file not found",
            "Bad Request: wrong HTTP URL specified",
            "Bad Request: invalid file_id",
        ]

    play(scene)


def test_methods_that_do_not_exist_here() -> None:
    async def scene(stage: Stage) -> None:
        for method in ("copyMessage", "forwardMessage", "sendDice"):
            assert await stage.refusal(method, chat_id=JONAS.chat_id) == "Not Found"

    play(scene)


def test_names_of_methods_have_no_case() -> None:
    async def scene(stage: Stage) -> None:
        assert all(name == name.lower() for name in METHODS)
        assert await stage.result("GETME") == await stage.result("getme")

    play(scene)
