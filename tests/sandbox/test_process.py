"""The local messenger as a process of its own, driven over HTTP."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.sandbox.process import running


def test_it_says_where_it_listens_and_ends_when_asked(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with running("--no-page", "--token", "77:abc", "--state", str(state)) as (process, url):
        assert url.startswith("http://127.0.0.1:")
        with httpx.Client(base_url=url) as http:
            people = http.post("/control/people", json={"first": 1, "count": 1000})
            assert people.json()["result"] == 1000
            sent = http.post("/bot77:abc/sendMessage", json={"chat_id": 1000, "text": "x"})
            assert sent.json()["result"]["from"]["id"] == 77
            assert http.get("/control/state").json()["result"]["chats"] == 1000
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert state.exists()


def test_a_person_is_played_over_http() -> None:
    with running("--flood-limit") as (_, url), httpx.Client(base_url=url) as http:
        order = {"chat_id": 5, "text": "/start", "name": "Oksana", "language": "uk"}
        assert http.post("/control/say", json=order).json()["ok"]
        (update,) = http.get("/bot1:x/getUpdates").json()["result"]
        assert update["message"]["from"]["first_name"] == "Oksana"
        assert update["message"]["from"]["language_code"] == "uk"
        refused: list[tuple[str, dict[str, object]]] = [
            ("say", {"chat_id": 5, "text": " "}),
            ("say", {"chat_id": "x", "text": "y"}),
            ("say", {}),
            ("send", {"chat_id": 5, "kind": "elephant"}),
            ("tap", {"chat_id": 5, "label": "no such button"}),
            ("clock", {"jump_seconds": -1}),
        ]
        for act, nonsense in refused:
            told = http.post(f"/control/{act}", json=nonsense)
            assert (told.status_code, told.json()["ok"]) == (400, False)
        http.post("/control/block", json={"chat_id": 5})
        assert http.post("/control/say", json={"chat_id": 5, "text": "Hallo"}).status_code == 400


@pytest.mark.parametrize("token", ["no-number", ":x"])
def test_a_token_that_is_none_is_refused(token: str) -> None:
    command = [sys.executable, "-m", "bot.machine.sandbox", "--token", token]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode != 0
    assert "a token is" in done.stderr
