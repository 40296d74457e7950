"""What the periods of the register are in days, and what the operator says instead.

All are proposals until the operator has confirmed them with the data protection officer:
`[periods]` in `operator.toml` takes a number of days for each of these names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.core.clock import HOME
from storage.register.kinds import Kept

LONGEST = 3660  # days; whoever types more has typed wrongly


class Term(StrEnum):
    """Their names in `operator.toml`."""

    UPDATE = "update"
    LAID_ASIDE = "laid_aside"  # an update that could not be read
    ATTEMPT = "attempt"
    DIALOGUE = "dialogue"  # at the latest; most forms are forgotten earlier
    OUTBOX = "outbox"
    PLACE = "place"  # who was shown which place, and who was asked about it
    GUEST = "guest"
    REFERRED = "referred"  # how young a text may be though nobody refers to it yet
    MENTORSHIP = "mentorship"
    EVENT = "event"
    RECEIVED = "received"  # who got which answer, to hear when it changes
    PROOF = "proof"
    AUDIT = "audit"


PROPOSED: Mapping[Term, int] = MappingProxyType(
    {
        Term.UPDATE: 2,
        Term.LAID_ASIDE: 7,
        Term.ATTEMPT: 1,
        Term.DIALOGUE: 30,
        Term.OUTBOX: 30,
        Term.PLACE: 90,
        Term.GUEST: 30,
        Term.REFERRED: 30,
        Term.MENTORSHIP: 183,
        Term.EVENT: 183,
        Term.RECEIVED: 180,
        Term.AUDIT: 365,
    }
)
PROOF_YEARS = 3  # to the end of the year: limitation, BGB 195 and 199
# Which of them a period of the register is measured by; the others end with an event.
TERM_OF: Mapping[Kept, Term] = MappingProxyType(
    {
        Kept.UPDATE: Term.UPDATE,
        Kept.ATTEMPT: Term.ATTEMPT,
        Kept.DIALOGUE: Term.DIALOGUE,
        Kept.OUTBOX: Term.OUTBOX,
        Kept.PLACE: Term.PLACE,
        Kept.REFERRED: Term.REFERRED,
        Kept.MENTORSHIP: Term.MENTORSHIP,
        Kept.EVENT: Term.EVENT,
        Kept.RECEIVED: Term.RECEIVED,
        Kept.PROOF: Term.PROOF,
        Kept.AUDIT: Term.AUDIT,
    }
)


@dataclass(frozen=True)
class Periods:
    """The periods that hold in this house."""

    said: Mapping[Term, int] = field(default_factory=dict)  # days, where the operator differs

    def days(self, term: Term) -> int | None:
        """None: until the end of the third year after."""
        return self.said.get(term, PROPOSED.get(term))

    def before(self, term: Term, now: datetime) -> datetime:
        """What ended before this moment has been kept long enough."""
        days = self.days(term)
        if days is not None:
            return now - timedelta(days=days)
        here = now.astimezone(HOME)
        return datetime(here.year - PROOF_YEARS, 1, 1, tzinfo=HOME)


def read(said: Mapping[str, object]) -> Periods:
    """From `[periods]` of the operator's file. What cannot be read leaves the proposal as it is."""
    return Periods({Term(name): days for name, days in said.items() if _fits(name, days)})  # type: ignore[misc]


def wrong(said: Mapping[str, object]) -> Sequence[str]:
    """Names in `[periods]` that there are not, or whose days are none; for the doctor."""
    found = [name for name, days in said.items() if not _fits(name, days)]
    periods = read(said)
    guest, outbox = periods.days(Term.GUEST), periods.days(Term.OUTBOX)
    if guest is not None and outbox is not None and guest > outbox:
        found.append(f"{Term.GUEST} longer than {Term.OUTBOX}")  # nobody would know of the silence
    return found


def _fits(name: str, days: object) -> bool:
    return name in list(Term) and type(days) is int and 0 < days <= LONGEST
