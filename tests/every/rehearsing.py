"""The real conversation within a transaction that is undone: a thousand evenings of one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    LargeBinary,
    Select,
    Table,
    event,
    select,
    type_coerce,
)

from bot.core.rules.papers import Paper
from bot.core.words import Reader
from bot.machine.composing import Message
from bot.machine.conversation import Conversation
from bot.machine.dispatch import Dispatch
from bot.machine.pages import Shelf
from bot.machine.telegram.inbound import received, understand
from bot.turns import Feature
from handlers import FEATURES
from storage import audit, deliveries, inbox
from storage.database import Database, Db
from storage.tables import audit as entries
from storage.tables import metadata
from storage.vault import Private
from tests.chat import NOON, World
from tests.every.undoing import undone, unlock

LEASE = timedelta(minutes=1)
# What every turn leaves behind, whatever was said.
TRACES = {"updates", "audit", "data_keys", "marks"}
MACHINES = ("reply", "deletion")
LIVED_AT = {"moved_at", "opened_at"}


@dataclass(frozen=True)
class Screen:
    """All that a person is shown at once."""

    text: str = ""
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    popup: str = ""

    @property
    def everything(self) -> str:
        labels = [label for row in self.rows for label, _data in row]
        return "\n".join([self.text, *labels, self.popup])


NOTHING = Screen()


@dataclass(frozen=True)
class Outcome:
    screen: Screen
    others: Sequence[Message] = ()  # what somebody is told of it
    statements: Sequence[str] = ()  # what was asked of the database, without the values
    facts: Mapping[str, Any] = field(default_factory=dict, compare=False)
    done: Sequence[str] = ()  # what the audit says was done


class Legible:
    """Papers that a test can read: the words, and no picture of them."""

    def write(self, paper: Paper, reader: Reader) -> bytes:
        return repr(paper).encode()


class Part(Database):
    """Transactions that are parts of one that is undone."""

    def __init__(self, whole: Database, db: Db) -> None:
        vars(self).update(vars(whole))
        self._db = db

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        part = self._db.begin_nested()
        try:
            yield self._db
        except BaseException:
            part.rollback()
            raise
        part.commit()


class Rehearsal:
    def __init__(self, world: World, db: Db, more: Sequence[Feature] = ()) -> None:
        """`more`: features that the house does not have."""
        lotse = world.lotse
        self.world, self.db = world, db
        self.composer = lotse.composer
        self.dispatch = Dispatch([*FEATURES, *more]) if more else lotse.dispatch
        self.composer.house = replace(self.composer.house, papers=Legible())
        self.conversation = Conversation(
            Part(lotse.database, db),
            self.dispatch,
            understand,
            lotse.composer,
            lambda: world.now,
            LEASE,
        )
        pages = [page for feature in FEATURES for page in feature.pages]
        self.shelf = Shelf(Part(lotse.database, db), self.composer.house, pages, lambda: world.now)
        unlock(lotse.database, db)
        self._facts = Facts(db)
        self._statements: list[str] = []
        event.listen(lotse.database.engine, "before_cursor_execute", self._listen)

    def close(self) -> None:
        event.remove(self.world.lotse.database.engine, "before_cursor_execute", self._listen)

    def _listen(self, conn: object, cursor: object, statement: str, *rest: object) -> None:
        # A key is fetched once and then remembered; a savepoint is how this is rehearsed.
        if "data_keys" not in statement and "SAVEPOINT" not in statement:
            self._statements.append(statement)

    @contextmanager
    def undone(self) -> Iterator[None]:
        with undone(self.world.lotse.database, self.db):
            yield

    def hears(self, chat_id: int, **content: Any) -> Outcome:
        chat = {"id": chat_id, "type": "private"}
        sender = {"id": chat_id, "first_name": "Somebody", "language_code": "en"}
        update = {"update_id": 777, **_content(content, chat, sender)}
        inbox.keep(self.db, [received(update)], self.world.now)
        self._statements = []
        heard = self.conversation.hear_next()
        assert heard is not None
        assert inbox.dead(self.db) == 0
        assert inbox.waiting(self.db) == 0, f"stumbled over {content}"
        asked = tuple(self._statements)
        others = self.told()
        shown = screen(heard.reply, heard.popup)
        return Outcome(shown, others, asked, self._facts.read(self.db), self._done())

    def _done(self) -> Sequence[str]:
        audit.newest(self.db)  # what waits is written
        found = select(entries.c.act).where(entries.c.act != audit.SAW)
        return [row.act for row in self.db.execute(found)]

    def told(self) -> Sequence[Message]:
        """What was queued for anybody, as it leaves."""
        claimed = deliveries.claim(
            self.db, now=self.world.now, lease=LEASE, limit=100, ask_a_human=[]
        )
        composed = [self.composer.compose(self.db, each, self.world.now) for each in claimed]
        return [each for each in composed if isinstance(each, Message)]

    def tells(self, person_id: int, kind: str, about: int, detail: str) -> Outcome:
        """A message of the bot's own to this person, if it is one for them."""
        deliveries.queue(
            self.db,
            key=f"rehearsed:{kind}:{about}:{detail}",
            kind=kind,
            person_id=person_id,
            about=about,
            detail=detail,
            due_at=self.world.now,
            useless_after=self.world.now + timedelta(days=1),
            urgency=deliveries.Urgency.NOW,
        )
        messages = [each for each in self.told() if each.delivery.kind == kind]
        return Outcome(screen(messages[0] if messages else None, ""), messages)


