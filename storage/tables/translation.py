"""Messages between people through the bot, and what waits to be translated."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

messages = Table(
    "messages",
    metadata,
    own_id(),
    person("sender_id"),
    person("receiver_id", null=True),  # none: the project office
    person("about_id"),  # whose data it is: the participant's, or the mentor's with the office
    Column("text", Private("messages.text"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("answer_to", Id),  # no foreign key: what it answers may be forgotten earlier
    Column("sent_at", Moment, nullable=False),
    Column("read_at", Moment),
    Column("closed_at", Moment),  # of the last one: when both were told that it is over
    Index("ix_messages_about", "about_id", "id"),
    Index("ix_messages_of_sender", "sender_id", "id"),
    Index("ix_messages_of_receiver", "receiver_id", "id"),
    sqlite_autoincrement=True,
)
translations = Table(
    "translations",
    metadata,
    own_id(),
    person("author_id"),
    person("about_id"),  # whose data it is; sealed with that person's key
    person("reader_id"),
    Column("source", String(8), nullable=False),
    Column("target", String(8), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("text", Private("translations.text")),
    # What is said once it is known: a kind of delivery, about which row, at which stage.
    Column("then_kind", String(32), nullable=False),
    Column("then_about", Id, nullable=False),
    Column("then_detail", String(60), nullable=False),
    Column("useless_after", Moment, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),  # also names the lease
    Column("lease_until", Moment),
    Column("result", Private("translations.result")),
    Column("rung", String(12)),
    Column("why", String(12)),
    Column("asked_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("reported_at", Moment),
    Index("ix_translations_waiting", "state", "id"),
    Index("ix_translations_of", "then_kind", "then_about", "target"),
    sqlite_autoincrement=True,
)
# Without names: how well it goes between two languages.
translation_counts = Table(
    "translation_counts",
    metadata,
    Column("pair", String(20), primary_key=True),
    Column("what", String(20), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("many", Integer, nullable=False),
)
