"""Translates what waits for it, beside the way of the messages: claim, translate, settle.

No transaction is open while the translator works, and nothing it does ends the bot: whatever
falls over is a refusal, and the original goes out. If the bot itself dies in between, the lease
runs out and the text is translated anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.core.clock import Clock
from bot.core.rules.translation import Translatable, Translation, Untranslated, Why
from bot.machine.threads import Threads
from bot.machine.translator.models import Models
from storage import translations
from storage.database import Database
from storage.translations import Asked

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)  # longer than the translator's own limit for a text in all its tries

Outcome = Translation | Untranslated


class Translates(Protocol):
    async def translate(
        self, asked: Translatable, target: str, *, names: Sequence[str] = ()
    ) -> Outcome: ...


@dataclass(frozen=True)
class Interpreting:
    """Between which languages this house can translate at all: so that nothing is promised."""

    models: Models
    installed: Callable[[], bool]

    def can(self, source: str, target: str) -> bool:
        return self.installed() and bool(self.models.path(source, target))


@dataclass(frozen=True)
class Claimed:
    asked: Asked
    names: Sequence[str]


class Interpreter:
    def __init__(
        self, database: Database, ladder: Translates, threads: Threads, clock: Clock
    ) -> None:
        self._database = database
        self._ladder = ladder
        self._threads = threads
        self._clock = clock
        self._held: Asked | None = None  # claimed, and not settled yet

    async def translate_next(self) -> bool:
        """False if nothing waits."""
        claimed = await self._threads.run(self._claim)
        if claimed is None:
            return False
        self._held = claimed.asked
        outcome = await self._translated(claimed)
        await self._threads.run(self._settle, claimed.asked, outcome)
        self._held = None
        return True

    def give_back(self) -> None:
        """The bot stops in the middle of a text: whoever starts next need not wait for the lease.
        Touches the database."""
        if self._held:
            with self._database.transaction() as db:
                translations.give_back(db, self._held)

    async def _translated(self, claimed: Claimed) -> Outcome:
        asked = claimed.asked
        if not asked.original or translations.is_hopeless(asked):
            return Untranslated(Why.FAILED)
        try:
            return await self._ladder.translate(asked.text, asked.target, names=claimed.names)
        except Exception as trouble:  # noqa: BLE001 - a crash of the translator is a refusal
            log.error("translation %d: %s", asked.id, type(trouble).__name__)
            return Untranslated(Why.FAILED)

    # -- in the database's thread ------------------------------------------------

    def _claim(self) -> Claimed | None:
        with self._database.transaction() as db:
            found = translations.claim(db, now=self._clock(), lease=LEASE)
            return Claimed(found[0], translations.names_of(db, found[0])) if found else None

    def _settle(self, asked: Asked, outcome: Outcome) -> None:
        with self._database.transaction() as db:
            translations.settle(db, asked, outcome, self._clock())
