"""A deadline is an appointment without a place: entered, reminded of early, and never by name."""

from __future__ import annotations

from datetime import date, time

from bot.core.words import _
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    SURE,
    agrees,
    shows_time,
)

NEW, OBJECTION = _("New deadline"), _("Objection (Widerspruch)")
PERMIT = _("Residence permit")


def enters_deadline(phone, kind, day, whose=""):
    phone.says("/appointments")
    phone.taps_words(NEW)
    if whose:
        phone.taps(whose)
    phone.taps_words(kind)
    phone.says(day)
    phone.taps(SURE)
    phone.reads_words(_("Kept. I remind in time, and more than once."))


def reminds(day):
    return _("Please remember: a deadline of yours ends on {day}.", day=day)


def test_an_objection_is_reminded_of_at_once_and_the_last_days(world, oksana):
    shows_time(oksana)
    ends = date(2026, 9, 17)
    enters_deadline(oksana, OBJECTION, "17.09.2026")
    oksana.reads("advice centre today", "General information, no legal advice.")
    said = oksana.in_own_language(reminds(ends))
    count = len(oksana.texts)
    for day in (10, 14, 16):
        world.wakes(date(2026, 9, day), time(9, 58))
        assert oksana.texts[count:] == []
        world.reaches(date(2026, 9, day), time(10, 5))
        assert oksana.texts[count:] == [said]
        count = len(oksana.texts)
    oksana.taps("Show")
    oksana.reads("Thursday, 17.09.2026", "advice centre today")
    world.reaches(date(2026, 9, 18), time(12))
    assert oksana.texts.count(said) == 3


def test_a_permit_weeks_before_and_never_what_it_is_on_the_table(world, oksana, jonas):
    enters_deadline(jonas, PERMIT, "31.12.2026", whose="Oksana")
    jonas.reads("six to eight weeks earlier")
    assert oksana.last.text == NEWS
    shows_time(oksana)
    world.wakes(date(2026, 11, 5), time(10, 5))
    oksana.reads_words(reminds(date(2026, 12, 31)))
    for text in oksana.texts:
        assert "permit" not in text
    oksana.taps("Show")
    oksana.reads_words(_("Your residence permit or your paper ends on this day."))
    oksana.taps("It is done")
    count = len(oksana.texts)
    world.wakes(date(2026, 12, 30), time(10, 5))
    assert oksana.texts[count:] == []
    oksana.taps_data("deadlinedone.1.2")
    assert oksana.popup == OLD_BUTTON


def test_on_a_weekend_the_day_before_counts(world, oksana):
    enters_deadline(oksana, _("Something else"), "26.09.2026")
    oksana.reads_words(
        _(
            "This day is on a weekend. Do not wait for it: count on {day}.",
            day=date(2026, 9, 25),
        )
    )


def test_a_mentor_sees_with_consent_that_there_is_one_and_not_what(oksana, jonas):
    enters_deadline(oksana, PERMIT, "31.12.2026")
    jonas.says("/appointments")
    assert "31.12.2026" not in " ".join(jonas.labels())
    jonas.taps_data("deadline.1")
    assert jonas.popup == OLD_BUTTON
    agrees(oksana, SHARES_APPOINTMENTS)
    jonas.says("/appointments")
    line = _("{name}: deadline {day}", name="Oksana", day=date(2026, 12, 31))
    jonas.taps_words(line)
    jonas.reads_words(_("A deadline of this person ends."))
    assert "permit" not in jonas.last.text
    jonas.taps_data("deadlinedone.1.1")
    assert jonas.popup == OLD_BUTTON


def test_it_moves_and_the_old_day_is_silent(world, oksana, jonas):
    """Entered wrongly or granted longer: by the participant, or by the mentor who entered it."""
    enters_deadline(jonas, OBJECTION, "17.09.2026", whose="Oksana")
    shows_time(oksana)
    jonas.says("/appointments")
    jonas.taps_words(_("{name}: deadline {day}", name="Oksana", day=date(2026, 9, 17)))
    jonas.taps("It has moved")
    jonas.says("03.10.2026")  # a Saturday, and a public holiday
    jonas.taps(SURE)
    jonas.reads_words(_("Kept. I remind in time, and more than once."))
    oksana.reads_words(reminds(date(2026, 10, 3)))
    said = oksana.in_own_language(reminds(date(2026, 9, 17)))
    world.reaches(date(2026, 9, 18), time(12))
    assert said not in oksana.texts
    world.wakes(date(2026, 10, 1), time(10, 5))
    assert oksana.texts[-1] == oksana.in_own_language(reminds(date(2026, 10, 3)))
    oksana.taps("Show")
    oksana.taps("It has moved")
    oksana.says("26.10.2026")
    oksana.taps(SURE)
    oksana.taps_data("deadlinedone.1.2")
    assert oksana.popup == OLD_BUTTON


def test_on_a_public_holiday_the_day_before_counts(oksana):
    enters_deadline(oksana, _("Something else"), "25.12.2026")
    oksana.reads_words(
        _(
            "This day is a public holiday. Do not wait for it: count on {day}.",
            day=date(2026, 12, 24),
        )
    )
