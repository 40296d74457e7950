"""Telegram in all its moods, and a bot that waits, asks again, and tells what it does not know."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.commands.benching.server import Server, messenger
from storage import people
from tests.faults.house import Bots, bots, eventually

REPEAT = "🔁"
MOODS: dict[int, dict[str, Any]] = {
    11: {"kind": "status", "status": 500},
    12: {"kind": "status", "status": 502, "body": "<html>Bad Gateway</html>"},
    13: {"kind": "reset_before"},
    14: {"kind": "hang", "seconds": 1},
    15: {"kind": "garbage"},
    16: {"kind": "reset_after"},
    17: {"kind": "hang_after", "seconds": 1},
    18: {"kind": "status", "status": 429, "description": "Too Many Requests"},
}
CARRIED_OUT = {15, 16, 17}
SURELY_NOT = {18}


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Bots]:
    with messenger() as server, bots(server, tmp_path) as crew:
        yield crew


def say(server: Server, chat_id: int, text: str = "/start") -> None:
    server.order("say", {"chat_id": chat_id, "text": text})


def heard_in(server: Server, chat_id: int) -> list[str]:
    return [line["text"] for line in server.look(f"transcript?chat_id={chat_id}")]


def test_whatever_happens_to_a_message_it_arrives_and_a_repeat_says_so(crew: Bots) -> None:
    server = crew.server
    for chat_id, mood in MOODS.items():
        server.order("faults", {"method": "sendMessage", "chat_id": chat_id, **mood})
        say(server, chat_id)
    crew.start()
    for chat_id in MOODS:
        copies = 2 if chat_id in CARRIED_OUT else 1
        eventually(lambda c=chat_id, n=copies: len(heard_in(server, c)) >= n, f"{MOODS[chat_id]}")
    time.sleep(0.5)
    for chat_id in MOODS:
        texts = heard_in(server, chat_id)
        assert len(texts) == (2 if chat_id in CARRIED_OUT else 1), MOODS[chat_id]
        assert texts[-1].startswith(REPEAT) is (chat_id not in SURELY_NOT), MOODS[chat_id]
        assert not texts[0].startswith(REPEAT) or chat_id not in CARRIED_OUT


def test_a_pause_that_telegram_asks_for_is_kept_even_by_the_next_process(crew: Bots) -> None:
    server, pause = crew.server, 4
    server.order("faults", {"method": "sendMessage", "kind": "flood", "retry_after": pause})
    first = crew.start()
    say(server, 21)
    eventually(lambda: not server.look("state")["faults"], "Telegram asked for a pause")
    began = time.monotonic()
    say(server, 22)
    lotse = crew.lotse()
    eventually(lambda: paused(lotse), "the pause is written down")
    first.kill()
    first.wait()
    crew.start()
    eventually(lambda: heard_in(server, 21) and heard_in(server, 22), "both are answered")
    moments = [line["at"] for line in server.look("transcript")]
    assert min(moments) - began >= pause - 0.5
    assert len(heard_in(server, 21)) == 1
    lotse.database.close()


def paused(lotse: Any) -> bool:
    from bot.machine.sending import PAUSED_UNTIL
    from storage import marks

    with lotse.database.transaction() as db:
        return marks.read(db, PAUSED_UNTIL) is not None


def test_polling_survives_every_refusal(crew: Bots) -> None:
    server = crew.server
    for refusal in (
        {"kind": "status", "status": 401, "description": "Unauthorized"},
        {"kind": "conflict"},
        {"kind": "status", "status": 404, "description": "Not Found"},
    ):
        server.order("faults", {"method": "getUpdates", **refusal})
    process = crew.start()
    say(server, 31)
    eventually(lambda: heard_in(server, 31), "it polls again", patience=40)
    assert process.poll() is None


def test_who_blocked_the_bot_is_unreachable_until_they_come_back(crew: Bots) -> None:
    server = crew.server
    crew.start()
    say(server, 41)
    eventually(lambda: heard_in(server, 41), "Otto is greeted")
    lotse = crew.lotse()

    def reachable() -> bool:
        with lotse.database.transaction() as db:
            person = people.at(db, 41)
        assert person
        return person.reachable

    server.order("block", {"chat_id": 41})
    eventually(lambda: not reachable(), "the block is noticed")
    server.order("unblock", {"chat_id": 41})
    eventually(reachable, "and that it is over")
    server.order("faults", {"method": "sendMessage", "kind": "forbidden", "chat_id": 41})
    say(server, 41)
    eventually(lambda: not reachable(), "a refused message tells it, too")
    say(server, 41)
    eventually(reachable, "who writes can be written to")
    lotse.database.close()
