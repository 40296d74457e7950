"""Queues what the next hours need: reminders, and the question afterwards.

A tick looks only at what may be due, found by an index. So it costs the same however many
appointments there were, and there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from bot.core.rules import appointments as rules
from bot.core.rules import deadlines as deadline_rules
from bot.core.rules.appointments import Appointment, Stage, asked_at, wished_stages
from bot.core.rules.deadlines import Deadline
from bot.turns import Chore, House, Scene
from handlers.appointments.after import AFTER
from handlers.appointments.deadline_reminder import DEADLINE_REMINDER
from handlers.appointments.presence import PRESENCE
from handlers.appointments.reminder import REMINDER
from handlers.appointments.stages import usual_at
from storage import helping, people, planning
from storage.database import Db
from storage.planning import Planned

AHEAD = timedelta(hours=2)  # how far the tick looks; the rest is asked again by then
MOST = 250  # in one tick: a turn that comes meanwhile waits for its end
VERSION = "1"  # of the rules in `bot.core.rules.appointments`; another one plans all anew


def plan(db: Db, now: datetime, house: House) -> None:
    """What is queued already stays as it is. After an update, and after a clock that was ahead
    for a while, everything is planned anew."""
    known = planning.is_known(db, now, rules_of(house))
    if not known:
        planning.again(db, now)
    found = planning.appointments_to_plan(db, now + AHEAD, MOST)
    planning.appointments_planned(
        db, [(each.appointment.id, _plan_one(db, now, house, each)) for each in found]
    )
    ends = planning.deadlines_to_plan(db, now + AHEAD, MOST)
    planning.deadlines_planned(
        db, [(each.id, _plan_deadline(db, now, house, each)) for each in ends]
    )
    if found or ends or not known:
        planning.note(db, now, rules_of(house))


def rules_of(house: House) -> str:
    """Another release may remind of the same appointment at other times."""
    return _fingerprint(tuple((o.id, o.reminder_lead_days) for o in house.facts.offices.values()))


@lru_cache(4)
def _fingerprint(offices: Sequence[tuple[str, tuple[int, ...]]]) -> str:
    return sha256(repr((VERSION, offices)).encode()).hexdigest()[:16]


def _plan_one(db: Db, now: datetime, house: House, each: Planned) -> datetime | None:
    """When to look at it again."""
    appointment = each.appointment
    if appointment.cancelled:
        return None
    stages = wished_stages(usual_at(house, appointment.office), each.wish)
    later = [
        at
        for reminder in rules.reminders(appointment, stages)
        if reminder.useless_after > now
        and (at := _queue(db, now, house, appointment, reminder.stage, reminder))
    ]
    return min([*later, *_afterwards(db, now, house, appointment)], default=None)


def _queue(
    db: Db, now: datetime, house: House, appointment: Appointment, stage: Stage, due: rules.Reminder
) -> datetime | None:
    """Queued; or when it will have to be."""
    if due.due_at > now + AHEAD:
        return due.due_at
    REMINDER.tell(
        _scene(db, now, house, appointment),
        appointment.participant_id,
        appointment.id,
        f"{appointment.version}.{stage}",
        due_at=due.due_at,
        useless_after=due.useless_after,
    )
    return None


def _afterwards(
    db: Db, now: datetime, house: House, appointment: Appointment
) -> Sequence[datetime]:
    """How it was: the participant is asked, and whoever came along."""
    at, ends = asked_at(appointment), appointment.starts + rules.NO_LONGER_ASKED
    if ends <= now:
        return []
    if at > now + AHEAD:
        return [at]
    scene = _scene(db, now, house, appointment)
    about, detail = appointment.id, str(appointment.version)
    whose = appointment.participant_id
    AFTER.tell(scene, whose, about, detail, due_at=at, useless_after=ends)
    asked = helping.companion(db, appointment.id)
    if asked and asked.claimed_by is not None:
        PRESENCE.tell(scene, asked.claimed_by, about, detail, due_at=at, useless_after=ends)
    return []


def _scene(db: Db, now: datetime, house: House, about: Appointment | Deadline) -> Scene:
    """It is night where the appointment is."""
    there = house if house.zone == about.zone else replace(house, zone=about.zone)
    return Scene(people.get(db, about.participant_id), now, db, there)


def _plan_deadline(db: Db, now: datetime, house: House, deadline: Deadline) -> datetime | None:
    if deadline.done:
        return None
    later = []
    for each in deadline_rules.reminders(deadline, house.holidays):
        if each.useless_after <= now:
            continue
        if each.due_at > now + AHEAD:
            later.append(each.due_at)
            continue
        DEADLINE_REMINDER.tell(
            _scene(db, now, house, deadline),
            deadline.participant_id,
            deadline.id,
            f"{deadline.version}.{each.days}",
            due_at=each.due_at,
            useless_after=each.useless_after,
        )
    return min(later, default=None)


PLAN = Chore("plan reminders", timedelta(minutes=1), plan)
