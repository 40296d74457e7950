"""Each person decides when to be reminded."""

from __future__ import annotations

from datetime import date, time

from bot.core.words import _
from tests.conversations.steps import NEWS, enters

DAY = date(2026, 9, 14)


def switches(phone, words):
    phone.taps("✓ " + phone.in_own_language(words))


def said_on(world, phone, day, around):
    world.wakes(date(2026, 9, day), around)
    count = len(phone.texts)
    world.passes(minutes=15)
    return phone.texts[count:]


def test_only_the_evening_before(world, oksana):
    enters(oksana)
    oksana.says("/appointments")
    oksana.taps_words(_("When I remind you"))
    for stage in ("a week before", "three days before", "two hours before"):
        switches(oksana, _(stage))
    assert said_on(world, oksana, 7, time(10, 28)) == []
    assert said_on(world, oksana, 11, time(10, 28)) == []
    assert said_on(world, oksana, 13, time(17, 58)) == [NEWS]
    assert said_on(world, oksana, 14, time(8, 28)) == []


def test_a_stage_that_is_switched_on_again_is_not_too_late(world, oksana):
    enters(oksana)
    oksana.taps_data("remind.hours")
    assert said_on(world, oksana, 13, time(17, 58)) == [NEWS]
    oksana.taps_data("remind.hours")
    assert said_on(world, oksana, 14, time(8, 28)) == [NEWS]


def test_who_wants_none_gets_none_and_is_told_so(world, oksana):
    enters(oksana)
    for stage in ("week", "days", "day", "hours"):
        oksana.taps_data(f"remind.{stage}")
    oksana.reads_words(_("Now I do not remind you of any appointment."))
    count = len(oksana.texts)
    world.reaches(DAY, time(10))
    assert len(oksana.texts) == count


def test_where_papers_take_time_it_is_said_three_days_before(world, oksana):
    enters(oksana)
    assert said_on(world, oksana, 11, time(10, 28)) == [NEWS]
