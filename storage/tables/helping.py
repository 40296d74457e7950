"""Who asks whom for help, and who helps."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Time, text

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

_ONE_COMPANION = text("kind = 'accompany' AND withdrawn_at IS NULL")

help_requests = Table(
    "help_requests",
    metadata,
    own_id(),
    Column("kind", String(12), nullable=False),
    person("asker_id"),
    person("participant_id"),
    Column("language", String(8), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("text", Private("help_requests.text")),
    Column("day", Date),
    Column("time", Time),
    Column("starts_at", Moment),
    Column("place", Private("help_requests.place")),
    Column("appointment_id", Id, ForeignKey("appointments.id")),
    Column("appointment_version", Integer, nullable=False, default=0),
    Column("agreed_version", Integer, nullable=False, default=0),
    Column("message_id", Id),
    Column("question_id", Id),
    Column("round", Integer, nullable=False, default=1),
    person("claimed_by", null=True),
    Column("claimed_at", Moment),
    Column("asked_at", Moment, nullable=False),
    Column("open_since", Moment, nullable=False),
    Column("done_at", Moment),
    Column("minutes", Integer),
    Column("withdrawn_at", Moment),
    Column("escalated_at", Moment),
    Index("ix_help_requests_open", "done_at", "withdrawn_at", "starts_at"),
    Index("ix_help_requests_of_person", "participant_id", "id"),
    # Nobody is sent twice: of one appointment at most one request stands, claimed or not.
    Index(
        "uq_help_requests_companion",
        "appointment_id",
        unique=True,
        sqlite_where=_ONE_COMPANION,
        postgresql_where=_ONE_COMPANION,
    ),
    sqlite_autoincrement=True,
)
# What a mediator answers in writing, and what is asked back.
help_messages = Table(
    "help_messages",
    metadata,
    own_id(),
    Column("request_id", Id, ForeignKey("help_requests.id"), nullable=False, index=True),
    person("participant_id"),
    person("sender_id"),
    Column("text", Private("help_messages.text")),
    Column("file_id", Private("help_messages.file_id")),  # a recording the messenger keeps
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
person_languages = Table(
    "person_languages",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("language", String(8), primary_key=True),
)
# On which days of the week somebody helps with forms, and lets the first name be told.
helper_days = Table(
    "helper_days",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("weekday", Integer, primary_key=True, autoincrement=False),
)
