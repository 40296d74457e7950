"""What Lotse knows about questions, services and offices in whatever language.

The texts beside these facts are looked up by id in a `bot.core.content.Library`. Every fact comes
from the German content files, which are the source of content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.core.rules.people import Role
from bot.core.rules.terms import Naming
from bot.core.rules.terms import Term as Term


class ContentError(ValueError):
    """A content file says something that cannot be true; names the entry and the field."""


@dataclass(frozen=True)
class Topic:
    """A heading of the menu of questions."""

    id: str


@dataclass(frozen=True)
class Question:
    """A frequent question. `urgent`: show the deadline or emergency hint first and offer a human.

    `law_state` is the day up to which the law was read, None where the answer is a rule of the
    project; `verified` says that the core of the answer was read in a cited source.
    """

    id: str
    topic: str
    audience: frozenset[Role]
    service_kinds: tuple[str, ...]
    urgent: bool
    law_state: date | None
    verified: bool
    sources: tuple[str, ...]
    risk_note: str = ""


@dataclass(frozen=True)
class ServiceKind:
    """A kind of counselling service (not a place)."""

    id: str
    topics: tuple[str, ...]
    verified: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A paper to bring along."""

    id: str


@dataclass(frozen=True)
class Office:
    """A kind of office people have appointments at.

    `bring` is typical, not binding: the invitation letter decides. `reminder_lead_days` are the
    days before an appointment at which a reminder is useful.
    """

    id: str
    aka: tuple[str, ...]
    bring: tuple[str, ...]
    reminder_lead_days: tuple[int, ...]
    verified: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class EmergencyNumber:
    """A public number that helps at once, everywhere in Germany. It is never translated."""

    id: str
    number: str
    verified: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Provider:
    """Who offered a service when the sources were written. Nobody has checked it since: it is
    the beginning of a place in the directory, and shown to nobody before somebody has."""

    id: str
    name: str
    service_kinds: tuple[str, ...]
    address: str  # as the source has it; nothing is added
    phone: str
    website: str
    region: str
    as_of: str


@dataclass(frozen=True)
class Facts:
    """Everything known without a language, each by id, in the order of the files."""

    topics: Mapping[str, Topic]
    questions: Mapping[str, Question]
    service_kinds: Mapping[str, ServiceKind]
    offices: Mapping[str, Office]
    documents: Mapping[str, Document]
    terms: Mapping[str, Term]
    emergencies: Mapping[str, EmergencyNumber]

    @cached_property
    def naming(self) -> Naming:
        """Which terms a text names."""
        return Naming(self.terms.values())

    def questions_on(self, topic: str, role: Role) -> tuple[Question, ...]:
        """The questions of a topic that are meant for this role."""
        meant = questions_for(self.questions.values(), role)
        return tuple(each for each in meant if each.topic == topic)

    def topics_for(self, role: Role) -> tuple[Topic, ...]:
        """The topics that have a question for this role."""
        wanted = {each.topic for each in questions_for(self.questions.values(), role)}
        return tuple(each for each in self.topics.values() if each.id in wanted)


# Somebody without an invitation reads what participants read, a mediator what mentors read.
_READS_LIKE = {Role.GUEST: Role.PARTICIPANT, Role.MEDIATOR: Role.MENTOR}


def questions_for(questions: Iterable[Question], role: Role) -> tuple[Question, ...]:
    reader = _READS_LIKE.get(role, role)
    return tuple(each for each in questions if reader in each.audience)


Row = Mapping[str, object]


def question(id: str, row: Row) -> Question:
    return Question(
        id=id,
        topic=_word(id, row, "topic"),
        audience=_roles(id, row, "audience"),
        service_kinds=_words(id, row, "service_kinds"),
        urgent=_truth(id, row, "urgent"),
        law_state=_day(id, row, "law_state"),
        verified=_truth(id, row, "verified"),
        sources=_words(id, row, "source"),
        risk_note=_word(id, row, "risk_note"),
    )


def service_kind(id: str, row: Row) -> ServiceKind:
    return ServiceKind(
        id=id,
        topics=_words(id, row, "topics"),
        verified=_truth(id, row, "verified"),
        sources=_words(id, row, "source"),
    )


def office(id: str, row: Row) -> Office:
    return Office(
        id=id,
        aka=_words(id, row, "aka"),
        bring=_words(id, row, "bring"),
        reminder_lead_days=_numbers(id, row, "reminder_lead_days"),
        verified=_truth(id, row, "verified"),
        sources=_words(id, row, "source"),
    )


def term(id: str, row: Row) -> Term:
    return Term(
        id=id,
        term=_word(id, row, "term"),
        article=_word(id, row, "article"),
        aka=_words(id, row, "aka") if "aka" in row else (),
        category=_word(id, row, "category"),
        do=_word(id, row, "do"),
        question=_word(id, row, "faq") if "faq" in row else None,
        verified=_truth(id, row, "verified"),
        sources=_words(id, row, "source"),
    )


def emergency_number(id: str, row: Row) -> EmergencyNumber:
    return EmergencyNumber(
        id=id,
        number=_word(id, row, "number"),
        verified=_truth(id, row, "verified"),
        sources=_words(id, row, "source"),
    )


def provider(id: str, row: Row) -> Provider:
    return Provider(
        id=id,
        name=_word(id, row, "name"),
        service_kinds=_words(id, row, "service_kinds"),
        address=str(row.get("address") or ""),
        phone=str(row.get("phone") or ""),
        website=str(row.get("website") or ""),
        region=_word(id, row, "region"),
        as_of=str(row.get("as_of") or ""),
    )


def _word(id: str, row: Row, field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value:
        raise ContentError(f"{id}: {field} must be a text")
    return value


def _words(id: str, row: Row, field: str) -> tuple[str, ...]:
    value = row.get(field)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ContentError(f"{id}: {field} must be a list of texts")
    return tuple(value)


def _numbers(id: str, row: Row, field: str) -> tuple[int, ...]:
    value = row.get(field)
    if not isinstance(value, list) or not all(type(each) is int for each in value):
        raise ContentError(f"{id}: {field} must be a list of whole numbers")
    return tuple(value)


def _truth(id: str, row: Row, field: str) -> bool:
    value = row.get(field)
    if not isinstance(value, bool):
        raise ContentError(f"{id}: {field} must be true or false")
    return value


def _roles(id: str, row: Row, field: str) -> frozenset[Role]:
    try:
        return frozenset(Role(each) for each in _words(id, row, field))
    except ValueError as wrong:
        raise ContentError(f"{id}: {field} must name roles") from wrong


def _day(id: str, row: Row, field: str) -> date | None:
    if row.get(field) is None:
        return None
    try:
        return date.fromisoformat(_word(id, row, field))
    except ValueError as wrong:
        raise ContentError(f"{id}: {field} must be a day like 2026-08-19") from wrong
