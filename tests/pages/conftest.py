"""A house with an address of its own, and visitors with real browsers' requests, over loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from aiohttp import ClientSession

from bot.core.rules.people import Person
from bot.machine.pages import Shelf, application, served
from bot.machine.threads import Threads
from bot.turns import Document, Page, Scene
from tests.chat import World
from tests.servers import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]

R = TypeVar("R")
PUBLIC = "https://bot.example.org"


def made(scene: Scene, argument: str) -> Document | None:
    if argument == "gone":
        return None
    if argument == "broken":
        raise OSError("disk full")
    return Document("copy.pdf", f"of {scene.person.name}: {argument}".encode())


COPY = Page("copy", made)


class Street(World):
    """A world in which the bot has an address."""

    port = 0  # of the pages, while somebody visits

    def visit(self, story: Callable[[ClientSession], Awaitable[R]]) -> R:
        async def whole() -> R:
            async with self.opened() as client:
                return await story(client)

        return asyncio.run(whole())

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[ClientSession]:
        lotse = self.lotse
        shelf = Shelf(lotse.database, lotse.house, [COPY, *lotse.pages], lotse.clock)
        app = application(shelf, Threads(lotse.database.workers).run)
        async with served(app, 0) as port, ClientSession(f"http://127.0.0.1:{port}") as client:
            self.port = port
            yield client

    def link(self, person: Person, argument: str = "all") -> str:
        """The path of a new link."""
        with self.lotse.database.transaction() as db:
            address = COPY.link(Scene(person, self.now, db, self.lotse.house), argument)
        assert address
        assert address.startswith(f"{PUBLIC}/p/")
        return address.removeprefix(PUBLIC)


@pytest.fixture(params=["sqlite", "postgresql"])
def street(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Street]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    if url:
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    street = Street(tmp_path / "data", url=url)
    street.settings.public_url = PUBLIC
    street.stop()
    street.start()
    yield street
    street.close()
