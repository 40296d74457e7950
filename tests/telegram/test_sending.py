"""Messages as they arrive on the phones of the local messenger."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.core.messages import Document
from bot.machine.composing import Button, Message
from bot.machine.outcomes import ChatCommand, Never, Outcome, Sent, Unsure
from bot.machine.sandbox import Sandbox, acts
from bot.machine.telegram.account import Account, NoAnswer, UnknownToken, line, who_am_i
from bot.machine.telegram.outbound import Telegram, cut, plain
from tests.telegram.conftest import Journal
from tests.telegram.fake import TOKEN, Answer, FakeTelegram, message, no
from tests.telegram.letters import AMINA, JONAS, OTTO, to

YES_NO = ((Button("نعم", "1.a.y"), Button("لا", "1.a.n")), (Button("⬅️", "1.back"),))


@asynccontextmanager
async def phones() -> AsyncIterator[tuple[Sandbox, Telegram]]:
    sandbox = Sandbox(TOKEN, page=False)
    sandbox.world.meet(AMINA, "Amina", "ar")
    sandbox.world.meet(JONAS, "Jonas", "de")
    await sandbox.start()
    try:
        async with line(TOKEN, sandbox.url) as bot:
            yield sandbox, Telegram(bot)
    finally:
        await sandbox.stop()


def play(story: Callable[[Sandbox, Telegram], Awaitable[None]]) -> None:
    async def played() -> None:
        async with phones() as (sandbox, telegram):
            await story(sandbox, telegram)

    asyncio.run(played())


def number(outcome: Outcome) -> int:
    assert isinstance(outcome, Sent)
    return outcome.message_id


def on_the_phone(sandbox: Sandbox, outcome: Outcome, chat_id: int = AMINA) -> dict[str, Any]:
    return dict(sandbox.world.chats[chat_id].messages[number(outcome)])


def test_amina_gets_a_message_with_buttons() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        outcome = await telegram.send(to(AMINA, "<b>موعدك</b> غدا &amp; هنا", rows=YES_NO))
        got = on_the_phone(sandbox, outcome)
        assert got["text"] == "موعدك غدا & هنا"
        assert got["entities"][0]["type"] == "bold"
        rows = got["reply_markup"]["inline_keyboard"]
        assert [[button["callback_data"] for button in row] for row in rows] == [
            ["1.a.y", "1.a.n"],
            ["1.back"],
        ]

    play(story)


def test_a_button_that_copies_never_calls_the_bot() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        copying = Button("Copy", "copies", "Example Street 1")
        outcome = await telegram.send(to(AMINA, "!", rows=((copying,),)))
        rows = on_the_phone(sandbox, outcome)["reply_markup"]["inline_keyboard"]
        assert rows == [[{"text": "Copy", "copy_text": {"text": "Example Street 1"}}]]

    play(story)


def test_a_reply_to_a_tap_edits_the_message_in_place() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        first = number(await telegram.send(to(AMINA, "?", rows=YES_NO)))
        edited = await telegram.send(to(AMINA, "!", edits=first))
        assert edited == Sent(first)
        assert on_the_phone(sandbox, edited)["text"] == "!"
        assert "reply_markup" not in on_the_phone(sandbox, edited)

    play(story)


def test_an_edit_that_changes_nothing_is_done() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        first = number(await telegram.send(to(AMINA, "?", rows=YES_NO)))
        assert await telegram.send(to(AMINA, "?", rows=YES_NO, edits=first)) == Sent(first)

    play(story)


def test_a_message_that_is_gone_is_sent_as_a_new_one() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        outcome = await telegram.send(to(AMINA, "!", rows=YES_NO, edits=4242))
        assert number(outcome) != 4242
        assert on_the_phone(sandbox, outcome)["text"] == "!"

    play(story)


@pytest.mark.parametrize(
    "refusal",
    [
        "message can't be edited",
        "message to edit not found",
        "there is no text in the message to edit",
    ],
)
def test_what_cannot_be_edited_is_sent_as_a_new_one(refusal: str) -> None:
    async def story() -> list[str]:
        async with FakeTelegram(no(400, f"Bad Request: {refusal}"), message(9)) as fake:
            async with line(TOKEN, fake.url) as bot:
                assert await Telegram(bot).send(to(AMINA, "!", edits=3)) == Sent(9)
            return fake.methods()

    assert asyncio.run(story()) == ["editMessageText", "sendMessage"]


def test_katrins_list_arrives_as_a_file_with_its_name() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        file = Document('Kontakte März "2026".csv', b"a;b\r\n\xff")
        outcome = await telegram.send(to(JONAS, "<i>Bitte</i>", document=file, rows=YES_NO))
        got = on_the_phone(sandbox, outcome, JONAS)
        assert got["document"]["file_name"] == "Kontakte März _2026_.csv"
        assert got["caption"] == "Bitte"
        stored = sandbox.world.shelf.by_id(got["document"]["file_id"])
        assert sandbox.world.shelf.content(stored) == file.content

    play(story)


def test_words_too_long_for_a_caption_leave_before_the_file() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        file = Document("a.txt", b"x")
        await telegram.send(to(JONAS, f"<b>{'ö' * 1025}</b>", document=file, rows=YES_NO))
        lines = list(sandbox.world.transcript.since(0))
        assert [(line["method"], len(line["text"])) for line in lines] == [
            ("sendmessage", 1025),
            ("senddocument", 0),
        ]
        assert [len(line["buttons"]) for line in lines] == [0, 3]

    play(story)


def test_broken_html_arrives_as_plain_text_and_rings_an_alarm(journal: Journal) -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        outcome = await telegram.send(to(AMINA, "<b>Beratung</i> um 9 &amp; <u>hier"))
        assert on_the_phone(sandbox, outcome)["text"] == "Beratung um 9 & hier"

    play(story)
    assert "not HTML" in journal.text
    assert "Beratung" not in journal.text


def test_halves_of_characters_do_not_stop_a_message() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        outcome = await telegram.send(to(AMINA, "a\ud800b"))
        assert on_the_phone(sandbox, outcome)["text"] == "a?b"
        file = Document("a.txt", b"x")
        outcome = await telegram.send(to(AMINA, "a\ud800b", document=file))
        assert on_the_phone(sandbox, outcome)["caption"] == "a?b"

    play(story)


def test_who_blocked_the_bot_is_unreachable_and_so_is_a_stranger() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        acts.say(sandbox.world, JONAS, "/start")
        acts.block(sandbox.world, JONAS)
        for chat_id in (JONAS, OTTO):
            outcome = await telegram.send(to(chat_id, "Hello"))
            assert isinstance(outcome, Never)
            assert outcome.unreachable

    play(story)


def test_a_tap_is_answered_with_a_popup_or_with_nothing() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        message_id = number(await telegram.send(to(AMINA, "?", rows=YES_NO)))
        for text, shown in (("", ""), ("تم", "تم"), ("😀" * 150, "😀" * 100)):
            acts.tap(sandbox.world, AMINA, message_id, "1.a.y")
            await telegram.answer_tap(next(reversed(sandbox.world.taps)), text)
            assert sandbox.world.answers[-1]["text"] == shown
            assert sandbox.world.answers[-1]["alert"] == bool(text)

    play(story)


def test_a_tap_of_yesterday_is_no_trouble() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        await telegram.answer_tap("4242", "too late")
        assert sandbox.world.answers == []

    play(story)


def test_everybody_has_a_menu_of_commands_in_their_language() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        menu = [ChatCommand("ask", "اسأل"), ChatCommand("stop", "توقف" * 100)]
        assert await telegram.show_commands(AMINA, menu)
        shown = sandbox.world.profile.menu_of(AMINA, "ar")
        assert [command["command"] for command in shown] == ["ask", "stop"]
        assert sandbox.world.profile.menu_of(JONAS, "de") == []
        sandbox.faults.add("setMyCommands", 1, "status", status=500)
        assert not await telegram.show_commands(AMINA, menu)

    play(story)


def test_an_unread_answer_leaves_us_unsure_though_it_arrived() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        for kind in ("reset_after", "garbage"):
            sandbox.faults.add("sendMessage", 1, kind)
            assert await telegram.send(to(AMINA, kind)) == Unsure()
        lines = list(sandbox.world.transcript.since(0))
        assert [line["text"] for line in lines] == ["reset_after", "garbage"]

    play(story)


def test_link_previews_are_never_shown() -> None:
    async def story() -> None:
        async with FakeTelegram(usual=message(1)) as fake:
            async with line(TOKEN, fake.url) as bot:
                await Telegram(bot).send(to(AMINA, "https://example.org"))
                await Telegram(bot).send(to(AMINA, "https://example.org", edits=1))
            for call in fake.calls:
                assert json.loads(call.fields["link_preview_options"]) == {"is_disabled": True}

    asyncio.run(story())


def test_the_bot_knows_its_name_or_why_it_does_not() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        async with line(TOKEN, sandbox.url) as bot:
            assert await who_am_i(bot) == Account(4711, "lotse_bot", "Lotse")
            sandbox.faults.add("getMe", 1, "status", status=502)
            with pytest.raises(NoAnswer, match="NetworkError"):
                await who_am_i(bot)
        async with line("1:wrong", sandbox.url) as bot:
            with pytest.raises(UnknownToken):
                await who_am_i(bot)

    play(story)


def test_plain_text_is_what_a_person_would_have_read() -> None:
    assert plain('<a href="https://example.org?a=1&amp;b=2">5 &lt; 6</a>') == "5 < 6"
    assert plain("1 < 2 and 3 > 2") == "1 < 2 and 3 > 2"


def test_cutting_leaves_no_half_of_an_emoji() -> None:
    assert cut("a😀", 2) == "a"
    assert cut("a😀", 3) == "a😀"


def test_nothing_personal_can_be_copied_and_nothing_rings_at_night() -> None:
    """On the wire: what the local messenger took down."""

    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        plain_one = to(AMINA, "Termin")
        await telegram.send(plain_one)
        await telegram.send(replace(plain_one, shareable=True))
        await telegram.send(replace(plain_one, silent=True))
        await telegram.send(to(AMINA, "Liste", document=Document("a.csv", b"a")))
        lines = list(sandbox.world.transcript.since(0))
        assert [line["protected"] for line in lines] == [True, False, True, False]
        assert [line["silent"] for line in lines] == [False, False, True, False]

    play(story)


def test_an_edit_keeps_what_the_message_was_sent_with() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        first = number(await telegram.send(to(AMINA, "?")))
        edited = await telegram.send(to(AMINA, "!", edits=first))
        assert on_the_phone(sandbox, edited)["has_protected_content"] is True

    play(story)


def test_a_recording_is_played_to_somebody_else() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        said = acts.send(sandbox.world, JONAS, acts.Attachment.VOICE)
        recorded = sandbox.world.chats[JONAS].messages[said.messages[0]]["voice"]["file_id"]
        outcome = await telegram.send(replace(to(AMINA, "<b>استمعي</b>"), voice=recorded))
        got = on_the_phone(sandbox, outcome)
        assert got["voice"]["file_id"] == recorded
        assert (got["caption"], got["has_protected_content"]) == ("استمعي", True)
        long = await telegram.send(replace(to(AMINA, "x" * 1100), voice=recorded))
        assert "caption" not in on_the_phone(sandbox, long)  # the words stand above it
        texts = [each.get("text") for each in sandbox.world.chats[AMINA].messages.values()]
        assert "x" * 1100 in texts

    play(story)


@pytest.mark.parametrize("file_id", ["nonsense", "document-1"])
def test_a_recording_that_is_gone_is_not_sent_for_ever(file_id: str) -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        assert isinstance(await telegram.send(replace(to(AMINA, "!"), voice=file_id)), Never)

    play(story)


def deletion(message_id: int) -> Message:
    wish = to(AMINA, "")
    return replace(wish, delivery=replace(wish.delivery, deletes=message_id))


def test_a_message_is_deleted_and_the_second_time_that_is_done_already() -> None:
    async def story(sandbox: Sandbox, telegram: Telegram) -> None:
        own = number(await telegram.send(to(AMINA, "?")))
        hers = acts.say(sandbox.world, AMINA, "1234").messages[0]
        for message_id in (own, hers):
            for _time in range(2):
                assert await telegram.send(deletion(message_id)) == Sent(message_id)
        assert sandbox.world.chats[AMINA].messages == {}
        kinds = [line["kind"] for line in sandbox.world.transcript.since(0)]
        assert kinds == ["send", "delete", "delete"]

    play(story)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (no(400, "Bad Request: message to delete not found"), Sent(7)),
        (no(400, "Bad Request: message can't be deleted"), Sent(7)),
        (no(400, "Bad Request: message can't be deleted for everyone"), Sent(7)),
        (no(400, "Bad Request: MESSAGE_ID_INVALID"), Sent(7)),
        (no(400, "Bad Request: chat not found"), Never("Chat not found", unreachable=True)),
        (no(502, "Bad Gateway"), Unsure()),
    ],
)
def test_what_cannot_be_deleted_any_more_is_done(answer: Answer, outcome: Outcome) -> None:
    async def story() -> Outcome:
        async with FakeTelegram(answer) as fake, line(TOKEN, fake.url) as bot:
            return await Telegram(bot).send(deletion(7))

    assert asyncio.run(story()) == outcome
