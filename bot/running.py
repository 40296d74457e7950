"""Serving real Telegram (or any other Bot API server): by polling, or by a webhook."""

from __future__ import annotations

import asyncio
import fcntl
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from bot.app import Lotse
from bot.machine.telegram.account import Line, NoAnswer, UnknownToken, line, who_am_i
from bot.machine.telegram.outbound import Telegram
from bot.machine.telegram.polling import Poller
from bot.machine.telegram.webhook import Webhook, register
from bot.serving import Rim, remember_name, remember_poll

log = logging.getLogger(__name__)

STANDS_BY = 5.0  # seconds between tries to take the lead
INTRODUCES, NOTES_POLLS = 30.0, timedelta(minutes=1)  # seconds between tries


class AlreadyRunning(Exception):
    """Another process serves from this data directory."""


async def poll(lotse: Lotse, rim: Rim, bot: Line) -> None:
    poller = Poller(bot, rim.keep, clock=lotse.clock)

    async def source(stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            introducing = tasks.create_task(introduce(lotse, bot, poller))
            await _until_leading(rim, stop)
            await poller.run(stop)
            introducing.cancel()

    await rim.run(source)


async def _until_leading(rim: Rim, stop: asyncio.Event) -> None:
    """Another process polls for this database: stand by until it is gone."""
    while not stop.is_set() and not await rim.leads():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), STANDS_BY)


async def introduce(lotse: Lotse, bot: Line, poller: Poller | None = None) -> None:
    """Learn the bot's own name, for invitations; then note now and then that all is well."""
    name = ""
    while True:
        if not name:
            try:
                name = (await who_am_i(bot)).username
                await asyncio.to_thread(remember_name, lotse, name)
            except (NoAnswer, UnknownToken) as trouble:
                log.warning("the bot does not know its name yet: %s", type(trouble).__name__)
        if name and (poller is None or poller.last_good_poll):
            await asyncio.to_thread(remember_poll, lotse)
        await asyncio.sleep(NOTES_POLLS.total_seconds() if name else INTRODUCES)


async def listen(lotse: Lotse, rim: Rim, bot: Line) -> None:
    """Telegram calls us. A reverse proxy with TLS stands before it."""
    settings = lotse.settings
    secret = settings.webhook_secret.get_secret_value()
    path = urlsplit(settings.webhook_url).path or "/webhook"
    app = Webhook(secret, rim.keep, path=path)
    config = uvicorn.Config(
        app, host="127.0.0.1", port=settings.webhook_port, log_config=None, access_log=False
    )

    async def source(stop: asyncio.Event) -> None:
        server = _Server(config)
        async with asyncio.TaskGroup() as tasks:
            serving = tasks.create_task(server.serve())
            introducing = tasks.create_task(introduce(lotse, bot))
            registering = tasks.create_task(_register(bot, settings.webhook_url, secret))
            await stop.wait()
            server.should_exit = True
            introducing.cancel()
            registering.cancel()
            await serving

    await rim.run(source)


async def _register(bot: Line, url: str, secret: str) -> None:
    while not await register(bot, url, secret):
        await asyncio.sleep(INTRODUCES)


class _Server(uvicorn.Server):
    """The rim listens to signals, not the web server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(lotse: Lotse, *, webhook: bool) -> None:
    """Until SIGTERM or SIGINT. Does not need Telegram to be there at the start."""
    settings = lotse.settings
    token = settings.telegram_token.get_secret_value()
    async with line(token, settings.telegram_api) as bot:
        rim = Rim(lotse, Telegram(bot))
        rim.stop_on_signals()
        async with pages(lotse, rim):
            await (listen if webhook else poll)(lotse, rim, bot)


@asynccontextmanager
async def pages(lotse: Lotse, rim: Rim) -> AsyncIterator[None]:
    """The bot's own pages, where they can be reached. Without them all else goes on."""
    if not lotse.settings.public_url:
        yield
        return
    from bot.machine.pages import Shelf, application, served  # a web server that few need

    shelf = Shelf(lotse.database, lotse.house, lotse.pages, lotse.clock)
    async with AsyncExitStack() as stack:
        try:
            site = served(application(shelf, rim.in_thread), lotse.settings.pages_port)
            await stack.enter_async_context(site)
        except OSError as trouble:
            log.error("links do not open, nothing listens: %s", type(trouble).__name__)
        yield


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """One process for each data directory; the lock ends with the process, however it ends."""
    with (data_dir / "lotse.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning from None
        yield
