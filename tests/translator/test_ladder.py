"""Reviewed text, glossary, machine with its checks, refusal: in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.rules.translation import (
    Binding,
    Kind,
    Rung,
    Translatable,
    Translation,
    Untranslated,
    Why,
)
from bot.machine.library import Library
from bot.machine.translator.ladder import Ladder, Phrases
from bot.machine.translator.process import Busy, Died, Translated

LIBRARY = Library()


def message(text: str, language: str = "de") -> Translatable:
    return Translatable(text, language, Kind.MESSAGE)


@pytest.fixture
def ladder(models, worker) -> Ladder:
    return Ladder(LIBRARY, models, worker, Phrases(LIBRARY))


def test_a_message_is_translated_by_the_machine_and_says_so(ladder, run):
    answer = run(ladder.translate(message("Ich brauche heute Hilfe"), "ar"))
    assert answer == Translation("أنا أحتاج اليوم مساعدة", Rung.MACHINE)


def test_names_times_phones_and_office_words_come_through_unchanged(ladder, run):
    text = "Ich kann heute um 9:30 Uhr mit Amina kommen, bitte 0341 123-4567 und die Duldung"
    answer = run(ladder.translate(message(text), "en", names=["Amina"]))
    for kept in ("9:30", "Amina", "0341 123-4567", "Duldung"):
        assert kept in answer.text
    assert answer.text.startswith("I can today at 9:30 O'clock with Amina come")


@pytest.mark.parametrize("language", ["ku", "ps", "ti", "so", "fa_AF"])
@pytest.mark.parametrize("way", ["to", "from"])
def test_where_no_model_is_installed_it_refuses_at_once(ladder, run, language, way):
    source, target = ("de", language) if way == "to" else (language, "de")
    answer = run(ladder.translate(message("Ich brauche heute Hilfe", source), target))
    assert answer == Untranslated(Why.NO_MODEL)
    assert ladder.machine.started == 0


def test_an_office_word_is_explained_by_people_and_not_by_the_machine(ladder, run):
    answer = run(ladder.translate(message("Duldung"), "ar"))
    assert answer.rung is Rung.GLOSSARY
    assert answer.text == LIBRARY.text("ar", "glossary", _id_of("Duldung"), "plain")
    assert ladder.machine.started == 0


def _id_of(word: str) -> str:
    return next(each.id for each in LIBRARY.facts().terms.values() if each.term == word)


def test_a_reviewed_text_goes_before_the_machine_and_a_draft_never_passes_for_one(
    tmp_path, models, worker, run
):
    question = str(LIBRARY.text("de", "faq", "work-may-i-work", "question"))  # typed by somebody
    drafts = Ladder(LIBRARY, models, worker, Phrases(LIBRARY))
    answer = run(drafts.translate(message(question), "uk"))
    assert answer == Untranslated(Why.NO_MODEL)
    reviewed = _reviewed(tmp_path, "de", "uk")
    answer = run(
        Ladder(reviewed, models, worker, Phrases(reviewed)).translate(message(question), "uk")
    )
    text = LIBRARY.text("uk", "faq", "work-may-i-work", "question")
    assert answer == Translation(text, Rung.REVIEWED)


def _reviewed(folder: Path, *languages: str) -> Library:
    """The real content, with a made-up reviewer for the questions."""
    for source in LIBRARY_FOLDER.glob("*/content/*.yaml"):
        copy = folder / source.relative_to(LIBRARY_FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        if source.name == "faq.yaml" and source.parts[-3] in languages:
            text = text.replace("reviewed: false", "reviewed: true", 1)
            text = text.replace("reviewer: null", "reviewer: A. Reader", 1)
            text = text.replace("reviewed_on: null", "reviewed_on: '2026-09-01'", 1)
        copy.write_text(text, encoding="utf-8")
    return Library(folder)


LIBRARY_FOLDER = Path(__file__).parents[2] / "locales"


@pytest.mark.parametrize("text", ["Hallo", "ja bitte", "🙂", "12:30"])
def test_with_a_word_or_two_there_is_nothing_to_understand_it_by(ladder, run, text):
    assert run(ladder.translate(message(text), "en")) == Untranslated(Why.TOO_SHORT)


def test_a_whole_letter_is_left_to_a_human(ladder, run):
    answer = run(ladder.translate(message("Ich brauche heute Hilfe. " * 100), "en"))
    assert answer == Untranslated(Why.TOO_LONG)


def test_words_the_model_does_not_know_stay_german_and_the_checks_refuse_them(ladder, run):
    answer = run(ladder.translate(message("Gestern regnete es wunderbar kräftig"), "ar"))
    assert isinstance(answer, Untranslated)
    assert (answer.why, "script" in answer.faults) == (Why.CHECKS, True)


class Machine:
    """Answers what it was told to, one answer a call."""

    def __init__(self, *answers: Sequence[str] | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[list[str]] = []

    async def translate(self, path, texts):
        self.asked.append(list(texts))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return [Translated(text, 0.0) for text in answer]


def with_machine(models, *answers) -> Ladder:
    return Ladder(LIBRARY, models, Machine(*answers), Phrases(LIBRARY))


def test_when_a_stand_in_is_lost_the_text_around_it_is_translated(models, run):
    ladder = with_machine(models, ["I come tomorrow at noon"], ["I come tomorrow at", "to you"])
    answer = run(ladder.translate(message("Ich komme morgen um 9:30 zu dir"), "en"))
    assert answer == Translation("I come tomorrow at 9:30 to you", Rung.MACHINE)


def test_when_that_fails_too_nothing_is_shown(models, run):
    ladder = with_machine(models, ["I come at noon"], ["I come at 8", "to you"])
    answer = run(ladder.translate(message("Ich komme morgen um 9:30 zu dir"), "en"))
    assert answer == Untranslated(Why.CHECKS, ("numbers",))


def test_doubt_adds_up_over_the_pieces_and_what_stays_is_no_word_of_the_machine(models, run):
    """Two pieces, each a guess: neither is so bad that it would be refused alone."""

    class Doubtful(Machine):
        async def translate(self, path, texts):
            found = await super().translate(path, texts)
            return [replace(each, score=-7.0) for each in found]

    machine = Doubtful(["Come soon then please"], ["Come soon with", "please then"])
    ladder = Ladder(LIBRARY, models, machine, Phrases(LIBRARY))
    said = message("Komm bald mit Amina bitte dann")
    answer = run(ladder.translate(said, "en", names=["Amina"]))
    assert answer == Untranslated(Why.CHECKS, ("unsure",))


def test_where_there_is_no_model_that_is_the_reason_however_short_it_is(ladder, run):
    assert run(ladder.translate(message("Baş e", "ku"), "de")) == Untranslated(Why.NO_MODEL)


@pytest.mark.parametrize(("trouble", "why"), [(Busy(), Why.BUSY), (Died(), Why.FAILED)])
def test_a_machine_that_is_full_or_falls_over_is_a_refusal(models, run, trouble, why):
    ladder = with_machine(models, trouble)
    assert run(ladder.translate(message("Ich brauche heute Hilfe"), "en")) == Untranslated(why)


def test_without_the_extra_the_other_rungs_hold(models, run):
    ladder = Ladder(LIBRARY, models, None, Phrases(LIBRARY))
    assert run(ladder.translate(message("Duldung"), "ar")).rung is Rung.GLOSSARY
    answer = run(ladder.translate(message("Ich brauche heute Hilfe"), "en"))
    assert answer == Untranslated(Why.NO_MODEL)


def test_what_binds_cannot_be_passed_in():
    """`mypy` refuses it before; this is what is left at run time."""
    binding = Binding("Ich willige ein.", "de")
    with pytest.raises(TypeError):
        Translatable(binding, "de", Kind.MESSAGE)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Translatable("Ich willige ein.", "de", "consent")  # type: ignore[arg-type]
    assert not {"consent", "deadline", "medicine"} & set(Kind)
