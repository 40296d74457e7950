"""kill -9 while something is being taken back: in the end it is gone, and said once what for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.commands.benching.server import Server, messenger
from tests.faults.house import DYING, Bots, bots, eventually
from tests.faults.mentors import unfinished

CHAT = 51
# The reply leaves first, then the photo is deleted.
DEATHS = ("heard:1", "sent:1", "leaving:2", "sent:2", "settled, not committed:2")


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Bots]:
    with messenger() as server, bots(server, tmp_path) as crew:
        yield crew


def photos(server: Server) -> list[Any]:
    return [m for m in server.look(f"chat?chat_id={CHAT}")["messages"] if "photo" in m]


@pytest.mark.parametrize("death", DEATHS)
def test_a_photo_is_gone_whenever_the_process_dies(crew: Bots, death: str) -> None:
    server = crew.server
    server.order("people", {"first": CHAT, "count": 1})
    process = crew.start(DYING, LOTSE_TEST_DEATH=death)
    server.order("send", {"chat_id": CHAT, "kind": "photo"})
    assert process.wait(20) == -9, crew.log[-2000:]
    crew.start()
    lotse = crew.lotse()
    eventually(lambda: not photos(server) and not unfinished(lotse), "it is gone")
    lines = server.look(f"transcript?chat_id={CHAT}")
    assert [line["kind"] for line in lines].count("delete") == 1
    sent = [line["text"] for line in lines if line["kind"] == "send"]
    assert 1 <= len(sent) <= 2  # the answer may come twice, and then it says so
    lotse.database.close()
