"""What a message shows while the phone lies on the table, and what comes only on a tap."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.core.rules.people import LANGUAGES, Level, Role
from storage import deliveries, people
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    agrees,
    enters,
    invitation,
)

PLACE = "Example Street 1, second floor"
EVENING_BEFORE = date(2026, 9, 13), time(18)


def wishes(level: Level, *phones) -> None:
    for phone in phones:
        person = phone.person
        with phone.world.lotse.database.transaction() as db:
            people.be_discreet(db, person.id, level)


def new_appointment(phone, place: str = PLACE) -> None:
    """Jonas enters one for Oksana."""
    enters(phone, whose="Oksana", place=place)


def test_whoever_arrives_sees_what_each_level_looks_like(world, otto):
    otto.says(f"/start {invitation(world, Role.PARTICIPANT, name='Otto')}")
    otto.taps("English")
    otto.reads(
        "How much may a message show?",
        f"Only: there is news\n{NEWS}",
        "With the time\nPlease remember: Wednesday, 02.09.2026 at 14:30.",
        "With time and place\nPlease remember: Wednesday, 02.09.2026 at 14:30.\nWhere: ",
        "No message ever names an office, your residence status or a file number by itself.",
    )
    assert otto.person.level is Level.NEWS  # as long as nothing else is wished for
    otto.taps("With time and place")
    otto.reads("Messages show the time and the place.")
    assert otto.person.level is Level.DETAILS


@pytest.mark.parametrize("level", Level)
def test_it_can_be_changed_at_any_time(oksana, katrin, level):
    labels = {
        Level.NEWS: "Only: there is news",
        Level.TIME: "With the time",
        Level.DETAILS: "With time and place",
    }
    for phone in (oksana, katrin):
        phone.says("/privacy")
        phone.taps("What messages show")
        phone.taps(labels[level])
        assert phone.person.level is level


def test_three_levels_of_the_same_appointment(oksana, jonas):
    shown = {}
    for level in Level:
        wishes(level, oksana)
        new_appointment(jonas)
        shown[level] = oksana.last.text
    assert shown == {
        Level.NEWS: NEWS,
        Level.TIME: "New appointment: Monday, 14.09.2026 at 10:30.",
        Level.DETAILS: "New appointment: Monday, 14.09.2026 at 10:30."
        f"\nWhere: {PLACE}\nTap to see what to bring.",
    }


@pytest.mark.parametrize("level", Level)
def test_reminders_keep_to_it(world, oksana, level):
    wishes(level, oksana)
    enters(oksana)
    world.reaches(*EVENING_BEFORE)
    assert ("14.09.2026" in oksana.last.text) is (level is not Level.NEWS)
    assert "Jobcenter" not in oksana.last.text


@pytest.mark.parametrize(
    "place",
    [
        *("Jobcenter, Zimmer 4", "im jobcenter leipzig", "JC Leipzig", "Auslaenderbehoerde"),
        *(
            "BAMF Chemnitz",
            "مركز العمل، الطابق ٢",
            "إدارة شؤون الأجانب",
            "Відомство у справах іноземців",
        ),
        *("Bürgeramt", "Sozialamt 2. OG", "ቤት ጽሕፈት ስራሕ", "Migrationsberatung der Caritas"),
        *("Anhörung zum Asyl", "wegen Duldung", "Ausländeramt"),
    ],
)
def test_a_place_that_names_an_office_is_seen_on_a_tap_only(oksana, jonas, place):
    wishes(Level.DETAILS, oksana)
    new_appointment(jonas, place)
    shown = "New appointment: Monday, 14.09.2026 at 10:30.\nTap to see what to bring."
    assert oksana.last.text == shown
    assert place in oksana.opens()


@pytest.mark.parametrize(
    "place",
    ["Example Street 1", "04109 Leipzig, Haus B", "شارع المثال ١٢، الطابق الثاني", "вул. Лісова 5"],
)
def test_a_place_that_is_only_a_place_is_shown(oksana, jonas, place):
    wishes(Level.DETAILS, oksana)
    new_appointment(jonas, place)
    assert place in oksana.last.text


def test_a_mentor_reads_no_name_unless_details_are_wished_for(oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    for level, named in ((Level.TIME, False), (Level.DETAILS, True)):
        wishes(level, jonas)
        enters(oksana)
        assert ("Oksana" in jonas.last.text) is named
        assert "14.09.2026" in jonas.last.text


def test_details_that_are_too_long_for_a_pop_up_delete_themselves(world, oksana, jonas):
    new_appointment(jonas, "Example Street 1, " + "behind the old oak " * 9)
    oksana.opens()
    oksana.reads("Jobcenter", "behind the old oak")
    assert oksana.last.protected
    world.passes(minutes=14)
    oksana.reads("Jobcenter")
    world.passes(minutes=10)
    assert oksana.texts == [NEWS]
    oksana.opens()
    oksana.reads("Jobcenter")  # as often as one likes


def test_whoever_goes_on_from_there_keeps_what_comes_next(world, oksana, jonas):
    new_appointment(jonas, "Example Street 1, " + "behind the old oak " * 9)
    oksana.opens()
    oksana.taps("Appointments")
    oksana.reads("These appointments are coming:")
    world.passes(minutes=30)
    oksana.reads("These appointments are coming:")


def test_a_button_on_what_is_gone_still_answers(world, oksana, jonas):
    new_appointment(jonas, "Example Street 1, " + "behind the old oak " * 9)
    oksana.opens()
    gone = oksana.last
    world.passes(minutes=30)
    oksana.taps_data("go.appointments", gone)
    oksana.reads("These appointments are coming:")


def test_news_is_for_whom_it_was_sent(world, katrin, oksana, jonas, mara):
    """The button names a delivery: forged, it shows nobody else's."""
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("Take from the mentor")
    show = jonas.last.data[0][0]
    assert "is no longer with you" in jonas.opens()
    for phone in (oksana, mara):
        phone.taps_data(show)
        assert phone.popup == OLD_BUTTON
    for forged in ("see.0", "see.-1", "see.x", "see.99999999999999999999", "see", "see.1.1"):
        jonas.taps_data(forged)
        assert jonas.popup == OLD_BUTTON


