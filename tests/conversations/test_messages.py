"""People write to each other through the bot, each in their own language."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.rules.consent import Answer, Line, Purpose, Recipient
from bot.core.rules.people import Level
from bot.core.rules.translation import Rung, Why
from bot.core.words import _
from bot.turns.interpreted import RUNG, WHY
from handlers.messages.writing import over
from storage import audit, ending, messages, people, translations
from tests.conversations.interpreter import Broken, Dictionary, translates
from tests.conversations.steps import agrees

MENTORED = Line(Purpose.MENTORING, Recipient.MENTOR)
ARRIVED = _("There is a message for you. Tap to read it.")
SENT = _("Your message is on its way.")
PRIVATE = _(
    "This is not private from the coordinator: the project office can read what you write here."
    " Do you want to go on?"
)
HELLO, HELLO_AR = "I am coming tomorrow at noon", "سأحضر غدا عند الظهر"
THANKS_AR, THANKS = "شكرا جزيلا على المساعدة", "Thank you very much for the help"


def writes(phone, to, text):
    phone.says("/messages")
    phone.taps_words(_("Write"))
    if to:
        phone.taps(to)
    if phone.in_own_language(PRIVATE) in phone.last.text:
        phone.taps_words(_("Yes, go on"))
    phone.says(text)


def taps_first(phone, data, within=100):
    """The first button like this, in one of the newest messages."""
    shown = phone.screen.bubbles[-within:]
    phone.taps_data(next(d for each in shown for row in each.data for d in row if data in d))


def test_two_write_to_each_other_without_a_phone_number(world, oksana, jonas):
    writes(oksana, "Jonas", "Shall we meet?")
    oksana.reads_words(SENT)
    jonas.sees(jonas.in_own_language(ARRIVED), "Read", "Home", *jonas.labels()[2:])
    jonas.taps_words(_("Read"))
    jonas.reads("Message from Oksana, Tuesday, 01.09.2026, 12:00:", "Shall we meet?")
    jonas.taps_words(_("Answer"))
    jonas.reads_words(PRIVATE)
    jonas.taps_words(_("Yes, go on"))
    jonas.reads("Answer to: Shall we meet?")
    jonas.says("Gladly")
    oksana.reads_words(ARRIVED)
    oksana.taps_words(_("Read"))
    oksana.reads("Message from Jonas", "Answer to: Shall we meet?", "Gladly")
    before = len(oksana.screen.bubbles)
    world.passes(hours=25)  # what was read is gone from the chat, and can be read again
    assert "Gladly" not in "".join(oksana.texts)
    assert len(oksana.screen.bubbles) == before - 1
    oksana.says("/messages")
    taps_first(oksana, "message.", within=1)
    oksana.reads("Gladly")


def test_that_the_office_can_read_it_is_said_once_before_the_first_message(oksana, katrin):
    oksana.says("/messages")
    oksana.taps_words(_("Write"))
    oksana.taps_words(_("Project office"))
    oksana.reads_words(PRIVATE)
    oksana.taps_words(_("Yes, go on"))
    oksana.says("May I bring my sister?")
    katrin.taps_words(_("Read"))
    katrin.reads("Message from Oksana", "May I bring my sister?")
    katrin.taps_words(_("Answer"))
    katrin.says("Yes, please do")
    oksana.taps_words(_("Read"))
    oksana.reads("Katrin, project office", "Yes, please do")
    oksana.taps_words(_("Answer"))
    assert oksana.in_own_language(PRIVATE) not in oksana.last.text
    oksana.says("Thanks")
    katrin.taps_words(_("Read"))
    katrin.reads("Answer to: Yes, please do", "Thanks")


def test_each_reads_the_own_language_and_the_original_is_one_tap_below(world, amina, jonas):
    machine = Dictionary({HELLO: HELLO_AR, THANKS: THANKS_AR})
    translates(world, machine)
    writes(jonas, "Amina", HELLO)
    amina.reads_words(ARRIVED)
    assert HELLO_AR not in "".join(amina.texts)
    amina.taps_words(_("Read"))
    amina.reads(HELLO_AR)
    amina.reads_words(RUNG[Rung.MACHINE])
    amina.taps_words(_("Original"))
    assert amina.popup == HELLO
    amina.taps_words(_("Answer"))
    amina.taps_words(_("Yes, go on"))
    amina.says(THANKS_AR)
    jonas.taps_words(_("Read"))
    jonas.reads("Translated by machine, not checked:", THANKS, f"Answer to: {HELLO}")
    assert "Amina" not in "".join(machine.asked)


def test_a_bad_translation_is_counted_and_leads_to_a_mediator(world, amina, jonas, katrin):
    translates(world, Dictionary({HELLO: HELLO_AR}))
    writes(jonas, "Amina", HELLO)
    amina.taps_words(_("Read"))
    for _time in range(2):
        amina.taps_words(_("Bad translation"))
    assert any(data.startswith("mediate.m.") for row in amina.last.data for data in row)
    katrin.says("/messages")
    katrin.taps_words(_("Translations"))
    katrin.reads("English → العربية", "Translated by machine: 1", "Called bad by readers: 1")
    assert "Amina" not in katrin.last.text


@pytest.mark.parametrize(
    ("machine", "why"),
    [(None, Why.NO_MODEL), (Broken(), Why.FAILED)],
    ids=["no model", "broken"],
)
def test_what_is_not_translated_arrives_as_it_is_with_the_reason(world, amina, jonas, machine, why):
    if machine:
        translates(world, machine)
    writes(jonas, "Amina", HELLO)
    amina.taps_words(_("Read"))
    amina.reads(HELLO)
    amina.reads_words(WHY[why])
    assert any(data.startswith("mediate.m.") for row in amina.last.data for data in row)
    with world.lotse.database.transaction() as db:
        assert translations.counts(db, world.today - timedelta(days=1)) == {"en-ar": {why: 1}}


def test_with_details_the_message_stands_in_the_chat_and_deletes_itself(world, oksana, jonas):
    mine = oksana.person.id
    with world.lotse.database.transaction() as db:
        people.be_discreet(db, mine, Level.DETAILS)
    writes(jonas, "Oksana", "See you tomorrow")
    oksana.reads("Message from Jonas", "See you tomorrow")
    world.passes(hours=25)
    assert "See you tomorrow" not in "".join(oksana.texts)


def test_when_the_consent_ends_nothing_more_is_passed_on_and_both_are_told(world, oksana, jonas):
    writes(oksana, "Jonas", "Shall we meet?")
    writes(jonas, "Oksana", "Gladly")
    oksana.says("/stop")  # what waits in a pause is not delivered after the end, either
    writes(jonas, "Oksana", "On Friday?")
    taps_first(jonas, "message.")
    jonas.taps_words(_("Answer"))
    agrees(oksana, MENTORED, answer=Answer.WITHDRAWN)
    jonas.says("Or on Saturday?")
    jonas.reads_words(over())
    oksana.taps("Go on again")
    world.passes(minutes=2)
    assert "Friday" not in "".join(oksana.texts)
    told = "You and Jonas can no longer write to each other here"
    assert told in oksana.opens()
    assert f"You and № {oksana.person.id} can no longer" in jonas.opens()
    world.passes(hours=30)
    told_of = jonas.in_own_language(ARRIVED)
    assert sum(told_of in text for text in jonas.texts) == 1
    oksana.says("/messages")
    assert not [d for row in oksana.last.data for d in row if d.startswith("message.")]
    oksana.taps_words(_("Write"))
    oksana.reads_words(_("Please write your message."))  # only to the office: nobody to choose


def test_after_the_mentorship_the_button_to_answer_leads_nowhere(world, oksana, jonas):
    writes(oksana, "Jonas", "Shall we meet?")
    jonas.taps_words(_("Read"))
    hers, his = oksana.person.id, jonas.person.id
    with world.lotse.database.transaction() as db:
        people.give(db, hers, mentor_id=None, instead_of=his)
        ending.end_mentorship(db, hers, world.now)
    jonas.taps_words(_("Answer"))
    assert jonas.popup == "This button is from an earlier message. Nothing has changed."


def test_the_coordinator_reads_along_from_the_card_and_each_look_is_noted(
    world, oksana, jonas, katrin
):
    writes(oksana, "Jonas", "Shall we meet?")
    katrin.says("/people")
    katrin.taps("Oksana · Participant")
    katrin.taps_words(_("Messages"))
    katrin.reads("Oksana → Jonas", "Shall we meet?")
    hers, looks = oksana.person.id, katrin.person.id
    with world.lotse.database.transaction() as db:
        seen = [each for each in audit.of(db, hers) if each.act == audit.SAW]
    assert any("messages.text" in each.about and each.actor == looks for each in seen)
    katrin.taps_words(_("Write"))
    katrin.says("I can help with that")
    oksana.taps_words(_("Read"))
    oksana.reads("Katrin, project office", "I can help with that")


def test_a_file_number_does_not_get_into_a_message(world, oksana, jonas):
    writes(oksana, "Jonas", "My number is BG 12345BG0012345")
    assert messages_of(world, jonas) == []
    oksana.says("I have a letter")
    oksana.reads_words(SENT)
    assert len(messages_of(world, jonas)) == 1


def messages_of(world, phone):
    person = phone.person
    with world.lotse.database.transaction() as db:
        return messages.received(db, person.id)
