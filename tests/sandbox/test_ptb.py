"""python-telegram-bot, unchanged, calls every method."""

from __future__ import annotations

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.machine.sandbox.pictures import sunset
from tests.sandbox.house import AMINA, JONAS, OTTO, Stage, play

YES = InlineKeyboardMarkup([[InlineKeyboardButton("I come", callback_data="7.come.yes")]])
HOME = InlineKeyboardMarkup([[InlineKeyboardButton("Home", callback_data="home")]])


def test_a_bot_knows_itself() -> None:
    async def scene(stage: Stage) -> None:
        me = await stage.bot.get_me()
        assert (me.id, me.username, me.is_bot) == (1, "lotse_bot", True)

    play(scene)


def test_amina_writes_taps_and_is_answered() -> None:
    async def scene(stage: Stage) -> None:
        await stage.says(AMINA.chat_id, "/start AMINA7")
        (update,) = await stage.bot.get_updates()
        assert update.message is not None
        assert update.message.from_user is not None
        assert update.message.parse_entities() == {update.message.entities[0]: "/start"}
        assert update.message.from_user.language_code == "ar"

        sent = await stage.bot.send_message(
            AMINA.chat_id, "<b>Termin</b> am Montag", parse_mode="HTML", reply_markup=YES
        )
        assert sent.text_html == "<b>Termin</b> am Montag"
        assert sent.reply_markup == YES

        await stage.control("tap", chat_id=AMINA.chat_id, label="I come")
        (tap,) = await stage.bot.get_updates(offset=update.update_id + 1)
        assert tap.callback_query is not None
        assert tap.callback_query.message is not None
        assert tap.callback_query.data == "7.come.yes"
        assert tap.callback_query.message.message_id == sent.message_id
        assert await tap.callback_query.answer("Saved", show_alert=True)
        assert await stage.look("answers") == [
            {"chat_id": AMINA.chat_id, "id": tap.callback_query.id, "text": "Saved", "alert": True}
        ]

    play(scene)


def test_a_message_is_edited_and_deleted() -> None:
    async def scene(stage: Stage) -> None:
        sent = await stage.bot.send_message(JONAS.chat_id, "Wen?", reply_markup=YES)
        edited = await stage.bot.edit_message_text("Wann?", JONAS.chat_id, sent.message_id)
        assert isinstance(edited, type(sent))
        assert edited.text == "Wann?"
        assert edited.reply_markup is None
        assert edited.edit_date is not None
        again = await stage.bot.edit_message_reply_markup(
            JONAS.chat_id, sent.message_id, reply_markup=HOME
        )
        assert isinstance(again, type(sent))
        assert again.text == "Wann?"
        assert again.reply_markup == HOME
        assert await stage.bot.set_message_reaction(JONAS.chat_id, sent.message_id, "👍")
        assert await stage.bot.delete_message(JONAS.chat_id, sent.message_id)
        with pytest.raises(BadRequest, match="Message to delete not found"):
            await stage.bot.delete_message(JONAS.chat_id, sent.message_id)

    play(scene)


def test_files_go_out_and_come_back() -> None:
    async def scene(stage: Stage) -> None:
        sent = await stage.bot.send_document(
            JONAS.chat_id, InputFile(b"a;b\n1;2\n", filename="Kontakte.csv"), caption="<i>neu</i>",
            parse_mode="HTML", reply_markup=HOME,
        )  # fmt: skip
        assert sent.document is not None
        assert sent.document.file_name == "Kontakte.csv"
        assert sent.caption_html == "<i>neu</i>"
        file = await stage.bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"a;b\n1;2\n"
        twin = await stage.bot.send_document(AMINA.chat_id, sent.document.file_id)
        assert twin.document == sent.document
        photo = await stage.bot.send_photo(AMINA.chat_id, sunset(), caption="Der Weg")
        assert (photo.photo[-1].width, photo.photo[-1].height) == (240, 160)
        edited = await stage.bot.edit_message_caption(
            AMINA.chat_id, photo.message_id, caption="Der andere Weg"
        )
        assert isinstance(edited, type(photo))
        assert edited.caption == "Der andere Weg"

    play(scene)


def test_what_a_person_sends_can_be_fetched() -> None:
    async def scene(stage: Stage) -> None:
        for kind in ("voice", "sticker", "photo", "document"):
            await stage.control("send", chat_id=AMINA.chat_id, kind=kind)
        voice, sticker, photo, document = (u.message for u in await stage.bot.get_updates())
        assert voice
        assert voice.voice
        assert sticker
        assert sticker.sticker
        assert photo
        assert photo.photo
        assert document
        assert document.document
        file = await stage.bot.get_file(photo.photo[-1])
        assert bytes(await file.download_as_bytearray()).startswith(b"\x89PNG")

    play(scene)


