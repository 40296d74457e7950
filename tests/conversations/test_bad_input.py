from __future__ import annotations

import pytest

from bot.core.words import _
from storage import dialogues
from tests.chat import EMERGENCY, Phone
from tests.conversations.steps import OLD_BUTTON, SURE, count, dead, enters, facts

UNREADABLE = {
    "voice": {"file_id": "x"},
    "sticker": {"file_id": "x"},
    "dice": {"emoji": "🎲"},
    "something_new": {},
}
SHOWS_PAPERS = {
    "photo": [{"file_id": "x"}],
    "document": {"file_id": "x"},
    "location": {"latitude": 1, "longitude": 2},
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_not_text_is_said_so(jonas, kind):
    jonas.sends(**{kind: UNREADABLE[kind]})
    jonas.sees("I can only read text. Please write your message.", "Home")


@pytest.mark.parametrize("kind", SHOWS_PAPERS)
def test_what_may_show_papers_is_refused_and_taken_back(jonas, kind):
    jonas.says("/log")
    jonas.taps("Amina")
    stood = list(jonas.screen.own)
    jonas.sends(**{kind: SHOWS_PAPERS[kind]})
    jonas.reads("Please send no photos, files, contacts or places here", "What was it about?")
    assert jonas.screen.own == stood
    jonas.taps("Not reached")
    jonas.reads("When was that?")


@pytest.mark.parametrize("kind", ["voice", "sticker"])
def test_in_a_form_the_question_is_asked_again(jonas, kind):
    jonas.says("/log")
    jonas.taps("Amina")
    jonas.sends(**{kind: UNREADABLE[kind]})
    jonas.reads("I can only read text.", "What was it about?")
    jonas.taps("Not reached")
    jonas.reads("When was that?")


def test_in_arabic_it_is_said_in_arabic(amina):
    amina.sends(voice={"file_id": "x"})
    amina.reads_words(_("I can only read text. Please write your message."))


def test_ten_thousand_characters_are_a_question_too(world, oksana, katrin):
    oksana.says("why " * 2500)
    oksana.reads("I have passed your question on to the coordinator.")
    katrin.says("/inbox")
    katrin.taps(katrin.labels()[0])
    assert len(katrin.last.text) < 4096
    assert dead(world) == 0


@pytest.mark.parametrize("text", ["x" * 10_000, "🌷" * 5_000, "<b>" * 3_000])
def test_ten_thousand_characters_are_no_answer(world, jonas, text):
    jonas.says("/log")
    for label in ("Amina", "Personal meeting", "Today", "30 minutes", "done"):
        jonas.taps(label)
    jonas.says(text)
    jonas.reads("Please use at most 1000 characters.", "Anything the coordinator should know?")
    jonas.taps("Skip")
    assert count(world, "contacts") == 1


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "\u200f\u2067", "\x00\x01"])
def test_nothing_is_no_answer(world, katrin, text):
    katrin.says("/people")
    katrin.taps("Invite somebody")
    katrin.taps("Mentor")
    katrin.says(text)
    katrin.reads("What is the person's first name?")
    assert count(world, "invitations") == 0
    assert dead(world) == 0


@pytest.mark.parametrize("text", ["Amina", "1", "5", "yes", "+", "=", "*", "-", ".", "0"])
def test_where_a_button_is_needed_typing_is_no_answer(world, jonas, text):
    jonas.says("/log")
    jonas.says(text)
    jonas.reads("Please tap one of the buttons.", "Whom did you meet?")
    assert jonas.labels() == ["Amina", "Oksana", "Home"]


@pytest.mark.parametrize(
    "text", ["-5", "1.5", "half an hour", "2 hours", "1 Stunde", "99999", "1" * 500]
)
def test_a_number_is_a_number(jonas, text):
    jonas.says("/log")
    for label in ("Amina", "Personal meeting", "Today"):
        jonas.taps(label)
    jonas.says(text)
    jonas.reads("Please write a number up to 1440.", "How long did it take?")
    jonas.says("٤٥")
    jonas.reads("What came out of it?")


def test_minutes_may_be_called_so(jonas):
    jonas.says("/log")
    for label in ("Amina", "Personal meeting", "Today"):
        jonas.taps(label)
    jonas.says("35 Minuten")
    jonas.reads("What came out of it?")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("02.09.2026", "That day is still to come."),
        ("01.01.2020", "That is more than a year ago."),
        ("31.02.2026", "I did not understand the day."),
        ("soon", "I did not understand the day."),
    ],
)
def test_a_contact_was_on_a_day_that_is_over(jonas, text, why):
    jonas.says("/log")
    jonas.taps("Amina")
    jonas.taps("Not reached")
    jonas.says(text)
    jonas.reads(why, "When was that?")
    jonas.says("31.8.2026")
    jonas.reads("Anything the coordinator should know?")


def test_buttons_of_yesterday_are_answered_politely(world, jonas):
    jonas.says("/log")
    yesterday = jonas.last
    jonas.taps("Amina")
    world.passes(hours=1)
    jonas.says("/log")
    before = facts(world)
    for row in yesterday.data:
        for data in row[:1]:
            if not data.startswith("go."):
                jonas.taps_data(data, yesterday)
                assert jonas.popup == OLD_BUTTON
    assert facts(world) == before
    jonas.taps_data("999999999999999.participant.5")
    assert jonas.popup == OLD_BUTTON


