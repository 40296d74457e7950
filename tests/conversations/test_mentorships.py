from __future__ import annotations

from bot.core.rules.people import Role
from storage import people
from tests.conversations.steps import (
    NEWS,
    OLD_BUTTON,
    SHARES_APPOINTMENTS,
    agrees,
    enters,
    invitation,
)


def card_of(katrin, person):
    katrin.says("/people")
    katrin.taps(person)


def test_the_coordinator_gives_a_participant_to_another_mentor(katrin, oksana, jonas, mara):
    card_of(katrin, "Oksana · Participant")
    katrin.reads("Oksana · Participant", "Language: English", "Region: Leipzig", "Mentor: Jonas")
    katrin.taps("Give a mentor")
    katrin.sees("Who shall be the mentor?", "Jonas", "Mara", "Back", "Home")
    katrin.taps("Mara")
    katrin.sees("Mara is now the mentor of Oksana. Both are told.", "Back", "Home")
    assert oksana.person.mentor_id == mara.person.id
    assert mara.texts == jonas.texts == [NEWS]
    assert mara.opens() == "Oksana is now with you as a participant."
    taken = "Oksana is no longer with you as a participant. Thank you for your time."
    assert jonas.opens() == taken
    assert oksana.texts == [NEWS, NEWS]
    taken = "Jonas is no longer your mentor. The coordinator will tell you more."
    assert oksana.opens(0) == taken
    assert oksana.opens(1) == "Mara is now your mentor."
    assert oksana.texts == [NEWS, NEWS]  # it was only over the chat


def test_a_contact_with_somebody_who_was_given_away_meanwhile_is_not_logged(katrin, oksana, jonas):
    jonas.says("/log")
    jonas.taps("Oksana")
    jonas.reads("What was it about?")
    card_of(katrin, "Oksana · Participant")
    katrin.taps("Take from the mentor")
    jonas.taps("Personal meeting")
    asked = next(bubble for bubble in jonas.screen.bubbles if bubble.text == "Whom did you meet?")
    assert "Amina" in str(asked.labels)
    assert "Oksana" not in str(asked.labels)


def test_the_coordinator_takes_a_participant_back(katrin, oksana, jonas):
    card_of(katrin, "Oksana · Participant")
    katrin.taps("Take from the mentor")
    katrin.sees("Oksana has no mentor now. Both are told.", "Back", "Home")
    assert oksana.person.mentor_id is None
    assert len(jonas.texts) == len(oksana.texts) == 1
    card_of(katrin, "Oksana · Participant")
    katrin.reads("No mentor at the moment.")
    assert "Take from the mentor" not in katrin.labels()


