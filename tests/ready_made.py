"""What every world of the tests needs, made once: files read, statements compiled, people in."""

from __future__ import annotations

import atexit
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bot.app import Lotse, assemble
from bot.core.rules.people import Person
from bot.machine.asking import Questions
from bot.machine.languages import Languages
from bot.machine.library import Library
from bot.settings import Settings
from tests import cast

NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)  # a Tuesday, twelve o'clock in Berlin

OPERATOR = """
[operator]
controller = "Example Network, Example Street 1"
contact = "the project office"
officer = "Officer, officer@example.org"
authority = "Supervisory Authority"
ends = "31.12.2027"
deleted = "six months later"
[reviewed]
"""


@cache
def shelf() -> tuple[Library, Languages, Questions]:
    library = Library()
    questions = Questions(library)
    questions.index()
    return library, Languages(library), questions


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


@cache
def template() -> tuple[Path, dict[str, Person]]:
    """A data directory with everybody in it, made once."""
    folder = Path(mkdtemp(prefix="lotse-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    lotse = assemble(Settings(data_dir=folder), lambda: NOON)
    with lotse.database.transaction() as db:
        everybody = cast.arrive(db, NOON)
    lotse.database.close()
    return folder, everybody


def moved_in(folder: Path) -> dict[str, Person]:
    """Faster than making the tables and the people anew for each test."""
    made, everybody = template()
    for name in ("lotse.db", "lotse.key", "stamps.key"):
        shutil.copy(made / name, folder / name)
    return dict(everybody)


COMPILED: dict[str, Any] = {}


def compiled_before(lotse: Lotse) -> None:
    """SQLAlchemy makes the same of the same statement, and takes most of a restart for it."""
    engine = lotse.database.engine
    if lotse.database.is_sqlite:
        first = COMPILED.setdefault("dialect", engine.dialect)
        engine.dialect = first
        engine.update_execution_options(compiled_cache=COMPILED.setdefault("cache", {}))
