"""Words of the glossary: who wants one a day, and better wordings for them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table

from storage.columns import Id, Moment, own_id
from storage.tables.naming import metadata, person
from storage.vault import Private

card_subscriptions = Table(
    "card_subscriptions",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("wanted_since", Moment, nullable=False),
)
term_proposals = Table(
    "term_proposals",
    metadata,
    own_id(),
    person("proposer_id"),
    Column("term", String(80), nullable=False),
    Column("language", String(8), nullable=False),
    Column("text", Private("term_proposals.text"), nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("accepted", Boolean),  # once it is decided
    person("decided_by", null=True),
    Column("decided_at", Moment),
    Index("ix_term_proposals_open", "decided_at", "id"),
    sqlite_autoincrement=True,
)
# What was accepted is said instead of the text in the content files.
term_texts = Table(
    "term_texts",
    metadata,
    Column("term", String(80), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("text", String, nullable=False),
    Column("reviewer", Private("term_texts.reviewer"), nullable=False),
    person("accepted_by"),
    Column("accepted_at", Moment, nullable=False),
)
