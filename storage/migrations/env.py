"""Alembic asks this file how to reach the database: by the connection it is given."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from storage.columns import Moment
from storage.tables import metadata
from storage.vault import Private


def plain(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """A migration names what is in the database, not today's classes of ours."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Private):
        return "sa.LargeBinary()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=plain,
)
with context.begin_transaction():
    context.run_migrations()
