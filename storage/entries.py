"""Answers of the network itself: written once, reviewed per language, shown to all.

Whatever changes what is found changes the mark `entries_version`, by which the search knows that
its index is old.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.core.rules.entries import OwnEntry, State, Wording
from bot.core.rules.translation import Written
from storage import marks
from storage.database import Db, changed, insert_new, new_id
from storage.tables import entries, entry_texts, entry_versions

VERSION = "entries_version"
_e, _t = entries.c, entry_texts.c


def add(
    db: Db,
    *,
    topic: str,
    urgent: bool,
    language: str,
    question: str,
    answer: str,
    valid_until: date | None,
    by: int,
    now: datetime,
    today: date,
) -> int:
    """Whoever writes it answers for it: in its own language it is reviewed."""
    entry_id = new_id(
        db,
        entries,
        topic=topic,
        urgent=urgent,
        language=language,
        checked_on=today,
        valid_until=valid_until,
        made_by=by,
        made_at=now,
        version=1,
    )
    _keep(db, entry_id, language, question, answer, by=by, reviewed_on=today)
    _keep_version(db, entry_id, 1, language, question, answer, by=by, now=now)
    _count(db)
    return entry_id


def get(db: Db, entry_id: int) -> OwnEntry | None:
    return next(iter(_found(db, _e.id == entry_id)), None)


def standing(db: Db, today: date) -> Sequence[OwnEntry]:
    """What is shown: neither closed nor over. The newest first."""
    return [each for each in _found(db, _e.closed_at.is_(None)) if each.stands(today)]


def everything(db: Db, limit: int = 80) -> Sequence[OwnEntry]:
    return _found(db, _e.closed_at.is_(None))[:limit]


def change(
    db: Db, entry: OwnEntry, *, question: str, answer: str, by: int, now: datetime, today: date
) -> bool:
    """The original anew. All other languages say the old thing, so somebody must read them again.

    False if somebody else changed it first.
    """
    mine = (_e.id == entry.id, _e.version == entry.version)
    values = {"version": entry.version + 1, "checked_on": today}
    if not changed(db, update(entries).where(*mine).values(values)):
        return False
    others = update(entry_texts).where(_t.entry_id == entry.id, _t.language != entry.language)
    db.execute(others.values(state=State.DRAFT.value, reviewed_by=None, reviewed_on=None))
    _keep(db, entry.id, entry.language, question, answer, by=by, reviewed_on=today)
    _keep_version(db, entry.id, entry.version + 1, entry.language, question, answer, by=by, now=now)
    _count(db)
    return True


def write(
    db: Db,
    entry: OwnEntry,
    *,
    language: str,
    question: str,
    answer: str,
    by: int,
    now: datetime,
) -> None:
    """The same in another language, as a draft: shown to nobody before it is reviewed."""
    assert language != entry.language
    _keep(db, entry.id, language, question, answer, by=by, reviewed_on=None)
    version = entry.version + 1
    db.execute(update(entries).where(_e.id == entry.id).values(version=version))
    _keep_version(db, entry.id, version, language, question, answer, by=by, now=now)
    _count(db)


def review(db: Db, entry: OwnEntry, language: str, *, by: int, today: date) -> bool:
    """Somebody has read exactly this version. False if it is another one by now."""
    unchanged = select(_e.id).where(_e.id == entry.id, _e.version == entry.version)
    mine = (_t.language == language, _t.entry_id.in_(unchanged))
    values = {"state": State.REVIEWED.value, "reviewed_by": by, "reviewed_on": today}
    done = changed(db, update(entry_texts).where(*mine).values(values))
    _count(db)
    return done


def check(db: Db, entry_id: int, *, valid_until: date | None, today: date) -> None:
    """It is still right."""
    values = {"checked_on": today, "valid_until": valid_until}
    db.execute(update(entries).where(_e.id == entry_id).values(values))
    _count(db)


def close(db: Db, entry_id: int, now: datetime) -> None:
    db.execute(update(entries).where(_e.id == entry_id).values(closed_at=now))
    _count(db)


def version(db: Db) -> str:
    """Changes with whatever is found."""
    return marks.read(db, VERSION) or ""


def _count(db: Db) -> None:
    marks.write(db, VERSION, str(int(version(db) or 0) + 1))


def _keep(
    db: Db,
    entry_id: int,
    language: str,
    question: str,
    answer: str,
    *,
    by: int,
    reviewed_on: date | None,
) -> None:
    values = {
        "question": question,
        "answer": answer,
        "state": (State.REVIEWED if reviewed_on else State.DRAFT).value,
        "written_by": by,
        "reviewed_by": by if reviewed_on else None,
        "reviewed_on": reviewed_on,
    }
    mine = (_t.entry_id == entry_id, _t.language == language)
    if not changed(db, update(entry_texts).where(*mine).values(values)):
        insert_new(db, entry_texts, [{"entry_id": entry_id, "language": language, **values}])


def _keep_version(
    db: Db,
    entry_id: int,
    version: int,
    language: str,
    question: str,
    answer: str,
    *,
    by: int,
    now: datetime,
) -> None:
    row = {
        "entry_id": entry_id,
        "version": version,
        "language": language,
        "question": question,
        "answer": answer,
        "changed_by": by,
        "changed_at": now,
    }
    insert_new(db, entry_versions, [row])


def _found(db: Db, condition: Any) -> list[OwnEntry]:
    rows = db.execute(select(entries).where(condition).order_by(_e.id.desc())).all()
    texts: dict[int, dict[str, Wording]] = defaultdict(dict)
    ids = [row.id for row in rows]
    for row in db.execute(select(entry_texts).where(_t.entry_id.in_(ids))) if ids else ():
        texts[row.entry_id][row.language] = _wording(row)
    return [_entry(row, texts[row.id]) for row in rows]


def _wording(row: Row[Any]) -> Wording:
    state = State(row.state)
    question, answer = Written(row.question), Written(row.answer)
    return Wording(row.language, question, answer, state, row.written_by, row.reviewed_on)


def _entry(row: Row[Any], wordings: dict[str, Wording]) -> OwnEntry:
    return OwnEntry(
        row.id,
        row.topic,
        row.urgent,
        row.language,
        row.checked_on,
        row.valid_until,
        row.version,
        row.closed_at is not None,
        wordings,
    )
