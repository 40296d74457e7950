"""Mentors and mediators promise confidentiality before they see whom it is about, every year.

Named as mandatory for volunteers in PROMISES 7.4: § 6 DSG-EKD, guidance of Baden-Württemberg
and Bavaria. No pledge, no data.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from bot.core.rules.people import Role

VERSION = "pledge-1"
PLEDGERS = frozenset({Role.MENTOR, Role.MEDIATOR})
VALID = timedelta(days=365)
NOTICE = timedelta(days=14)


def stands(given_at: datetime | None, now: datetime) -> bool:
    return given_at is not None and now < given_at + VALID


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
