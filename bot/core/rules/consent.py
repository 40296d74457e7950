"""What people agree to: one answer for each purpose and each recipient.

The lines follow the cooperation agreement LDS integriert of 16 Jan 2017, sections 5 to 10,
as worked out in the declaration (`handlers/consent/declaration.py`). No line, no transfer.
`may_pass` is the one function that every way out of the house asks, at the moment of sending.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.core.clock import HOME
from bot.core.rules.capacity import YOUNGEST
from bot.core.rules.people import Age, Decides


class Purpose(StrEnum):
    MENTORING = "mentoring"  # find and look after a mentor
    APPOINTMENTS = "appointments"  # keep the folder, remind of appointments
    WORK = "work"  # look for work, an internship, an apprenticeship
    PERMISSION = "permission"  # clear with the Ausländerbehörde what may be started
    COURSES = "courses"  # agree courses and support
    EMPLOYER = "employer"  # introduce to an employer
    CASE = "case"  # discuss the case by name
    FIGURES = "figures"  # report in numbers
    EVENTS = "events"  # invite to events through this bot
    REFERRAL = "referral"  # hand over to a counselling service
    LANGUAGE = "language"  # a language mediator hears what is said
    PLEDGE = "pledge"  # a mentor's promise to keep secrets; in the ledger, not in the declaration


class Recipient(StrEnum):
    OFFICE = "office"  # the project office: the house itself
    MENTOR = "mentor"
    JOBCENTER = "jobcenter"
    AGENCY = "agency"  # Agentur für Arbeit
    IMMIGRATION = "immigration"  # Ausländerbehörde
    EMPLOYER = "employer"
    COUNSELLING = "counselling"
    MEDIATOR = "mediator"
    FUNDER = "funder"
    PARTNERS = "partners"  # of the project, in a case discussion


@dataclass(frozen=True)
class Line:
    """A purpose and a recipient: what is answered with yes or no."""

    purpose: Purpose
    recipient: Recipient

    @property
    def id(self) -> str:
        return f"{self.purpose}-{self.recipient}"


LINES = (
    Line(Purpose.EVENTS, Recipient.OFFICE),
    Line(Purpose.MENTORING, Recipient.MENTOR),
    Line(Purpose.APPOINTMENTS, Recipient.MENTOR),
    Line(Purpose.WORK, Recipient.MENTOR),
    Line(Purpose.LANGUAGE, Recipient.MEDIATOR),
    Line(Purpose.REFERRAL, Recipient.COUNSELLING),
    Line(Purpose.COURSES, Recipient.JOBCENTER),
    Line(Purpose.COURSES, Recipient.AGENCY),
    Line(Purpose.EMPLOYER, Recipient.EMPLOYER),
    Line(Purpose.CASE, Recipient.PARTNERS),
    Line(Purpose.FIGURES, Recipient.FUNDER),
    Line(Purpose.PERMISSION, Recipient.IMMIGRATION),
)
PLEDGE = Line(Purpose.PLEDGE, Recipient.OFFICE)


class Door(StrEnum):
    """The ways out of the house."""

    SHARE = "share"  # told, by name, to one recipient
    EXPORT = "export"  # in a file, by name
    RELAY = "relay"  # passed on through another person's chat
    BROADCAST = "broadcast"  # the bot itself writes to many at once
    REPORT = "report"  # counted, without a name
    MENTOR = "mentor"  # seen by the person's own mentor

    def opens_to(self, line: Line) -> bool:
        """Whether a yes to this line can be meant for this door at all."""
        if line not in LINES:
            return False
        match self:
            case Door.BROADCAST:
                return line.purpose is Purpose.EVENTS
            case Door.MENTOR:
                return line.recipient is Recipient.MENTOR
            case Door.REPORT:
                return line.recipient is Recipient.FUNDER
        return line.recipient is not Recipient.FUNDER  # who gets figures, and no name


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    ASK = "ask"  # a person should explain it first; until then it is a no
    WITHDRAWN = "withdrawn"
    ENDED = "ended"  # with the mentorship, or on its date


class Acted(StrEnum):
    """Who gave the answer."""

    SELF = "self"
    GUARDIAN = "guardian"
    PAPER = "paper"  # signed; a coordinator entered it
    HOUSE = "house"  # nobody: a mentorship ended, a date passed


@dataclass(frozen=True)
class Act:
    """How an answer was given."""

    acted: Acted = Acted.SELF
    guardian: str = ""  # who signed with or for the person, in which role
    mediator_id: int | None = None  # who read it out
    mediator: str = ""  # or by name, if not of the bot
    entered_by: int | None = None  # the coordinator, where it was on paper
    paper: str = ""  # where the paper is kept
    paper_day: date | None = None
    message_id: int | None = None  # the message that was tapped on
    tries: int | None = None  # until the question back was answered rightly
    heard: bool = False  # the voice version was played


@dataclass(frozen=True)
class Consent:
    """One entry of the ledger: appended, never changed."""

    line: Line
    answer: Answer
    version: str
    text_hash: str
    language: str
    at: datetime
    act: Act = Act()
    ends_on: date | None = None  # the last day on which it stands
    id: int = 0
    update_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """What decides, for one person, at one moment. `ledger` is in the order of giving."""

    ledger: Sequence[Consent] = ()
    version: str = ""  # of the declaration, as published now; empty: none is
    age: Age = Age.ADULT
    decides: Decides = Decides.SELF
    paper_needed: frozenset[Recipient] = frozenset()  # for whom a tap is not enough
    consent_age: int = 0  # from then on a person decides alone
    erased: bool = False


class Hold(StrEnum):
    """How one line stands for one person."""

    STANDS = "stands"
    NEVER = "never"  # answered
    NO = "no"
    ASK = "ask"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"  # with the mentorship, or its date has passed
    OLDER = "older"  # the declaration means something else today
    PAPER = "paper"  # a yes, and the signature is missing
    GUARDIAN = "guardian"  # a yes, and the guardian's is missing
    ERASED = "erased"


def may_pass(
    standing: Standing, door: Door, purpose: Purpose, recipient: Recipient, now: datetime
) -> bool:
    """Whether this person's data may go through this door, for this, to them, now."""
    line = Line(purpose, recipient)
    if not door.opens_to(line):
        return False
    if door is Door.BROADCAST and standing.age is Age.UNDER_16:
        return False  # through the mentor instead
    return hold(standing, line, now) is Hold.STANDS


