"""Who uses the bot."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

people = Table(
    "people",
    metadata,
    own_id(),
    Column("role", String(16), nullable=False),
    Column("name", Private("people.name"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("level", String(8), nullable=False),
    Column("region", String(60), nullable=False, default=""),
    person("mentor_id", null=True),
    Column("came_at", Moment, nullable=False),
    Column("arrived_at", Moment),
    Column("paused_at", Moment),
    Column("age", String(8), nullable=False, server_default="adult"),
    Column("decides", String(8), nullable=False, server_default="self"),
    Column("guardian", Private("people.guardian")),
    person("assessed_by", null=True),
    Column("assessed_at", Moment),
    Column("pin", Private("people.pin")),
    Column("pin_failures", Integer, nullable=False, server_default="0"),
    Column("opened_at", Moment),  # when the PIN was last given
    Column("mentored_until", Moment),  # a mentorship ended, and with it what hung on it
    Column("erased_at", Moment),  # only the number is left, for the rows of others
    sqlite_autoincrement=True,  # a number that was forgotten is nobody's again
)
# The ids of the messenger stand apart from the case data.
chats = Table(
    "chats",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False, unique=True),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("commands", String(40), nullable=False, default=""),
    Column("silenced_at", Moment),  # "this is not me"
    Column("told_at", Moment),  # the coordinator knows that nothing arrives there
)
data_keys = Table(
    "data_keys",
    metadata,
    Column("owner", Id, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
)
invitations = Table(
    "invitations",
    metadata,
    own_id(),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("name", Private("invitations.name"), nullable=False),
    Column("region", String(60), nullable=False, default=""),
    person("mentor_id", null=True),
    person("made_by", null=True),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    person("used_by", null=True),
    person("moves", null=True),  # not a new person: this one, on a new phone
    sqlite_autoincrement=True,
)
code_attempts = Table(
    "code_attempts",
    metadata,
    own_id(),
    Column("chat_id", Id, nullable=False, index=True),
    Column("tried_at", Moment, nullable=False, index=True),
)
