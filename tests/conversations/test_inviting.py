from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.rules.consent import Answer
from bot.machine.outcomes import Never, Unsure
from tests.conversations.steps import NEWS, OLD_BUTTON, SURE, WANTS_EVENTS, agrees, count, facts

PARTY = "Come to the summer party & bring <cake>"
TITLE = "Invitation: Sunday, 20.09.2026 at 15:00"


def writes(katrin, *texts):
    """A new invitation, up to the question whom to invite."""
    katrin.says("/broadcast")
    katrin.taps("New invitation")
    katrin.says("20.09.2026 15:00")
    for language, text in texts or [("English", PARTY)]:
        katrin.taps(language)
        katrin.says(text)
    katrin.taps("That is all")


def chooses(katrin, roles=("All",), languages=("All",), regions=()):
    for offered in (roles, languages, regions):
        for label in offered:
            katrin.taps(label)
        if offered and offered != ("All",):
            katrin.taps("Done")
    if not regions:
        katrin.taps("Skip")


def invites(katrin, *texts, **whom):
    writes(katrin, *texts)
    chooses(katrin, **whom)
    katrin.taps(SURE)


def reach(katrin):
    """Sent, waiting, failed, blocked, unsure, dropped; yes, perhaps, no."""
    katrin.says("/broadcast")
    katrin.taps("Sunday, 20.09.2026, 15:00")
    shown = katrin.last.text.replace(", of these blocked: ", "\nblocked: ").split("\n")
    return [int(line.rpartition(": ")[2]) for line in shown if ": " in line]


def test_who_is_meant_and_who_is_reached(katrin, amina, oksana, jonas, mara, samir):
    agrees(amina, WANTS_EVENTS)
    writes(katrin)
    chooses(katrin)
    katrin.reads(
        "It reaches 4 people.",
        "Without consent to invitations: 1",
        "Paused: 0",
        "Sunday, 20.09.2026, 15:00",
        PARTY,
    )
    assert not [phone for phone in (amina, oksana, jonas, mara, samir) if phone.texts]
    katrin.taps(SURE)
    katrin.sees("The invitation goes to 4 people.", "Who was reached?", "Home")
    assert jonas.texts == [NEWS]
    jonas.opens()
    jonas.sees(f"{TITLE}\n\n{PARTY}\n\nAre you coming?", "I come", "Perhaps", "I cannot", "Home")
    assert [len(phone.texts) for phone in (amina, oksana, mara, samir)] == [1, 0, 1, 1]
    assert reach(katrin) == [4, 0, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("whom", "reached"),
    [
        ({"roles": ("Mentors",)}, "It reaches 2 people."),
        ({"roles": ("Mentors", "Language mediators")}, "It reaches 3 people."),
        ({"roles": ("Participants",)}, "It reaches 2 people."),
        ({"languages": ("العربية",)}, "It reaches 1 person."),
        ({"languages": ("Türkçe",)}, "It reaches 0 people."),
        ({"regions": ("Leipzig",)}, "It reaches 5 people."),
        ({"regions": ("Borna",)}, "It reaches 0 people."),
        ({"regions": ("All",)}, "It reaches 5 people."),
    ],
)
def test_role_language_and_region_choose(katrin, amina, oksana, whom, reached):
    agrees(amina, WANTS_EVENTS)
    agrees(oksana, WANTS_EVENTS)
    writes(katrin)
    chooses(katrin, **whom)
    katrin.reads(reached)


def test_a_tap_on_a_choice_takes_it_back(katrin):
    writes(katrin)
    katrin.taps("Mentors")
    assert "✓ Mentors" in katrin.labels()
    katrin.taps("✓ Mentors")
    assert "Done" not in katrin.labels()


def test_a_stranger_is_never_invited(katrin, otto):
    otto.says("hello")
    invites(katrin)
    assert len(otto.texts) == 1


