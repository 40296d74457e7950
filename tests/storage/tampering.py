"""Twelve entries of the audit, and somebody who has the database and not the key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select

from storage import audit
from storage.chain import Chain
from storage.database import Database
from storage.proof import examine
from storage.tables import audit as table
from storage.witness import Witness
from tests.chat import NOON
from tests.storage.conftest import KEY

ENTRIES = 12


@pytest.fixture
def database(url, tmp_path):
    """With the files beside it that a bot has."""
    database = Database(url, KEY, Chain(KEY, Witness(tmp_path)))
    audit.begin(database)
    yield database
    database.close()


@pytest.fixture
def witness(tmp_path):
    return Witness(tmp_path)


@pytest.fixture
def written(database):
    """Twelve entries, four a day."""
    for number in range(ENTRIES):
        notes(database, number)
        if number % 4 == 3:
            with database.transaction() as db:
                audit.head_of_the_day(db, day(number))
    return database


def day(number):
    return (NOON + timedelta(days=number // 4)).date()


def notes(database, number, **more):
    with database.transaction() as db:
        at = NOON + timedelta(days=number // 4, minutes=number)
        audit.note(db, at, actor=3, act="gave", about=str(number), person=5, why="tap give", **more)


def tamper(database, *statements):
    """As somebody does who has the database and not the key."""
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def rows(database):
    with database.engine.begin() as connection:
        return [
            dict(row._mapping) for row in connection.execute(select(table).order_by(table.c.id))
        ]


def put_back(database, kept):
    """The whole table is exchanged for other rows."""
    tamper(database, delete(table), *([insert(table).values(kept)] if kept else []))


def found(database, anchors=()):
    return [(each.kind, each.first, each.last) for each in examine(database, anchors).problems]
