from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.rules.people import LANGUAGES, Role
from tests.conversations.steps import NEWS, invitation

UNUSABLE = "This invitation cannot be used. Please ask the person who gave it to you."
CHOOSE = "Please choose your language."
WRONG = "AAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def english(otto):
    """Otto's messenger is in English: the bot begins in the language of its menus."""
    otto.language = "en-GB"


def test_a_stranger_without_an_invitation_is_a_guest(otto):
    otto.says("Hello?")
    otto.reads(CHOOSE)
    assert otto.labels() == list(LANGUAGES.values())
    otto.taps("English")
    otto.reads(
        "I am Lotse, the assistant of Example Network.",
        "office@example.org",
        "I answer questions about offices",
        "I never ask about your residence status, for file numbers, photos of documents,",
        "passwords or money",
        "Everything is voluntary. With /stop",
    )
    otto.taps("Home")
    assert otto.labels() == [
        "Ask a question",
        "German words",
        "Who helps me?",
        "Events",
        "Language",
        "Who is writing to me?",
        "Data protection",
        "My data",
        "What I can do",
    ]
    assert otto.person.role is Role.GUEST


def test_before_a_language_is_chosen_nothing_else_is_answered(otto):
    otto.says("/people")
    otto.reads(CHOOSE)
    otto.says("Where is the Jobcenter?")
    otto.reads(CHOOSE)
    otto.sends(voice={"file_id": "x"})
    otto.reads(CHOOSE)
    assert not otto.person.arrived


def test_a_language_is_chosen_by_its_own_name(otto):
    otto.says("/start")
    otto.taps("Русский")
    assert otto.person.language == "ru"
    assert otto.person.arrived


def test_an_invitation_makes_a_participant_of_the_mentor(world, otto, jonas):
    code = invitation(
        world, Role.PARTICIPANT, name="Otto", region="Borna", mentor_id=jonas.person.id
    )
    otto.says(f"/start {code}")
    otto.taps("English")
    assert (otto.person.role, otto.person.name, otto.person.region) == (
        Role.PARTICIPANT,
        "Otto",
        "Borna",
    )
    assert otto.person.mentor_id == jonas.person.id
    assert jonas.texts == [NEWS]
    assert jonas.opens().startswith("You have a new participant: №")
    assert otto.texts[-1] == NEWS
    assert otto.opens() == "Jonas is now your mentor."
    assert "I remind you of appointments" in otto.texts[0]


def test_nobody_is_told_of_a_mentor_before_choosing_a_language(world, otto, jonas):
    otto.says(f"/start {invitation(world, Role.PARTICIPANT, mentor_id=jonas.person.id)}")
    assert len(otto.texts) == 1
    otto.reads(CHOOSE)
    assert jonas.texts == []


def test_each_role_has_its_own_invitation(world, otto):
    otto.says(f"/start {invitation(world, Role.MENTOR, name='Otto')}")
    otto.taps("English")
    otto.reads("I help the people in the project to work together.")
    assert otto.person.role is Role.MENTOR
    otto.says("/people")
    otto.reads("This is what you can do:")  # a mentor's invitation makes no coordinator


def test_an_invitation_is_for_one_person_only(world, otto, mara, samir):
    code = invitation(world, Role.COORDINATOR)
    otto.says(f"/start {code}")
    otto.taps("English")
    assert otto.person.role is Role.COORDINATOR
    second = type(otto)(world, 2001, "en")
    second.says(f"/start {code}")
    second.reads(UNUSABLE, CHOOSE)
    second.taps("English")
    assert second.person.role is Role.GUEST


def test_whoever_opens_the_link_twice_is_not_frightened(world, otto):
    code = invitation(world, Role.PARTICIPANT)
    otto.says(f"/start {code}")
    otto.says(f"/start {code}")
    otto.reads(CHOOSE)
    assert UNUSABLE not in otto.last.text
    otto.taps("English")
    otto.says(f"/start {code}")
    otto.sees("You are here already. An invitation is only for new people.", "Home")
    assert otto.person.role is Role.PARTICIPANT


def test_an_expired_a_used_and_a_wrong_code_look_alike(world, otto, mara):
    late = invitation(world, Role.MENTOR)
    world.now += timedelta(days=14)
    fresh = invitation(world, Role.MENTOR)
    first = type(otto)(world, 2001, "en")
    first.says(f"/start {fresh}")
    answers = set()
    for number, code in enumerate((late, fresh, WRONG, "' OR 1=1 --", "x" * 4000)):
        stranger = type(otto)(world, 3000 + number, "en")
        stranger.says(f"/start {code}")
        answers.add(stranger.last.text)
        stranger.taps("English")
        assert stranger.person.role is Role.GUEST
    assert len(answers) == 1
    assert UNUSABLE in answers.pop()


def test_a_code_is_read_as_people_copy_it(world, otto):
    code = invitation(world, Role.MENTOR)
    otto.says(f"/start  {code.lower().replace('0', 'o').replace('1', 'l')} ")
    otto.taps("English")
    assert otto.person.role is Role.MENTOR


def test_after_five_wrong_codes_not_even_the_right_one_helps_within_the_hour(world, otto):
    right = invitation(world, Role.COORDINATOR)
    otto.says("/start")
    otto.taps("English")
    for _time in range(5):
        otto.says(f"/start {WRONG}")
        otto.sees(UNUSABLE, "Home")
    otto.says(f"/start {right}")
    otto.sees(UNUSABLE, "Home")
    assert otto.person.role is Role.GUEST
    world.passes(minutes=61)
    otto.says(f"/start {right}")
    otto.reads(CHOOSE)
    assert otto.person.role is Role.COORDINATOR


def test_guessing_does_not_keep_others_out(world, otto):
    for _time in range(6):
        otto.says(f"/start {WRONG}")
    other = type(otto)(world, 2001, "en")
    other.says(f"/start {invitation(world, Role.MENTOR)}")
    assert other.person.role is Role.MENTOR


def test_a_guest_comes_with_an_invitation_later(world, otto, jonas):
    otto.says("/start")
    otto.taps("English")
    otto.says(f"/start {invitation(world, Role.PARTICIPANT, mentor_id=jonas.person.id)}")
    assert otto.person.role is Role.PARTICIPANT
    assert otto.opens() == "Jonas is now your mentor."
    assert len(jonas.texts) == 1
