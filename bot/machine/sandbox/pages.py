"""The page of phones: its files, its events, its presses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from inspect import isawaitable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.machine.sandbox.acts import CannotAct
from bot.machine.sandbox.pictures import mime_of
from bot.machine.sandbox.presses import NotNow, Presses
from bot.machine.sandbox.problems import Json
from bot.machine.sandbox.stream import Stream
from bot.machine.sandbox.world import World

_FOLDER = Path(__file__).parent / "page"
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Pages:
    def __init__(
        self, world: World, stream: Stream, presses: Presses, stopping: asyncio.Event
    ) -> None:
        self._world = world
        self._stream = stream
        self._stopping = stopping
        self._presses: dict[str, Callable[[Json], Any]] = {
            "start": presses.start,
            "say": presses.say,
            "tap": presses.tap,
            "send": presses.send,
            "block": presses.block,
            "unblock": presses.unblock,
            "clock": presses.clock,
        }
        # Only what lies in the folder now is ever served, so no path can lead out of it.
        self._assets = {path.name: path for path in _FOLDER.iterdir() if path.suffix in _KINDS}

    def routes(self) -> list[Route]:
        return [
            Route("/", self._index),
            Route("/page/events", self._events),
            Route("/page/file/{unique_id}", self._file),
            Route("/page/do/{act}", self._press, methods=["POST"]),
            Route("/page/{name}", self._asset),
        ]

    async def _index(self, request: Request) -> Response:
        return self._served("index.html")

    async def _asset(self, request: Request) -> Response:
        return self._served(request.path_params["name"])

    def _served(self, name: str) -> Response:
        path = self._assets.get(name)
        if path is None:
            return Response("There is nothing here.", 404, _HEADERS, "text/plain")
        return Response(path.read_bytes(), 200, _HEADERS, _KINDS[path.suffix])

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(
            self._stream.events(self._stopping), 200, _HEADERS, "text/event-stream"
        )

    async def _file(self, request: Request) -> Response:
        shelf = self._world.shelf
        stored = shelf.by_unique_id(request.path_params["unique_id"])
        if stored is None:
            return Response("There is no such file.", 404, _HEADERS, "text/plain")
        content = shelf.content(stored)
        if picture := mime_of(content):
            return Response(content, 200, _HEADERS, picture)
        # Never opened in the browser: an HTML file of the bot would be a page of this origin.
        name = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(stored.name)}"}
        return Response(content, 200, _HEADERS | name, "application/octet-stream")

    async def _press(self, request: Request) -> Response:
        act = self._presses.get(request.path_params["act"])
        if act is None or not request.headers.get("content-type", "").startswith(
            "application/json"
        ):
            return _told("unknown", 400)
        try:
            done = act(dict(await request.json()))
            done = await done if isawaitable(done) else done
        except (NotNow, CannotAct) as trouble:
            return _told(str(trouble), 409)
        except (KeyError, IndexError, ValueError, TypeError, OverflowError):
            return _told("unknown", 400)
        return JSONResponse({"ok": True, "result": done}, headers=_HEADERS)


def _told(trouble: str, status: int) -> Response:
    return JSONResponse({"ok": False, "trouble": trouble}, status, _HEADERS)
