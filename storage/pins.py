"""PINs: only a salted hash is kept, sealed with the person's own key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import select, update

from storage.database import Db
from storage.tables import people
from storage.vault import Sealed

MOST_FAILURES = 5
# 16 MiB and about a tenth of a second for each try. Four digits are few: the limit is the lock,
# the hash only keeps them out of sight.
COST, BLOCK, LANES, SALT_BYTES = 2**14, 8, 1, 16

_t = people.c


def put(db: Db, person_id: int, pin: str, now: datetime) -> None:
    """From now on this one. Whoever has just set it need not type it again."""
    salt = secrets.token_bytes(SALT_BYTES)
    kept = f"{salt.hex()}.{_hash(pin, salt).hex()}"
    _change(db, person_id, pin=Sealed(person_id, kept), pin_failures=0, opened_at=now)


def remove(db: Db, person_id: int) -> None:
    _change(db, person_id, pin=None, pin_failures=0, opened_at=None)


def fits(db: Db, person_id: int, pin: str, now: datetime) -> bool:
    """Whether it is the right one. Five wrong ones lock it until somebody resets it."""
    row = db.execute(select(_t.pin, _t.pin_failures).where(_t.id == person_id)).one()
    if row.pin is None or row.pin_failures >= MOST_FAILURES:
        return False
    salt, _dot, kept = row.pin.partition(".")
    if hmac.compare_digest(_hash(pin, bytes.fromhex(salt)).hex(), kept):
        _change(db, person_id, pin_failures=0, opened_at=now)
        return True
    _change(db, person_id, pin_failures=row.pin_failures + 1)
    return False


def failures(db: Db, person_id: int) -> int:
    return int(db.execute(select(_t.pin_failures).where(_t.id == person_id)).scalar_one())


def _change(db: Db, person_id: int, **values: object) -> None:
    db.execute(update(people).where(_t.id == person_id).values(values))


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=BLOCK, p=LANES)
