"""Requests for help: asked, claimed by one, given back, done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, func, or_, select, update

from bot.core.rules.helping import HelpRequest, Kind
from storage.database import Db, changed, insert_new
from storage.tables import appointments, help_requests
from storage.vault import Sealed

_t = help_requests.c
_COLUMNS = {"starts": "starts_at"}
NOTED_WITHIN = timedelta(days=30)
_unfinished = and_(_t.done_at.is_(None), _t.withdrawn_at.is_(None))
_unclaimed = and_(_unfinished, _t.claimed_by.is_(None))


def ask(
    db: Db,
    *,
    kind: Kind,
    asker_id: int,
    participant_id: int,
    language: str,
    topic: str,
    now: datetime,
    text: str | None = None,
    day: date | None = None,
    time: time | None = None,
    starts: datetime | None = None,
    place: str | None = None,
    appointment_id: int | None = None,
    appointment_version: int = 0,
    message_id: int | None = None,
    question_id: int | None = None,
) -> HelpRequest | None:
    """None if somebody is asked for this appointment already, or goes along."""
    row = {
        **{"kind": kind, "asker_id": asker_id, "participant_id": participant_id},
        **{"language": language, "topic": topic, "day": day, "time": time, "starts_at": starts},
        **{"appointment_id": appointment_id, "appointment_version": appointment_version},
        **{"message_id": message_id, "question_id": question_id},
        **{"asked_at": now, "open_since": now},
        "text": Sealed(participant_id, text) if text else None,
        "place": Sealed(participant_id, place) if place else None,
    }
    if not insert_new(db, help_requests, [row]):
        return None
    newest = _all().where(_t.asker_id == asker_id).order_by(_t.id.desc()).limit(1)
    return _request(db.execute(newest).one())


def get(db: Db, request_id: int) -> HelpRequest | None:
    row = db.execute(_all().where(_t.id == request_id)).one_or_none()
    return _request(row) if row else None


def companion(db: Db, appointment_id: int) -> HelpRequest | None:
    """The one request that stands for this appointment, claimed or not."""
    mine = (_t.appointment_id == appointment_id, _t.kind == Kind.ACCOMPANY)
    row = db.execute(_all().where(*mine, _t.withdrawn_at.is_(None))).one_or_none()
    return _request(row) if row else None


def of_source(
    db: Db, *, question_id: int | None = None, message_id: int | None = None
) -> Sequence[HelpRequest]:
    """What is asked for about this question or message, and not finished. Of a question there are
    two texts: itself, and its answer."""
    same = _t.question_id == question_id if question_id else _t.message_id == message_id
    return _read(db, _all().where(same, _unfinished))


def open_ones(db: Db, now: datetime) -> Sequence[HelpRequest]:
    """What nobody has claimed, what comes first first."""
    return _read(db, _all().where(_unclaimed, _to_come(now)))


_first = select(_t.id).limit(1)


def is_anything(db: Db) -> bool:
    """Whether anybody ever asked for help: else there is nothing to look after."""
    return db.execute(_first).first() is not None


def unsettled(db: Db, now: datetime) -> Sequence[HelpRequest]:
    """What nobody has claimed, or whoever has does not know yet that it moved."""
    moved = _t.agreed_version != _t.appointment_version
    waits = or_(_t.claimed_by.is_(None), moved)
    return _read(db, _all().where(_unfinished, waits, _to_come(now)))


def _to_come(now: datetime) -> ColumnElement[bool]:
    """What was over long ago costs nothing any more. A last day lasts until midnight."""
    last_day = or_(_t.day.is_(None), _t.day >= now.date() - timedelta(days=1))
    return or_(_t.starts_at > now, and_(_t.starts_at.is_(None), last_day))


def claimed(db: Db, helper_id: int, now: datetime) -> Sequence[HelpRequest]:
    """What this person has promised and not finished; what was long ago needs no note any more."""
    lately = _to_come(now - NOTED_WITHIN)
    return _read(db, _all().where(_unfinished, lately, _t.claimed_by == helper_id))


def helpers_of(db: Db, participant_id: int) -> Sequence[int]:
    """Who has promised this person something that is not finished."""
    mine = (_t.participant_id == participant_id, _t.claimed_by.is_not(None), _unfinished)
    found = select(_t.claimed_by).where(*mine).distinct().order_by(_t.claimed_by)
    return list(db.execute(found).scalars())


def running(db: Db, participants: Collection[int], asker_id: int) -> Sequence[HelpRequest]:
    """What is asked for these people or by this one, and not finished."""
    theirs = _t.participant_id.in_(list(participants)) if participants else false()
    return _read(db, _all().where(_unfinished, or_(theirs, _t.asker_id == asker_id)))


def promised(db: Db, after: datetime, until: datetime) -> Sequence[HelpRequest]:
    """Claimed, and to take place between these moments."""
    when = (_t.starts_at > after, _t.starts_at <= until)
    return _read(db, _all().where(_unfinished, _t.claimed_by.is_not(None), *when))


def claim(db: Db, request_id: int, helper_id: int, *, round: int, now: datetime) -> bool:
    """One conditional update: of all who want to help, one wins. False: it was not you.

    `round`: as it was shown; what was given back and asked again is claimed anew. What has moved
    or was cancelled a moment ago cannot be claimed as it was shown.
    """
    mine = (_t.id == request_id, _t.round == round, _unclaimed)
    in_time = or_(_t.starts_at.is_(None), _t.starts_at > now)
    a = appointments.c
    stands = exists().where(
        a.id == _t.appointment_id, a.version == _t.appointment_version, ~a.cancelled
    )
    there = or_(_t.appointment_id.is_(None), stands)
    won = update(help_requests).where(*mine, in_time, there)
    values = {
        "claimed_by": helper_id,
        "claimed_at": now,
        "agreed_version": _t.appointment_version,
    }
    return changed(db, won.values(values))


def agree(db: Db, request_id: int, helper_id: int, *, version: int) -> bool:
    """It moved, and the helper comes all the same."""
    mine = (_t.id == request_id, _t.claimed_by == helper_id, _t.appointment_version == version)
    agreed = update(help_requests).where(*mine, _unfinished)
    return changed(db, agreed.values(agreed_version=version, escalated_at=None))


def give_back(db: Db, request_id: int, helper_id: int, *, now: datetime) -> bool:
    """It is asked again, of everybody. False if it was not this person's to give back."""
    mine = (_t.id == request_id, _t.claimed_by == helper_id, _unfinished)
    return changed(db, update(help_requests).where(*mine).values(_anew(now)))


