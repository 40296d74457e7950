"""What a machine's answer must not be."""

from __future__ import annotations

import pytest

from bot.machine.translator.checking import Fault, faults


def found(source, target, language="ar", kept=(), score=0.0):
    return list(faults(source, target, language=language, kept=kept, score=score))


@pytest.mark.parametrize(
    ("source", "target", "language", "fault"),
    [
        ("Ich brauche Hilfe", "", "en", Fault.EMPTY),
        ("I need help today", "I need help today", "ar", Fault.SAME),
        ("Ich brauche Hilfe", "I need مساعدة today", "ar", Fault.SCRIPT),
        ("Ich brauche Hilfe", "Мне нужна помощь", "tr", Fault.SCRIPT),
        ("Ich brauche Hilfe", "Je", "fr", Fault.LENGTH),
        ("Ich brauche Hilfe", "help " * 20, "en", Fault.LENGTH),
        ("Wir sind angemeldet", "inscrits inscrits inscrits nous", "fr", Fault.REPEATED),
        ("Komm um 9 Uhr her", "Come here at 10 o'clock", "en", Fault.NUMBERS),
        ("Komm um 9 Uhr her", "Come here at some time", "en", Fault.NUMBERS),
    ],
)
def test_each_way_of_failing_is_seen(source, target, language, fault):
    assert fault in found(source, target, language)


def test_a_word_that_had_to_stay_and_went_is_seen():
    assert Fault.TERMS in found("Die Duldung gilt", "The toleration holds", "en", ["Duldung"])


def test_an_answer_the_model_is_unsure_of_is_seen():
    assert Fault.UNSURE in found("Ich brauche Hilfe", "I need help", "en", score=-20.0)


@pytest.mark.parametrize(
    ("source", "target", "language", "kept"),
    [
        ("Ich brauche heute Hilfe", "أحتاج إلى المساعدة اليوم", "ar", []),
        ("Ich brauche heute Hilfe", "Мені сьогодні потрібна допомога", "uk", []),
        ("Komm um 10 Uhr zu mir", "تعال إلي في الساعة ١٠", "ar", []),
        ("Deine Duldung gilt noch", "Duldung الخاصة بك لا تزال سارية", "ar", ["Duldung"]),
        ("Ja ja ja ich komme", "Yes yes yes I come", "en", []),
    ],
)
def test_a_good_answer_passes(source, target, language, kept):
    assert found(source, target, language, kept) == []
