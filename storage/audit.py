"""Who did what and when: appended to, never changed. Ids only, no words."""

from __future__ import annotations

from datetime import datetime

from storage.database import Db
from storage.tables import audit


def note(db: Db, now: datetime, *, actor: int | None, act: str, about: str = "") -> None:
    db.execute(audit.insert(), {"at": now, "actor": actor, "act": act[:40], "about": about[:60]})
