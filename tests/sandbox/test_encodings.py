"""Four encodings, one meaning."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from tests.sandbox.house import AMINA, TOKEN, Stage, play

KEYS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
FLAT = {"chat_id": str(AMINA.chat_id), "text": "Grüße & سلام", "reply_markup": json.dumps(KEYS)}


def multipart() -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in FLAT.items():
        form.add_field(name, value)
    return form


@pytest.mark.parametrize(
    ("verb", "request_body"),
    [
        ("GET", {"params": FLAT}),
        ("POST", {"params": FLAT}),
        ("POST", {"data": FLAT}),
        ("POST", {"data": multipart}),
        ("POST", {"json": {**FLAT, "chat_id": AMINA.chat_id, "reply_markup": KEYS}}),
        ("POST", {"json": FLAT}),
    ],
    ids=["query", "query by POST", "form", "multipart", "JSON", "JSON in JSON"],
)
def test_the_same_message(verb: str, request_body: dict[str, Any]) -> None:
    async def scene(stage: Stage) -> None:
        body = {k: v() if callable(v) else v for k, v in request_body.items()}
        url = f"{stage.sandbox.url}/bot{TOKEN}/sendMessage"
        async with stage.http.request(verb, url, **body) as answer:
            message = (await answer.json())["result"]
        assert message["text"] == "Grüße & سلام"
        assert message["reply_markup"] == KEYS

    play(scene)


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("application/json", b"{", "can't parse request JSON object"),
        ("application/json", b"[1]", "can't parse request JSON object"),
        ("application/x-www-form-urlencoded", b"text=\xff", "strings must be encoded in UTF-8"),
        ("multipart/form-data; boundary=x", b"nonsense", "can't parse multipart body"),
    ],
)
def test_bodies_that_are_not_what_they_say(kind: str, body: bytes, reason: str) -> None:
    async def scene(stage: Stage) -> None:
        url = f"{stage.sandbox.url}/bot{TOKEN}/sendMessage"
        headers = {"Content-Type": kind}
        async with stage.http.post(url, data=body, headers=headers) as answer:
            told = await answer.json()
        assert answer.status == 400
        assert told["description"].startswith(f"Bad Request: {reason}")

    play(scene)
