"""The disk is full: nothing is confirmed that is not kept, and all goes on when there is room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from bot.app import assemble
from bot.machine.sandbox import Sandbox
from bot.machine.sandbox.acts import say
from bot.machine.telegram.account import line
from bot.machine.telegram.outbound import Telegram
from bot.machine.telegram.polling import Poller
from bot.serving import Rim
from bot.settings import Settings
from storage.database import Database

TOKEN = "1:x"
ROOMY = 2**30
LONG = "x" * 3000


class Disk:
    """Room for so many pages, and no more."""

    def __init__(self, database: Database) -> None:
        self.pages = ROOMY
        event.listen(database.engine, "begin", self._limit)

    def _limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={self.pages}")

    def is_full(self) -> None:
        self.pages = 1  # SQLite makes of it: no more than there are

    def has_room(self) -> None:
        self.pages = ROOMY


def test_a_full_disk_loses_nothing_and_needs_no_restart(tmp_path: Path) -> None:
    asyncio.run(_play(tmp_path))


async def _play(folder: Path) -> None:
    token: Any = TOKEN
    settings = Settings(data_dir=folder, telegram_token=token, pace=1e6, pace_per_chat=1e6, lease=2)
    lotse = assemble(settings)
    disk = Disk(lotse.database)
    sandbox = Sandbox(TOKEN, admit_everybody=True)
    await sandbox.start()
    async with line(TOKEN, sandbox.url) as bot:
        rim = Rim(lotse, Telegram(bot))
        poller = Poller(bot, rim.keep, pause=0.05, longest_pause=0.2)
        running = asyncio.create_task(rim.run(poller.run))
        world = sandbox.world
        say(world, 1, "/start")
        await until(lambda: heard(sandbox) == {1})
        disk.is_full()
        for chat_id in range(2, 62):
            say(world, chat_id, LONG)
        await asyncio.sleep(1)
        assert len(world.updates) == 60  # Telegram still has them all
        disk.has_room()
        await until(lambda: heard(sandbox) == set(range(1, 62)))
        rim.shut_down()
        await running
    await sandbox.stop()
    lotse.database.close()


def heard(sandbox: Sandbox) -> set[int]:
    return {sent["chat_id"] for sent in sandbox.world.transcript.since(0)}


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not done():
            await asyncio.sleep(0.02)
