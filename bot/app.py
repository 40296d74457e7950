"""Joins the parts. The only module that knows all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.clock import Clock, utc_now
from bot.machine.asking import Questions
from bot.machine.composing import Composer
from bot.machine.conversation import Conversation
from bot.machine.dispatch import Dispatch
from bot.machine.holidays import holidays_of
from bot.machine.interpreting import Interpreting
from bot.machine.languages import Languages
from bot.machine.library import Library
from bot.machine.papers import PaperWriter
from bot.machine.reading import can_read
from bot.machine.sheets import SheetWriter
from bot.machine.stamps import KeyedStamps
from bot.machine.telegram.inbound import understand
from bot.machine.translator.ladder import Ladder, Phrases
from bot.machine.translator.models import Models
from bot.machine.translator.process import Limits, Worker, is_installed
from bot.settings import Settings
from bot.turns import Address, Chore, Eyes, House, Page, Stamps
from handlers import FEATURES
from storage import (
    audit,
    dialogues,
    erasing,
    forgetting,
    inbox,
    invitations,
    marks,
    overwriting,
    reviews,
    rotating,
    schema,
)
from storage.chain import Chain
from storage.database import Database, Db
from storage.erasures import ErasureLog
from storage.register import periods
from storage.register.periods import Term
from storage.vault import KeyFileProblem, read_key_file
from storage.witness import Witness

BOT_NAME, LAST_POLL = "bot_name", "last_poll"


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
    ladder: Ladder

    @property
    def chores(self) -> list[Chore]:
        own = [
            Chore("forget updates", timedelta(hours=1), forget_updates),
            Chore("forget half-filled forms", timedelta(hours=1), self.forget_forms),
            Chore("head of the audit", timedelta(hours=1), head_of_the_day),
            Chore("forget what is over", timedelta(minutes=10), forget_by_night),
            Chore("sweep after erasures", timedelta(minutes=10), sweep_after_erasures),
        ]
        return [*own, *(chore for feature in FEATURES for chore in feature.chores)]

    @property
    def pages(self) -> list[Page]:
        return [page for feature in FEATURES for page in feature.pages]

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
    stamp_key = read_key_file(settings.stamp_keys)
    chain = Chain(stamp_key, Witness(settings.data_dir))
    listed = ErasureLog(settings.erasures)
    listed.begin()
    key = rotating.house_key(settings.keys, settings.url)
    database = Database(settings.url, key, chain, listed)
    schema.bring_up_to_date(database)
    audit.begin(database)
    erase_again(database, clock)
    house = _house(settings, database, KeyedStamps(stamp_key))
    dispatch, composer = Dispatch(FEATURES), Composer(FEATURES, house)
    conversation = Conversation(
        database, dispatch, understand, composer, clock, settings.lease_time
    )
    ladder = _ladder(settings, house)
    return Lotse(settings, database, house, dispatch, composer, conversation, clock, ladder)


def _ladder(settings: Settings, house: House) -> Ladder:
    """The translator's process starts only when something is to be translated by it."""
    limits = Limits(soft=settings.models_memory * 1_000_000)
    worker = Worker(settings.models_dir, limits) if is_installed() else None
    return Ladder(house.library, Models(settings.models_dir), worker, Phrases(house.library))


def _house(settings: Settings, database: Database, stamps: Stamps) -> House:
    library, operator = Library(), settings.operator()
    with database.transaction() as db:
        bot_name = marks.read(db, BOT_NAME) or ""
        reviews.remember(db, operator)
    return House(
        organisation=settings.organisation,
        contact=settings.contact,
        library=library,
        answers=Questions(library),
        sheets=SheetWriter(),
        papers=PaperWriter(),
        stamps=stamps,
        speech=Languages(library),
        operator=operator,
        zone=settings.zone,
        regions=settings.region_names,
        public_url=settings.public_url,
        address=Address(bot_name),
        eyes=Eyes(can_read(settings.ocr)),
        holidays=holidays_of(settings.region),
        interpreter=Interpreting(Models(settings.models_dir), is_installed),
    )


def forget_updates(db: Db, now: datetime, house: House) -> None:
    """By the hour: raw updates hold what people said."""
    kept = periods.read(house.operator.periods)
    inbox.forget(
        db,
        done_before=kept.before(Term.UPDATE, now),
        dead_before=kept.before(Term.LAID_ASIDE, now),
    )
    invitations.forget_attempts(db, before=kept.before(Term.ATTEMPT, now))


def sweep_after_erasures(db: Db, now: datetime, house: House) -> None:
    overwriting.ask_again(db)
    erasing.sweep(db, now)


def erase_again(database: Database, clock: Clock) -> None:
    """Who was erased and is here: from a backup, or because a process died in the middle."""
    with database.transaction() as db:
        erasing.replay(db, clock())


def forget_by_night(db: Db, now: datetime, house: House) -> None:
    forgetting.tonight(db, now, house.zone, periods.read(house.operator.periods))


def head_of_the_day(db: Db, now: datetime, house: House) -> None:
    audit.head_of_the_day(db, now.astimezone(house.zone).date())
