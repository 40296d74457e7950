"""What people write to each other through the bot, so that nobody has to give a phone number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST = 1000  # characters of one message


@dataclass(frozen=True)
class Relayed:
    """A message from one person to another, or to the project office."""

    id: int
    sender_id: int
    receiver_id: int | None  # None: the project office
    about_id: int  # whose data it is: the participant's, or the mentor's with the office
    text: str
    language: str
    sent_at: datetime
    answer_to: int | None = None
    read_at: datetime | None = None
