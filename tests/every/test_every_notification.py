"""What lies on the table: no message says more by itself than its reader wished for.

Whatever any command, button, form or chore puts into the outbox is composed for its reader at
each of the three levels, in a house where everybody writes what should not be seen.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random

import pytest
import yaml
from sqlalchemy import update

from bot.core.rules.people import LANGUAGES, Level, Person, Role
from bot.core.words import BIDI_CONTROLS
from bot.machine.composing import Message
from bot.machine.dispatch import SEE, news_words
from bot.machine.languages import LOCALES
from bot.turns import NotYours, TurnForm
from handlers import FEATURES
from storage import deliveries, people
from storage.database import Db
from storage.tables import appointments, questions
from storage.vault import Sealed
from tests.chat import NOON
from tests.every import walking
from tests.every.crawling import LEASE, Crawl
from tests.every.scenes import Stage, forms
from tests.every.telegram import visible

KINDS = {kind.name: kind for feature in FEATURES for kind in feature.deliveries}
GIVEN_AWAY = "Jobcenter, Duldung, 7123456-423"  # what people write although nobody asked
FILE_NUMBER = re.compile(r"\d{7} ?- ?\d{3}")
STATUS = ("Duldung", "Aufenthalt", "Gestattung", "Asyl", "asylum", "لجوء", "притул", "ዑቕባ")
WALKS = 4  # through each form
# Kinds that nothing in this house brings about: each is read in the test named beside it.
NOT_MET: dict[str, str] = {
    "pledge_renewal": "tests/conversations/test_pledge.py",
    "help_taken": "tests/conversations/test_coming_along.py",  # only where a request was read
    "letter_read": "tests/conversations/test_letters.py",  # the same at every level
    "event_through_mentor": "tests/conversations/test_under_16.py",
}


@dataclass(frozen=True)
class Notice:
    kind: str
    level: Level
    reader: Person
    text: str
    filename: str = ""


@cache
def offices() -> frozenset[str]:
    """Straight from the files, not as the bot looks for them."""
    names = set()
    for language in LANGUAGES:
        found = yaml.safe_load((LOCALES / language / "content" / "offices.yaml").read_text())
        for entry in found["entries"].values():
            names |= {entry.get("name"), entry.get("label"), *entry.get("aka", ())}
    return frozenset(name for name in names if name and len(name) > 3)


@dataclass
class Gathering(Crawl):
    """Composes what was queued, at each level, instead of only once."""

    notices: list[Notice] = field(default_factory=list)

    def _hear_deliveries(self) -> None:
        self.notices += told(self.stage, self.db)


def told(stage: Stage, db: Db, at: datetime = NOON) -> Iterator[Notice]:
    composer = stage.world.lotse.composer
    for now in (at, at + timedelta(hours=2), at + timedelta(days=1)):  # and after a night
        claimed = deliveries.claim(db, now=now, lease=LEASE, limit=100, ask_a_human=[])
        for each in claimed:
            if each.kind not in KINDS:
                continue
            for level in Level:
                people.be_discreet(db, each.person_id, level)
                with suppress(NotYours):
                    message = composer.compose(db, each, now)
                    if isinstance(message, Message):
                        reader = people.get(db, each.person_id)
                        yield notice(each.kind, level, reader, message)


def notice(kind: str, level: Level, reader: Person, message: Message) -> Notice:
    name = message.document.filename if message.document else ""
    return Notice(kind, level, reader, BIDI_CONTROLS.sub("", visible(message.text)), name)


def write_what_should_not_be_seen(stage: Stage, db: Db) -> None:
    amina = stage.cast["Amina"].id
    db.execute(update(appointments).values(place=Sealed(amina, GIVEN_AWAY)))
    db.execute(update(questions).values(text=Sealed(amina, GIVEN_AWAY)))


def through_forms(stage: Stage, db: Db) -> Iterator[Notice]:
    random = Random(3)
    for form, role in forms():
        for _walk in range(WALKS):
            with stage.rehearsal(db), suppress(NotYours, NoWay):
                *_way, last = a_way(form(stage.turn(db, role)), random)
                last.submit(stage.turn(db, role))
                yield from told(stage, db)


def a_way(form: TurnForm, random: Random) -> list[TurnForm]:
    try:
        return list(walking.random_walk(form, random, detours=0))
    except AssertionError:  # a secret that nobody can guess
        raise NoWay from None


class NoWay(Exception):
    pass


def through_chores(stage: Stage, db: Db) -> Iterator[Notice]:
    lotse = stage.world.lotse
    for days in (0, 2, 8, 9, 30, 352, 366, 500):
        at = NOON + timedelta(days=days, hours=5)
        for chore in lotse.chores:
            with stage.rehearsal(db):
                chore.does(db, at, lotse.house)
                yield from told(stage, db, at)


@pytest.fixture(scope="module")
def notices(stage: Stage) -> list[Notice]:
    found: list[Notice] = []
    with stage.scene() as db:
        write_what_should_not_be_seen(stage, db)
        for role in Role:
            crawl = Gathering(stage, db, role)
            crawl.all()
            found += crawl.notices
        found += through_forms(stage, db)
        found += through_chores(stage, db)
    met = Counter(each.kind for each in found)
    print(f"\n{len(found)} notices, not met: {KINDS.keys() - met.keys()}", dict(met))
    for each in {each.kind: each for each in found if each.level is Level.DETAILS}.values():
        print(each.kind, KINDS[each.kind].discreet, repr(each.text[:130]))
    return list(dict.fromkeys(found))


def test_every_kind_that_is_not_veiled_is_read_at_every_level(notices: list[Notice]) -> None:
    """All others are, whatever they say: see `tests/sending/test_veils.py`."""
    met = defaultdict(set)
    for each in notices:
        met[each.kind].add(each.level)
    open_ones = {name for name, kind in KINDS.items() if kind.discreet}
    assert {kind for kind in open_ones if met[kind] != set(Level)} == NOT_MET.keys()


@pytest.mark.parametrize("level", Level)
def test_no_office_no_status_and_no_file_number_at_any_level(
    notices: list[Notice], level: Level
) -> None:
    for each in (each for each in notices if each.level is level):
        shown = f"{each.text} {each.filename}"
        assert not FILE_NUMBER.search(shown), each
        assert not [name for name in offices() if name in shown], each
        assert not [status for status in STATUS if status in shown], each


@pytest.mark.parametrize("level", [Level.NEWS, Level.TIME])
def test_nobody_else_is_named_unless_details_are_wished_for(
    notices: list[Notice], level: Level, stage: Stage
) -> None:
    for each in (each for each in notices if each.level is level):
        others = {name for name in stage.cast if name != each.reader.name}
        assert not [name for name in others if name in each.text + each.filename], each


def test_who_wants_only_news_reads_no_day_and_no_time(notices: list[Notice]) -> None:
    for each in notices:
        if each.level is Level.NEWS and not each.filename:
            assert not re.search(r"\d\d?[:.]\d\d", each.text), each


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_that_says_nothing_says_nothing(language: str, stage: Stage) -> None:
    person = stage.cast["Amina"]
    reader = Person(person.id, "", Role.PARTICIPANT, language)
    assert not stage.world.lotse.composer.gives_away(news_words(), reader)


def test_what_is_hidden_is_one_tap_away(notices: list[Notice], stage: Stage) -> None:
    hidden = [each.kind for each in notices if each.text.startswith("There is news for you.")]
    assert hidden
    assert SEE.isalpha()