def let_go_of_the_erased(db: Db, now: datetime) -> Sequence[int]:
    """Claimed once, and by nobody any more: the person was erased. Asked again; which."""
    lost = and_(_unclaimed, _t.claimed_at.is_not(None))
    found = [row.id for row in db.execute(select(_t.id).where(lost))]
    if found:
        db.execute(update(help_requests).where(_t.id.in_(found), lost).values(_anew(now)))
    return found


def withdraw(db: Db, request_id: int, now: datetime) -> bool:
    """No help is needed any more."""
    mine = (_t.id == request_id, _unfinished)
    return changed(db, update(help_requests).where(*mine).values(withdrawn_at=now))


def finish(db: Db, request_id: int, helper_id: int, *, minutes: int, now: datetime) -> bool:
    mine = (_t.id == request_id, _t.claimed_by == helper_id, _unfinished)
    return changed(db, update(help_requests).where(*mine).values(done_at=now, minutes=minutes))


def escalated(db: Db, request_id: int, now: datetime) -> bool:
    """The coordinator is told. False if that was so already."""
    mine = (_t.id == request_id, _unfinished, _t.escalated_at.is_(None))
    return changed(db, update(help_requests).where(*mine).values(escalated_at=now))


# -- the appointment to which somebody comes along ------------------------------------


@dataclass(frozen=True)
class Moved:
    """An appointment is not as it was when help was asked for."""

    request_id: int
    version: int
    cancelled: bool
    day: date
    time: time
    starts: datetime


def moved(db: Db) -> Sequence[Moved]:
    a = appointments.c
    other = and_(a.id == _t.appointment_id, a.version != _t.appointment_version)
    found = select(_t.id, a.version, a.cancelled, a.day, a.time, a.starts_at).where(
        _unfinished, other
    )
    return [Moved(*row) for row in db.execute(found.order_by(_t.id))]


def follow(db: Db, moved: Moved, now: datetime) -> bool:
    """The request is about the appointment as it is now. Cancelled: no help is needed."""
    values: dict[str, Any] = {
        "appointment_version": moved.version,
        "day": moved.day,
        "time": moved.time,
        "starts_at": moved.starts,
        "open_since": now,
        "escalated_at": None,
    }
    if moved.cancelled:
        values["withdrawn_at"] = now
    mine = (_t.id == moved.request_id, _t.appointment_version != moved.version, _unfinished)
    return changed(db, update(help_requests).where(*mine).values(values))


# -- figures -------------------------------------------------------------------------


@dataclass(frozen=True)
class Hours:
    """What was done in one month, of one kind and language: nobody's name."""

    month: str  # 2026-09
    language: str
    kind: str
    requests: int
    minutes: int


def hours(db: Db) -> Sequence[Hours]:
    """What was done, by month, language and kind."""
    done = select(_t.done_at, _t.language, _t.kind, _t.minutes).where(_t.done_at.is_not(None))
    sums: dict[tuple[str, str, str], list[int]] = {}
    for row in db.execute(done):
        key = (f"{row.done_at:%Y-%m}", row.language, row.kind)
        sums.setdefault(key, []).append(row.minutes or 0)
    return [Hours(*key, len(each), sum(each)) for key, each in sorted(sums.items())]


def counted(db: Db, participant_id: int) -> int:
    mine = select(func.count()).where(_t.participant_id == participant_id)
    return int(db.execute(mine).scalar_one())


def _anew(now: datetime) -> Mapping[str, Any]:
    return {
        "claimed_by": None,
        "claimed_at": None,
        "agreed_version": 0,
        "round": _t.round + 1,
        "open_since": now,
        "escalated_at": None,
    }


def _all() -> Select[Any]:
    return select(help_requests)


def _read(db: Db, found: Select[Any]) -> Sequence[HelpRequest]:
    return [_request(row) for row in db.execute(found.order_by(_t.starts_at, _t.id))]


def _request(row: Row[Any]) -> HelpRequest:
    values = {
        each.name: getattr(row, _COLUMNS.get(each.name, each.name)) for each in fields(HelpRequest)
    }
    return HelpRequest(**{**values, "kind": Kind(row.kind)})
