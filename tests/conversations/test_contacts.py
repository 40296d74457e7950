from __future__ import annotations

from datetime import date

from storage import contacts


def noted(world):
    with world.lotse.database.transaction() as db:
        return [(c.kind, c.day, c.minutes, c.outcome, c.note) for c in contacts.everything(db)]


def test_a_mentor_logs_a_meeting(world, jonas):
    jonas.says("/log")
    jonas.sees("Whom did you meet?", "Amina", "Oksana", "Home")
    jonas.taps("Amina")
    jonas.reads("What was it about?")
    jonas.taps("Personal meeting")
    jonas.reads("When was that?")
    jonas.taps("Yesterday")
    jonas.taps("30 minutes")
    jonas.taps("done")
    jonas.says("Wants to learn to swim")
    jonas.sees(
        "Thank you. The contact with Amina on Monday, 31.08.2026 is noted.", "Log another", "Home"
    )
    assert noted(world) == [("meeting", date(2026, 8, 31), 30, "done", "Wants to learn to swim")]


def test_not_reached_is_a_valid_entry(world, jonas):
    jonas.says("/log")
    jonas.taps("Oksana")
    jonas.taps("Not reached")
    jonas.taps("Today")
    jonas.taps("Skip")
    assert noted(world) == [("not-reached", date(2026, 9, 1), None, "", None)]
