"""German words from letters: looked up, browsed, one a day, and said better."""

from __future__ import annotations

from datetime import time, timedelta

from bot.core.rules.terms import of_the_day
from bot.core.words import Entry, _, entry, just
from bot.machine.library import Library
from handlers.glossary.daily import SWITCH
from tests.chat import Phone, World
from tests.conversations.steps import count

LIBRARY = Library()


def meaning(id: str) -> str:
    return LIBRARY.text("en", "glossary", id, "plain")


def test_a_word_typed_alone_is_explained(oksana: Phone, katrin: Phone) -> None:
    oksana.says("den bescheid?")
    assert oksana.last.text.startswith("der Bescheid")
    oksana.reads("buh-SHIGHT", meaning("bescheid"))
    oksana.reads(LIBRARY.text("en", "steps", "decision", "text"), "State of the law: 19.08.2026")
    oksana.taps_words(_("More about this"))
    oksana.reads(LIBRARY.text("en", "faq", "letter-understand", "answer"))
    assert katrin.texts == []


def test_of_a_word_with_a_typing_error_it_says_what_it_took_it_for(oksana: Phone) -> None:
    oksana.says("Wiederspruch")
    assert oksana.last.text.startswith(oksana.in_own_language(_("Perhaps you mean this word:")))
    oksana.reads("der Widerspruch")
    assert "propose.widerspruch" not in str(oksana.last.data)  # nor may she: see access.txt


def test_what_does_a_word_mean_is_answered_at_once_and_asked_of_nobody(
    amina: Phone, katrin: Phone
) -> None:
    amina.says("ما معنى Bescheid؟")
    amina.reads("der Bescheid")
    amina.reads_words(entry("glossary", "bescheid", "plain"))
    assert katrin.texts == []


def test_a_question_stays_a_question_and_leads_to_its_words(oksana: Phone) -> None:
    oksana.says("How do I apply for Kindergeld?")
    oksana.reads("State of the law:", LIBRARY.text("en", "faq", "child-benefit", "answer")[:40])
    oksana.taps("📖 Kindergeld")
    oksana.reads("das Kindergeld", meaning("kindergeld"))


def test_in_arabic_the_word_is_german_and_all_else_arabic(amina: Phone) -> None:
    amina.says("Duldung")
    amina.reads("die Duldung")
    amina.reads_words(entry("glossary", "duldung", "plain"), _("What you can do with it:"))
    assert "buh-" not in amina.last.text  # nobody reads how it sounds in another script


def test_words_are_found_by_topic_and_by_letter(jonas: Phone) -> None:
    jonas.says("/glossary")
    jonas.taps_words(entry("topics", "letters"))
    jonas.taps_words(_("More"))
    jonas.taps_words(_("Earlier"))
    jonas.taps("Bescheid")
    jonas.reads("der Bescheid")
    jonas.taps_words(_("German words"))
    jonas.taps("P")
    words = ["P-Konto", "Passbeschaffung", "Patenmappe", "Probezeit"]
    assert jonas.labels()[: len(words)] == words


def wants_a_word_each_day(phone: Phone) -> None:
    phone.says("/glossary")
    phone.taps_words(_("A German word each day"))


def test_a_word_a_day_until_it_is_stopped(world: World, jonas: Phone, oksana: Phone) -> None:
    wants_a_word_each_day(jonas)
    tomorrow = world.today + timedelta(days=1)
    world.reaches(tomorrow, time(8, 50))
    before = len(jonas.texts)
    world.reaches(tomorrow, time(9, 0))
    world.passes(hours=4)
    assert len(jonas.texts) == before + 1
    first = of_the_day(LIBRARY.facts().terms, tomorrow.toordinal())
    jonas.reads(first.german, meaning(first.id))
    jonas.says("/stop")
    world.reaches(tomorrow + timedelta(days=1), time(12))
    paused = len(jonas.texts)
    jonas.taps_data("resume")
    world.reaches(tomorrow + timedelta(days=2), time(9))
    assert len(jonas.texts) == paused + 2  # welcome back, and today's: none of the day between
    jonas.taps_data(SWITCH.option(just(""), "0").value)
    jonas.reads_words(_("All right. No more daily words."))
    stopped = len(jonas.texts)
    world.reaches(tomorrow + timedelta(days=3), time(12))
    assert len(jonas.texts) == stopped
    assert count(world, "card_subscriptions") == 0
    assert oksana.texts == []