def screen(message: Message | None, popup: str) -> Screen:
    if message is None:
        return Screen(popup=popup)
    rows = tuple(tuple((button.label, button.data) for button in row) for row in message.rows)
    return Screen(message.text, rows, popup)


class Facts:
    """All that the bot remembers, but for the reply itself.

    What was there from the beginning need not be deciphered to see that it is still the same. Nor
    need a table be understood again in which, as the driver reads it, each row is as it was then.
    """

    def __init__(self, db: Db) -> None:
        self._first: dict[str, Understood] = {}
        self._known: set[bytes] = set()
        for name, asked in _asked(db.dialect).items():
            rows = asked.as_they_lie(db)
            self._known.update(row[place] for row in rows for place, _kind in asked.secret)
            before = UNDERSTOOD.get(name)
            if before is None or before.rows != rows:
                before = UNDERSTOOD[name] = Understood(rows, self._understood(asked, db))
            self._first[name] = before

    def read(self, db: Db) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for name, asked in _asked(db.dialect).items():
            first = self._first[name]
            same = asked.as_they_lie(db) == first.rows
            found[name] = first.facts if same else self._understood(asked, db)
        kind = [column.name for column in metadata.tables["deliveries"].c].index("kind")
        found["deliveries"] = [row for row in found["deliveries"] if row[kind] not in MACHINES]
        return found

    def _understood(self, asked: Asked, db: Db) -> Sequence[tuple[Any, ...]]:
        return [self._opened(row, asked.secret, db) for row in db.execute(asked.rows)]

    def _opened(self, row: Any, secret: Sequence[tuple[int, Any]], db: Db) -> tuple[Any, ...]:
        values = list(row)
        for place, kind in secret:
            if values[place] not in self._known:
                values[place] = kind.process_result_value(values[place], db.dialect)
        return tuple(values)


@dataclass(frozen=True)
class Understood:
    """The rows of a table as the driver read them, and what they say."""

    rows: Sequence[Any]
    facts: Sequence[tuple[Any, ...]]


UNDERSTOOD: dict[str, Understood] = {}  # at the beginning of a rehearsal: houses are much alike


@dataclass(frozen=True)
class Asked:
    """How a table is read, and in which places of a row there are secrets."""

    rows: Select[Any]
    text: str
    secret: Sequence[tuple[int, Any]]

    def as_they_lie(self, db: Db) -> Sequence[Any]:
        cursor = db.connection.cursor()
        cursor.execute(self.text)
        return cursor.fetchall()


@cache
def _asked(dialect: Dialect) -> Mapping[str, Asked]:
    found = {}
    for table in metadata.sorted_tables:
        if table.name not in TRACES:
            columns = _columns(table)
            rows = select(*map(_raw, columns))
            secret = [(n, column.type) for n, column in enumerate(columns) if _is_secret(column)]
            found[table.name] = Asked(rows, str(rows.compile(dialect=dialect)), secret)
    return found


def _is_secret(column: Column[Any]) -> bool:
    return isinstance(column.type, Private)


def _columns(table: Table) -> Sequence[Column[Any]]:
    return [column for column in table.c if column.name not in LIVED_AT]


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    return type_coerce(column, LargeBinary()) if _is_secret(column) else column


def _content(content: dict[str, Any], chat: Any, sender: Any) -> dict[str, Any]:
    if "press" not in content:
        return {"message": {"message_id": 1, "chat": chat, "from": sender, **content}}
    tap = {
        "id": f"{chat['id']}:1",
        "data": content["press"],
        "message": {"message_id": 5, "chat": chat},
        "from": sender,
    }
    return {"callback_query": tap}


__all__ = ["NOON", "NOTHING", "Outcome", "Rehearsal", "Screen"]
