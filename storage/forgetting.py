"""Forgets what the register says has been kept long enough: by night, a little at a time.

Every period of every table that does not say "as long as the house runs" has a rule here, and a
test that walks the register checks that each rule really deletes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, Table, and_, bindparam, delete, func, or_, select, update

from storage import audit, erasing, marks, overdue, overdue_help, overdue_proof, overwriting
from storage.database import Db
from storage.measured import At, Whenever
from storage.overdue import Condition
from storage.register.kinds import Kept
from storage.register.periods import TERM_OF, Periods, Term
from storage.tables import metadata, people

A_LITTLE = 400  # rows in one transaction: a turn that comes meanwhile waits for its end
AT_NIGHT = time(2)  # on the clock on the wall; after a night that it slept through, at once
LAST_NIGHT = "forgotten_until"  # the mark of the last night after which nothing was left


@dataclass(frozen=True)
class Rule:
    """When rows of a table go, or (`empties`) what in them is emptied."""

    table: Table
    kept: Kept
    over: Callable[[At], Condition]
    empties: Sequence[str] = ()
    also: Mapping[str, Any] = field(default_factory=dict)  # what an emptied row says from then on
    goes: Callable[[Db, At, int], int] | None = None  # where deleting rows is not enough
    some: str = ""  # which of the rows, where another rule is for the others
    measured: Term | None = None  # where the period of the register does not say it

    @property
    def term(self) -> Term | None:
        """None: it ends with an event, whenever that is."""
        return self.measured or TERM_OF.get(self.kept)

    @property
    def name(self) -> str:
        """What goes: a table, some of it, or the columns of it that are emptied."""
        return ".".join(filter(None, [self.table.name, self.some, "+".join(self.empties)]))

    def which(self, at: At) -> Condition:
        if not self.empties:
            return self.over(at)
        full = or_(*[self.table.c[name].is_not(None) for name in self.empties])
        return and_(self.over(at), full)

    @cached_property
    def free(self) -> Select[Any]:
        """At most so many rows that nothing points to any more. To build it takes far longer
        than to ask it."""
        keys, which = list(self.table.primary_key), self.which(Whenever())
        alone = which if self.empties else and_(which, overdue.unreferenced(self.table))
        return select(*keys).where(alone).order_by(*keys).limit(bindparam("most"))

    def empty(self) -> Mapping[str, Any]:
        return {**dict.fromkeys(self.empties), **self.also}


@dataclass(frozen=True)
class Forgetting:
    """What goes, by which period, and how much of it."""

    what: str
    kept: Kept
    before: datetime | None  # what ended before this moment; None: measured by something else
    days: int | None  # how long it was kept; None: to the end of a year, or something else
    rows: int


def _audit(db: Db, at: At, most: int) -> int:
    return audit.forget(db, before=at.before(Term.AUDIT), most=most)


def _guests(db: Db, at: At, most: int) -> int:
    """As if they had asked for it: whoever restores a backup forgets them again."""
    found = select(people.c.id).where(overdue.guest(at)).order_by(people.c.id).limit(most)
    silent = [row.id for row in db.execute(found)]
    return sum(erasing.erase(db, id, erasing.Why.FORGOTTEN, at.now) for id in silent)


t = metadata.tables
RULES: Sequence[Rule] = (
    Rule(t["updates"], Kept.TURN, overdue.raw_update, ("raw",)),
    Rule(t["updates"], Kept.UPDATE, overdue.update),
    Rule(
        t["dialogues"],
        Kept.DIALOGUE,
        overdue.half_filled,
        ("form", "answers"),
        {"version": t["dialogues"].c.version + 1},
    ),
    Rule(t["deliveries"], Kept.SAID, overdue.delivered_words, ("body",)),
    Rule(t["deliveries"], Kept.OUTBOX, overdue.delivery),
    Rule(t["code_attempts"], Kept.ATTEMPT, overdue.attempt),
    Rule(t["links"], Kept.ATTEMPT, overdue.link),
    Rule(t["invitations"], Kept.INVITATION, overdue.invitation),
    Rule(t["questions"], Kept.MENTORSHIP, overdue.question),
    Rule(t["term_proposals"], Kept.MENTORSHIP, overdue.term_proposal),
    Rule(t["translations"], Kept.MENTORSHIP, overdue.translation),
    Rule(t["messages"], Kept.MENTORSHIP, overdue.message),
    Rule(t["answers_received"], Kept.RECEIVED, overdue.answer_received),
    Rule(t["answer_counts"], Kept.AUDIT, overdue.answer_count),
    Rule(t["requests"], Kept.MENTORSHIP, overdue.request),
    Rule(t["contacts"], Kept.MENTORSHIP, overdue.contact),
    Rule(t["help_messages"], Kept.MENTORSHIP, overdue_help.help_message),
    Rule(t["help_requests"], Kept.MENTORSHIP, overdue_help.help_request),
    Rule(t["appointment_outcomes"], Kept.MENTORSHIP, overdue.outcome),
    Rule(t["presences"], Kept.MENTORSHIP, overdue.presence),
    Rule(t["appointment_places"], Kept.MENTORSHIP, overdue.appointment_place),
    Rule(t["checklist"], Kept.MENTORSHIP, overdue.checked_paper),
    Rule(t["letters"], Kept.DIALOGUE, overdue.letter),
    Rule(t["deadlines"], Kept.MENTORSHIP, overdue.deadline),
    Rule(t["appointment_versions"], Kept.MENTORSHIP, overdue.appointment_version),
    Rule(t["appointments"], Kept.MENTORSHIP, overdue.appointment),
    Rule(t["event_answers"], Kept.EVENT, overdue.event_answer),
    Rule(t["event_texts"], Kept.EVENT, overdue.event_text),
    Rule(t["events"], Kept.EVENT, overdue.event),
    Rule(t["place_versions"], Kept.AUDIT, overdue.place_version),
    Rule(t["place_pings"], Kept.PLACE, overdue.place_ping),
    Rule(t["place_seen"], Kept.PLACE, overdue.seen_place),
    Rule(t["consents"], Kept.PROOF, overdue_proof.consent),
    Rule(t["transfers"], Kept.PROOF, overdue_proof.transfer),
    Rule(t["reviews"], Kept.REFERRED, overdue_proof.review),
    Rule(t["declarations"], Kept.REFERRED, overdue_proof.declaration),
    Rule(t["erasures"], Kept.PROOF, overdue_proof.erasure),
    Rule(t["audit"], Kept.AUDIT, overdue.audited, goes=_audit),
    Rule(
        t["people"],
        Kept.MEMBERSHIP,
        overdue.guest,
        goes=_guests,
        some="guests",
        measured=Term.GUEST,
    ),
    Rule(t["chats"], Kept.MEMBERSHIP, overdue.chat),
    Rule(t["dialogues"], Kept.MEMBERSHIP, overdue.dialogue),
    Rule(t["person_languages"], Kept.MEMBERSHIP, overdue_help.person_language),
    Rule(t["card_subscriptions"], Kept.MEMBERSHIP, overdue.card_subscription),
    Rule(t["helper_days"], Kept.MEMBERSHIP, overdue_help.helper_day),
    Rule(t["reminder_choices"], Kept.MEMBERSHIP, overdue.reminder_choice),
    Rule(t["data_keys"], Kept.MEMBERSHIP, overdue.data_key),
    Rule(t["people"], Kept.MEMBERSHIP, overdue.tombstone, some="erased"),
)


def due(db: Db, now: datetime, periods: Periods) -> Sequence[Forgetting]:
    """What would go now, all of it. Changes nothing."""
    at = At(now, periods)
    counted = [(rule, _count(db, rule.table, rule.which(at))) for rule in RULES]
    return [_forgetting(rule, at, rows) for rule, rows in counted if rows]


def forget(db: Db, now: datetime, periods: Periods, most: int = A_LITTLE) -> Sequence[Forgetting]:
    """Forget at most so many rows. Nothing in the answer: nothing is left to forget."""
    at, gone = At(now, periods), []
    for rule in RULES:
        rows = _forget(db, rule, at, most)
        most -= rows
        if rows:
            gone.append(_forgetting(rule, at, rows))
            audit.note(db, now, actor=None, act="forgot", about=f"{rows} {rule.name}")
        if not most:
            break
    return gone


def tonight(db: Db, now: datetime, zone: ZoneInfo, periods: Periods) -> None:
    """Called now and then: does a little, until nothing is left to forget in this night."""
    here = now.astimezone(zone)
    night = here.date() if here.time() >= AT_NIGHT else here.date() - timedelta(days=1)
    if (marks.read(db, LAST_NIGHT) or "") >= night.isoformat():
        return
    gone = forget(db, now, periods)
    if sum(each.rows for each in gone) < A_LITTLE:
        marks.write(db, LAST_NIGHT, night.isoformat())
        if gone:
            leave_no_trace(db, now)


def leave_no_trace(db: Db, now: datetime) -> None:
    """Once this is committed: what lies in freed pages is written over."""
    overwriting.ask_for(db, now)


def _forget(db: Db, rule: Rule, at: At, most: int) -> int:
    """A row that others still point to waits until they are gone, too."""
    if rule.goes:
        return rule.goes(db, at, most)
    found = db.execute(rule.free, {**at.values, "most": most}).all()
    if not found:
        return 0
    table, keys = rule.table, list(rule.table.primary_key)
    this = and_(*[key == bindparam(f"this_{key.name}") for key in keys])
    rows = [{f"this_{key.name}": row[n] for n, key in enumerate(keys)} for row in found]
    if rule.empties:
        db.execute(update(table).where(this).values(rule.empty()), rows)
    else:
        db.execute(delete(table).where(this), rows)
    return len(found)


def _count(db: Db, table: Table, which: Condition) -> int:
    return db.execute(select(func.count()).select_from(table).where(which)).scalar_one()


def _forgetting(rule: Rule, at: At, rows: int) -> Forgetting:
    if rule.term is None:
        return Forgetting(rule.name, rule.kept, None, None, rows)
    before, days = at.before(rule.term), at.periods.days(rule.term)
    return Forgetting(rule.name, rule.kept, before, days, rows)
