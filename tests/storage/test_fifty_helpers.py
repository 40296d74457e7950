"""Fifty helpers tap "I can do that" at the same moment, in the whole bot, on both databases."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.core.clock import HOME
from bot.core.rules.people import Role
from bot.core.words import Words
from bot.turns import Said, Turn
from handlers.helping.accompanying import AskAlong
from handlers.helping.claiming import claim
from handlers.helping.telling import taken_words
from storage import appointments, deliveries, helping, people, pledges
from storage.tables import audit
from storage.tables import deliveries as outbox
from tests.chat import NOON, World
from tests.storage.conftest import at_once

FIFTY = 50


def helpers_of(world: World, db) -> list[int]:
    found = []
    for number in range(FIFTY):
        person = people.add(
            db,
            name=f"Helper {number}",
            role=Role.MENTOR,
            language="en",
            now=NOON,
            chat_id=5000 + number,
            arrived=True,
        )
        pledges.record(db, person.id, text="My promise", language="en", now=NOON)
        found.append(person.id)
    return found


def asked(world: World, db) -> int:
    oksana = people.get(db, world.cast["Oksana"].id)
    appointment = appointments.add(
        db,
        participant_id=oksana.id,
        entered_by=oksana.id,
        office="jobcenter",
        day=date(2026, 9, 14),
        time=time(10, 30),
        zone=HOME,
        place=None,
        contact=None,
        note=None,
        now=NOON,
    )
    turn = Turn(oksana, NOON, db, world.lotse.house, said=Said())
    AskAlong(turn, {"appointment": appointment.id, "helper": "any"}).submit(turn)
    request = helping.companion(db, appointment.id)
    assert request
    return request.id


def test_one_wins_one_is_told_and_forty_nine_see_that_it_is_taken(
    url: str, engine: str, tmp_path: Path
) -> None:
    world = World(tmp_path / "data", url=url)
    database = world.lotse.database
    with database.transaction() as db:
        helpers = helpers_of(world, db)
        request = asked(world, db)
    wanted = select(func.count()).where(outbox.c.kind == "help_wanted")
    with database.transaction() as db:
        asked_of = db.execute(wanted).scalar_one()
        assert asked_of == FIFTY + 3  # and Jonas, Mara, Samir

    def taps(number: int) -> Words | None:
        with database.transaction() as db:
            person = people.get(db, helpers[number])
            turn = Turn(person, NOON, db, world.lotse.house, said=Said(press="claim"))
            return claim(turn, str(request), "1").words

    said = at_once(FIFTY, taps)
    assert Counter(words == taken_words() for words in said) == {False: 1, True: FIFTY - 1}

    told = select(outbox.c.person_id).where(outbox.c.kind == "help_news")
    promised = select(func.count()).where(audit.c.act == "promised to help")
    with database.transaction() as db:
        assert db.execute(promised).scalar_one() == 1
        assert db.execute(told).scalars().all() == [world.cast["Oksana"].id]
        winner = helping.get(db, request).claimed_by
        assert said[helpers.index(winner)] != taken_words()
    silent(world, request)
    world.close()


def silent(world: World, request: int) -> None:
    """What still waits to be sent to the others says nothing any more."""
    later = NOON + timedelta(minutes=1)
    with world.lotse.database.transaction() as db:
        waiting = deliveries.claim(
            db, now=later, lease=timedelta(minutes=1), limit=200, ask_a_human=[]
        )
        composer = world.lotse.composer
        left = [each.kind for each in waiting if composer.compose(db, each, later)]
    assert left == ["help_news"]
