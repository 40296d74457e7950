"""Whoever reads the logs learns nothing of what was asked for."""

from __future__ import annotations

import asyncio
import logging

from tests.pages.conftest import Street
from tests.pages.test_one_time_links import seen

STRANGE = [
    "GET /p/{token}\x01 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /p/{token} HTTP/9.9\r\n\r\n",
    "BREW /p/{token} HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /p/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: no\r\n\r\n",
    "POST /p/{token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "GET /p/{token}" + "x" * 9000 + " HTTP/1.1\r\nHost: x\r\n\r\n",
    "{token}\r\n\r\n",
]


async def _say(port: int, text: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text.encode())
    await writer.drain()
    writer.write_eof()
    answered = await reader.read()
    writer.close()
    return answered


def test_neither_paths_nor_links_are_logged(street: Street, caplog):
    caplog.set_level(logging.DEBUG)
    paths = [street.link(street.cast["Amina"], what) for what in ("all", "broken", "gone")]
    tokens = [path.rpartition("/")[2] for path in paths]

    async def story(client):
        for text in STRANGE:
            answered = await _say(street.port, text.replace("{token}", tokens[0]))
            assert tokens[0].encode() not in answered
        for path in paths:
            for method in ("GET", "HEAD", "PUT", "POST", "POST"):
                await seen(client, path, method)

    street.visit(story)
    assert not [token for token in tokens if token in caplog.text]
    assert "a page: OSError" in caplog.text
    assert "Traceback" not in caplog.text
    assert "disk full" not in caplog.text
