"""What follows an appointment, what a person wants to be reminded of, and until when."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, false

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person

# No row: the stages that are usual for the kind of office.
reminder_choices = Table(
    "reminder_choices",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("stages", String(40), nullable=False),
    Column("chosen_at", Moment, nullable=False),
)
# What the participant said of one version of an appointment: codes, no words.
appointment_outcomes = Table(
    "appointment_outcomes",
    metadata,
    Column("appointment_id", Id, ForeignKey("appointments.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    person("participant_id"),
    Column("how", String(10), nullable=False),
    Column("next", String(10)),
    Column("why", String(10)),
    Column("noted_at", Moment, nullable=False),
    Index("ix_appointment_outcomes_of_person", "participant_id", "noted_at"),
)
# Who was there: one row for each, so that it is noted as a contact once only.
presences = Table(
    "presences",
    metadata,
    Column("appointment_id", Id, ForeignKey("appointments.id"), primary_key=True),
    Column("mentor_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    person("participant_id"),
    Column("was_there", Boolean, nullable=False),
    Column("noted_at", Moment, nullable=False),
)
deadlines = Table(
    "deadlines",
    metadata,
    own_id(),
    person("participant_id"),
    person("entered_by"),
    Column("kind", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Column("zone", String(40), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("done", Boolean, nullable=False, server_default=false()),
    Column("told_at", Moment, nullable=False),
    Column("look_at", Moment),  # as in appointments
    Index("ix_deadlines_look", "look_at", "id"),
    Index("ix_deadlines_of_person", "participant_id", "day"),
    sqlite_autoincrement=True,
)
