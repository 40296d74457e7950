"""Places as they are kept: what is shown, who is told, and who was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from bot.core.clock import HOME
from bot.core.rules.services import Provider
from storage import appointments, cards, directory, people, place_lines, place_pings, providers
from storage.database import Database
from storage.tables import place_lines as lines
from storage.tables import places
from tests.cast import arrive
from tests.chat import NOON
from tests.placed import CHECKED, a_place


def test_a_place_comes_back_as_it_was_kept(database: Database) -> None:
    with database.transaction() as db:
        kept = a_place(db, NOON, deputy="D", contact="C", mail_contact="m@example.org", lat=51.3)
    with database.transaction() as db:
        assert directory.get(db, kept.id) == kept
        assert directory.with_code(db, "advice") == kept
    assert (kept.checked_by, kept.checked_on) == ("Kim Beispiel", CHECKED)
    assert kept.shown_to_all()


def test_only_what_is_checked_and_visible_is_served(database: Database) -> None:
    with database.transaction() as db:
        a_place(db, NOON, code="unchecked", checked=None)
        a_place(db, NOON, code="hidden", visible=False)
        assert directory.serving(db, ["mbe"]) == []
        assert directory.kinds_shown(db) == frozenset()
        shown = a_place(db, NOON, kinds=("jmd", "mbe"))
        assert directory.serving(db, ["mbe"]) == [shown]
        assert directory.serving(db, ["jmd", "psz"]) == [shown]
        assert directory.serving(db, ["mb", "m%", "_be"]) == []
        assert directory.serving(db, []) == []


@pytest.mark.parametrize(
    ("town", "first"),
    [
        ("Leipzig", "Leipzig"),
        ("KÖLN", "Köln"),
        ("04552", "Borna"),
        ("Nowhere", "Borna"),
        ("", "Borna"),
    ],
)
def test_the_nearest_town_first(database: Database, town: str, first: str) -> None:
    known = {"Leipzig": "04103", "Köln": "50667", "Borna": "04552"}
    with database.transaction() as db:
        for name, postcode in known.items():
            a_place(db, NOON, code=name, town=name, postcode=postcode, name=name)
        assert directory.serving(db, ["mbe"], town)[0].town == first


def test_the_version_rises_only_for_what_concerns_those_who_were_shown_it(
    database: Database,
) -> None:
    with database.transaction() as db:
        place = a_place(db, NOON)
        for nothing in ({"deputy": "New"}, {"email": "x@example.org"}, {"contact": "C"}):
            assert directory.save(db, replace(place, **nothing), by=None, now=NOON).version == 1
        changed = directory.save(db, replace(place, phone="112", street="S"), by=None, now=NOON)
        assert changed.version == 2
        assert directory.changes_since(db, place.id, 1) == ["street", "phone"]
        assert directory.hide(db, place.id, by=None, now=NOON).version == 3
        new = a_place(db, NOON, code="new", checked=None)
        assert directory.save(db, replace(new, phone="1"), by=None, now=NOON).version == 1


def test_those_are_told_who_were_shown_it_in_the_last_ninety_days(database: Database) -> None:
    with database.transaction() as db:
        cast = arrive(db, NOON)
        place = a_place(db, NOON)
        directory.shown(db, place, cast["Amina"], NOON - timedelta(days=91))
        directory.shown(db, place, cast["Oksana"], NOON - timedelta(days=100))
        directory.shown(db, place, cast["Oksana"], NOON - timedelta(days=89))
        assert directory.shown_to(db, place.id, NOON) == []
        directory.save(db, replace(place, phone="112"), by=None, now=NOON)
        assert directory.shown_to(db, place.id, NOON) == [cast["Oksana"].id]
        now_known = directory.get(db, place.id)
        assert now_known
        directory.shown(db, now_known, cast["Oksana"], NOON)
        assert directory.shown_to(db, place.id, NOON) == []


def test_whoever_has_an_appointment_there_is_told_too(database: Database) -> None:
    with database.transaction() as db:
        cast = arrive(db, NOON)
        place = a_place(db, NOON)
        for name, day, cancelled in (("Amina", 9, False), ("Oksana", 9, True), ("Samir", 1, False)):
            at = appointments.add(
                db,
                participant_id=cast[name].id,
                entered_by=cast[name].id,
                office="jobcenter",
                day=date(2026, 9, day),
                time=time(9),
                zone=HOME,
                place=None,
                contact=None,
                note=None,
                now=NOON,
            )
            cards.put(db, at, cards.Where(place_id=place.id))
            if cancelled:
                appointments.cancel(db, at, by=cast[name].id, now=NOON)
        directory.save(db, replace(place, phone="112"), by=None, now=NOON)
        assert directory.shown_to(db, place.id, NOON) == [cast["Amina"].id]


def test_whoever_checked_is_named_as_long_as_they_are_here(database: Database) -> None:
    with database.transaction() as db:
        katrin = arrive(db, NOON)["Katrin"]
        place = a_place(db, NOON)
        directory.check(db, place.id, on=CHECKED, by=katrin.id, now=NOON)
        known = directory.get(db, place.id)
        assert known
        assert known.checked_by == "Katrin"
        people.rename(db, katrin.id, "Katrin M.")
        assert directory.everything(db)[0].checked_by == "Katrin M."


def test_names_and_direct_lines_lie_encrypted(database: Database) -> None:
    with database.transaction() as db:
        place = a_place(db, NOON, deputy="Quittenbaum", contact="Quittenbaum")
        place_lines.add(db, place.id, whose="Quittenbaum", phone="+49 341 9999999")
        assert place_lines.of(db, place.id)[0].whose == "Quittenbaum"
        columns = (places.c.deputy, places.c.contact, lines.c.whose, lines.c.phone)
        for column in columns:
            raw = db.connection.cursor()
            raw.execute(str(select(column.label("x")).compile(dialect=db.dialect)))
            assert b"Quittenbaum" not in bytes(raw.fetchone()[0])


def test_who_is_asked_and_when(database: Database) -> None:
    day = timedelta(days=1)
    with database.transaction() as db:
        samir = arrive(db, NOON)["Samir"]
        place = a_place(db, NOON, checked=date(2026, 6, 4))  # 89 days before
        a_place(db, NOON, code="hidden", visible=False, checked=date(2026, 1, 1))
        assert place_pings.due(db, NOON) == []
        assert place_pings.due(db, NOON + day) == [place.id]
        asked = place_pings.ask(db, place.id, samir.id, NOON + day)
        assert place_pings.due(db, NOON + 90 * day) == []
        assert place_pings.due(db, NOON + 91 * day) == [place.id]
        assert place_pings.open_ones(db, NOON + 14 * day) == []
        assert [p.id for p in place_pings.open_ones(db, NOON + 15 * day)] == [asked]
        assert not place_pings.answer(db, asked, fine=True, by=samir.id + 1, now=NOON)
        assert place_pings.answer(db, asked, fine=True, by=samir.id, now=NOON)
        assert not place_pings.answer(db, asked, fine=False, by=samir.id, now=NOON)
        assert place_pings.open_ones(db, NOON + 15 * day) == []


def test_providers_enter_once_unverified_and_unseen(database: Database) -> None:
    given = [
        Provider(
            "a", "A", ("mbe",), "Kirchplatz, 15711 Königs Wusterhausen", "", "", "LDS", "2015"
        ),
        Provider("b", "B", (), "", "", "www.example.org", "Mainz", "2012"),
    ]
    with database.transaction() as db:
        assert providers.enter(db, given, NOON) == 2
        first = directory.with_code(db, "a")
        assert first
        assert (first.street, first.postcode, first.town) == (
            "Kirchplatz",
            "15711",
            "Königs Wusterhausen",
        )
        assert not any(place.shown_to_all() or place.phone for place in directory.everything(db))
        directory.save(db, replace(first, name="Better"), by=None, now=NOON)
        assert providers.enter(db, given, NOON) == 0
        kept = directory.with_code(db, "a")
        assert kept
        assert kept.name == "Better"
