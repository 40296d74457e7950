"""The ledger of consents: appended to, never changed. Every way out asks `may_pass`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import Row, Select, bindparam, select

from bot.core.rules import consent as rules
from bot.core.rules.consent import (
    Act,
    Acted,
    Answer,
    Consent,
    Door,
    Line,
    Purpose,
    Recipient,
    Standing,
)
from bot.core.rules.people import Age, Decides
from storage import reviews, shares
from storage.database import Db, insert_new
from storage.tables import consents, declarations, people
from storage.vault import Sealed

_t = consents.c
_of_person = select(consents).where(_t.person_id == bindparam("person")).order_by(_t.id)
# Only the newest entry of a line decides (`bot.core.rules.consent.hold`).
_newest_of_line = (
    select(consents)
    .where(
        _t.person_id == bindparam("person"),
        _t.purpose == bindparam("purpose"),
        _t.recipient == bindparam("recipient"),
    )
    .order_by(_t.id.desc())
    .limit(1)
)
_facts = (people.c.age, people.c.decides, people.c.erased_at)
_who: Select[Any] = select(*_facts).where(people.c.id == bindparam("person"))
_with_people = select(consents, *_facts).join(people, people.c.id == _t.person_id).order_by(_t.id)
_of_line = _with_people.where(
    _t.purpose == bindparam("purpose"), _t.recipient == bindparam("recipient")
)
_of_line_among = _of_line.where(_t.person_id.in_(bindparam("among", expanding=True)))


def record(
    db: Db,
    person_id: int,
    answers: Sequence[tuple[Line, Answer]],
    *,
    version: str,
    text_hash: str,
    language: str,
    update_id: int | None,
    now: datetime,
    act: Act = Act(),  # noqa: B008 - frozen: the person's own tap
    ends_on: date | None = None,
) -> None:
    """Append these answers; where one is no yes, what hung on an earlier yes ends with it.

    `ends_on`: the last day on which a yes among them stands.
    """
    how = {
        "version": version,
        "text_hash": text_hash,
        "language": language,
        "update_id": update_id,
        "at": now,
        "ends_on": ends_on,
        **_kept(act, person_id),
    }
    rows = [
        {
            "person_id": person_id,
            "purpose": line.purpose,
            "recipient": line.recipient,
            "answer": answer,
            **how,
        }
        for line, answer in answers
    ]
    if rows:
        db.execute(consents.insert(), rows)
    if over := [line for line, answer in answers if answer is not Answer.YES]:
        shares.close(db, person_id, over, now)


def _kept(act: Act, person_id: int) -> dict[str, object]:
    def sealed(words: str) -> Sealed | None:
        return Sealed(person_id, words) if words else None

    return {
        "message_id": act.message_id,
        "acted": act.acted,
        "guardian": sealed(act.guardian),
        "mediator_id": act.mediator_id,
        "mediator": sealed(act.mediator),
        "entered_by": act.entered_by,
        "paper": sealed(act.paper),
        "paper_day": act.paper_day,
        "tries": act.tries,
        "heard": act.heard,
    }


def keep_text(
    db: Db, *, text_hash: str, version: str, language: str, text: str, now: datetime
) -> None:
    """The exact text that was shown: what a hash in the ledger stands for."""
    row = {
        "text_hash": text_hash,
        "version": version,
        "language": language,
        "text": text,
        "shown_since": now,
    }
    insert_new(db, declarations, [row])


def text_of(db: Db, text_hash: str) -> str | None:
    """The text that this hash stands for."""
    found = select(declarations.c.text).where(declarations.c.text_hash == text_hash)
    return db.execute(found).scalar_one_or_none()


def of(db: Db, person_id: int) -> Sequence[Consent]:
    """All a person ever answered, in the order of giving."""
    return [_consent(row) for row in db.execute(_of_person, {"person": person_id})]


def may_pass(
    db: Db, person_id: int, door: Door, purpose: Purpose, recipient: Recipient, now: datetime
) -> bool:
    """Whether this person's data may leave through this door. Asked at the moment of sending."""
    who = db.execute(_who, {"person": person_id}).one_or_none()
    if who is None:
        return False
    line = {"person": person_id, "purpose": purpose, "recipient": recipient}
    newest = [_consent(row) for row in db.execute(_newest_of_line, line)]
    return rules.may_pass(_standing(who, newest, _House.now(db)), door, purpose, recipient, now)


def standing(db: Db, person_id: int) -> Standing:
    """What decides for this person. Of somebody who does not exist: as if erased."""
    who = db.execute(_who, {"person": person_id}).one_or_none()
    if who is None:
        return Standing(erased=True)
    return _standing(who, of(db, person_id), _House.now(db))


def who_may(
    db: Db, door: Door, purpose: Purpose, recipient: Recipient, now: datetime
) -> Collection[int]:
    """The ids of everybody of whom `may_pass` says so: for many at once."""
    found = _standings(db, _of_line, {"purpose": purpose, "recipient": recipient})
    return {id for id, each in found.items() if rules.may_pass(each, door, purpose, recipient, now)}


def who_may_among(
    db: Db,
    among: Collection[int],
    door: Door,
    purpose: Purpose,
    recipient: Recipient,
    now: datetime,
) -> Collection[int]:
    """Those of these people's ids of whom `may_pass` says so."""
    line = {"purpose": purpose, "recipient": recipient}
    found = _standings(db, _of_line_among, {**line, "among": list(among)})
    return {id for id, each in found.items() if rules.may_pass(each, door, purpose, recipient, now)}


def everybody(db: Db) -> Mapping[int, Standing]:
    """The standing of everybody who ever answered."""
    return _standings(db, _with_people, {})


def _standings(db: Db, which: Select[Any], values: Mapping[str, object]) -> Mapping[int, Standing]:
    ledgers: dict[int, list[Consent]] = defaultdict(list)
    whose: dict[int, Row[Any]] = {}
    for row in db.execute(which, values):
        ledgers[row.person_id].append(_consent(row))
        whose[row.person_id] = row
    if not ledgers:
        return {}
    house = _House.now(db)
    return {id: _standing(whose[id], ledger, house) for id, ledger in ledgers.items()}


@dataclass(frozen=True)
class _House:
    """What counts for everybody."""

    version: str
    paper_needed: frozenset[Recipient]
    consent_age: int

    @classmethod
    def now(cls, db: Db) -> Self:
        return cls(reviews.current(db), reviews.paper_needed(db), reviews.consent_age(db))


def _standing(who: Row[Any], ledger: Sequence[Consent], house: _House) -> Standing:
    return Standing(
        ledger,
        house.version,
        Age(who.age),
        Decides(who.decides),
        house.paper_needed,
        house.consent_age,
        erased=who.erased_at is not None,
    )


def _consent(row: Row[Any]) -> Consent:
    return Consent(
        line=Line(Purpose(row.purpose), Recipient(row.recipient)),
        answer=Answer(row.answer),
        version=row.version,
        text_hash=row.text_hash,
        language=row.language,
        at=row.at,
        act=Act(
            acted=Acted(row.acted),
            guardian=row.guardian or "",
            mediator_id=row.mediator_id,
            mediator=row.mediator or "",
            entered_by=row.entered_by,
            paper=row.paper or "",
            paper_day=row.paper_day,
            message_id=row.message_id,
            tries=row.tries,
            heard=row.heard,
        ),
        ends_on=row.ends_on,
        id=row.id,
        update_id=row.update_id,
    )
