"""What left the house, to whom; and who must hear that consent to it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.rules.consent import Door, Line


@dataclass(frozen=True)
class Transfer:
    """An open share, until it ends by a withdrawal, an end or an erasure (GDPR Art. 19)."""

    id: int
    person_id: int
    line: Line
    receiver: str  # which office, and whom there; empty once the person is erased
    data: str  # which kinds of data
    door: Door
    by: int | None  # who passed it on
    at: datetime
    ended_at: datetime | None
    told_at: datetime | None  # when the recipient heard that it ended
    told_by: int | None
