"""What the network has answered itself, who received which answer, and what is missing."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person

entries = Table(
    "entries",
    metadata,
    own_id(),
    Column("topic", String(40), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("language", String(8), nullable=False),  # in which it was written
    Column("checked_on", Date, nullable=False),
    Column("valid_until", Date),
    person("made_by"),
    Column("made_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("closed_at", Moment),  # nobody finds it any more
    sqlite_autoincrement=True,
)
entry_texts = Table(
    "entry_texts",
    metadata,
    Column("entry_id", Id, ForeignKey("entries.id"), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("question", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("state", String(10), nullable=False),  # a draft, or reviewed
    person("written_by"),
    person("reviewed_by", null=True),
    Column("reviewed_on", Date),
)
entry_versions = Table(
    "entry_versions",
    metadata,
    Column("entry_id", Id, ForeignKey("entries.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("language", String(8), nullable=False),
    Column("question", String, nullable=False),
    Column("answer", String, nullable=False),
    person("changed_by"),
    Column("changed_at", Moment, nullable=False),
)
# Who has read which text: whoever received an answer hears when it changes.
answers_received = Table(
    "answers_received",
    metadata,
    own_id(),
    person(),
    Column("entry", String(60), nullable=False),  # an id of the content, or `own-3`
    Column("language", String(8), nullable=False),  # of the text that was shown
    Column("text_hash", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("person_id", "entry"),
    Index("ix_answers_received_at", "at"),
    sqlite_autoincrement=True,
)
# How often what happened, without anybody's name or words.
answer_counts = Table(
    "answer_counts",
    metadata,
    Column("kind", String(12), primary_key=True),
    Column("entry", String(60), primary_key=True),  # the nearest; "" if nothing was near
    Column("language", String(8), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
)
