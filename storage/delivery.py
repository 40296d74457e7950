"""What a delivery is, and where it may stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

REPLY = "reply"
DELETION = "deletion"
UNREACHABLE = "unreachable: "  # how the reason of a failure begins if nothing else will arrive


class Urgency(IntEnum):
    SOMETIME = 1
    SOON = 2
    NOW = 3


class State(StrEnum):
    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    UNSURE = "unsure"


UNFINISHED = (State.DUE, State.SENDING)


@dataclass(frozen=True)
class Delivery:
    """A delivery on lease. `attempt` tells this lease from any other of the same delivery."""

    id: int
    key: str
    kind: str
    about: int | None
    detail: str
    body: Mapping[str, Any] | None
    person_id: int
    chat_id: int | None
    edits: int | None
    attempt: int
    repeat: bool
    due_at: datetime
    useless_after: datetime
    lease_until: datetime
    deletes: int | None = None  # it says nothing, but takes this message away
