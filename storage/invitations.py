"""Invitations: single use, expiring, for one role. Only the hash of a code is stored."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update

from bot.core.rules.people import Role
from storage.database import Db, changed
from storage.tables import code_attempts, invitations
from storage.vault import HOUSE, Sealed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter is taken for a digit
LENGTH = 16  # 80 bits
LIVES = timedelta(days=14)
MOST_FAILURES, FAILURES_WITHIN = 5, timedelta(hours=1)


@dataclass(frozen=True)
class Invitation:
    id: int
    role: Role
    name: str
    region: str
    mentor_id: int | None
    made_by: int | None
    moves: int | None  # not a new person: this one, on a new phone


def make(
    db: Db,
    *,
    role: Role,
    now: datetime,
    name: str = "",
    region: str = "",
    mentor_id: int | None = None,
    made_by: int | None = None,
    moves: int | None = None,
) -> str:
    """The code. It is shown once and nowhere stored. `moves`: an older one for this is void."""
    if moves is not None:
        older = (invitations.c.moves == moves, invitations.c.used_at.is_(None))
        db.execute(delete(invitations).where(*older))
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    db.execute(
        invitations.insert(),
        {
            "code_hash": _hash(code),
            "role": role,
            "name": Sealed(HOUSE, name),
            "region": region,
            "mentor_id": mentor_id,
            "made_by": made_by,
            "made_at": now,
            "expires_at": now + LIVES,
            "moves": moves,
        },
    )
    return code


def use(db: Db, code: str, *, person_id: int, now: datetime) -> Invitation | None:
    """Take the invitation, once. None for a wrong, used or expired code alike."""
    found = peek(db, code, now)
    by = found.moves if found and found.moves else person_id  # a guest is forgotten on moving
    taken = update(invitations).where(*_usable(code, now)).values(used_at=now, used_by=by)
    return found if found and changed(db, taken) else None


def peek(db: Db, code: str, now: datetime) -> Invitation | None:
    """What `use` would take."""
    row = db.execute(select(invitations).where(*_usable(code, now))).one_or_none()
    if row is None:
        return None
    return Invitation(
        row.id, Role(row.role), row.name or "", row.region, row.mentor_id, row.made_by, row.moves
    )


def is_waiting(db: Db, name: str, role: Role, now: datetime) -> bool:
    """Whether somebody of this name and role is invited already."""
    t = invitations.c
    open = (t.role == role, t.used_at.is_(None), t.moves.is_(None), t.expires_at > now)
    return any(row.name == name for row in db.execute(select(invitations).where(*open)))


def _usable(code: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    t = invitations.c
    return t.code_hash == _hash(code), t.used_at.is_(None), t.expires_at > now


def looks_like_a_code(text: str) -> bool:
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def may_try(db: Db, chat_id: int, now: datetime) -> bool:
    """Whether this chat has not guessed too often within the hour."""
    t = code_attempts.c
    counted = select(func.count()).where(t.chat_id == chat_id, t.tried_at > now - FAILURES_WITHIN)
    return db.execute(counted).scalar_one() < MOST_FAILURES


def failed(db: Db, chat_id: int, now: datetime) -> None:
    db.execute(code_attempts.insert(), {"chat_id": chat_id, "tried_at": now})


_old_attempts = delete(code_attempts).where(code_attempts.c.tried_at < bindparam("before"))


def forget_attempts(db: Db, before: datetime) -> None:
    db.execute(_old_attempts, {"before": before})


def _hash(code: str) -> str:
    readable = code.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return hashlib.sha256(readable.encode()).hexdigest()