def test_a_mentor_who_lost_a_participant_sees_nothing_more(katrin, oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    jonas.says("/appointments")
    jonas.taps("14.09. 10:30 · Oksana · Jobcenter")
    card = jonas.last
    card_of(katrin, "Oksana · Participant")
    katrin.taps("Take from the mentor")
    for row in card.data:
        for data in row:
            if data.startswith("go."):
                continue
            jonas.taps_data(data, card)
            assert jonas.popup == OLD_BUTTON
    jonas.says("/appointments")
    jonas.sees("No appointment is coming.", "New appointment", "New deadline", "Home")
    jonas.says("/log")
    jonas.sees("Whom did you meet?", "Amina", "Home")


def test_two_coordinators_do_not_undo_each_other(world, katrin, oksana, jonas, mara):
    second = other_coordinator(world, katrin)
    card_of(katrin, "Oksana · Participant")
    katrin.taps("Give a mentor")
    card_of(second, "Oksana · Participant")
    second.taps("Take from the mentor")
    katrin.taps("Mara")
    katrin.reads("Mara is now the mentor of Oksana.")
    second.taps("Back")
    second.taps("Oksana · Participant")
    second.taps("Give a mentor")
    second.taps("Mara")
    second.sees("That is so already.", "Back", "Home")
    assert oksana.person.mentor_id == mara.person.id
    assert mara.texts == [NEWS]
    # Her consent to be named ended with the mentorship.
    assert mara.opens().startswith("You have a new participant: №")


def test_the_slower_of_two_loses_nothing_but_the_race(world, oksana, jonas, mara):
    participant, before, after = oksana.person.id, jonas.person.id, mara.person.id
    with world.lotse.database.transaction() as db:
        first = people.give(db, participant, mentor_id=after, instead_of=before)
        second = people.give(db, participant, mentor_id=None, instead_of=before)
    assert (first, second) == (True, False)
    assert oksana.person.mentor_id == after


def test_whoever_came_meanwhile_is_not_taken_away_unseen(world, katrin, oksana, mara):
    second = other_coordinator(world, katrin)
    card_of(katrin, "Oksana · Participant")
    katrin.reads("Mentor: Jonas")
    card_of(second, "Oksana · Participant")
    second.taps("Give a mentor")
    second.taps("Mara")
    katrin.taps("Take from the mentor")
    katrin.sees("Somebody else has just changed this.", "Back", "Home")
    assert oksana.person.mentor_id == mara.person.id


def test_taking_twice_tells_nobody_twice(katrin, jonas, amina):
    card_of(katrin, "Amina · Participant")
    card = katrin.last
    katrin.taps("Take from the mentor")
    katrin.taps_data(card.data[1][0], card)
    katrin.sees("That is so already.", "Back", "Home")
    assert len(jonas.texts) == 1
    assert len(amina.texts) == 1


def test_only_people_who_stay_in_a_role_are_offered(world, katrin):
    katrin.says("/people")
    katrin.taps("Jonas · Mentor")
    assert not {"Make a participant", "Give a mentor"} & {*katrin.labels()}


def test_the_coordinator_invites_with_a_link(world, katrin, otto, jonas):
    katrin.says("/people")
    katrin.taps("Invite somebody")
    katrin.sees(
        "Whom do you want to invite?",
        *("Participant", "Mentor", "Language mediator", "Coordinator", "Home"),
    )
    katrin.taps("Participant")
    katrin.says("Otto")
    katrin.taps("Jonas")
    katrin.taps("Borna")
    katrin.reads(
        "Please give this link to Otto, and to nobody else:",
        "https://t.me/example_bot?start=",
        "It works once, until Tuesday, 15.09.2026.",
    )
    code = katrin.last.text.partition("start=")[2][:16]
    otto.says(f"/start {code}")
    otto.taps("English")
    assert (otto.person.name, otto.person.region) == ("Otto", "Borna")
    assert jonas.texts == [NEWS]
    assert jonas.opens().startswith("You have a new participant: №")


def test_a_mentor_is_invited_without_the_question_for_a_mentor(katrin):
    katrin.says("/people")
    katrin.taps("Invite somebody")
    katrin.taps("Mentor")
    katrin.says("Otto")
    katrin.sees("From which region?", "Leipzig", "Borna", "Skip", "Back", "Home")
    katrin.taps("Skip")
    katrin.reads("Please give this link to Otto")


def test_a_guest_becomes_a_participant(katrin, otto):
    otto.says("/start")
    otto.taps("English")
    card_of(katrin, "Somebody · Guest")
    katrin.taps("Make a participant")
    katrin.sees("Somebody is a participant now.", "Back", "Home")
    assert otto.person.role is Role.PARTICIPANT
    otto.says("/consent")
    otto.reads("Consent to passing on my data")


def test_many_people_stand_on_several_pages(world, katrin):
    for number in range(5):
        other_coordinator(world, katrin, 4000 + number)
    katrin.says("/people")
    assert len([label for label in katrin.labels() if "·" in label]) == 8
    katrin.taps("More")
    assert "Earlier" in katrin.labels()
    assert len([label for label in katrin.labels() if "·" in label]) == 3
    katrin.taps("Earlier")
    assert "Earlier" not in katrin.labels()


def other_coordinator(world, katrin, chat_id=2001):
    other = type(katrin)(world, chat_id, "en")
    other.says(f"/start {invitation(world, Role.COORDINATOR, name='Zoe')}")
    other.taps("English")
    return other
