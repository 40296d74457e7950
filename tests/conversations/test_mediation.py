"""Help with a form, and language mediation: asked, claimed, answered, counted."""

from __future__ import annotations

from datetime import date, time

from bot.core.rules.consent import Answer, Line, Purpose, Recipient
from bot.core.rules.people import LANGUAGES
from bot.core.rules.translation import Why
from bot.core.words import _, _n
from bot.turns.interpreted import WHY
from storage import helping, offers, people
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    agrees,
    invitation,
)

MEDIATED = Line(Purpose.LANGUAGE, Recipient.MEDIATOR)
MENTORED = Line(Purpose.MENTORING, Recipient.MENTOR)
ASKED_ONE = (
    "I have asked one person. There is no name in it.",
    "I have asked {n} people. There is no name in it.",
)
LETTER = "Der Bescheid kommt am Montag."


def speaks(phone, *languages):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        offers.speak(db, person.id, languages)


def writes(phone, to, text):
    phone.says("/messages")
    phone.taps_words(_("Write"))
    if to in phone.labels():
        phone.taps(to)
    phone.taps_words(_("Yes, go on"))
    phone.says(text)


def asks_for_mediation(phone, way, language="English"):
    phone.says("/requests")
    phone.taps_words(_("Language mediation"))
    phone.taps_words(way)
    phone.taps(language)
    phone.taps("Work")


def says_yes(phone):
    phone.opens()
    phone.taps_words(_("Show"))
    phone.taps_words(_("I can do that"))


def stored(world, number=1):
    with world.lotse.database.transaction() as db:
        return helping.get(db, number)


def test_a_text_is_translated_under_the_mediators_role(world, oksana, samir, jonas, katrin):
    asks_for_mediation(oksana, _("Written translation"))
    oksana.says(LETTER)
    oksana.reads("I have asked one person.")
    assert jonas.texts == []
    assert samir.texts == [NEWS]
    says_yes(samir)
    assert "Bescheid" not in samir.last.text
    assert "Oksana" not in samir.last.text
    samir.taps_words(_("Read the text"))
    samir.reads_words(_("The participant has not agreed to that. Please ask the coordinator."))
    agrees(oksana, MEDIATED)
    samir.taps_words(_("Read the text"))
    samir.reads(LETTER)
    samir.taps_data("helpterms.1")
    assert "Bescheid" in samir.labels()

    samir.taps_data("helpanswer.1")
    samir.taps_words(_("I write it"))
    samir.says("The decision comes on Monday.")
    oksana.opens()
    oksana.reads_words(_("From the language mediator, not from the bot:"))
    oksana.reads("The decision comes on Monday.")
    oksana.taps_words(_("Ask back"))
    oksana.says("Which Monday?")
    asked = _("Somebody asks back about a translation of yours.")
    samir.opens()
    assert samir.in_own_language(asked) in (samir.last.text, samir.popup)
    samir.taps_data("helptext.1")
    samir.reads(LETTER, "Which Monday?")
    samir.taps_data("helpanswer.1")
    samir.taps_words(_("I say it"))
    samir.sends(voice={"file_id": "spoken-1", "duration": 3})
    oksana.opens()
    assert oksana.last.voice == "spoken-1"

    samir.taps_data("helpdone.1")
    samir.says("25")
    assert stored(world).minutes == 25
    katrin.says("/requests")
    katrin.taps_words(_("Hours of help"))
    katrin.reads("2026-09", "English", katrin.in_own_language(_n("{n} minute", "{n} minutes", 25)))
    for name in ("Samir", "Oksana"):
        assert name not in katrin.last.text
    oksana.taps_data("askback.1")
    assert oksana.popup == OLD_BUTTON


def test_by_phone_and_among_the_mediators_appointments(world, oksana, samir, katrin):
    asks_for_mediation(oksana, _("Interpreting by phone"))
    oksana.says("14.09.2026 10:30")
    says_yes(samir)
    samir.says("/appointments")
    samir.taps("14.09. 10:30 · Interpreting by phone · English")
    samir.reads("Monday, 14.09.2026, 10:30")
    world.wakes(date(2026, 9, 13), time(17, 50))
    count = len(samir.texts)
    world.reaches(date(2026, 9, 13), time(18, 5))
    assert samir.texts[count:] == [NEWS]
    oksana.taps_data("nohelp.1")
    samir.says("/appointments")
    samir.reads("No appointment is coming.")
    count = samir.texts.count(NEWS)
    world.reaches(date(2026, 9, 14), time(11))
    assert samir.texts.count(NEWS) == count


