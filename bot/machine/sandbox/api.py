"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from bot.machine.sandbox.encodings import Call, call_from
from bot.machine.sandbox.faults import AFTER, Fault, FaultKind, pause
from bot.machine.sandbox.lengths import UPLOAD
from bot.machine.sandbox.methods import METHODS, SENDS
from bot.machine.sandbox.problems import (
    NOT_FOUND,
    TOO_LARGE,
    UNAUTHORIZED,
    WEBHOOK_IS_SET,
    Problem,
    Refused,
    too_many,
)
from bot.machine.sandbox.wire import reset
from bot.machine.sandbox.world import World

Scope = Any
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_JSON = (b"content-type", b"application/json")
_LONGEST_POLL = 50
_LARGEST_BODY = UPLOAD + (1 << 20)


class BotApi:
    """An ASGI application; plain, because a benchmark spends its time here."""

    def __init__(self, world: World, stopping: asyncio.Event) -> None:
        self._world = world
        self._stopping = stopping
        self._prefix = f"/bot{world.bot.token}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, method = b"", ""
        try:
            body = await _body(receive)
            method = self._method(scope["path"])
            call = await _call(scope, method, body)
            answer = await self._answered(call, scope)
        except Refused as refused:
            await _refuse(send, refused.problem)
            return
        if answer is not None:
            await reply(send, 200, answer)

    def _method(self, path: str) -> str:
        if not path.startswith(self._prefix):
            raise Refused(UNAUTHORIZED)
        return path[len(self._prefix) :].lower()

    async def _answered(self, call: Call, scope: Scope) -> bytes | None:
        """The JSON answer; None when the connection was broken on purpose."""
        if not self._world.faults:
            return await self._carried_out(call)
        fault = self._world.faults.take(call.method, call.text("chat_id"))
        if fault is None:
            return await self._carried_out(call)
        if fault.kind in AFTER:
            return await self._spoiled(fault, await self._carried_out(call), scope)
        await self._prevent(fault, scope)
        return None

    async def _prevent(self, fault: Fault, scope: Scope) -> None:
        if fault.kind is FaultKind.HANG:
            await pause(fault.seconds, self._stopping)
        if fault.kind in (FaultKind.HANG, FaultKind.RESET_BEFORE):
            reset(scope)
            return
        if fault.body is not None:
            raise Refused(Problem(fault.status, fault.body, {"raw": True}))
        raise Refused(fault.problem())

    async def _spoiled(self, fault: Fault, answer: bytes, scope: Scope) -> bytes | None:
        if fault.kind is FaultKind.GARBAGE:
            return (fault.body or "<html>not what you asked for").encode()
        if fault.kind in (FaultKind.SLOW, FaultKind.HANG_AFTER):
            await pause(fault.seconds, self._stopping)
        if fault.kind is FaultKind.SLOW:
            return answer
        reset(scope)
        return None

    async def _carried_out(self, call: Call) -> bytes:
        if call.method == "getupdates":
            return await self._updates(call)
        perform = METHODS.get(call.method)
        if perform is None:
            raise Refused(NOT_FOUND)
        world = self._world
        if world.flood and call.method in SENDS and not world.flood.admits():
            raise Refused(too_many(1))
        result = perform(world, call)
        return b'{"ok":true,"result":' + json.dumps(result).encode() + b"}"

    async def _updates(self, call: Call) -> bytes:
        if self._world.webhook.url:
            raise Refused(WEBHOOK_IS_SET)
        queue = self._world.updates
        queue.allow(call.listed("allowed_updates", str))
        limit = min(max(call.number("limit", 100), 1), 100)
        timeout = min(max(call.number("timeout"), 0), _LONGEST_POLL)
        if self._stopping.is_set():
            timeout = 0
        batch = await queue.poll(call.number("offset"), limit, timeout)
        return b'{"ok":true,"result":[' + b",".join(batch) + b"]}"


async def _call(scope: Scope, method: str, body: bytes) -> Call:
    kind = next((v for k, v in scope["headers"] if k == b"content-type"), b"").decode("latin-1")
    request = Request(scope, _replay(body))
    return await call_from(method, scope["query_string"], kind.lower(), body, request)


def _replay(body: bytes) -> Receive:
    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _body(receive: Receive) -> bytes:
    event = await receive()
    body: bytes = event.get("body", b"")
    if not event.get("more_body"):
        return body
    parts, size = [body], len(body)
    while event.get("more_body"):
        event = await receive()
        parts.append(event.get("body", b""))
        size += len(parts[-1])
        if size > _LARGEST_BODY:
            raise Refused(TOO_LARGE)
    return b"".join(parts)


async def _refuse(send: Send, problem: Problem) -> None:
    if "raw" in problem.parameters:
        await reply(
            send, problem.code, problem.description.encode(), (b"content-type", b"text/html")
        )
        return
    await reply(send, problem.code, json.dumps(problem.body()).encode())


async def reply(send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    """One whole answer, JSON unless the headers say otherwise."""
    length = (b"content-length", str(len(body)).encode())
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [length, *(headers or (_JSON,))],
        }
    )
    await send({"type": "http.response.body", "body": body})


class FileApi:
    """What getFile points at. The address carries the token, as it does at Telegram."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._prefix = f"/file/bot{world.bot.token}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        shelf = self._world.shelf
        known = path.startswith(self._prefix)
        stored = shelf.by_path(path[len(self._prefix) :]) if known else None
        if stored is None:
            await _refuse(send, NOT_FOUND if known else UNAUTHORIZED)
            return
        name = f"attachment; filename*=UTF-8''{quote(stored.name)}".encode()
        await reply(
            send,
            200,
            shelf.content(stored),
            (b"content-type", b"application/octet-stream"),
            (b"content-disposition", name),
        )
