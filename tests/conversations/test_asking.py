from __future__ import annotations

from bot.core.rules.people import Role
from handlers.services import emergency
from tests.conversations.steps import NEWS, count, invitation

UNSURE = "I am not sure about this. I have passed your question on to the coordinator."
OURS = "What is missing", "Our answers"
UNKNOWN = "zebra football banana purple sunshine?"


def test_a_clear_question_is_answered(oksana, katrin):
    oksana.says("My money did not arrive")
    oksana.reads(
        "This can be urgent. In danger call 112 (fire and ambulance) or 110 (police).",
        "My money did not arrive. What do I do?",
        "State of the law:",
        "General information, no legal advice.",
    )
    assert oksana.labels()[:2] == [
        "Migration counselling for adults (MBE)",
        "Refugee social work on site",
    ]
    assert oksana.labels()[-3:] == ["Ask a person", "Topics", "Home"]
    assert katrin.texts == []


def test_the_emergency_numbers_come_first_and_only_where_it_is_urgent(oksana):
    oksana.says("My money did not arrive")
    assert oksana.last.text.startswith("This can be urgent.")
    oksana.says("How do I apply for Kindergeld?")
    assert "112" not in oksana.last.text


def test_a_counselling_service_says_how_to_find_it(oksana):
    oksana.says("My money did not arrive")
    oksana.taps("Migration counselling for adults (MBE)")
    oksana.reads("Migration counselling for adults (MBE)")
    assert oksana.labels() == ["Ask a person", "Topics", "Home"]
    assert len(oksana.texts) == 2  # the answer stays where it is


def test_the_topics_lead_to_questions_and_answers(world, oksana):
    oksana.says("/ask")
    oksana.reads("What is it about?")
    topics = oksana.labels()
    oksana.taps(topics[0])
    question = oksana.labels()[0]
    oksana.taps(question)
    oksana.reads("State of the law:")
    oksana.taps("Topics")
    assert oksana.labels() == topics
    assert len(oksana.texts) == 1


def test_a_mentor_finds_other_questions_under_the_same_topic(oksana, jonas):
    for phone in (oksana, jonas):
        phone.says("/ask")
        phone.taps_data("topic.mentoring")
    assert jonas.labels() != oksana.labels()


def test_in_arabic_urgent_is_said_in_arabic(amina):
    amina.says("/ask")
    amina.taps_data("topic.benefits")
    amina.taps_data("faq.money-missing")
    amina.reads_words(emergency.first())
    amina.reads("112", "110")


def test_a_german_question_in_an_arabic_chat_is_answered(amina, katrin):
    amina.says("Wie beantrage ich Kindergeld?")
    assert katrin.texts == []
    assert any(data.startswith("service.") for row in amina.last.data for data in row)
    assert "Kindergeld" in amina.last.text


def test_what_is_unclear_goes_to_the_coordinator_and_the_answer_comes_back(world, oksana, katrin):
    oksana.says(UNKNOWN)
    oksana.reads(UNSURE, "The answer comes here. Your name is not shown.")
    assert katrin.texts == ["A new question is waiting for an answer."]
    katrin.taps("Questions")
    katrin.sees("These questions are waiting:", UNKNOWN, *OURS, "Home")
    katrin.taps(UNKNOWN)
    katrin.sees(
        f"Asked in English, Tuesday, 01.09.2026, 12:00:\n\n{UNKNOWN}",
        "Answer",
        "Answer for all",
        "Questions",
        "Home",
    )
    assert "Oksana" not in "".join(katrin.texts)
    katrin.taps("Answer")
    katrin.sees("Please write the answer. It is sent as you write it.", "Back", "Home")
    katrin.says("Only on Sundays & with <care>.")
    katrin.sees("Thank you. The answer is on its way.", "Answer for all", "Questions", "Home")
    oksana.sees(NEWS, "Show", "Home")
    oksana.opens()
    oksana.sees(
        "You asked something. This is the answer:\n\nOnly on Sundays & with <care>.",
        "Ask again",
        "Home",
    )
    katrin.says("/inbox")
    katrin.sees("No question is waiting.", *OURS, "Home")


def test_whoever_asks_a_person_need_not_write_it_twice(oksana, katrin):
    oksana.says("My money did not arrive")
    oksana.taps("Ask a person")
    oksana.reads("Shall I pass your question on as you wrote it?", "My money did not arrive")
    oksana.taps("Yes, pass it on")
    oksana.reads("I have passed your question on. The answer comes here.")
    katrin.says("/inbox")
    katrin.sees("These questions are waiting:", "My money did not arrive", *OURS, "Home")
    oksana.taps_data("handon")  # the question is passed on: it is not remembered any more
    oksana.sees("Please write your question. No names of others, no file numbers.", "Home")


def test_whoever_asks_a_person_may_write_it_anew(oksana, katrin):
    oksana.says("My money did not arrive")
    oksana.taps("Ask a person")
    oksana.taps("Write it anew")
    oksana.sees("Please write your question. No names of others, no file numbers.", "Home")
    oksana.says("Where is it?")
    oksana.reads(
        "I have passed your question on. The answer comes here. Your name is not shown.",
        "May the office see your name with this question?",
    )
    katrin.says("/inbox")
    katrin.sees("These questions are waiting:", "Where is it?", *OURS, "Home")


def test_a_greeting_bothers_nobody(world, oksana, katrin):
    for text in ("hi", "👍", "???", "  ", "ok ok"):
        oksana.says(text)
        oksana.reads("Please write your question in one sentence, or choose a topic.")
    assert katrin.texts == []
    assert count(world, "questions") == 0


def test_two_coordinators_answer_at_once(world, oksana, katrin):
    second = type(katrin)(world, 2001, "en")
    second.says(f"/start {invitation(world, Role.COORDINATOR)}")
    second.taps("English")
    oksana.says(UNKNOWN)
    assert second.texts[-1] == "A new question is waiting for an answer."
    for coordinator in (katrin, second):
        coordinator.says("/inbox")
        coordinator.taps(UNKNOWN)
        coordinator.taps("Answer")
    katrin.says("The first answer.")
    second.says("The second answer.")
    second.sees("Somebody else has answered this already.", "Questions", "Home")
    assert oksana.texts.count(NEWS) == 1
    assert oksana.opens() == "You asked something. This is the answer:\n\nThe first answer."


def test_a_guest_may_ask_too(otto, katrin):
    otto.says("/start")
    otto.taps("English")
    otto.says(UNKNOWN)
    otto.reads(UNSURE)
    katrin.says("/inbox")
    katrin.taps(UNKNOWN)
    katrin.taps("Answer")
    katrin.says("Please come by.")
    assert otto.texts[-1] == NEWS
    assert otto.opens() == "You asked something. This is the answer:\n\nPlease come by."


def test_at_night_the_coordinator_sleeps(world, oksana, katrin):
    world.passes(hours=11)
    oksana.says(UNKNOWN)
    oksana.reads(UNSURE)
    assert katrin.texts == []
    world.passes(hours=9)
    assert katrin.texts == ["A new question is waiting for an answer."]


def test_what_was_answered_meanwhile_rings_no_more(world, oksana, katrin):
    world.passes(hours=11)
    oksana.says(UNKNOWN)
    katrin.says("/inbox")
    katrin.taps(UNKNOWN)
    katrin.taps("Answer")
    katrin.says("Here.")
    world.passes(hours=10)
    assert "A new question is waiting for an answer." not in katrin.texts
    assert oksana.opens() == "You asked something. This is the answer:\n\nHere."
