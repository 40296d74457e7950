"""The pages as a small web server on loopback. A reverse proxy with TLS stands before it.

Whoever has a link has the file, so no path is ever logged, by nobody: the server's own logs, which
quote what they cannot read, are off.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.machine.pages import screen
from bot.machine.pages.shelf import Shelf
from bot.turns import Document

log = logging.getLogger(__name__)

LINK = "/p/{token:[A-Za-z0-9_-]{20,100}}"
LARGEST_BODY = 1024  # bytes: the button sends none
LONGEST_LINE = 2048
MOST_AT_ONCE = 50  # a flood must not keep the database from those who write to the bot
GRACE = 5.0  # seconds for whoever is downloading when the bot stops
KINDS = {"pdf": "application/pdf", "json": "application/json"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src '{screen.STYLE_HASH}'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "lotse",  # else it names versions
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}

R = TypeVar("R")


class InThread(Protocol):
    """Runs what touches the database in its thread."""

    def __call__(self, work: Callable[[str], R], token: str, /) -> Awaitable[R]: ...


def application(shelf: Shelf, in_thread: InThread) -> web.Application:
    pages = _Pages(shelf, in_thread)
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[pages.polite])
    app.router.add_get(LINK, pages.look)  # and HEAD
    app.router.add_post(LINK, pages.take)
    return app


@asynccontextmanager
async def served(app: web.Application, port: int) -> AsyncIterator[int]:
    """Until the end of the block. The port, if 0 was asked for. Raises OSError if it is taken."""
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_silence(),
        max_line_size=LONGEST_LINE,
        shutdown_timeout=GRACE,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def _silence() -> logging.Logger:
    logger = logging.Logger("pages")  # of no family, so nothing switches it on again
    logger.disabled = True
    return logger


class _Pages:
    def __init__(self, shelf: Shelf, in_thread: InThread) -> None:
        self._shelf = shelf
        self._in_thread = in_thread
        self._at_once = 0

    async def look(self, request: web.Request) -> web.StreamResponse:
        language = await self._in_thread(self._shelf.language, request.match_info["token"])
        if language is None:
            raise web.HTTPNotFound
        return _html(screen.ready(self._shelf.house, language), 200)

    async def take(self, request: web.Request) -> web.StreamResponse:
        await request.read()  # so that its length is counted
        document = await self._in_thread(self._shelf.take, request.match_info["token"])
        if document is None:
            raise web.HTTPNotFound
        return _file(document)

    @web.middleware
    async def polite(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Everything that is not there looks alike, whatever was asked for and how."""
        self._at_once += 1
        try:
            if self._at_once > MOST_AT_ONCE:
                return self._sorry(request, 503)
            return await handler(request)
        except web.HTTPRequestEntityTooLarge:
            return self._sorry(request, 413)
        except web.HTTPException:
            language = screen.wished(request.headers.get("Accept-Language", ""))
            return _html(screen.nothing(self._shelf.house, language), 404)
        except Exception as trouble:  # noqa: BLE001 - the library would log where it was asked for
            log.error("a page: %s", type(trouble).__name__)
            return self._sorry(request, 500)
        finally:
            self._at_once -= 1

    def _sorry(self, request: web.Request, status: int) -> web.Response:
        language = screen.wished(request.headers.get("Accept-Language", ""))
        return _html(screen.broken(self._shelf.house, language), status)


def _html(text: str, status: int) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)


def _file(document: Document) -> web.Response:
    ending = document.filename.rpartition(".")[2]
    kind = KINDS.get(ending, "application/octet-stream")
    shown = {"Content-Disposition": f'attachment; filename="{document.filename}"'}
    return web.Response(body=document.content, content_type=kind, headers={**HEADERS, **shown})
