"""Concrete places: offices and counselling services with an address, and when they are open.

Nothing here is guessed: what an operator did not enter is not known, and what no operator has
checked is not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.rules.hours import Hours, Span

ASKED_EVERY = timedelta(days=90)
"""How often the contact of a place is asked whether everything is still right."""
ANSWERED_WITHIN = timedelta(days=14)
"""Without an answer by then, the coordinator sees it."""
STALE_AFTER = timedelta(days=180)
"""Two rounds of questions without an answer. The place is still shown, and says "not checked
since": an address that is half a year old mostly still holds, and is worth more to somebody who
has to go there than none, as long as it does not look fresher than it is."""

UNKNOWN = Hours()
# Where people hide from violence, no street is ever shown: only how to call.
NO_STREET = frozenset({"frauenhaus"})


@dataclass(frozen=True)
class Line:
    """A direct line, for staff alone: never shown to participants or guests."""

    id: int
    place_id: int
    whose: str
    phone: str


@dataclass(frozen=True)
class Place:
    """An office or a service at an address. An empty text: not known."""

    id: int
    code: str  # its name in files; the same for ever
    name: str
    kinds: tuple[str, ...]  # ids of kinds of service, and of kinds of office
    street: str = ""
    postcode: str = ""
    town: str = ""
    lat: float | None = None
    lon: float | None = None
    phone: str = ""  # the public number
    email: str = ""
    website: str = ""
    languages: tuple[str, ...] = ()  # spoken there, beside German
    hours: Hours = UNKNOWN
    by_appointment: bool = False  # and at no other time
    checked_on: date | None = None
    checked_by: str = ""
    visible: bool = False
    vacant: bool = False  # at present nobody is there
    instead: str = ""  # to whom to turn then
    version: int = 1  # of what is shown to everybody
    # What follows is for staff alone.
    deputy: str = ""
    contact: str = ""  # who is asked whether everything is right
    contact_person_id: int | None = None  # if the contact uses the bot
    mail_contact: str = ""
    source: str = ""
    pinged_at: datetime | None = None
    changed_by: int | None = None
    changed_at: datetime | None = None

    @property
    def address(self) -> str:
        """In one line, as on an envelope; "" where nothing may be shown."""
        town = " ".join(filter(None, [self.postcode, self.town]))
        if NO_STREET.intersection(self.kinds):
            return town
        return ", ".join(filter(None, [self.street, town]))

    def shown_to_all(self) -> bool:
        """What nobody has checked is nobody's to rely on."""
        return self.visible and self.checked_on is not None

    def stale(self, today: date) -> bool:
        return self.checked_on is not None and today - self.checked_on > STALE_AFTER


# What those who were shown a place have to know when it changes.
TOLD = (
    "name",
    "street",
    "postcode",
    "town",
    "phone",
    "hours",
    "by_appointment",
    "vacant",
    "instead",
    "visible",
)


def announced(before: Place, after: Place) -> Sequence[str]:
    """Which of these fields have changed. What was never shown to anybody changes for nobody."""
    if not (before.shown_to_all() or after.shown_to_all()):
        return ()
    return [name for name in TOLD if getattr(before, name) != getattr(after, name)]


class State(StrEnum):
    OPEN = "open"  # until `at`
    LATER = "later"  # opens at `at`
    OVER = "over"  # was open today
    CLOSED = "closed"  # today
    HOLIDAY = "holiday"  # would be open, but it is a public holiday
    BY_APPOINTMENT = "by appointment"  # no opening time: a state of its own
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Today:
    state: State
    at: time | None = None
    spans: Sequence[Span] = field(default=())


def open_today(
    place: Place, now: datetime, zone: ZoneInfo, holidays: Collection[date] = ()
) -> Today:
    """`holidays`: public ones where the place is."""
    if place.by_appointment:
        return Today(State.BY_APPOINTMENT)
    if not place.hours.known:
        return Today(State.NOT_KNOWN)
    here = now.astimezone(zone)
    spans, clock = place.hours.on(here.weekday()), here.time()
    if not spans:
        return Today(State.CLOSED)
    if here.date() in holidays:
        return Today(State.HOLIDAY)
    for start, end in spans:
        if clock < start:
            return Today(State.LATER, start, spans)
        if clock < end:
            return Today(State.OPEN, end, spans)
    return Today(State.OVER, None, spans)


def nearness(place: Place, town: str, prefixes: Collection[str]) -> int:
    """How near by town alone, 0 is here. `prefixes`: postcodes of the town, as far as known.

    The first three digits of a postcode are a town or a district, the first two a region.
    """
    if town and place.town.casefold() == town.casefold():
        return 0
    for digits in (3, 2, 1):
        if place.postcode[:digits] in {each[:digits] for each in prefixes if len(each) >= digits}:
            return 4 - digits
    return 4
