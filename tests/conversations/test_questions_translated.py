"""Questions to a human and the answers, between Arabic and English, where there are models."""

from __future__ import annotations

from bot.core.rules.translation import Rung, Why
from bot.core.words import _
from bot.turns.interpreted import RUNG, WHY
from handlers.services import emergency
from storage import translations
from tests.conversations.interpreter import Dictionary, translates

ASKED_AR, ASKED = "أين أستطيع تعلم السباحة هنا؟", "Where can I learn swimming here?"
ANSWER, ANSWER_AR = "On Mondays at the lake", "أيام الاثنين عند البحيرة"
BENEFIT_AR, BENEFIT_DE = "فاصوليا بنفسجية قوس قزح زرافة", "Wie beantrage ich Kindergeld?"
FOUND = _(
    "Perhaps this is what you asked. A machine translated your question to find it;"
    " the answers are from people."
)


def test_both_read_the_own_language_with_the_original_one_tap_below(world, amina, katrin):
    translates(world, Dictionary({ASKED_AR: ASKED, ANSWER: ANSWER_AR}))
    amina.says(ASKED_AR)
    katrin.reads("A new question is waiting for an answer.")
    katrin.says("/inbox")
    katrin.taps_data(next(d for row in katrin.last.data for d in row if d.startswith("read.")))
    katrin.reads("Asked in العربية", "Translated by machine, not checked:", ASKED)
    katrin.taps_words(_("Original"))
    assert katrin.popup == ASKED_AR
    katrin.taps("Answer")
    katrin.says(ANSWER)
    amina.opens()
    amina.reads(ANSWER_AR)
    amina.reads_words(RUNG[Rung.MACHINE])
    amina.taps_words(_("Original"))
    assert amina.popup == ANSWER
    amina.taps_words(_("Bad translation"))
    assert any(data.startswith("mediate.q.") for row in amina.last.data for data in row)


def test_without_models_both_read_what_was_written_and_why(world, amina, katrin):
    """It refuses at once; the way to a mediator stands below, and it is counted."""
    amina.says(ASKED_AR)
    katrin.says("/inbox")
    katrin.taps_data(next(d for row in katrin.last.data for d in row if d.startswith("read.")))
    katrin.reads(ASKED_AR)
    katrin.reads_words(WHY[Why.NO_MODEL])
    assert any(data.startswith("mediate.q.") for row in katrin.last.data for data in row)
    assert not [d for row in katrin.last.data for d in row if d.startswith("original.")]
    katrin.taps("Answer")
    katrin.says(ANSWER)
    amina.opens()
    amina.reads(ANSWER)
    amina.reads_words(WHY[Why.NO_MODEL])
    assert any(data.startswith("mediate.q.") for row in amina.last.data for data in row)
    with world.lotse.database.transaction() as db:
        counted = translations.counts(db, world.today)
    assert counted == {"ar-en": {Why.NO_MODEL: 1}, "en-ar": {Why.NO_MODEL: 1}}


def test_what_the_search_does_not_know_is_looked_for_in_german(world, amina, katrin):
    translates(world, Dictionary({BENEFIT_AR: BENEFIT_DE}))
    amina.says(BENEFIT_AR)
    assert katrin.texts == ["A new question is waiting for an answer."]  # a human has it anyway
    assert amina.in_own_language(FOUND) in amina.opens()
    assert any(data.startswith("faq.") for row in amina.last.data for data in row)


def test_what_is_found_so_and_urgent_has_the_emergency_numbers_above_it(world, amina):
    facts = world.lotse.house.facts.questions
    id = next(each for each in facts if facts[each].urgent)
    asked = world.lotse.house.library.text("de", "faq", id, "question")
    translates(world, Dictionary({BENEFIT_AR: asked}))
    amina.says(BENEFIT_AR)
    assert amina.in_own_language(FOUND) in amina.opens()
    amina.reads_words(emergency.first())
    assert any(data == f"faq.{id}" for row in amina.last.data for data in row)