def test_a_button_pressed_twice_does_it_once(world, jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    jonas.taps("Not reached")
    jonas.taps("Today")
    page = jonas.last
    jonas.taps("Skip")
    jonas.taps_data(next(d for row in page.data for d in row if d.endswith(".-")), page)
    assert jonas.popup == OLD_BUTTON
    assert count(world, "contacts") == 1


def test_a_button_of_an_earlier_question_changes_that_answer(world, jonas):
    jonas.says("/log")
    first = jonas.last
    jonas.taps("Amina")
    jonas.taps("Not reached")
    jonas.taps_data(first.data[0][1], first)
    jonas.reads("When was that?")
    jonas.taps("Today")
    jonas.taps("Skip")
    jonas.reads("The contact with Oksana on")


def test_a_half_filled_form_is_forgotten_after_its_time(world, jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    page = jonas.last
    jonas.world.now = jonas.world.now.replace(day=5)
    world.ticks()
    person = jonas.person
    with world.lotse.database.transaction() as db:
        assert not dialogues.load(db, person.id).answers
    jonas.taps_data(page.data[0][0], page)
    assert jonas.popup == OLD_BUTTON


def test_a_form_goes_on_where_it_was_after_a_night(world, jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    world.passes(hours=20)
    jonas.taps("Not reached")
    jonas.reads("When was that?")


def test_somebody_without_a_name_to_see_is_shown_nevertheless(world, katrin):
    for number, name in enumerate(("\u200f\u2067", " ", "\u200b", "=")):
        stranger = NamedPhone(world, 5000 + number, "en")
        stranger.called = name
        stranger.says("hello")
    katrin.says("/people")
    shown = katrin.labels()
    katrin.taps("More")
    assert [label for label in [*shown, *katrin.labels()] if "Guest" in label] == [
        "= · Guest",
        *["? · Guest"] * 3,
    ]


class NamedPhone(Phone):
    """Of somebody who chose this name in the messenger."""

    called = ""

    @property
    def sender(self):
        return {"id": self.chat_id, "first_name": self.called, "language_code": "en"}


def test_an_answer_of_the_greatest_length_arrives(world, oksana, katrin):
    oksana.says("zebra football banana purple sunshine?")
    katrin.says("/inbox")
    katrin.taps("zebra football banana purple sunshine?")
    katrin.taps("Answer")
    katrin.says("🌷" * 1500 + "!")  # a flower counts twice for a messenger
    katrin.reads("Please use at most 3000 characters.")
    katrin.says("🌷" * 1450 + "&<b>" * 25)
    assert oksana.opens().endswith("🌷" * 1450 + "&<b>" * 25)


def test_cancel_ends_a_form(world, jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    page = jonas.last
    jonas.says("/cancel")
    jonas.sees("All right. Nothing was kept.", "Home")
    jonas.taps_data(page.data[0][0], page)
    assert jonas.popup == OLD_BUTTON
    jonas.says("/cancel")
    jonas.sees("All right. Nothing was kept.", "Home")
    assert count(world, "contacts") == 0


def test_an_unknown_command_in_the_middle_of_a_form_ends_nothing(jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    jonas.says("/nonsense with words")
    jonas.reads("This is what you can do:")
    jonas.taps("Not reached")
    assert "When was that?" in jonas.texts  # where the form stood; the help stays below it


def test_somebody_leaves_the_mentor_in_the_middle_of_a_form(world, jonas, katrin):
    jonas.says("/log")
    jonas.taps("Amina")
    jonas.taps("Not reached")
    katrin.says("/people")
    katrin.taps("Amina · Participant")
    katrin.taps("Take from the mentor")
    page = next(each for each in jonas.screen.bubbles if each.text == "When was that?")
    jonas.taps("Today")
    asked = next(each for each in jonas.screen.bubbles if each.id == page.id)
    assert asked.text == "Whom did you meet?"
    assert asked.labels == [["Oksana"], ["Back", "Home", EMERGENCY]]
    assert count(world, "contacts") == 0


def test_an_edited_message_and_a_note_of_the_messenger_change_nothing(world, jonas):
    jonas.says("/log")
    page = jonas.last
    message = {"message_id": 1, "chat": jonas.chat, "from": jonas.sender}
    world.hears(jonas.update(edited_message={**message, "text": "/stop"}))
    jonas.sends(pinned_message={})
    assert jonas.last is page


def test_an_update_that_nobody_can_read_keeps_nobody_waiting(world, oksana):
    for odd in ({}, {"message": None}, {"message": {"chat": {"id": "x"}}}, {"callback_query": []}):
        world.hears({"update_id": next(world.numbers), **odd})
    oksana.taps_data("")
    oksana.says("/appointments")
    oksana.reads("No appointment is coming.")


def test_a_form_is_confirmed_only_when_it_is_complete(world, oksana):
    oksana.says("/appointments")
    oksana.taps("New appointment")
    number = oksana.last.data[0][0].partition(".")[0]
    oksana.taps_data(f"{number}..send")
    oksana.reads("With whom is the appointment?")
    assert count(world, "appointments") == 0
    enters(oksana)
    assert SURE not in oksana.labels()
    assert count(world, "appointments") == 1
