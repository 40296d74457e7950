"""What belongs to an appointment beside its time: where in the building, and what to bring."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, false

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

appointment_places = Table(
    "appointment_places",
    metadata,
    Column("appointment_id", Id, ForeignKey("appointments.id"), primary_key=True),
    person("participant_id"),
    Column("place_id", Integer),  # of the directory
    Column("inside", Private("appointment_places.inside")),  # entrance, floor, room
)
# What differs from the usual list of the kind of office: ticked, taken off, or the person's own.
checklist = Table(
    "checklist",
    metadata,
    own_id(),
    Column("appointment_id", Id, ForeignKey("appointments.id"), nullable=False),
    person("participant_id"),
    Column("document", String(40)),  # id of the content; nothing: `text`
    Column("text", Private("checklist.text")),
    Column("ticked_at", Moment),
    Column("removed", Boolean, nullable=False, server_default=false()),
    Index("ix_checklist_of_appointment", "appointment_id", "id"),
    sqlite_autoincrement=True,
)
# Photos of letters to be read: the picture stays with the messenger, and goes from there, too.
letters = Table(
    "letters",
    metadata,
    own_id(),
    person(),
    Column("file_id", String(256)),
    Column("message_id", BigInteger),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease_until", Moment),
    Column("found", Private("letters.found")),
    Column("asked_at", Moment, nullable=False),
    Index("ix_letters_waiting", "state", "id"),
    sqlite_autoincrement=True,
)
