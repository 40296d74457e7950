from __future__ import annotations

from bot.core.rules.people import Role
from storage import contacts, people
from tests.ready_made import NOON, named


def test_a_mentor_of_many_turns_the_pages(world, jonas):
    mentor = world.cast["Jonas"]
    with world.lotse.database.transaction() as db:
        for number in range(100, 230):
            added = people.add(
                db,
                name=f"Participant {number}",
                role=Role.PARTICIPANT,
                language="en",
                now=NOON,
                mentor_id=mentor.id,
                arrived=True,
            )
            named(db, added)

    jonas.says("/log")
    assert len(jonas.labels()) <= 100
    jonas.taps("More")
    jonas.taps("More")
    jonas.taps("Earlier")
    jonas.taps("Participant 140")
    jonas.taps("Not reached")
    jonas.taps("Today")
    jonas.taps("Skip")

    jonas.reads("The contact with Participant 140")
    with world.lotse.database.transaction() as db:
        [contact] = contacts.everything(db)
        assert people.get(db, contact.participant_id).name == "Participant 140"
