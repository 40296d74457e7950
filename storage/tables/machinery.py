"""What carries words in and out."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

updates = Table(
    "updates",
    metadata,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("chat_id", Id, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("raw", Private("updates.raw")),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("try_at", Moment, nullable=False),
    Index("ix_updates_oldest", "state", "update_id"),
    Index("ix_updates_of_chat", "state", "chat_id", "update_id"),
)
dialogues = Table(
    "dialogues",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("form", String(64)),
    Column("answers", Private("dialogues.answers")),
    Column("version", Integer, nullable=False),
    Column("moved_at", Moment, nullable=False),
)
deliveries = Table(
    "deliveries",
    metadata,
    own_id(),
    Column("key", String(120), nullable=False, unique=True),  # planning twice does nothing
    Column("kind", String(32), nullable=False),
    Column("about", Id),  # the row it is about; composed from it at sending time
    Column("detail", String(60), nullable=False, default=""),
    Column("body", Private("deliveries.body")),  # a reply's own words; emptied when it is over
    person(),
    Column("edits", Id),  # the message it takes the place of
    Column("deletes", Id),  # the message it takes away
    Column("due_at", Moment, nullable=False),
    Column("useless_after", Moment, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),  # also the number of the lease
    Column("repeat", Boolean, nullable=False, default=False),  # it may have left before
    Column("lease_until", Moment),
    Column("reason", String(200)),
    Column("message_id", Id),
    Column("sent_at", Moment),
    Index("ix_deliveries_due", "state", "due_at"),
    Index("ix_deliveries_of_person", "person_id", "state", "id"),
    Index("ix_deliveries_about", "kind", "about"),
    sqlite_autoincrement=True,
)
audit = Table(
    "audit",
    metadata,
    own_id(),
    Column("at", Moment, nullable=False),
    Column("actor", Id),  # no foreign key: the entry outlives the person
    Column("act", String(40), nullable=False),
    Column("about", String(60), nullable=False),
    Column("person_id", Id),  # whose data it was; no foreign key, as above
    Column("why", String(60), nullable=False, server_default=""),
    Column("seal", String(64), nullable=False, server_default=""),
    Index("ix_audit_person_id", "person_id"),
)
marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)
