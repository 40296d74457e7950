"""Concrete places: what is known of them, which are near, and who was shown which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from bot.core.rules import hours
from bot.core.rules.directory import Place, announced, nearness
from bot.core.rules.people import Person
from storage import visitors
from storage.database import Db, changed, insert_new, new_id
from storage.tables import people, place_seen, place_versions, places
from storage.vault import HOUSE, Sealed

REMEMBERED = timedelta(days=90)
"""How long it is known who was shown a place, so that they hear of a change."""
_t, _s, _v = places.c, place_seen.c, place_versions.c
_checker = select(people.c.id, people.c.name)


def get(db: Db, place_id: int) -> Place | None:
    row = db.execute(select(places).where(_t.id == place_id)).one_or_none()
    return _place(row, _names(db, [row])) if row else None


def with_code(db: Db, code: str) -> Place | None:
    row = db.execute(select(places).where(_t.code == code)).one_or_none()
    return _place(row, _names(db, [row])) if row else None


def serving(db: Db, kinds: Collection[str], town: str = "") -> Sequence[Place]:
    """What everybody may be shown of these kinds of service or office, the nearest town first.

    `town` is a name or a postcode. Only what is visible and was checked by somebody.
    """
    if not kinds:
        return []
    of_kind = or_(*[_t.kinds.contains(f",{kind},", autoescape=True) for kind in sorted(kinds)])
    found = _read(db, select(places).where(_t.visible, _t.checked_on.is_not(None), of_kind))
    return by_nearness(db, found, town)


def by_nearness(db: Db, found: Iterable[Place], town: str) -> Sequence[Place]:
    town = town.strip()
    prefixes = _postcodes(db, town)

    def near(place: Place) -> tuple[int, bool, str, int]:
        return nearness(place, town, prefixes), place.vacant, place.name.casefold(), place.id

    return sorted(found, key=near)


def _postcodes(db: Db, town: str) -> Sequence[str]:
    """Of a town, as far as places in it are known: other towns near it have similar ones."""
    if not town:
        return []
    if town.isascii() and town.isdecimal():
        return [town]
    # SQLite folds only ASCII: so every town is looked at, which are few.
    known = select(_t.town, _t.postcode).where(_t.postcode != "").distinct()
    return [row.postcode for row in db.execute(known) if row.town.casefold() == town.casefold()]


def towns(db: Db, kinds: Collection[str] = ()) -> Sequence[str]:
    """Where there are places that everybody may be shown; of these kinds, or of all."""
    shown = select(_t.town).where(_t.visible, _t.checked_on.is_not(None), _t.town != "")
    if kinds:
        each = [_t.kinds.contains(f",{kind},", autoescape=True) for kind in sorted(kinds)]
        shown = shown.where(or_(*each))
    return sorted({row.town for row in db.execute(shown)}, key=str.casefold)


def kinds_shown(db: Db) -> frozenset[str]:
    """The kinds of which there is a place that everybody may be shown."""
    rows = db.execute(select(_t.kinds).where(_t.visible, _t.checked_on.is_not(None)))
    return frozenset(kind for row in rows for kind in _list(row.kinds))


def everything(db: Db) -> Sequence[Place]:
    """For staff: also what is not shown; by town and name."""
    found = _read(db, select(places))
    return sorted(found, key=lambda p: (p.town.casefold(), p.name.casefold(), p.id))


def codes(db: Db) -> frozenset[str]:
    return frozenset(row.code for row in db.execute(select(_t.code)))


def save(db: Db, place: Place, *, by: int | None, now: datetime) -> Place:
    """A new one (its id is 0), or what is changed of one. As it is kept then.

    Its version rises if something has changed that those who were shown it have to know.
    """
    before = get(db, place.id) if place.id else None
    if before is None:
        id = new_id(db, places, **_columns(place), version=1, entered_at=now)
        _sign(db, id, by, now)
        return _got(db, id)
    what = announced(before, place)
    version = before.version + bool(what)
    db.execute(update(places).where(_t.id == place.id).values(**_columns(place), version=version))
    _sign(db, place.id, by, now)
    if what:
        row = {"place_id": place.id, "version": version, "what": ",".join(what)}
        insert_new(db, place_versions, [{**row, "changed_by": by, "changed_at": now}])
        _remember_visitors(db, before, now)
    return _got(db, place.id)


def enter(db: Db, found: Sequence[Place], now: datetime) -> int:
    """Many at once; those whose code is known stay as they are. How many are new."""
    rows = [{**_columns(place), "version": 1, "entered_at": now} for place in found]
    return insert_new(db, places, rows)


def check(
    db: Db, place_id: int, *, on: date, now: datetime, by: int | None = None, name: str = ""
) -> None:
    """Somebody stands for all that is written there: `by`, or by `name` who has no number here."""
    named = Sealed(HOUSE, name) if name and by is None else None
    values = {"checked_on": on, "checked_by": by, "checked_name": named}
    db.execute(update(places).where(_t.id == place_id).values(values))
    _sign(db, place_id, by, now)


def hide(db: Db, place_id: int, *, by: int | None, now: datetime) -> Place:
    """Nobody but staff is shown it any more."""
    return save(db, replace(_got(db, place_id), visible=False), by=by, now=now)


def reveal(db: Db, place_id: int, *, by: int | None, now: datetime) -> Place:
    return save(db, replace(_got(db, place_id), visible=True), by=by, now=now)


# -- who was shown what ------------------------------------------------------------


def shown(db: Db, place: Place, person: Person, now: datetime) -> None:
    """This person looked the place up, for a question or an appointment, so a change of it
    concerns them."""
    mine = (_s.person_id == person.id, _s.place_id == place.id)
    values = {"version": place.version, "seen_at": now}
    if not changed(db, update(place_seen).where(*mine).values(values)):
        insert_new(db, place_seen, [{"person_id": person.id, "place_id": place.id, **values}])


def _remember_visitors(db: Db, before: Place, now: datetime) -> None:
    """Whoever goes there knows the place as it was, whenever they saw it."""
    ids = visitors.of(db, before.id, now)
    this = (_s.place_id == before.id, _s.person_id.in_(ids))
    db.execute(update(place_seen).where(*this).values(seen_at=now))
    known = {"place_id": before.id, "version": before.version, "seen_at": now}
    insert_new(db, place_seen, [{"person_id": id, **known} for id in sorted(ids)])


def shown_to(db: Db, place_id: int, now: datetime) -> Sequence[int]:
    """Who knows the place as it was, from the last ninety days."""
    this = (_s.place_id == place_id, _s.seen_at > now - REMEMBERED)
    outdated = select(_s.person_id).join(places, _t.id == _s.place_id)
    found = outdated.where(*this, _s.version < _t.version).order_by(_s.person_id)
    return [row.person_id for row in db.execute(found)]


def known_version(db: Db, place_id: int, person_id: int) -> int | None:
    """Which version of a place this person was shown; None if none, or too long ago."""
    mine = select(_s.version).where(_s.place_id == place_id, _s.person_id == person_id)
    return db.execute(mine).scalar_one_or_none()


def changes_since(db: Db, place_id: int, version: int) -> Sequence[str]:
    """Which fields have changed after this version."""
    since = select(_v.what).where(_v.place_id == place_id, _v.version > version)
    rows = db.execute(since.order_by(_v.version))
    return list(dict.fromkeys(name for row in rows for name in row.what.split(",")))


# -- rows --------------------------------------------------------------------------


def _got(db: Db, place_id: int) -> Place:
    found = get(db, place_id)
    assert found
    return found


def _read(db: Db, which: Any) -> Sequence[Place]:
    rows = db.execute(which).all()
    names = _names(db, rows)
    return [_place(row, names) for row in rows]


def _names(db: Db, rows: Sequence[Row[Any]]) -> dict[int, str]:
    """Of those who checked, and are still here."""
    wanted = {row.checked_by for row in rows if row.checked_by is not None}
    if not wanted:
        return {}
    found = db.execute(_checker.where(people.c.id.in_(wanted), people.c.erased_at.is_(None)))
    return {row.id: row.name for row in found}


def _sign(db: Db, place_id: int, by: int | None, now: datetime) -> None:
    signed = {"changed_by": by, "changed_at": now}
    db.execute(update(places).where(_t.id == place_id).values(signed))


def _columns(place: Place) -> dict[str, Any]:
    sealed = {
        "deputy": place.deputy,
        "contact": place.contact,
        "mail_contact": place.mail_contact,
    }
    plain = (
        "code name street postcode town lat lon phone email website by_appointment vacant instead "
        "visible contact_person_id source"
    )
    return {
        **{name: getattr(place, name) for name in plain.split()},
        **{name: Sealed(HOUSE, text) if text else None for name, text in sealed.items()},
        "kinds": f",{','.join(place.kinds)},",
        "languages": ",".join(place.languages),
        "hours": place.hours.text,
    }


def _place(row: Row[Any], names: dict[int, str]) -> Place:
    same = (
        "id code name street postcode town lat lon phone email website by_appointment checked_on "
        "visible vacant instead version contact_person_id source pinged_at changed_by changed_at"
    )
    return Place(
        **{name: getattr(row, name) for name in same.split()},
        kinds=_list(row.kinds),
        languages=_list(row.languages),
        hours=hours.read(row.hours).hours,
        checked_by=names.get(row.checked_by, "") or row.checked_name or "",
        deputy=row.deputy or "",
        contact=row.contact or "",
        mail_contact=row.mail_contact or "",
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def count(db: Db) -> int:
    return db.execute(select(func.count()).select_from(places)).scalar_one()
