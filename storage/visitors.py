"""Who goes to a place, or goes along: a change of it concerns them, whenever they saw it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select

from bot.core.rules.consent import Door, Line, Purpose, Recipient
from bot.core.rules.helping import Kind
from bot.core.rules.people import Role
from storage import consents
from storage.database import Db
from storage.tables import appointment_places, appointments, help_requests, people

_a, _w, _h, _p = appointments.c, appointment_places.c, help_requests.c, people.c
# Whose yes lets somebody who comes along know where it is.
ALONG = {
    Role.MENTOR: Line(Purpose.APPOINTMENTS, Recipient.MENTOR),
    Role.MEDIATOR: Line(Purpose.LANGUAGE, Recipient.MEDIATOR),
}


def of(db: Db, place_id: int, now: datetime) -> frozenset[int]:
    """Of appointments there that are still to come: the participants, the mentors who may see
    them, and those who have promised to come along and may know where it is."""
    there = (_w.place_id == place_id, _a.cancelled.is_(False), _a.starts_at > now)
    found = (
        select(_a.participant_id, _a.entered_by, _p.mentor_id)
        .join(appointment_places, _w.appointment_id == _a.id)
        .join(people, _p.id == _a.participant_id)
        .where(*there)
    )
    rows = db.execute(found).all()
    mentors = {
        row.mentor_id
        for row in rows
        if row.mentor_id is not None
        and (row.entered_by == row.mentor_id or _sees(db, row.participant_id, now))
    }
    return frozenset({row.participant_id for row in rows} | mentors | _along(db, there, now))


def _sees(db: Db, participant_id: int, now: datetime) -> bool:
    line = Purpose.APPOINTMENTS, Recipient.MENTOR
    return consents.may_pass(db, participant_id, Door.MENTOR, *line, now)


def _along(db: Db, there: tuple[object, ...], now: datetime) -> set[int]:
    stands = and_(_h.kind == Kind.ACCOMPANY, _h.withdrawn_at.is_(None), _h.done_at.is_(None))
    found = (
        select(_h.claimed_by, _h.participant_id, _p.role)
        .join(appointments, _a.id == _h.appointment_id)
        .join(appointment_places, _w.appointment_id == _a.id)
        .join(people, _p.id == _h.claimed_by)
        .where(*there, stands)  # type: ignore[arg-type]
    )
    told = set()
    for row in db.execute(found):
        line = ALONG.get(Role(row.role))
        if line and consents.may_pass(
            db, row.participant_id, Door.SHARE, line.purpose, line.recipient, now
        ):
            told.add(row.claimed_by)
    return told
