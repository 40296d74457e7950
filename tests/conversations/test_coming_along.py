"""Who comes along? One asks, several could, one goes."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.core.rules.consent import Line, Purpose, Recipient
from bot.core.rules.people import Level
from bot.core.words import _
from storage import erasing, helping, people
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    SURE,
    agrees,
    cancels,
    enters,
    moves,
    opens,
    shows_time,
)

DAY = date(2026, 9, 14)
MINE = "14.09. 10:30 · Jobcenter"
SHARES_NAME = Line(Purpose.MENTORING, Recipient.MENTOR)
AT = {"day": DAY, "time": time(10, 30)}


def seeks(phone, line=MINE, who="Any mentor"):
    """From the menu to everybody who could come along."""
    phone.says("/requests")
    phone.taps_words(_("Somebody comes along"))
    phone.taps(line)
    phone.taps(who)


def erases(phone):
    phone.says("/mydata")
    phone.taps("Erase everything")
    phone.taps("Erase everything")
    phone.taps(SURE)


def request(world):
    with world.lotse.database.transaction() as db:
        return helping.companion(db, 1)


def says_yes(phone):
    """Opens the newest message, that there is news, and promises to help."""
    phone.opens()
    phone.taps_words(_("Show"))
    phone.taps_words(_("I can do that"))


def test_one_goes_and_everybody_else_sees_it_taken(world, oksana, jonas, mara, samir):
    shows_time(oksana, mara)
    enters(oksana, place="Room 4")
    seeks(oksana)
    oksana.reads("I have asked 3 people. There is no name in it.")
    for phone in (jonas, mara, samir):
        assert phone.texts == [NEWS]
        phone.opens()
        assert "Oksana" not in phone.last.text
        assert "Jobcenter" not in phone.last.text
        phone.taps_words(_("Show"))
        phone.reads("Monday, 14.09.2026, 10:30")
        for secret in ("Oksana", "Jobcenter", "Room 4"):
            assert secret not in phone.last.text
    mara.taps_words(_("I can do that"))
    mara.reads("Thank you. It is yours now. Nobody else is sent. I remind you in time.")
    mara.reads("For: Oksana", "I may not tell you more.")
    assert "Jobcenter" not in mara.last.text
    assert "Room 4" not in mara.last.text
    oksana.opens()
    oksana.reads("Mara helps you on Monday, 14.09.2026 at 10:30.")

    jonas.taps_words(_("I can do that"))
    jonas.reads_words(_("Somebody else helps already, or it is over. Thank you."))
    samir.says("/requests")
    samir.reads_words(_("Nobody waits for help at the moment."))
    oksana.taps_data("accompany.1")
    oksana.reads("Jobcenter", "Room 4", "Mara helps.")
    seeks(oksana)
    oksana.reads_words(_("This is asked for already. Nobody is sent twice."))
    assert request(world).claimed_by == mara.person.id

    remind = _("Please remember: {day} at {time}.", **AT)
    for day, before, after in (
        (date(2026, 9, 13), time(17, 50), time(18, 5)),
        (DAY, time(8, 20), time(8, 35)),
    ):
        world.wakes(day, before)
        count = len(mara.texts)
        world.reaches(day, after)
        assert mara.texts[count:] == [mara.in_own_language(remind)]


def test_whoever_has_read_the_request_sees_it_taken(world, oksana, jonas, mara, samir):
    reader = jonas.person.id
    with world.lotse.database.transaction() as db:
        people.be_discreet(db, reader, Level.DETAILS)
    enters(oksana)
    seeks(oksana)
    read, count = jonas.last.id, len(jonas.texts)
    assert jonas.last.text != NEWS
    samir.opens()
    says_yes(mara)
    taken = _("Somebody else helps already, or it is over. Thank you.")
    assert (jonas.last.id, len(jonas.texts)) == (read, count)  # in its place
    jonas.reads_words(taken)
    samir.taps_words(_("Show"))
    samir.reads_words(taken)
    opens(oksana, MINE)
    oksana.reads("Mara helps.")


def test_the_helper_learns_what_the_participant_agreed_to(oksana, mara):
    agrees(oksana, SHARES_NAME, SHARES_APPOINTMENTS)
    enters(oksana, place="Room 4")
    seeks(oksana)
    mara.opens()
    mara.taps_words(_("Show"))
    mara.reads("Jobcenter", "Leipzig")
    assert "Oksana" not in mara.last.text
    assert "Room 4" not in mara.last.text
    mara.taps_words(_("I can do that"))
    mara.reads("For: Oksana", "Jobcenter", "Room 4")
    oksana.says("/mydata")
    assert oksana.in_own_language(_("What was passed on")) in oksana.last.text


def test_who_does_not_speak_the_language_is_not_asked(world, amina, oksana, jonas, mara, samir):
    """Amina wants somebody who speaks Arabic: only Samir does, as Katrin entered."""
    enters(jonas, whose="Amina")
    amina.taps_data("accompany.1")
    amina.taps_data(amina.last.data[0][0])  # somebody with that language
    amina.reads_words(_("Nobody here can do this at the moment. I have told the coordinator."))
    amina.taps_data("nohelp.1")

    samir.says("/requests")
    samir.taps_words(_("My languages"))
    samir.taps_words(_("Change"))
    samir.taps("العربية")
    samir.taps("Done")
    amina.taps_data("accompany.1")
    amina.taps_data(amina.last.data[0][0])
    assert samir.texts[-1] == NEWS
    assert mara.texts == []
    says_yes(samir)
    samir.says("/appointments")
    assert "14.09. 10:30 · Coming along · العربية" in samir.labels()


def test_nobody_comes_and_the_coordinator_hears_of_it_in_time(world, oksana, mara, katrin):
    enters(oksana)
    seeks(oksana)
    world.reaches(date(2026, 9, 11), time(10))
    assert katrin.texts == []
    world.reaches(date(2026, 9, 11), time(10, 35))
    unclaimed = _("Nobody has taken a request for help so far. Please have a look.")
    assert katrin.texts == [katrin.in_own_language(unclaimed)]
    katrin.taps_words(_("Show"))
    katrin.reads("Oksana", "Jobcenter")

    says_yes(mara)
    mara.taps_words(_("I cannot after all"))
    world.passes(minutes=10)
    assert katrin.texts[-1] == katrin.in_own_language(unclaimed)
    oksana.opens()
    gone = _("Whoever wanted to help cannot after all. I have asked the others again.")
    assert oksana.in_own_language(gone) in (oksana.last.text, oksana.popup)
    assert request(world).claimed_by is None
    mara.says("/requests")
    assert "14.09. 10:30 · Coming along · any language" in mara.labels()


def test_it_moves_and_the_helper_says_yes_again(world, oksana, mara, katrin):
    shows_time(oksana, mara)
    enters(oksana)
    seeks(oksana)
    says_yes(mara)
    moves(oksana, MINE, "15.09.2026 9:00")
    world.passes(minutes=10)
    mara.opens()
    mara.reads("It has moved. Now: Tuesday, 15.09.2026 at 09:00. Can you still help?")
    mara.taps_words(_("Show"))
    assert not request(world).settled
    mara.taps_words(_("Yes, I still come"))
    assert request(world).settled
    assert oksana.opens().startswith("Mara helps you on Tuesday, 15.09.2026 at 09:00.")

    cancels(oksana, "15.09. 09:00 · Jobcenter")
    world.passes(minutes=10)
    mara.opens()
    over = "On Tuesday, 15.09.2026 at 09:00 your help is not needed any more. Thank you."
    assert over in (mara.last.text, mara.popup)
    count = mara.texts.count(NEWS)
    world.reaches(date(2026, 9, 15), time(10))
    assert mara.texts.count(NEWS) == count


@pytest.mark.unanswered
def test_whoever_does_not_say_yes_again_is_no_help(world, oksana, mara, katrin):
    enters(oksana)
    seeks(oksana)
    says_yes(mara)
    mara.reads("For: №")
    assert "Oksana" not in mara.last.text  # nothing was agreed to
    moves(oksana, MINE, "15.09.2026 9:00")
    world.reaches(date(2026, 9, 12), time(9, 30))
    unclaimed = _("Nobody has taken a request for help so far. Please have a look.")
    assert katrin.texts == [katrin.in_own_language(unclaimed)]
    count = mara.texts.count(NEWS)
    world.reaches(date(2026, 9, 15), time(10))
    assert mara.texts.count(NEWS) == count  # no reminder of what was not promised


def test_the_own_mentor_goes_and_nobody_else_is_sent(world, oksana, jonas, mara):
    enters(oksana)
    jonas.taps_data("accompany.1")
    assert jonas.popup == OLD_BUTTON  # no consent to appointments
    agrees(oksana, SHARES_APPOINTMENTS)
    seeks(oksana)
    jonas.taps_data("accompany.1")
    jonas.taps_words(_("I go with them"))
    assert request(world).claimed_by == jonas.person.id
    taken = _("Somebody else helps already, or it is over. Thank you.")
    assert mara.opens() == mara.in_own_language(taken)
    oksana.opens()
    jonas.taps_data("accompany.1")
    jonas.taps_words(_("I cannot after all"))
    assert request(world).claimed_by is None


def test_a_helper_who_is_erased_leaves_it_to_the_others(world, oksana, jonas, mara, katrin):
    enters(oksana)
    seeks(oksana)
    says_yes(mara)
    gone = mara.person.id
    with world.lotse.database.transaction() as db:
        erasing.erase(db, gone, erasing.Why.WISH, world.now)
    world.passes(minutes=10)
    assert request(world).claimed_by is None
    says_yes(jonas)
    assert request(world).claimed_by == jonas.person.id


def test_who_wanted_to_help_somebody_who_is_erased_does_not_set_out(world, oksana, mara):
    enters(oksana)
    seeks(oksana)
    says_yes(mara)
    erases(oksana)
    gone = _(
        "Somebody whom you wanted to help does not take part any more. Your help"
        " is not needed. Thank you."
    )
    assert mara.opens() == mara.in_own_language(gone)
    count = len(mara.texts)
    world.reaches(DAY, time(11))
    assert len(mara.texts) <= count