def test_everybody_reads_the_text_in_the_nearest_language(katrin, amina, jonas):
    agrees(amina, WANTS_EVENTS)
    invites(katrin, ("English", PARTY), ("العربية", "تعالوا إلى الحفلة"))
    assert PARTY in jonas.opens()
    assert "تعالوا إلى الحفلة" in amina.opens()
    assert "تعالوا إلى الحفلة" in amina.last.text
    assert PARTY not in amina.last.text
    assert "English" not in amina.last.text
    amina.reads("الأحد", "20.09.2026", "15:00")


def test_one_text_says_which_language_it_is_in(katrin, amina, jonas):
    agrees(amina, WANTS_EVENTS)
    invites(katrin, ("Deutsch", "Kommt zum Fest"))
    jonas.opens()
    amina.opens()
    jonas.reads("Kommt zum Fest", "This text is in Deutsch.")
    amina.reads("Kommt zum Fest", "Deutsch")


def test_what_cannot_be_a_text_is_asked_again(katrin):
    katrin.says("/broadcast")
    katrin.taps("New invitation")
    katrin.says("20.09.2026 15:00")
    katrin.says(PARTY)
    katrin.reads("Please tap the language first.")
    katrin.taps("English")
    katrin.sees("Please write the text in this language: English", "Back", "Home")
    katrin.says("x" * 1501)
    katrin.reads("Please use at most 1500 characters.")
    katrin.says("  ")
    katrin.reads("Please write a few words.")
    katrin.says(PARTY)
    katrin.reads("Kept. In which other language do you have the text?")


def test_many_long_texts_are_looked_over_on_one_page(katrin, jonas):
    invites(katrin, *((language, "x" * 1500) for language in ("English", "Deutsch", "Türkçe")))
    katrin.sees("The invitation goes to 3 people.", "Who was reached?", "Home")
    jonas.opens()
    jonas.reads("x" * 1500)


def test_an_answer_is_changed_on_the_last_page(katrin, mara):
    writes(katrin)
    chooses(katrin)
    katrin.taps("Change: Sunday, 20.09.2026, 15:00")
    katrin.says("21.09.2026 16:00")
    katrin.taps(SURE)
    mara.opens()
    mara.reads("Invitation: Monday, 21.09.2026 at 16:00")


def test_yes_no_and_perhaps(katrin, jonas, mara, samir):
    invites(katrin)
    for phone in (jonas, mara, samir):
        phone.opens()
    jonas.taps("I come")
    assert jonas.popup == "Good, we look forward to seeing you."
    mara.taps("Perhaps")
    assert mara.popup == "Noted: perhaps. You can still change it."
    samir.taps("I cannot")
    assert samir.popup == "Noted: no. Thank you for telling us."
    assert reach(katrin)[-3:] == [1, 1, 1]
    katrin.taps("Who comes?")
    katrin.reads("Yes: 1\nJonas", "Perhaps: 1\nMara")
    assert "Samir" not in katrin.last.text


def test_an_answer_may_change(katrin, jonas):
    invites(katrin)
    jonas.opens()
    jonas.taps("I come")
    jonas.taps("I cannot")
    jonas.taps("I cannot")
    assert reach(katrin)[-3:] == [0, 0, 1]


def test_events_lists_what_one_is_invited_to(katrin, jonas, oksana):
    invites(katrin)
    jonas.says("/events")
    jonas.sees("You are invited to:", "Sunday, 20.09.2026, 15:00", "Home")
    jonas.taps("Sunday, 20.09.2026, 15:00")
    jonas.taps("Perhaps")
    oksana.says("/events")
    oksana.sees("You are not invited to anything at the moment.", "Home")


