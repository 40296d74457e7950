"""What is below an answer: helpful, not what I meant, a human; and what is urgent stands first."""

from __future__ import annotations

from bot.core.rules.entries import Count
from bot.core.words import _
from storage import answered, dialogues, questions
from storage.tables import answer_counts
from tests.conversations.test_asking import UNKNOWN

MONEY = "My money did not arrive"
HELPFUL, NOT_MEANT = "👍 Helpful", "Not what I meant"


def counted(world, kind):
    with world.lotse.database.transaction() as db:
        return [(each.entry, each.times) for each in answered.counted(db, [kind])]


def remembered(phone):
    person = phone.person
    with phone.world.lotse.database.transaction() as db:
        return dialogues.load(db, person.id).answers


def test_helpful_is_counted_for_the_entry_and_for_nobody(world, oksana, amina):
    for phone in (oksana, amina):
        phone.says(MONEY)
        phone.taps(phone.in_own_language(_("👍 Helpful")))
        assert phone.popup == phone.in_own_language(
            _("Thank you. That helps to make the answers better.")
        )
    assert [entry for entry, _times in counted(world, Count.HELPFUL)] == ["money-missing"] * 2
    assert not {column.name for column in answer_counts.columns} & {"person_id", "text"}


def test_not_what_i_meant_shows_the_next_best_and_then_asks_a_human(world, oksana, katrin):
    oksana.says(MONEY)
    shown = [oksana.last.text]
    for _time in range(2):
        oksana.taps(NOT_MEANT)
        assert "State of the law" in oksana.last.text
        assert oksana.last.text not in shown
        shown.append(oksana.last.text)
    oksana.taps(NOT_MEANT)
    oksana.reads("Shall I pass your question on as you wrote it?", MONEY)
    assert MONEY not in "".join(data for row in oksana.last.data for data in row)
    oksana.taps("Yes, pass it on")
    katrin.says("/inbox")
    assert MONEY in katrin.labels()
    assert len(counted(world, Count.NOT_MEANT)) == 3
    assert ("money-missing", 1) in counted(world, Count.NOT_MEANT)


def test_an_answer_found_under_a_topic_can_be_wrong_too(oksana):
    oksana.says("/ask")
    oksana.taps_data("topic.benefits")
    oksana.taps_data("faq.money-missing")
    oksana.taps(NOT_MEANT)
    oksana.reads("Please write your question in one sentence, or choose a topic.")
    oksana.taps("Ask a person")
    oksana.sees("Please write your question. No names of others, no file numbers.", "Home")


def test_a_question_is_remembered_only_for_its_buttons(world, oksana):
    oksana.says(MONEY)
    assert MONEY in remembered(oksana).values()
    oksana.says(UNKNOWN)  # it is with the coordinator now
    assert remembered(oksana) == {}
    oksana.says(MONEY)
    world.passes(days=4)
    assert remembered(oksana) == {}


def test_by_when_it_must_be_done_is_said_first(oksana):
    oksana.says("/ask")
    oksana.taps_data("faq.asylum-rejected")
    numbers, deadline, *_answer = oksana.last.text.split("\n\n")
    assert "112" in numbers
    assert deadline.startswith("⏳ Deadline: mostly two weeks")
    oksana.taps_data("faq.child-benefit")
    assert "⏳" not in oksana.last.text


def test_the_name_is_shown_only_after_a_yes_to_this_question(world, oksana, katrin):
    oksana.says(UNKNOWN)
    katrin.says("/inbox")
    katrin.taps(UNKNOWN)
    assert "Oksana" not in katrin.last.text
    oksana.taps("Yes, with my name")
    oksana.reads("The office sees your name with this question now.")
    katrin.says("/inbox")
    katrin.taps(UNKNOWN)
    katrin.reads("From: Oksana")
    oksana.taps("Without my name")
    katrin.says("/inbox")
    katrin.taps(UNKNOWN)
    assert "Oksana" not in katrin.last.text


def test_nobody_names_somebody_else(world, oksana, amina):
    oksana.says(UNKNOWN)
    with world.lotse.database.transaction() as db:
        asked = questions.open_ones(db)[0]
    amina.says("/menu")
    amina.taps_data(f"named.{asked.id}.yes")
    with world.lotse.database.transaction() as db:
        again = questions.get(db, asked.id)
    assert again is not None
    assert not again.named


def test_what_was_missed_is_a_list_to_write_without_names(world, oksana, katrin):
    oksana.says(UNKNOWN)
    oksana.says(MONEY)
    oksana.taps(NOT_MEANT)
    katrin.says("/inbox")
    katrin.taps("What is missing")
    katrin.reads(
        "What people asked for and did not find, the newest first:",
        "This answer was not what was meant (1 ×):",
        "My money did not arrive. What do I do?",
        "English",
    )
    assert "zebra" not in katrin.last.text
    assert "Oksana" not in katrin.last.text