def test_news_that_is_no_longer_true_is_not_shown(katrin, oksana, mara):
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("Give a mentor")
    katrin.taps("Mara")
    show = mara.last.data[0][0]
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("Take from the mentor")
    mara.taps_data(show)
    assert mara.popup == OLD_BUTTON


def test_what_waits_for_the_morning_cannot_be_seen_before(world, katrin, oksana, jonas):
    world.passes(hours=11)
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps("Take from the mentor")
    assert jonas.texts == []
    with world.lotse.database.transaction() as db:
        ids = [n for n in range(99) if deliveries.told(db, n, world.cast["Jonas"].id)]
    assert ids == []


def test_nothing_personal_can_be_copied_or_passed_on(world, katrin, oksana, jonas):
    new_appointment(jonas)
    oksana.opens()
    for command in ("/menu", "/appointments", "/consent", "/privacy", "/events", "/help"):
        oksana.says(command)
    assert all(bubble.protected for bubble in (*oksana.screen.bubbles, *jonas.screen.bubbles))


def test_what_concerns_everybody_can_be_passed_on(oksana, katrin):
    oksana.says("My money did not arrive")
    assert not oksana.last.protected
    katrin.says("/people")
    katrin.taps("Invite somebody")
    katrin.taps("Mentor")
    katrin.says("Otto")
    katrin.taps("Skip")
    katrin.reads("Please give this link to Otto")
    assert not katrin.last.protected


def test_nothing_personal_takes_the_place_of_what_can_be_copied(oksana):
    """An edit keeps the protection a message was sent with: so it is a new one."""
    oksana.says("My money did not arrive")
    open_to_all = oksana.last
    oksana.taps_data("go.appointments", open_to_all)
    assert oksana.last.protected
    assert oksana.last.id != open_to_all.id
    assert not open_to_all.protected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choice_fits_in_every_language(world, oksana, language):
    oksana.says("/language")
    oksana.taps(LANGUAGES[language])
    oksana.taps_data("levels")
    assert len(oksana.labels()) == len(Level) + 1


def test_a_silent_message_at_night_is_silent(world, oksana, jonas):
    """A change before an early appointment may leave at night, and rings at nobody."""
    wishes(Level.TIME, oksana)
    enters(jonas, whose="Oksana")
    assert not oksana.last.silent
    world.wakes(date(2026, 9, 14), time(7, 30))
    seen = len(oksana.texts)
    jonas.says("/appointments")
    jonas.taps("14.09. 10:30 · Oksana · Jobcenter")
    jonas.taps("It is cancelled")
    jonas.taps("Yes, it is cancelled")
    world.passes(minutes=timedelta(minutes=10) / timedelta(minutes=1))
    new = oksana.screen.bubbles[seen:]
    assert all(bubble.silent for bubble in new if "cancelled" in bubble.text)