def test_on_site_nobody_comes_and_the_coordinator_hears_a_day_before(world, oksana, samir, katrin):
    asks_for_mediation(oksana, _("Interpreting on site"))
    oksana.says("14.09.2026 10:30")
    oksana.says("Example Street 1")
    samir.opens()
    samir.taps_words(_("Show"))
    assert "Example Street" not in samir.last.text
    world.reaches(date(2026, 9, 13), time(10))
    assert katrin.texts == []
    world.reaches(date(2026, 9, 13), time(10, 40))
    assert len(katrin.texts) == 1
    katrin.taps_words(_("Show"))
    katrin.reads("Oksana", "Example Street 1")


def test_of_two_mediators_one_gets_it(world, oksana, samir, mara):
    with world.lotse.database.transaction() as db:
        facts = {"role": people.Role.MEDIATOR, "region": "", "mentor_id": None}
        people.become(db, world.cast["Mara"].id, **facts)
    asks_for_mediation(oksana, _("Written translation"))
    oksana.says(LETTER)
    says_yes(mara)
    samir.opens()
    taken = _("Somebody else helps already, or it is over. Thank you.")
    assert samir.in_own_language(taken) in (samir.last.text, samir.popup)
    for data in ("helptext.1", "helpanswer.1", "helpdone.1", "giveback.1", "stillhelp.1.0"):
        samir.taps_data(data)
        assert samir.popup == OLD_BUTTON
    mara.taps_words(_("I cannot after all"))
    samir.taps_data("claim.1.2")
    assert stored(world).claimed_by == samir.person.id


def test_a_question_is_given_to_a_mediator(world, amina, samir, katrin):
    agrees(amina, MEDIATED)
    speaks(samir, "ar")
    amina.says("/ask")
    amina.taps_data("human")
    amina.says("هل يمكنني إحضار دراجتي إلى الدورة؟")
    katrin.taps_data("mediate.q.1")
    katrin.taps_words(_("Yes, ask for it"))
    katrin.reads("I have asked one person.")
    katrin.taps_data("mediatenow.q.1")
    katrin.reads_words(_("This is asked for already. Nobody is sent twice."))
    says_yes(samir)
    samir.taps_words(_("Read the text"))
    samir.reads("دراجتي")
    samir.taps_data("helpanswer.1")
    samir.taps_words(_("I write it"))
    samir.says("May I bring my bicycle to the course?")
    katrin.opens()
    katrin.reads("May I bring my bicycle to the course?")
    samir.taps_data("helpdone.1")
    samir.says("10")
    katrin.taps_data("answer.1")
    katrin.says("Yes, of course")
    amina.opens()
    amina.taps_words(_("Ask a mediator"))  # of the answer; of the question it is done
    amina.taps_words(_("Yes, ask for it"))
    says_yes(samir)
    samir.taps_words(_("Read the text"))
    samir.reads("Yes, of course")


def test_help_with_a_form(world, oksana, jonas, mara, samir):
    """Jonas helps on Tuesdays, and today is one; he agreed to be named."""
    jonas.says("/requests")
    jonas.taps_words(_("My days for forms"))
    jonas.taps_words(_("Change"))
    jonas.taps_words(_("Tuesday"))
    jonas.taps("Done")
    oksana.says("/requests")
    oksana.taps_words(_("Help with a form"))
    oksana.reads("With forms today help: Jonas", "I never fill in a form")
    oksana.taps_words(_("Ask for help"))
    oksana.taps("Jobcenter")
    oksana.says("Hauptantrag")
    oksana.taps("English")
    oksana.taps_words(_("Within a week"))
    oksana.reads("I have asked 3 people.", "With forms today help: Jonas")
    oksana.taps_words(_("German words"))
    assert any(data.startswith("term.") for row in oksana.last.data for data in row)
    says_yes(mara)
    assert "Hauptantrag" not in mara.last.text
    agrees(oksana, SHARES_APPOINTMENTS)
    mara.taps_data("request.1")
    mara.reads("About: Hauptantrag")
    assert jonas.opens() == jonas.in_own_language(
        _("Somebody else helps already, or it is over. Thank you.")
    )
    jonas.says("/requests")
    jonas.taps_words(_("My days for forms"))
    jonas.taps_words(_("No day any more"))
    oksana.taps_data("formhelp")
    oksana.reads_words(_("Nobody helps with forms today."))


