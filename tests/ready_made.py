"""What every world of the tests needs, made once: files read, statements compiled, people in."""

from __future__ import annotations

import atexit
import shutil
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.util import LRUCache

from bot.app import Lotse, assemble
from bot.core.rules.consent import Answer, Line, Purpose, Recipient
from bot.core.rules.people import Person
from bot.machine.asking import Questions
from bot.machine.languages import Languages
from bot.machine.library import Library
from bot.settings import Settings
from handlers.consent.published import publish_all
from storage import consents
from storage.database import Db
from tests import cast

NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)  # a Tuesday, twelve o'clock in Berlin

EARLIER = "0" * 64  # stands for the hash of an earlier declaration
OPERATOR = """
[operator]
controller = "Example Network, Example Street 1"
person = "P. Example"
contact = "the project office"
officer = "Officer, officer@example.org"
authority = "Supervisory Authority"
ends = 2027-12-31
deleted = 2028-06-30
consent_age = 16
paper_needed = []
[operator.recipients]
jobcenter = "Jobcenter Example"
agency = "Agentur für Arbeit Example"
immigration = "Ausländerbehörde Example"
funder = "Example Foundation"
partners = "Example Partners"
"""


@cache
def shelf() -> tuple[Library, Languages, Questions]:
    library = Library()
    questions = Questions(library)
    questions.index()
    library.gives_away("")  # gathers the names that give something away
    languages = Languages(library)
    languages.is_reviewed("de")  # reads what is known of all of them
    return library, languages, questions


def read_before(lotse: Lotse) -> None:
    """The files of a release do not change: a rebuilt bot need not read them again."""
    house = lotse.house
    library, languages, questions = shelf()
    for fresh, known in (
        (house.library, library),
        (house.speech, languages),
        (house.answers, questions),
    ):
        vars(fresh).update(vars(known))


FILES = ("lotse.db", "lotse.key", "stamps.key", "erasures.log")


def _folder() -> Path:
    folder = Path(mkdtemp(prefix="lotse-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "operator.toml").write_text(OPERATOR)
    return folder


@cache
def inhabited() -> tuple[Path, dict[str, Person]]:
    """A data directory with everybody in it; the tables are made once."""
    folder = _folder()
    lotse = assemble(Settings(data_dir=folder), lambda: NOON)
    with lotse.database.transaction() as db:
        everybody = cast.arrive(db, NOON)
    lotse.database.close()
    return folder, everybody


@cache
def template(reviewed: str, unanswered: bool) -> tuple[Path, dict[str, Person]]:
    """The same, and the declaration published in these languages."""
    made, everybody = inhabited()
    folder = _folder()
    _copy(made, folder)
    lotse = assemble(Settings(data_dir=folder), lambda: NOON)
    read_before(lotse)
    with lotse.database.transaction() as db:
        published(db, lotse, reviewed)
        if not unanswered:
            named(db, everybody["Amina"], everybody["Oksana"])
    lotse.database.close()
    return folder, everybody


def published(db: Db, lotse: Lotse, reviewed: str) -> None:
    """Version 1 of the declaration, in these languages."""
    publish_all(db, lotse.house, reviewed.split(), reviewer="A. Reviewer", now=NOON)


def named(db: Db, *participants: Person) -> None:
    """They agreed that their mentor knows the first name, before the tests begin."""
    consents.keep_text(
        db, text_hash=EARLIER, version="1", language="en", text="An earlier text", now=NOON
    )
    for person in participants:
        consents.record(
            db,
            person.id,
            [(Line(Purpose.MENTORING, Recipient.MENTOR), Answer.YES)],
            version="1",
            text_hash=EARLIER,
            language=person.language,
            update_id=None,
            now=NOON,
        )


def moved_in(folder: Path, reviewed: str, unanswered: bool) -> dict[str, Person]:
    """Faster than making the tables and the people anew for each test."""
    made, everybody = template(reviewed, unanswered)
    _copy(made, folder)
    return dict(everybody)


def furnished(folder: Path) -> dict[str, Person]:
    """The same without a declaration."""
    made, everybody = inhabited()
    folder.mkdir(parents=True, exist_ok=True)
    _copy(made, folder)
    return dict(everybody)


def _copy(made: Path, folder: Path) -> None:
    for name in FILES:
        shutil.copy(made / name, folder / name)


def without_waiting(lotse: Lotse) -> None:
    """No power fails in a world: nothing need wait for the disk. What does wait, and that
    nothing is lost when a process dies, is for `tests/faults`, with processes of their own."""
    database = lotse.database
    if database.is_sqlite:
        event.listen(database.engine, "connect", _trust_the_power)
        with closing(database.engine.raw_connection()) as pooled:
            _trust_the_power(pooled.driver_connection)


def _trust_the_power(connection: Any, *_record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


COMPILED: LRUCache[Any, Any] = LRUCache(3000)
DIALECTS: dict[str, Dialect] = {}


@event.listens_for(Engine, "engine_connect")
def compiled_before(connection: Connection) -> None:
    """SQLAlchemy makes the same of the same statement, and takes most of a restart for it. What it
    made says nothing of any data: so all databases of a process share it."""
    engine = connection.engine
    if "compiled_cache" in engine.get_execution_options():
        return
    first = DIALECTS.setdefault(engine.dialect.name, engine.dialect)
    engine.dialect = connection.dialect = first
    engine.update_execution_options(compiled_cache=COMPILED)
    connection.execution_options(compiled_cache=COMPILED)
