"""A Bot API server that answers what it is told to: any status, any body, or nothing at all."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Self

from aiohttp import web

TOKEN = "4711:AAE-notreally_a_token_but_long_enough"


class Trouble(Enum):
    HANG = auto()  # an answer never comes
    RESET = auto()  # the connection breaks while the client waits
    BREAK_OFF = auto()  # the answer's headers come, and half of its body


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def ok(result: object) -> Answer:
    return Answer(200, json.dumps({"ok": True, "result": result}).encode())


def no(code: int, description: str, **parameters: object) -> Answer:
    said = {"ok": False, "error_code": code, "description": description}
    return Answer(code, json.dumps(said | {"parameters": parameters}).encode())


def message(number: int) -> Answer:
    return ok({"message_id": number, "date": 1, "chat": {"id": 7, "type": "private"}})


@dataclass(frozen=True)
class Call:
    method: str
    fields: Mapping[str, Any]


class FakeTelegram:
    """`answers` are used up one by one; then everything is answered with `usual`."""

    def __init__(self, *answers: Answer | Trouble, usual: Answer | None = None) -> None:
        self.answers = deque(answers)
        self.usual = usual or ok([])
        self.calls: list[Call] = []
        self.url = ""
        self._closing = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=1 << 26)
        app.router.add_post(f"/bot{TOKEN}/{{method}}", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *trouble: object) -> None:
        self._closing.set()
        await self._runner.cleanup()

    def methods(self) -> list[str]:
        return [call.method for call in self.calls]

    async def _take(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(Call(request.match_info["method"], await request.post()))
        answer = self.answers.popleft() if self.answers else self.usual
        if isinstance(answer, Answer):
            return web.Response(status=answer.status, body=answer.body, headers=answer.headers)
        if answer is Trouble.HANG:
            await self._closing.wait()
        if answer is Trouble.BREAK_OFF:
            await self._break_off(request)
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _break_off(self, request: web.Request) -> None:
        half = web.StreamResponse(headers={"Content-Length": "1000"})
        await half.prepare(request)
        await half.write(b'{"ok": true, "res')
