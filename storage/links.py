"""One-time links to a person's own files. Only the hash of what is in the link is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage.database import Db, changed
from storage.tables import links

_t = links.c


@dataclass(frozen=True)
class Link:
    person_id: int
    what: str


def make(db: Db, person_id: int, what: str, *, now: datetime, lives: timedelta) -> str:
    """What goes into the link: 32 random bytes."""
    token = secrets.token_urlsafe(32)
    db.execute(
        links.insert().values(
            token_hash=_hash(token),
            person_id=person_id,
            what=what,
            made_at=now,
            expires_at=now + lives,
        )
    )
    return token


def open_once(db: Db, token: str, now: datetime) -> Link | None:
    """Use it up. None if it is unknown, used or too old: all look alike."""
    mine = (_t.token_hash == _hash(token), _t.used_at.is_(None), _t.expires_at > now)
    if not changed(db, update(links).where(*mine).values(used_at=now)):
        return None
    row = db.execute(select(links).where(_t.token_hash == _hash(token))).one()
    return Link(row.person_id, row.what)


def peek(db: Db, token: str, now: datetime) -> Link | None:
    """What it would open. Uses nothing up: messengers look at links before people do."""
    mine = (_t.token_hash == _hash(token), _t.used_at.is_(None), _t.expires_at > now)
    row = db.execute(select(links).where(*mine)).one_or_none()
    return Link(row.person_id, row.what) if row else None


def forget(db: Db, *, before: datetime) -> None:
    db.execute(delete(links).where(_t.expires_at < before))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
