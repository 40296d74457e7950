"""What people agreed to, and what left the house."""

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
    false,
)

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

declarations = Table(
    "declarations",
    metadata,
    Column("text_hash", String(64), primary_key=True),
    Column("version", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("text", String, nullable=False),
    Column("shown_since", Moment, nullable=False),
)
# Which text was published in which language, and who had read it.
reviews = Table(
    "reviews",
    metadata,
    own_id(),
    Column("text_hash", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("reviewer", Private("reviews.reviewer"), nullable=False),
    person("entered_by", null=True),
    Column("entered_at", Moment, nullable=False),
    Column("version", String(20)),  # once it is published
    Column("published_at", Moment),
    Index("ix_reviews_text", "text_hash", "language"),
    sqlite_autoincrement=True,
)
voices = Table(
    "voices",
    metadata,
    own_id(),
    Column("subject", String(80), nullable=False),  # a declaration's hash, or an entry's id
    Column("language", String(8), nullable=False),
    Column("file_id", String(200), nullable=False),  # as the messenger keeps it
    person("stored_by"),
    Column("stored_at", Moment, nullable=False),
    Column("confirmed_by", Id),  # of an answer: who listened to it; no key, it is an older table
    Column("confirmed_at", Moment),
    UniqueConstraint("subject", "language"),
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
    Column("message_id", Id),  # the message it was tapped on
    Column("acted", String(12), nullable=False, server_default="self"),
    Column("guardian", Private("consents.guardian")),  # who signed for the person, in which role
    person("mediator_id", null=True),  # who read it out
    Column("mediator", Private("consents.mediator")),  # or by name, if not of the bot
    person("entered_by", null=True),  # the coordinator, where it was on paper
    Column("paper", Private("consents.paper")),
    Column("paper_day", Date),
    Column("ends_on", Date),
    Column("tries", Integer),  # until the question back was answered rightly
    Column("heard", Boolean, nullable=False, server_default=false()),  # the voice version
    Index("ix_consents_of_person", "person_id", "purpose", "recipient", "id"),
    sqlite_autoincrement=True,  # the newest answer is the one with the highest number
)
# What left the house, to whom; and whether the recipient knows of a withdrawal (GDPR Art. 19).
transfers = Table(
    "transfers",
    metadata,
    own_id(),
    person(),
    Column("purpose", String(40), nullable=False),
    Column("recipient", String(40), nullable=False),
    Column("receiver", Private("transfers.receiver")),  # which office, whom there
    Column("data", String(200), nullable=False),
    Column("door", String(16), nullable=False),
    person("by", null=True),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),  # by a withdrawal, the end, an erasure
    Column("told_at", Moment),
    person("told_by", null=True),
    Index("ix_transfers_of_person", "person_id", "id"),
    Index("ix_transfers_to_tell", "told_at", "ended_at"),
    sqlite_autoincrement=True,
)
links = Table(
    "links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    person(),
    Column("what", String(40), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)
erasures = Table(
    "erasures",
    metadata,
    own_id(),
    Column("person_id", Id, nullable=False),  # no foreign key: nothing else is left
    Column("at", Moment, nullable=False),
    Column("why", String(40), nullable=False),
)
# What a person asked the coordinator for: a copy of everything, or to put something right.
requests = Table(
    "requests",
    metadata,
    own_id(),
    person(),
    Column("kind", String(10), nullable=False),
    Column("text", Private("requests.text")),
    Column("asked_at", Moment, nullable=False),
    Column("done_at", Moment),
    person("done_by", null=True),
    Index("ix_requests_open", "done_at", "id"),
    sqlite_autoincrement=True,
)
