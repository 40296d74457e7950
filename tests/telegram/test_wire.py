"""What comes back over the wire when Telegram is unwell, and what becomes of the message."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta

import pytest
from telegram import Bot

from bot.machine.outcomes import Later, Moved, Never, Outcome, Sent, Unsure
from bot.machine.telegram.outbound import Telegram
from bot.machine.telegram.request import AiohttpRequest
from tests.telegram.fake import TOKEN, Answer, FakeTelegram, Trouble, message, no, ok
from tests.telegram.letters import AMINA, to

HELLO = to(AMINA, "Hello")
BLOCKED = "Forbidden: bot was blocked by the user"
SOON = Later(timedelta(seconds=5))
A_MINUTE = Later(timedelta(minutes=1), whole_bot=True)


async def sent_to(url: str, *, read: float = 10) -> Outcome:
    async with AiohttpRequest(read=read) as request:
        bot = Bot(TOKEN, f"{url}/bot", request=request, get_updates_request=request)
        return await Telegram(bot).send(HELLO)


async def answered(answer: Answer | Trouble, *, read: float = 10) -> Outcome:
    async with FakeTelegram(answer) as telegram:
        return await sent_to(telegram.url, read=read)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (message(12), Sent(12)),
        (no(429, "Too Many Requests", retry_after=3), Later(timedelta(seconds=3), True)),
        (no(429, "Too Many Requests"), Later(timedelta(seconds=5), True)),
        (no(429, "Too Many Requests", retry_after="soon"), Later(timedelta(seconds=5), True)),
        (no(429, "Too Many Requests", retry_after=10**30), Later(timedelta(days=1), True)),
        (no(429, "Too Many Requests", retry_after=-5), Later(timedelta(seconds=1), True)),
        (no(403, BLOCKED), Never(BLOCKED, unreachable=True)),
        (no(403, "Forbidden: who are you"), Never("Forbidden: … are you")),
        (no(400, "Bad Request: chat not found"), Never("Chat not found", True)),
        (no(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1009), Moved(-1009)),
        (no(401, "Unauthorized"), A_MINUTE),
        (no(404, "Not Found"), A_MINUTE),
        (no(409, "Conflict"), A_MINUTE),
        (no(413, "Request Entity Too Large"), Never("Request Entity Too Large")),
        (no(500, "Internal Server Error: restart"), Unsure()),
        (Answer(502, b"<html>Bad Gateway</html>"), Unsure()),
        (Answer(504, b""), Unsure()),
        (Answer(302, b"", {"Location": "/elsewhere"}), SOON),
        (Answer(200, b"<html>Welcome to our hotel</html>"), Unsure()),
        (Answer(200, b""), Unsure()),
        (Answer(200, b"\xff\xfe"), Unsure()),
        (Answer(200, b"[" * 100_000), Unsure()),
        (Answer(200, b"[]"), Unsure()),
        (Answer(200, b"null"), Unsure()),
        (Answer(200, b'{"ok": true}'), Unsure()),
        (Answer(200, b'{"ok": false, "description": []}'), Unsure()),
        (Answer(400, b'{"description": 7, "parameters": 8}'), Never("Bad Request (400)")),
        (ok(True), Unsure()),
        (ok({"no": "message_id"}), Unsure()),
        (Trouble.RESET, Unsure()),
        (Trouble.BREAK_OFF, Unsure()),
    ],
    ids=lambda part: repr(part)[:60],
)  # fmt: skip
def test_an_answer_and_its_outcome(answer: Answer | Trouble, outcome: Outcome) -> None:
    assert asyncio.run(answered(answer)) == outcome


def test_an_answer_that_never_comes_leaves_us_unsure() -> None:
    assert asyncio.run(answered(Trouble.HANG, read=0.2)) == Unsure()


def test_nobody_at_home_means_it_surely_did_not_leave() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert asyncio.run(sent_to(url)) == SOON


def test_an_unknown_host_means_it_surely_did_not_leave() -> None:
    assert asyncio.run(sent_to("http://nobody.invalid")) == SOON


def test_no_tls_at_the_other_end_means_it_surely_did_not_leave() -> None:
    async def story() -> Outcome:
        async with FakeTelegram() as telegram:
            return await sent_to(telegram.url.replace("http", "https"))

    assert asyncio.run(story()) == SOON


def test_a_full_house_means_it_surely_did_not_leave() -> None:
    """All connections are busy, and none gets free in time."""

    async def story() -> list[Outcome]:
        async with (
            FakeTelegram(Trouble.HANG, Trouble.HANG) as telegram,
            AiohttpRequest(connect=0.5, read=1.5, at_once=1) as request,
        ):
            bot = Bot(TOKEN, f"{telegram.url}/bot", request=request, get_updates_request=request)
            both = (Telegram(bot).send(HELLO), Telegram(bot).send(HELLO))
            return list(await asyncio.gather(*both))

    assert asyncio.run(story()) == [Unsure(), SOON]


def test_a_closed_line_means_it_surely_did_not_leave() -> None:
    async def story() -> Outcome:
        async with FakeTelegram() as telegram:
            request = AiohttpRequest()
            bot = Bot(TOKEN, f"{telegram.url}/bot", request=request, get_updates_request=request)
            return await Telegram(bot).send(HELLO)

    assert asyncio.run(story()) == SOON


def test_a_broken_connection_is_never_tried_again_behind_our_back() -> None:
    async def story() -> list[str]:
        async with FakeTelegram(message(1), Trouble.RESET) as telegram, AiohttpRequest() as line:
            bot = Bot(TOKEN, f"{telegram.url}/bot", request=line, get_updates_request=line)
            assert await Telegram(bot).send(HELLO) == Sent(1)
            assert await Telegram(bot).send(HELLO) == Unsure()
            return telegram.methods()

    assert asyncio.run(story()) == ["sendMessage", "sendMessage"]
