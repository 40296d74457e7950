from __future__ import annotations

import pytest

from bot.core.rules.people import LANGUAGES, Level, Role
from tests import cast
from tests.chat import Phone
from tests.conversations.steps import NEWS, OLD_BUTTON, count, enters, facts, invitation

EVERYBODY = {"ask", "services", "events", "start", "language"}
EVERYBODY |= {"glossary", "finder", "emergency"}
EVERYBODY |= {"who", "mydata", "privacy", "stop", "menu", "help", "cancel"}
COMMANDS = {
    "oksana": "folder requests appointments messages consent",
    "jonas": "folder places requests log contacts mentees appointments messages",
    "katrin": "places contacts appointments messages requests inbox answers declaration broadcast"
    " people export",
    "samir": "places requests appointments answers",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_messenger_shows_the_commands_of_the_role(world, name):
    phone = Phone(world, getattr(cast, name.upper()))
    phone.says("/menu")
    assert set(phone.screen.commands) == {*EVERYBODY, *COMMANDS[name].split()}


def test_the_menu_opens_what_it_names(katrin):
    katrin.says("/menu")
    assert katrin.labels() == [
        *("Contacts", "Appointments", "Ask a question", "Questions", "Our answers"),
        *(
            "German words",
            "Who helps me?",
            "Messages",
            "Requests for help",
            "Places",
            "Declaration",
            "Events",
        ),
        *("Invitations", "People", "Language", "Who is writing to me?", "Data protection"),
        *("My data", "Export", "What I can do"),
    ]
    katrin.taps("Questions")
    katrin.sees("No question is waiting.", "What is missing", "Our answers", "Home")
    assert len(katrin.texts) == 1  # a tap edits the message it was tapped on


@pytest.mark.parametrize("command", ["/people", "/inbox", "/export", "/broadcast", "/log"])
def test_a_command_of_another_role_does_not_exist(world, oksana, command):
    oksana.says("/nosuchcommand")
    unknown = oksana.last
    before = facts(world)
    oksana.says(command)
    assert (oksana.last.html, oksana.last.labels) == (unknown.html, unknown.labels)
    oksana.taps_data(f"go.{command[1:]}")
    assert (oksana.last.html, oksana.last.labels) == (unknown.html, unknown.labels)
    assert facts(world) == before


def test_a_mentor_has_no_consent_to_give(jonas):
    jonas.says("/consent")
    jonas.reads("This is what you can do:")
    assert "/consent" not in jonas.last.text


def test_commands_are_understood_as_messengers_write_them(oksana):
    oksana.says("/APPOINTMENTS@example_bot")
    oksana.sees(
        "No appointment is coming.",
        *("New appointment", "New deadline", "When I remind you", "Home"),
    )


def test_a_level_is_chosen_and_changed(world, oksana, jonas):
    assert oksana.person.level is Level.NEWS
    enters(jonas, whose="Oksana")
    assert oksana.last.text == NEWS
    oksana.taps_data("level.time")
    oksana.reads("Messages show the time.")
    assert oksana.labels() == ["My consent", "Home"]
    assert oksana.person.level is Level.TIME
    enters(jonas, "15.09.2026 9:15", whose="Oksana")
    oksana.reads("New appointment: Tuesday, 15.09.2026 at 09:15.")


def test_a_new_participant_is_asked_for_the_level(otto, world):
    otto.language = "en"
    otto.says(f"/start {invitation(world, Role.PARTICIPANT)}")
    otto.taps("English")
    levels = ["Only: there is news", "With the time", "With time and place"]
    assert otto.labels() == [*levels, "This is not me"]
    otto.taps("Only: there is news")
    otto.sees(
        "Messages only say that there is news. You see the rest when you tap.",
        "My consent",
        "Home",
    )


def test_the_language_changes_at_any_time(world, oksana):
    oksana.says("/language")
    assert set(LANGUAGES.values()) <= set(oksana.labels())
    oksana.taps("العربية")
    assert oksana.person.language == "ar"
    enters_in_arabic = world.commands_of(oksana.person)
    assert [each.name for each in enters_in_arabic] == oksana.screen.commands
    oksana.says("/language")
    oksana.taps("English")
    oksana.sees("From now on I write to you in this language.", "Home")


def test_the_language_changes_in_the_middle_of_a_form(world, jonas):
    jonas.says("/log")
    jonas.taps("Amina")
    page = jonas.last
    jonas.says("/language")
    jonas.taps("English")
    jonas.reads("From now on I write to you in this language.")
    jonas.taps_data(page.data[0][0], page)  # a form is filled in one language, or begun anew
    assert jonas.popup == OLD_BUTTON
    assert count(world, "contacts") == 0
    jonas.says("/log")
    jonas.reads("Whom did you meet?")


def test_privacy_says_who_is_responsible(otto, oksana):
    oksana.says("/privacy")
    oksana.reads(
        "Responsible: Example Network, Example Street 1",
        "I never ask about your residence status",
        "The coordinator reads questions that I cannot answer.",
    )
