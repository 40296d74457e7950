"""An orderly end, and one bot at a time."""

from __future__ import annotations

import time
from pathlib import Path

from bot.commands.benching.server import messenger
from tests.faults.house import bots, eventually
from tests.faults.mentors import note, noted, settle_in, unfinished
from tests.faults.verdict import verdict

CONTACTS = 10


def test_sigterm_in_the_middle_of_everything_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with messenger() as server, bots(server, tmp_path) as crew:
        lotse = crew.lotse()
        mentors = settle_in(lotse, server, 10)
        server.order(
            "update", [u for n in range(CONTACTS) for m in mentors for u in m.contact(n + 1)]
        )
        for _stop in range(3):
            heard = len(server.look("transcript"))
            process = crew.start()
            eventually(lambda heard=heard: len(server.look("transcript")) > heard + 5, "it works")
            asked = time.monotonic()
            process.terminate()
            assert process.wait(10) == 0
            assert time.monotonic() - asked < 8
        assert unfinished(lotse) or server.look("state")["pending_updates"]
        crew.start()
        expected = [note(m.chat_id, n + 1) for m in mentors for n in range(CONTACTS)]
        eventually(lambda: len(noted(lotse)) >= len(expected), "all is noted")
        eventually(lambda: not unfinished(lotse), "all is said")
        assert sorted(noted(lotse)) == sorted(expected)
        found = verdict(server.look("transcript"), mentors, CONTACTS, [])
        assert (found.lost, found.doubled, found.out_of_order) == (0, 0, [])
        lotse.database.close()


def test_a_second_bot_on_the_same_data_refuses_to_start(tmp_path: Path) -> None:
    with messenger() as server, bots(server, tmp_path) as crew:
        first = crew.start()
        server.order("say", {"chat_id": 7, "text": "/start"})
        eventually(lambda: server.look("transcript"), "the first answers")
        assert crew.start().wait(20) == 1
        assert "Another Lotse is running on this data directory." in crew.log
        server.order("forget", {})
        server.order("say", {"chat_id": 7, "text": "/start"})
        eventually(lambda: server.look("transcript"), "the first goes on")
        first.kill()
        first.wait()
        crew.start()  # the lock ended with the process, however it ended
        server.order("forget", {})
        server.order("say", {"chat_id": 7, "text": "/start"})
        eventually(lambda: server.look("transcript"), "the next one answers")
