"""Places that somebody has checked, or nobody yet. All are made up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.core.rules import hours
from bot.core.rules.directory import Place
from storage import directory
from storage.database import Db

CHECKED = date(2026, 8, 25)
WEEK = hours.read("Mo-Do 9-12, 14-16; Fr 9-12").hours


def a_place(db: Db, now: datetime, *, checked: date | None = CHECKED, **more: Any) -> Place:
    """An advice centre in Leipzig; `more` says what is different about it."""
    facts: dict[str, Any] = {
        "id": 0,
        "code": "advice",
        "name": "Advice Centre",
        "kinds": ("mbe",),
        "street": "Example Street 1",
        "postcode": "04103",
        "town": "Leipzig",
        "phone": "+49 341 1234567",
        "hours": WEEK,
        "visible": True,
        **more,
    }
    kept = directory.save(db, Place(**facts), by=None, now=now)
    if checked:
        directory.check(db, kept.id, on=checked, name="Kim Beispiel", now=now)
    found = directory.get(db, kept.id)
    assert found
    return found
