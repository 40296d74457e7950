"""Events, their texts, and who answered what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, select, update

from bot.core.clock import moment
from bot.core.rules.events import Event, Reach, Rsvp
from storage import deliveries
from storage.database import Db, changed, insert_new, new_id
from storage.deliveries import State
from storage.tables import deliveries as outbox
from storage.tables import event_answers, event_texts, events

INVITATION = "event_invitation"
THROUGH_MENTOR = "event_through_mentor"
_t, _a = events.c, event_answers.c


def add(
    db: Db,
    *,
    made_by: int,
    roles: Sequence[str],
    languages: Sequence[str],
    regions: Sequence[str],
    day: date,
    time: time,
    zone: ZoneInfo,
    texts: Mapping[str, str],
    now: datetime,
) -> Event:
    id = new_id(
        db,
        events,
        made_by=made_by,
        roles=",".join(roles),
        languages=",".join(languages),
        regions=",".join(regions),
        day=day,
        time=time,
        starts_at=moment(day, time, zone),
        sent_at=now,
    )
    rows = [{"event_id": id, "language": lang, "text": text} for lang, text in texts.items()]
    db.execute(event_texts.insert(), rows)
    found = get(db, id)
    assert found
    return found


def get(db: Db, event_id: int) -> Event | None:
    row = db.execute(select(events).where(_t.id == event_id)).one_or_none()
    return _event(db, row) if row else None


def meant(db: Db, event_id: int) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Roles, languages and regions that the coordinator chose."""
    row = db.execute(select(_t.roles, _t.languages, _t.regions).where(_t.id == event_id)).one()
    roles, languages, regions = (each.split(",") if each else [] for each in row)
    return roles, languages, regions


def add_text(db: Db, event_id: int, language: str, text: str) -> None:
    """The same invitation in one more language, or in other words."""
    d = event_texts.c
    same = (d.event_id == event_id, d.language == language)
    if not changed(db, update(event_texts).where(*same).values(text=text)):
        insert_new(db, event_texts, [{"event_id": event_id, "language": language, "text": text}])


def is_sent(db: Db, event_id: int) -> bool:
    """Whether anybody was told, or is about to be."""
    told = (outbox.c.about == event_id, outbox.c.kind.in_([INVITATION, THROUGH_MENTOR]))
    return db.execute(select(outbox.c.id).where(*told).limit(1)).first() is not None


def everything(db: Db) -> Sequence[Event]:
    """The newest first."""
    rows = db.execute(select(events).order_by(_t.id.desc())).all()
    return [_event(db, row) for row in rows]


def invited_to(db: Db, person_id: int, after: datetime) -> Sequence[Event]:
    """What this person was invited to and is still to come, the next first."""
    d = outbox.c
    mine = select(d.about).where(
        d.kind == INVITATION, d.person_id == person_id, d.state == State.SENT
    )
    found = select(events).where(_t.id.in_(mine), _t.starts_at > after).order_by(_t.starts_at)
    return [_event(db, row) for row in db.execute(found).all()]


def answer(db: Db, event_id: int, person_id: int, answer: Rsvp, now: datetime) -> None:
    """The newest answer counts."""
    mine = (_a.event_id == event_id, _a.person_id == person_id)
    values = {"answer": answer, "answered_at": now}
    if not changed(db, update(event_answers).where(*mine).values(values)):
        insert_new(db, event_answers, [{"event_id": event_id, "person_id": person_id, **values}])


def who_answered(db: Db, event_id: int, answer: Rsvp) -> Sequence[int]:
    found = select(_a.person_id).where(_a.event_id == event_id, _a.answer == answer)
    return [row.person_id for row in db.execute(found.order_by(_a.answered_at))]


def reach(db: Db, event_id: int) -> Reach:
    """How the invitation went, counted from the deliveries and the answers."""
    stand = deliveries.outcomes(db, INVITATION, event_id)
    counted = select(_a.answer, func.count()).where(_a.event_id == event_id).group_by(_a.answer)
    said = {row[0]: row[1] for row in db.execute(counted)}
    return Reach(
        sent=stand.get(State.SENT, 0),
        waiting=stand.get(State.DUE, 0) + stand.get(State.SENDING, 0),
        failed=stand.get(State.FAILED, 0),
        blocked=deliveries.unreached(db, INVITATION, event_id),
        unsure=stand.get(State.UNSURE, 0),
        dropped=stand.get(State.DROPPED, 0),
        yes=said.get(Rsvp.YES, 0),
        no=said.get(Rsvp.NO, 0),
        maybe=said.get(Rsvp.MAYBE, 0),
    )


def _event(db: Db, row: Row[tuple[object, ...]]) -> Event:
    found = select(event_texts.c.language, event_texts.c.text).where(
        event_texts.c.event_id == row.id
    )
    texts = {text.language: text.text for text in db.execute(found)}
    return Event(row.id, row.made_by, row.day, row.time, row.starts_at, row.sent_at, texts)
