"""Concrete places: offices and services, their direct lines, and who was shown which."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    false,
)

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private


def _place() -> Column[int]:
    return Column("place_id", Id, ForeignKey("places.id"), nullable=False)


places = Table(
    "places",
    metadata,
    own_id(),
    Column("code", String(80), nullable=False, unique=True),  # its name in files
    Column("name", String(200), nullable=False),
    Column("kinds", String(600), nullable=False),  # ",mbe,jmd,": so that one can be looked for
    Column("street", String(120), nullable=False, server_default=""),
    Column("postcode", String(10), nullable=False, server_default=""),
    Column("town", String(80), nullable=False, server_default=""),
    Column("lat", Float),
    Column("lon", Float),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("email", String(120), nullable=False, server_default=""),
    Column("website", String(200), nullable=False, server_default=""),
    Column("languages", String(100), nullable=False, server_default=""),
    Column("hours", String(300), nullable=False, server_default=""),
    Column("by_appointment", Boolean, nullable=False, server_default=false()),
    Column("vacant", Boolean, nullable=False, server_default=false()),
    Column("instead", String(200), nullable=False, server_default=""),
    Column("visible", Boolean, nullable=False, server_default=false()),
    Column("checked_on", Date),
    person("checked_by", null=True),
    Column("checked_name", Private("places.checked_name")),  # of somebody who has no number here
    Column("deputy", Private("places.deputy")),
    Column("contact", Private("places.contact")),
    person("contact_person_id", null=True),
    Column("mail_contact", Private("places.mail_contact")),
    Column("source", String(300), nullable=False, server_default=""),
    Column("version", Integer, nullable=False, default=1),  # of what everybody is shown
    Column("entered_at", Moment, nullable=False),
    Column("pinged_at", Moment),
    person("changed_by", null=True),
    Column("changed_at", Moment),
    Index("ix_places_shown", "visible", "town"),
    sqlite_autoincrement=True,
)
place_versions = Table(
    "place_versions",
    metadata,
    Column("place_id", Id, ForeignKey("places.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("what", String(200), nullable=False),  # which fields: `phone,hours`
    person("changed_by", null=True),
    Column("changed_at", Moment, nullable=False),
)
place_lines = Table(
    "place_lines",
    metadata,
    own_id(),
    _place(),
    Column("whose", Private("place_lines.whose"), nullable=False),
    Column("phone", Private("place_lines.phone"), nullable=False),
    Index("ix_place_lines_of_place", "place_id"),
    sqlite_autoincrement=True,
)
# "Is everything still right?"
place_pings = Table(
    "place_pings",
    metadata,
    own_id(),
    _place(),
    person(null=True),  # nobody: the coordinator gets a text to send
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("fine", Boolean),
    Column("words", Private("place_pings.words")),  # what has changed
    Column("settled_at", Moment),
    Index("ix_place_pings_of_place", "place_id", "id"),
    sqlite_autoincrement=True,
)
place_seen = Table(
    "place_seen",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("place_id", Id, ForeignKey("places.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index("ix_place_seen_of_place", "place_id"),
)
