"""What people agree to: one answer for each purpose and each recipient.

The lines follow the cooperation agreement LDS integriert of 16 Jan 2017, sections 5 to 10,
as worked out in the declaration (`handlers/consent/declaration.py`). No line, no transfer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

VERSION = "2026-11"


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


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    ASK = "ask"  # a person should explain it first; until then it is a no
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Consent:
    """One entry of the ledger: appended, never changed."""

    line: Line
    answer: Answer
    version: str
    text_hash: str
    language: str
    at: datetime


def stands(ledger: Sequence[Consent], purpose: Purpose, recipient: Recipient) -> bool:
    """Whether the newest answer to this line is yes. `ledger` is in the order of giving."""
    return answer_to(ledger, Line(purpose, recipient)) is Answer.YES


def answer_to(ledger: Sequence[Consent], line: Line) -> Answer | None:
    """The newest answer to this line, if it was ever answered."""
    given = [consent.answer for consent in ledger if consent.line == line]
    return given[-1] if given else None


@dataclass(frozen=True)
class Operator:
    """What only the operator of a network can say. Art. 13 GDPR: who, why, how long, what rights.

    Without all of it, and without a named reviewer of the declaration in a language,
    no consent is collected in that language.
    """

    controller: str = ""  # who is responsible, with address
    contact: str = ""  # where consent can be withdrawn in person
    officer: str = ""  # data protection officer
    authority: str = ""  # supervisory authority of the Land
    ends: str = ""  # when consent ends at the latest
    deleted: str = ""  # when the data are deleted
    reviewed: Mapping[str, str] = field(default_factory=dict)  # language: who reviewed the text

    def missing(self) -> Sequence[str]:
        """Names of the facts that are still to be filled in."""
        facts = ("controller", "contact", "officer", "authority", "ends", "deleted")
        return [fact for fact in facts if not getattr(self, fact).strip()]

    def collects_in(self, language: str) -> bool:
        return not self.missing() and {language, "de"} <= self.reviewed.keys()
