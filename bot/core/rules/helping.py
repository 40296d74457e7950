"""A person asks for help from another: to come along, with a form, with a language.

One who is asked claims it, and one claim wins. What nobody claims goes to the coordinator, in time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.clock import HOME, after_quiet, before_quiet, is_quiet, moment
from bot.core.rules.people import Person, Role

ANY_LANGUAGE = ""
EVENING = time(18)
TOO_LATE = timedelta(minutes=30)  # before the start: nobody sets out any more
WRITTEN_WAITS = timedelta(hours=24)


class Kind(StrEnum):
    ACCOMPANY = "accompany"  # somebody comes along to an appointment
    FORM = "form"  # somebody sits down with a form or letter
    WRITTEN = "written"  # a mediator translates a text
    PHONE = "phone"  # a mediator interprets on the phone
    IN_PERSON = "in_person"


MEDIATION = frozenset({Kind.WRITTEN, Kind.PHONE, Kind.IN_PERSON})
# How long before the day itself the coordinator hears that nobody has taken it.
NOTICE = {
    Kind.ACCOMPANY: timedelta(days=3),
    Kind.FORM: timedelta(days=2),
    Kind.PHONE: timedelta(days=1),
    Kind.IN_PERSON: timedelta(days=1),
}


@dataclass(frozen=True)
class HelpRequest:
    """Day and time are on the clock on the wall; of a form the day is the last one."""

    id: int
    kind: Kind
    asker_id: int
    participant_id: int  # for whom
    language: str  # of whoever helps; `ANY_LANGUAGE`: it does not matter
    topic: str  # of a form the kind of office, of mediation the topic
    asked_at: datetime
    open_since: datetime  # asked, or given back
    round: int = 1  # how often it was asked
    text: str | None = None
    day: date | None = None
    time: time | None = None
    starts: datetime | None = None
    place: str | None = None
    appointment_id: int | None = None
    appointment_version: int = 0  # of which day and time are
    agreed_version: int = 0  # to which the helper said yes
    message_id: int | None = None
    question_id: int | None = None
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    done_at: datetime | None = None
    minutes: int | None = None
    withdrawn_at: datetime | None = None
    escalated_at: datetime | None = None

    @property
    def settled(self) -> bool:
        """Somebody helps, at the time at which it is now."""
        return self.claimed_by is not None and self.agreed_version == self.appointment_version

    def ends(self, zone: ZoneInfo = HOME) -> datetime | None:
        """Until when anybody can still help."""
        if self.starts is not None:
            return self.starts
        return moment(self.day + timedelta(days=1), time(0), zone) if self.day else None

    def is_over(self, now: datetime, zone: ZoneInfo = HOME) -> bool:
        ends = self.ends(zone)
        finished = self.done_at is not None or self.withdrawn_at is not None
        return finished or (ends is not None and ends <= now)

    def is_open(self, now: datetime, zone: ZoneInfo = HOME) -> bool:
        """Whether it can still be claimed."""
        return self.claimed_by is None and not self.is_over(now, zone)


def may_help(request: HelpRequest, person: Person, speaks: Collection[str]) -> bool:
    """Whether this person is asked: the right role, and the right language."""
    if person.id in (request.asker_id, request.participant_id):
        return False
    roles = {Role.MEDIATOR} if request.kind in MEDIATION else {Role.MENTOR, Role.MEDIATOR}
    fits = request.language in speaks or request.language == ANY_LANGUAGE
    return person.role in roles and fits


def escalates_at(request: HelpRequest, zone: ZoneInfo = HOME) -> datetime:
    """When the coordinator hears that nobody has taken it: at once, if it was asked later.

    Never in the night, and rather before it: what is told after it has less time left.
    """
    if request.kind is Kind.WRITTEN:
        return after_quiet(request.open_since + WRITTEN_WAITS, zone)
    ends = request.ends(zone)
    if ends is None:
        return after_quiet(request.open_since + WRITTEN_WAITS, zone)
    in_time = before_quiet(ends - NOTICE[request.kind], zone)
    return in_time if in_time > request.open_since else after_quiet(request.open_since, zone)


class Stage(StrEnum):
    """Of what the helper is reminded."""

    DAY = "day"
    HOURS = "hours"


@dataclass(frozen=True)
class HelperReminder:
    stage: Stage
    due_at: datetime
    useless_after: datetime


def helper_reminders(request: HelpRequest, zone: ZoneInfo = HOME) -> Iterator[HelperReminder]:
    """18:00 the evening before and two hours before; none at night, none before the claim."""
    if request.starts is None or request.day is None or request.claimed_at is None:
        return
    end = request.starts - TOO_LATE
    evening = moment(request.day - timedelta(days=1), EVENING, zone)
    hours = _by_day(request.starts - timedelta(hours=2), end, zone)
    if request.claimed_at < evening:
        yield HelperReminder(Stage.DAY, evening, max(hours, evening))
    if request.claimed_at < hours < end and hours - evening > timedelta(hours=6):
        yield HelperReminder(Stage.HOURS, hours, end)


def _by_day(at: datetime, end: datetime, zone: ZoneInfo) -> datetime:
    if not is_quiet(at, zone):
        return at
    later = after_quiet(at, zone)
    return later if later < end else before_quiet(at, zone)
