"""What the network does for people."""

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
    Time,
    UniqueConstraint,
)

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

questions = Table(
    "questions",
    metadata,
    own_id(),
    person("asker_id"),
    Column("text", Private("questions.text"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Private("questions.answer")),
    person("answered_by", null=True),
    Column("answered_at", Moment),
    Column("named_at", Moment),  # the asker agreed that the office sees the name with it
    Column("entry", String(60)),  # which answer for all was the answer
    Index("ix_questions_open", "answered_at", "id"),
    sqlite_autoincrement=True,
)
appointments = Table(
    "appointments",
    metadata,
    own_id(),
    person("participant_id"),
    person("entered_by"),
    Column("office", String(40), nullable=False),
    Column("day", Date, nullable=False),
    Column("time", Time, nullable=False),
    Column("zone", String(40), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("place", Private("appointments.place")),
    Column("contact", Private("appointments.contact")),
    Column("note", Private("appointments.note")),
    Column("version", Integer, nullable=False, default=1),
    Column("cancelled", Boolean, nullable=False, default=False),
    Column("answer", String(10), nullable=False, default=""),
    Column("entered_at", Moment, nullable=False),
    # When its next message may have to be planned; nothing: never again. Derived, see `planning`.
    Column("look_at", Moment),
    Index("ix_appointments_starts", "cancelled", "starts_at"),
    Index("ix_appointments_look", "look_at", "id"),
    Index("ix_appointments_of_person", "participant_id", "starts_at"),
    sqlite_autoincrement=True,
)
appointment_versions = Table(
    "appointment_versions",
    metadata,
    Column("appointment_id", Id, ForeignKey("appointments.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("time", Time, nullable=False),
    Column("place", Private("appointment_versions.place")),
    Column("cancelled", Boolean, nullable=False),
    person("changed_by"),
    Column("changed_at", Moment, nullable=False),
)
contacts = Table(
    "contacts",
    metadata,
    own_id(),
    person("mentor_id"),
    person("participant_id"),
    Column("kind", String(40), nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("minutes", Integer),
    Column("outcome", String(40), nullable=False),
    Column("note", Private("contacts.note")),
    Column("logged_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
events = Table(
    "events",
    metadata,
    own_id(),
    person("made_by"),
    Column("roles", String(100), nullable=False),
    Column("languages", String(100), nullable=False),
    Column("regions", String(400), nullable=False),
    Column("day", Date, nullable=False),
    Column("time", Time, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
event_texts = Table(
    "event_texts",
    metadata,
    Column("event_id", Id, ForeignKey("events.id"), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("text", String, nullable=False),
)
event_answers = Table(
    "event_answers",
    metadata,
    own_id(),
    Column("event_id", Id, ForeignKey("events.id"), nullable=False),
    person(),
    Column("answer", String(8), nullable=False),
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("event_id", "person_id"),
    sqlite_autoincrement=True,
)