def test_a_word_that_tells_of_somebodys_residence_is_behind_a_tap(
    world: World, jonas: Phone
) -> None:
    wants_a_word_each_day(jonas)
    days = (world.today + timedelta(days=n) for n in range(1, 120))
    terms = LIBRARY.facts().terms
    day = next(d for d in days if of_the_day(terms, d.toordinal()).category == "residence")
    term = of_the_day(terms, day.toordinal())
    world.wakes(day, time(9, 5))
    assert jonas.last.text == jonas.in_own_language(_("Your German word of today is here."))
    assert term.term not in jonas.last.text
    assert jonas.in_own_language(_("No more daily words")) in jonas.labels()
    jonas.taps_words(_("Show"))
    jonas.reads(term.term, meaning(term.id))


def test_of_a_word_that_gives_nothing_away_only_the_meaning_is_behind_a_tap(
    world: World, samir: Phone
) -> None:
    wants_a_word_each_day(samir)
    days = (world.today + timedelta(days=n) for n in range(1, 120))
    terms = LIBRARY.facts().terms
    day = next(d for d in days if of_the_day(terms, d.toordinal()).id == "bescheid")
    world.wakes(day, time(9, 5))
    samir.reads("der Bescheid", "buh-SHIGHT")
    assert meaning("bescheid") not in samir.last.text
    samir.taps_words(_("Show"))
    samir.reads(meaning("bescheid"))


def proposes(phone: Phone, wording: str) -> None:
    phone.says("Bescheid")
    phone.taps_words(_("Propose a wording"))
    phone.taps("English")
    phone.says(wording)
    phone.reads_words(
        _("Thank you. The coordinator reads your wording, and you hear what becomes of it.")
    )


def test_a_better_wording_is_shown_once_somebody_stands_for_it(
    world: World, jonas: Phone, katrin: Phone, oksana: Phone
) -> None:
    proposes(jonas, "A written decision of an office.")
    assert katrin.last.text == katrin.in_own_language(
        _("Somebody proposes a better wording for a German word.")
    )
    katrin.taps_words(_("Proposals"))
    katrin.taps("Bescheid · English")
    katrin.reads(meaning("bescheid"), "A written decision of an office.", "Jonas")
    oksana.says("Bescheid")
    oksana.reads(meaning("bescheid"))
    katrin.taps_words(_("Accept"))
    katrin.says("Ada Example")
    katrin.reads_words(_("This wording is shown from now on."))
    jonas.opens()
    decided = _("Thank you. Your wording for {word} is shown from now on.", word=WORD)
    assert jonas.in_own_language(decided) in jonas.popup + jonas.last.text
    oksana.says("Bescheid")
    oksana.reads("A written decision of an office.")
    assert "Ada" not in oksana.last.text
    assert meaning("bescheid") not in oksana.last.text
    katrin.says("Bescheid")
    katrin.reads("Ada Example")
    katrin.taps_words(_("Back to the old text"))
    oksana.says("Bescheid")
    oksana.reads(meaning("bescheid"))


def test_a_declined_wording_changes_nothing_and_the_proposer_hears_of_it(
    world: World, jonas: Phone, katrin: Phone, oksana: Phone
) -> None:
    proposes(jonas, "A letter.")
    katrin.taps_words(_("Proposals"))
    katrin.taps("Bescheid · English")
    decline = katrin.last.data[0][1]
    katrin.taps_words(_("Decline"))
    katrin.reads_words(_("The text stays as it is."))
    katrin.taps_data(decline)
    jonas.opens()
    declined = _("Thank you for your wording for {word}. The text stays as it is.", word=WORD)
    assert jonas.in_own_language(declined) in jonas.popup + jonas.last.text
    oksana.says("Bescheid")
    oksana.reads(meaning("bescheid"))
    assert count(world, "term_texts") == 0


WORD = Entry("glossary", "bescheid", "term")
