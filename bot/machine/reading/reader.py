"""Reads the letters that wait, beside the way of the messages: claim, fetch, read, settle.

No transaction is open while a picture is fetched and read. If the bot dies in between, the lease
runs out and the letter is read anew; the picture is in memory only, and so is its text: what is
kept is the appointment that was found.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Protocol, TypeAlias

from bot.core.clock import Clock
from bot.core.content import Library
from bot.machine.reading.limits import LARGEST
from bot.machine.reading.process import NotRead
from bot.machine.threads import Threads
from bot.turns import House
from storage import letters
from storage.database import Database
from storage.letters import Letter

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=4)  # longer than fetching and reading may take
Recognises: TypeAlias = Callable[[bytes], Awaitable[Sequence[str]]]


class Fetches(Protocol):
    async def fetch(self, file_id: str, most: int) -> bytes | None: ...


class Reader:
    def __init__(
        self,
        database: Database,
        house: House,
        messenger: Fetches,
        recognises: Recognises,
        threads: Threads,
        clock: Clock,
    ) -> None:
        self._database = database
        self._house = house
        self._messenger = messenger
        self._recognises = recognises
        self._threads = threads
        self._clock = clock
        self._held: Letter | None = None  # claimed, and not settled yet

    async def read_next(self) -> bool:
        """False if nothing waits."""
        letter = await self._threads.run(self._claim)
        if letter is None:
            return False
        self._held = letter
        found = await self._found(letter)
        await self._threads.run(self._settle, letter, found)
        self._held = None
        return True

    def give_back(self) -> None:
        """The bot stops in the middle of a letter. Touches the database."""
        if self._held:
            with self._database.transaction() as db:
                letters.give_back(db, self._held)

    async def _found(self, letter: Letter) -> Mapping[str, str | None] | None:
        """None if it could not be read. Nothing of what it says goes into a log."""
        if not letter.file_id or letter.attempts >= letters.MOST_ATTEMPTS:
            return None
        try:
            picture = await self._messenger.fetch(letter.file_id, LARGEST)
            texts = await self._recognises(picture) if picture else []
        except NotRead as why:
            log.info("letter %d was not read: %s", letter.id, why)
            return None
        except Exception as trouble:  # noqa: BLE001 - no picture may end the bot
            log.error("letter %d: %s", letter.id, type(trouble).__name__)
            return None
        if not texts:
            return None
        from bot.core.rules.letters import propose

        today = self._clock().astimezone(self._house.zone).date()
        return propose(texts, today, self._names).as_kept()

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        return names_of(self._house.library)

    # -- in the database's thread ------------------------------------------------

    def _claim(self) -> Letter | None:
        with self._database.transaction() as db:
            return letters.claim(db, now=self._clock(), lease=LEASE)

    def _settle(self, letter: Letter, found: Mapping[str, str | None] | None) -> None:
        with self._database.transaction() as db:
            letters.settle(db, letter, found, self._clock())


def names_of(library: Library) -> Mapping[str, Sequence[str]]:
    """How the offices are called on their own paper."""
    from bot.core.rules.letters import spoken_names

    offices = library.facts().offices.values()
    return {
        office.id: spoken_names(library.text("de", "offices", office.id, "name"), office.aka)
        for office in offices
    }
