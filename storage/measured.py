"""By what it is measured whether something has been kept long enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam

from storage.register.periods import Periods, Term


@dataclass(frozen=True)
class At:
    """A moment, and the periods that hold in this house."""

    now: datetime
    periods: Periods

    def before(self, term: Term) -> datetime:
        return self.periods.before(term, self.now)

    def day_before(self, term: Term) -> date:
        return self.before(term).date()

    @property
    def values(self) -> Mapping[str, object]:
        """What `Whenever` leaves open."""
        before = {f"before_{term}": self.before(term) for term in Term}
        days = {f"day_before_{term}": self.day_before(term) for term in Term}
        return {"now": self.now, **before, **days}


class Whenever(At):
    """Any moment: a condition is built once, and asked every night with the values of that."""

    def __init__(self) -> None:
        super().__init__(bindparam("now"), Periods())  # type: ignore[arg-type]

    def before(self, term: Term) -> Any:
        return bindparam(f"before_{term}")

    def day_before(self, term: Term) -> Any:
        return bindparam(f"day_before_{term}")
