"""Four taps to whoever helps; and the residence status, which nobody keeps."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.core.rules.finder import Status
from bot.core.words import Words, _, entry
from bot.machine.dispatch import closed_words
from handlers.finder.finder import AGES, LEVELS, PAPERS, RESULT_STAYS
from storage.tables import metadata, place_seen
from tests.chat import Phone, World
from tests.placed import a_place

AGE, LEVEL = list(AGES.values()), list(LEVELS.values())


def looks_for(phone: Phone, topic: str, age: Words, german: Words, place: str = "Leipzig") -> None:
    phone.says("/finder")
    phone.taps_words(entry("topics", topic))
    phone.taps_words(age)
    phone.taps_words(german)
    phone.taps(place)


def named(phone: Phone, table: str, *ids: str) -> list[str]:
    return [phone.in_own_language(entry(table, id)) for id in ids]


def test_four_taps_lead_to_an_office_a_counselling_service_and_a_person(oksana: Phone) -> None:
    looks_for(oksana, "recognition", AGE[1], LEVEL[3])
    offices = named(oksana, "offices", "anerkennungsstelle")
    services = named(oksana, "services", "anerkennungsberatung", "jmd")
    oksana.reads(*offices, *services)
    assert set(services) < set(oksana.labels())
    assert "service.mbe" not in str(oksana.last.data)
    oksana.taps(services[0])
    oksana.reads(services[0])


def stands(world: World, code: str, **facts: object) -> None:
    """A place that somebody has entered and checked."""
    with world.lotse.database.transaction() as db:
        a_place(
            db,
            world.now,
            code=code,
            name=f"House {code}",
            kinds=("anerkennungsberatung",),
            **facts,
        )


def test_places_that_were_checked_are_offered_the_nearest_first(
    world: World, oksana: Phone
) -> None:
    stands(world, "far", visible=True, town="Borna", postcode="04552")
    stands(world, "near", visible=True, town="Leipzig", postcode="04109")
    stands(world, "hidden", visible=False, town="Leipzig", postcode="04109")
    looks_for(oksana, "recognition", AGE[2], LEVEL[3])
    assert [label for label in oksana.labels() if "House" in label] == ["House near", "House far"]
    looks_for(oksana, "recognition", AGE[2], LEVEL[3], "Borna")
    assert [label for label in oksana.labels() if "House" in label] == ["House far", "House near"]
    oksana.reads("House far\nAddress: Example Street 1, 04552 Borna\nPhone: +49 341 1234567")
    oksana.taps("House far")
    oksana.reads("House far", "Borna")


def test_where_nobody_has_checked_a_place_it_says_so_and_how_one_is_found(oksana: Phone) -> None:
    looks_for(oksana, "recognition", AGE[2], LEVEL[3])
    oksana.reads_words(
        _("No place for this has been checked yet. Please ask a person."),
        entry("services", "mbe", "how_to_find"),
    )
    assert oksana.in_own_language(_("Ask a person")) in oksana.labels()


def shown_places(world: World) -> int:
    with world.lotse.database.transaction() as db:
        return len(db.execute(select(place_seen)).all())


def test_whose_address_it_says_is_known_only_where_the_status_decided_nothing(
    world: World, oksana: Phone
) -> None:
    with world.lotse.database.transaction() as db:
        a_place(db, world.now, kinds=("sozialamt", "wohnungsamt"))
    looks_for(oksana, "benefits", AGE[2], LEVEL[2])
    oksana.taps("Duldung")
    oksana.reads("Example Street 1")
    assert shown_places(world) == 0
    looks_for(oksana, "housing", AGE[2], LEVEL[2])
    oksana.reads("Example Street 1")
    assert shown_places(world) == 1


def test_where_the_status_decides_nothing_it_is_not_asked(world: World, amina: Phone) -> None:
    looks_for(amina, "housing", AGE[2], LEVEL[0])
    amina.reads_words(entry("offices", "wohnungsamt"))
    assert not any("paper" in data for row in amina.last.data for data in row)
    assert '"about"' not in everything_kept(world)


def test_whoever_would_rather_not_say_reads_both_ways(amina: Phone) -> None:
    looks_for(amina, "benefits", AGE[2], LEVEL[2])
    amina.taps_words(PAPERS[Status.UNSAID])
    amina.reads(*named(amina, "offices", "sozialamt", "jobcenter"))
    amina.reads_words(_("With an Aufenthaltsgestattung or Duldung:"))
    assert "go.finder" in str(amina.last.data)


def test_a_result_that_rests_on_the_status_deletes_itself(world: World, amina: Phone) -> None:
    looks_for(amina, "benefits", AGE[2], LEVEL[2])
    amina.taps("Duldung")
    (sozialamt,), (jobcenter,) = (
        named(amina, "offices", "sozialamt"),
        named(amina, "offices", "jobcenter"),
    )
    amina.reads(sozialamt)
    assert jobcenter not in amina.last.text
    assert "Duldung" not in amina.last.text
    shown = amina.last
    world.passes(hours=RESULT_STAYS.total_seconds() / 3600 + 1)
    assert shown not in amina.screen.bubbles


def test_a_place_is_typed_and_kept_nowhere(world: World, oksana: Phone) -> None:
    oksana.says("/finder")
    oksana.taps_words(entry("topics", "daily"))
    oksana.taps_words(AGE[2])
    oksana.taps_words(LEVEL[4])
    oksana.says("Zwickau")
    oksana.reads_words(entry("offices", "buergeramt"), entry("services", "sprachmittlung"))
    assert oksana.person.region == "Leipzig"
    assert "Zwickau" not in everything_kept(world)


def test_a_stranger_and_a_mentor_may_ask_too(otto: Phone, jonas: Phone) -> None:
    otto.says("/start")
    otto.taps("English")
    otto.says("/finder")
    otto.taps_words(entry("topics", "legal"))
    otto.taps_words(AGE[0])
    otto.taps_words(LEVEL[1])
    otto.taps_words(_("Another place"))
    otto.reads_words(entry("services", "rechtsberatung"), entry("services", "jmd"))
    looks_for(jonas, "mentoring", AGE[2], LEVEL[3])
    jonas.reads_words(entry("services", "projektkoordination"))


def everything_kept(world: World) -> str:
    """All rows of all tables, opened with the keys; the message that was sent is on its way out."""
    with world.lotse.database.transaction() as db:
        return repr(
            [
                (table.name, [tuple(map(str, row)) for row in db.execute(select(table))])
                for table in metadata.sorted_tables
            ]
        )


def files_of(world: World) -> bytes:
    folder: Path = world.settings.data_dir
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_status_is_nowhere_once_it_is_answered(
    world: World, amina: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in a row, however it is sealed, nor in a byte of the files, nor in a log."""
    caplog.set_level(logging.DEBUG)
    looks_for(amina, "work", AGE[2], LEVEL[2])
    asked, asking = amina.last, everything_kept(world)
    assert '"about": "work"' in asking  # the other answers are found while the form is open
    amina.taps("Duldung")
    amina.reads_words(entry("offices", "auslaenderbehoerde"))
    kept = everything_kept(world)
    assert "Amina" in kept
    assert '"about": "work"' not in kept
    for trace in (Status.TOLERATED.value, "Duldung"):
        assert trace in str(asked.data) + str(asked.labels)
        assert trace not in asking
        assert trace not in kept
        assert trace.encode() not in files_of(world)
        assert trace not in caplog.text
    amina.taps_data(next(d for row in asked.data for d in row if "tolerated" in d), asked)
    assert amina.popup == amina.in_own_language(closed_words())  # nothing of it can be done again