def test_on_arrival_a_mediator_says_which_languages(world, otto):
    """Else nobody could ask for them in any but the one they write in."""
    code = invitation(world, people.Role.MEDIATOR, name="Otto")
    otto.says(f"/start {code}")
    otto.taps("English")
    otto.taps_data("level.news")
    otto.reads_words(_("Please say which languages you speak, so that you can be asked."))
    otto.taps_words(_("My languages"))
    otto.taps_words(_("Change"))
    otto.taps(LANGUAGES["ti"])
    otto.taps("Done")
    otto.taps_data("level.time")
    assert "mylanguages" not in [data for row in otto.last.data for data in row]
    person = otto.person
    with world.lotse.database.transaction() as db:
        assert "ti" in offers.speaks(db, person)


def test_the_coordinator_enters_who_speaks_what(world, katrin, samir):
    katrin.taps_data(f"speaks.{samir.person.id}")
    katrin.taps("Українська")
    katrin.taps("Done")
    samir.says("/requests")
    samir.taps_words(_("My languages"))
    samir.reads("English", "Українська")


def test_a_message_that_no_machine_translates_is_translated_by_a_mediator(
    world, amina, jonas, samir, katrin
):
    """In Kurdish, without a model: refused, asked for, claimed, spoken, heard, counted."""
    agrees(amina, MEDIATED, MENTORED)
    speaks(samir, "ku")
    hers = amina.person.id
    with world.lotse.database.transaction() as db:
        people.speak(db, hers, "ku")
    writes(jonas, "Amina", "The course begins on Monday")
    amina.taps_words(_("Read"))
    amina.reads("The course begins on Monday")
    amina.reads_words(WHY[Why.NO_MODEL])
    amina.taps_words(_("Ask a mediator"))
    amina.taps_words(_("Yes, ask for it"))
    amina.reads_words(_n(*ASKED_ONE, 1))

    says_yes(samir)
    samir.taps_words(_("Read the text"))
    samir.reads("The course begins on Monday")
    samir.taps_words(_("Answer"))
    samir.taps_words(_("I say it"))
    samir.sends(voice={"file_id": "in-kurdish", "duration": 4})
    assert not amina.last.voice  # one tap away, as everything that is not asked for just now
    amina.opens()
    amina.reads_words(_("From the language mediator, not from the bot:"))
    assert amina.last.voice == "in-kurdish"
    assert not any("Samir" in text for text in jonas.texts)

    samir.taps_words(_("It is done"))
    samir.says("15")
    katrin.says("/requests")
    katrin.taps_words(_("Hours of help"))
    katrin.reads(LANGUAGES["ku"], katrin.in_own_language(_n("{n} minute", "{n} minutes", 15)))

    writes(amina, "Jonas", "Ez ê werim, spas ji bo te")
    jonas.taps_words(_("Read"))
    jonas.reads("Ez ê werim", jonas.in_own_language(WHY[Why.NO_MODEL]))
    jonas.taps_words(_("Ask a mediator"))
    jonas.taps_words(_("Yes, ask for it"))
    says_yes(samir)
    samir.taps_words(_("Answer"))
    samir.taps_words(_("I write it"))
    samir.says("I will come, thank you")
    jonas.opens()
    jonas.reads("From the language mediator, not from the bot:", "I will come, thank you")

    agrees(amina, MENTORED, answer=Answer.WITHDRAWN)
    heard = len(jonas.texts)
    samir.taps_data("helpanswer.2")
    samir.taps_words(_("I write it"))
    samir.says("At ten")
    amina.opens()
    amina.reads("At ten")
    assert len(jonas.texts) == heard  # the relay has ended
    jonas.taps_data("mediate.m.2")
    assert jonas.popup == OLD_BUTTON