NOT_YES = {
    Answer.NO: Hold.NO,
    Answer.ASK: Hold.ASK,
    Answer.WITHDRAWN: Hold.WITHDRAWN,
    Answer.ENDED: Hold.ENDED,
}


def hold(standing: Standing, line: Line, now: datetime) -> Hold:
    """How this line stands: the newest answer counts, and a yes only as long as it may."""
    newest = newest_of(standing.ledger, line)
    if standing.erased:
        return Hold.ERASED
    if newest is None:
        return Hold.NEVER
    if newest.answer is not Answer.YES:
        return NOT_YES[newest.answer]
    if newest.ends_on is not None and now.astimezone(HOME).date() > newest.ends_on:
        return Hold.ENDED
    return _hold_of_yes(standing, newest)


def _hold_of_yes(standing: Standing, yes: Consent) -> Hold:
    if not same_meaning(yes.version, standing.version):
        return Hold.OLDER
    if yes.line.recipient in standing.paper_needed and yes.act.acted is not Acted.PAPER:
        return Hold.PAPER
    alone = standing.decides is Decides.SELF and YOUNGEST[standing.age] >= standing.consent_age
    if not alone and not yes.act.guardian:
        return Hold.GUARDIAN
    return Hold.STANDS


def newest_of(ledger: Sequence[Consent], line: Line) -> Consent | None:
    return next((consent for consent in reversed(ledger) if consent.line == line), None)


def answer_to(ledger: Sequence[Consent], line: Line) -> Answer | None:
    """The newest answer to this line, if it was ever answered."""
    newest = newest_of(ledger, line)
    return newest.answer if newest else None


# Versions are "1", "2", …; "2.1" says the same as "2" in other words, or in one more language.


def meaning(version: str) -> str:
    return version.partition(".")[0]


def same_meaning(one: str, other: str) -> bool:
    return bool(one) and meaning(one) == meaning(other)


def next_version(version: str, *, changed: bool) -> str:
    """After `version` (empty: none so far). `changed`: not only its words."""
    if not version:
        return "1"
    if changed:
        return str(int(meaning(version)) + 1)
    return f"{meaning(version)}.{int(version.partition('.')[2] or 0) + 1}"
