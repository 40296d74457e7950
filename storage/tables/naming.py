"""How tables are named, and the column that nearly all of them have."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData

from storage.columns import Id

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