@pytest.mark.parametrize("what", ["paused", "withdrawn", "asked"])
def test_whoever_changed_their_mind_gets_nothing(world, katrin, oksana, what):
    agrees(oksana, WANTS_EVENTS)
    world.passes(hours=11)  # invitations wait for the morning
    invites(katrin, roles=("Participants",))
    katrin.reads("The invitation goes to 1 person.")
    if what == "paused":
        oksana.says("/stop")
    elif what == "asked":
        agrees(oksana, WANTS_EVENTS, answer=Answer.ASK)
    else:
        oksana.says("/consent")
        oksana.taps("✅ Event invitations – The project office")
        oksana.taps("Take it back")
    seen = len(oksana.texts)
    world.passes(hours=12)
    assert oksana.texts[seen:] == []
    assert reach(katrin)[:6] == [0, 0, 0, 0, 0, 1]


def test_whoever_paused_before_is_counted_as_paused(katrin, jonas):
    jonas.says("stop")
    writes(katrin)
    chooses(katrin, roles=("Mentors",))
    katrin.reads("It reaches 1 person.", "Paused: 1")


def test_blocked_and_failed_are_counted(world, katrin, jonas, mara, samir):
    world.blocked.add(jonas.chat_id)
    invites(katrin, roles=("Mentors",))
    assert reach(katrin)[:6] == [1, 0, 1, 1, 0, 0]
    katrin.says("/people")
    katrin.taps("Jonas · Mentor")
    katrin.reads("Has blocked the bot: messages do not arrive.")


def test_refused_for_another_reason_is_not_called_blocked(world, katrin, samir):
    writes(katrin)
    chooses(katrin, roles=("Language mediators",))
    usual, world.send = world.send, answers(world, samir.chat_id, Never("Bad Request: something"))
    katrin.taps(SURE)
    world.send = usual
    assert reach(katrin)[:6] == [0, 0, 1, 0, 0, 0]


def test_the_coordinator_decides_about_the_unsure(world, katrin, samir):
    writes(katrin)
    chooses(katrin, roles=("Language mediators",))
    usual, world.send = world.send, answers(world, samir.chat_id, Unsure())
    katrin.taps(SURE)
    world.send = usual
    world.passes(hours=2)
    assert samir.texts == []  # nobody sends it again without being told to
    assert reach(katrin)[:6] == [0, 0, 0, 0, 1, 0]
    katrin.taps("Send the unsure again")
    katrin.sees("1 invitation is sent again.", "Who was reached?", "Home")
    samir.reads("🔁 You may have got this message already.")
    samir.opens()
    samir.reads(TITLE)
    assert reach(katrin)[:6] == [1, 0, 0, 0, 0, 0]
    assert "Send the unsure again" not in katrin.labels()


def test_nobody_answers_what_they_were_not_invited_to(world, katrin, oksana, jonas, mara):
    invites(katrin, roles=("Mentors",))
    before = facts(world)
    for data in ("rsvp.1.yes", "rsvp.1.no", "event.1", "rsvp.2.yes", "rsvp.-1.yes", "rsvp.x.yes"):
        oksana.taps_data(data)
        assert oksana.popup == OLD_BUTTON
    for data in ("rsvp.1.perhaps", "rsvp.1.", "rsvp.1", "rsvp.1.yes.no"):
        jonas.taps_data(data)
        assert jonas.popup == OLD_BUTTON
    assert facts(world) == before


def test_after_it_is_over_nobody_answers_and_nobody_is_invited(world, katrin, jonas):
    invites(katrin)
    jonas.opens()
    world.now += timedelta(days=20)
    jonas.taps("I come")
    assert jonas.popup == "This event is over."
    jonas.says("/events")
    jonas.sees("You are not invited to anything at the moment.", "Home")
    assert count(world, "event_answers") == 0


def test_only_the_coordinator_sees_who_comes(katrin, jonas, oksana):
    invites(katrin)
    for phone in (jonas, oksana):
        for data in ("reach.1", "coming.1", "again.1", "invitation"):
            phone.taps_data(data)
            assert phone.popup == OLD_BUTTON


def answers(world, chat_id, outcome):
    """What the messenger says to whatever is sent to this chat."""
    usual = world.send

    async def send(message):
        return outcome if message.chat_id == chat_id else await usual(message)

    return send