def test_a_place_an_action_and_a_keyboard() -> None:
    async def scene(stage: Stage) -> None:
        venue = await stage.bot.send_venue(AMINA.chat_id, 52.5, 13.4, "Jobcenter", "Beispielweg 1")
        assert venue.venue is not None
        assert venue.venue.title == "Jobcenter"
        assert await stage.bot.send_chat_action(AMINA.chat_id, "typing")
        plain = await stage.bot.send_message(
            AMINA.chat_id, "?", reply_markup=ReplyKeyboardMarkup([["Ja", "Nein"]])
        )
        assert plain.reply_markup is None

    play(scene)


def test_menus_per_scope_and_language() -> None:
    async def scene(stage: Stage) -> None:
        german, arabic = BotCommand("menu", "Menü"), BotCommand("menu", "القائمة")
        own = BotCommand("log", "Kontakt notieren")
        everybody = BotCommandScopeAllPrivateChats()
        await stage.bot.set_my_commands([german])
        await stage.bot.set_my_commands([arabic], everybody, "ar")
        await stage.bot.set_my_commands([own], BotCommandScopeChat(JONAS.chat_id))
        assert await stage.bot.get_my_commands() == (german,)
        assert await stage.bot.get_my_commands(everybody, "ar") == (arabic,)
        assert (await stage.look("chat", chat_id=AMINA.chat_id))["commands"] == [arabic.to_dict()]
        assert (await stage.look("chat", chat_id=JONAS.chat_id))["commands"] == [own.to_dict()]
        await stage.bot.delete_my_commands(BotCommandScopeChat(JONAS.chat_id))
        assert (await stage.look("chat", chat_id=JONAS.chat_id))["commands"] == [german.to_dict()]

    play(scene)


def test_the_bot_describes_itself() -> None:
    async def scene(stage: Stage) -> None:
        bot = stage.bot
        await bot.set_my_description("Ich begleite dich.")
        await bot.set_my_description("أرافقك", language_code="ar")
        await bot.set_my_short_description("Begleitung")
        await bot.set_my_name("Lotse Süd")
        assert (await bot.get_my_description("ar")).description == "أرافقك"
        assert (await bot.get_my_description("uk")).description == "Ich begleite dich."
        assert (await bot.get_my_short_description()).short_description == "Begleitung"
        assert (await bot.get_my_name()).name == "Lotse Süd"
        assert await bot.set_chat_menu_button(AMINA.chat_id, MenuButtonCommands())
        assert (await bot.get_chat_menu_button(AMINA.chat_id)).type == "commands"
        assert (await bot.get_chat_menu_button()).type == "default"
        assert (await bot.get_chat(AMINA.chat_id)).first_name == "Amina"

    play(scene)


def test_refusals_become_the_right_errors() -> None:
    async def scene(stage: Stage) -> None:
        with pytest.raises(BadRequest, match="Chat not found"):
            await stage.bot.send_message(OTTO, "Hallo")
        await stage.control("block", chat_id=AMINA.chat_id)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await stage.bot.send_message(AMINA.chat_id, "Hallo")
        (update,) = await stage.bot.get_updates()
        assert update.my_chat_member is not None
        assert update.my_chat_member.new_chat_member.status == "kicked"
        await stage.control("unblock", chat_id=AMINA.chat_id)
        (update,) = await stage.bot.get_updates(offset=update.update_id + 1)
        assert update.my_chat_member is not None
        assert update.my_chat_member.new_chat_member.status == "member"
        await stage.control("deactivate", chat_id=AMINA.chat_id)
        with pytest.raises(Forbidden, match="user is deactivated"):
            await stage.bot.send_message(AMINA.chat_id, "Hallo")
        stage.sandbox.faults.add("sendMessage", 1, "flood", retry_after=7)
        with pytest.raises(RetryAfter) as flood:
            await stage.bot.send_message(JONAS.chat_id, "Hallo")
        assert "7" in flood.value.message
        with pytest.raises(InvalidToken):
            await type(stage.bot)("2:y", base_url=f"{stage.sandbox.url}/bot").get_me()

    play(scene)


def test_webhook_methods() -> None:
    async def scene(stage: Stage) -> None:
        await stage.bot.set_webhook(
            "http://127.0.0.1:9/hook", secret_token="s3cret", allowed_updates=Update.ALL_TYPES[:1]
        )
        info = await stage.bot.get_webhook_info()
        assert info.url == "http://127.0.0.1:9/hook"
        assert info.allowed_updates == tuple(Update.ALL_TYPES[:1])
        with pytest.raises(Conflict, match="webhook is active"):
            await stage.bot.get_updates()
        assert await stage.bot.delete_webhook()
        assert (await stage.bot.get_webhook_info()).url == ""
        with pytest.raises(BadRequest, match="only delivers to this computer"):
            await stage.bot.set_webhook("https://example.org/hook")

    play(scene)
