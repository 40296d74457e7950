"""What a contact is: a mentor was in touch with a participant, or tried to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

NOT_REACHED = "not-reached"  # a valid entry, with nothing more to say

# What mentors log most often, in the order of the buttons; the others are one tap further.
# Kinds and outcomes are those of `contact_kinds.yaml` and `outcomes.yaml`.
FREQUENT = (
    "meeting",
    "phone-call",
    "message",
    "accompany-office",
    "prepare-office",
    "forms-help",
    "letter-explained",
    "language-practice",
    "cv-application",
    "housing-search",
)


@dataclass(frozen=True)
class Contact:
    id: int
    mentor_id: int
    participant_id: int
    kind: str
    day: date
    minutes: int | None
    outcome: str
    note: str | None
    logged_at: datetime
