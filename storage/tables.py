"""Every table, in one place. Which column is kept why and how long: see `storage.register`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
)

from storage.columns import Id, Moment, own_id
from storage.vault import Private

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def person(name: str = "person_id", *, null: bool = False) -> Column[int]:
    return Column(name, Id, ForeignKey("people.id"), nullable=null)


# -- who ---------------------------------------------------------------------

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
)
# The ids of the messenger stand apart from the case data.
chats = Table(
    "chats",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False, unique=True),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("commands", String(40), nullable=False, default=""),
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
)
code_attempts = Table(
    "code_attempts",
    metadata,
    own_id(),
    Column("chat_id", Id, nullable=False, index=True),
    Column("tried_at", Moment, nullable=False, index=True),
)

# -- what carries it -----------------------------------------------------------

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
)
audit = Table(
    "audit",
    metadata,
    own_id(),
    Column("at", Moment, nullable=False),
    Column("actor", Id),  # no foreign key: the entry outlives the person
    Column("act", String(40), nullable=False),
    Column("about", String(60), nullable=False),
)
marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

# -- what it is for ------------------------------------------------------------

declarations = Table(
    "declarations",
    metadata,
    Column("text_hash", String(64), primary_key=True),
    Column("version", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("text", String, nullable=False),
    Column("shown_since", Moment, nullable=False),
)
consents = Table(
    "consents",
    metadata,
    own_id(),
    person(),
    Column("purpose", String(40), nullable=False),
    Column("recipient", String(40), nullable=False),
    Column("answer", String(10), nullable=False),
    Column("version", String(20), nullable=False),
    Column("text_hash", String(64), ForeignKey("declarations.text_hash"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("update_id", Id),
    Column("at", Moment, nullable=False),
    Index("ix_consents_of_person", "person_id", "purpose", "recipient", "id"),
)
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
    Index("ix_questions_open", "answered_at", "id"),
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
    Index("ix_appointments_starts", "cancelled", "starts_at"),
    Index("ix_appointments_of_person", "participant_id", "starts_at"),
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
)
