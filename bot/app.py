"""Joins the parts. The only module that knows all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.clock import Clock, utc_now
from bot.machine.asking import Questions
from bot.machine.composing import Composer
from bot.machine.conversation import Conversation
from bot.machine.dispatch import Dispatch
from bot.machine.languages import Languages
from bot.machine.library import Library
from bot.machine.papers import PaperWriter
from bot.machine.sheets import SheetWriter
from bot.machine.stamps import KeyedStamps
from bot.machine.telegram.inbound import understand
from bot.settings import Settings
from bot.turns import Address, Chore, House, Stamps
from handlers import FEATURES
from storage import dialogues, inbox, invitations, marks, schema
from storage.database import Database, Db
from storage.vault import KeyFileProblem, read_key_file

BOT_NAME, LAST_POLL = "bot_name", "last_poll"
DONE_KEPT, DEAD_KEPT = timedelta(days=2), timedelta(days=7)


@dataclass(frozen=True)
class Lotse:
    """The whole bot without its rim: what a turn needs, and what composes its words."""

    settings: Settings
    database: Database
    house: House
    dispatch: Dispatch
    composer: Composer
    conversation: Conversation
    clock: Clock

    @property
    def chores(self) -> list[Chore]:
        own = [
            Chore("forget updates", timedelta(hours=1), forget_updates),
            Chore("forget half-filled forms", timedelta(hours=1), self.forget_forms),
        ]
        return [*own, *(chore for feature in FEATURES for chore in feature.chores)]

    def forget_forms(self, db: Db, now: datetime, house: House) -> None:
        since = {form.__name__: now - form.forgotten_after for form in self.dispatch.forms}
        dialogues.forget_silent(db, since, otherwise=now - timedelta(days=3))

    def do(self, chore: Chore) -> None:
        with self.database.transaction() as db:
            chore.does(db, self.clock(), self.house)


def assemble(settings: Settings, clock: Clock = utc_now) -> Lotse:
    """Opens the data directory and the database, and brings it up to date. No network."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = settings.data_dir / "lotse.db"
    if not settings.database_url and kept.exists() and not settings.keys.exists():
        raise KeyFileProblem(f"{settings.keys.name} is missing: without it nothing can be read")
    database = Database(settings.url, read_key_file(settings.keys))
    schema.bring_up_to_date(database)
    house = _house(settings, database, KeyedStamps(read_key_file(settings.stamp_keys)))
    dispatch, composer = Dispatch(FEATURES), Composer(FEATURES, house)
    conversation = Conversation(
        database, dispatch, understand, composer, clock, settings.lease_time
    )
    return Lotse(settings, database, house, dispatch, composer, conversation, clock)


def _house(settings: Settings, database: Database, stamps: Stamps) -> House:
    library = Library()
    with database.transaction() as db:
        bot_name = marks.read(db, BOT_NAME) or ""
    return House(
        organisation=settings.organisation,
        contact=settings.contact,
        library=library,
        answers=Questions(library),
        sheets=SheetWriter(),
        papers=PaperWriter(),
        stamps=stamps,
        speech=Languages(library),
        operator=settings.operator(),
        zone=settings.zone,
        regions=settings.region_names,
        public_url=settings.public_url,
        address=Address(bot_name),
    )


def forget_updates(db: Db, now: datetime, house: House) -> None:
    inbox.forget(db, done_before=now - DONE_KEPT, dead_before=now - DEAD_KEPT)
    invitations.forget_attempts(db, before=now - timedelta(days=1))
