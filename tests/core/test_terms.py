"""Which German word somebody means, as people type it on a phone."""

from __future__ import annotations

import pytest

from bot.core.rules.terms import Term, by_letter, fold, of_the_day
from bot.machine.library import Library

FACTS = Library().facts()
NAMING = FACTS.naming


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("Bescheid", "bescheid"),
        ("bescheid", "bescheid"),
        ("der Bescheid", "bescheid"),
        ("  den BESCHEID? ", "bescheid"),
        ("Bescheide", "bescheid"),
        ("Fristen", "frist"),
        ("Kündigungen", "kuendigung"),
        ("Rueckforderung", "rueckforderung"),
        ("Ruckforderung", "rueckforderung"),
        ("Verwaltungsakt", "bescheid"),
        ("burgergeld", "grundsicherungsgeld"),
        ("WBS", "wohnberechtigungsschein"),
        ("der wbs", "wohnberechtigungsschein"),
        ("BüMA", "ankunftsnachweis"),
        ("Duldung light", "duldung-fuer-personen-mit-ungeklaerter-identitaet"),
        ("Was ist ein Bescheid?", "bescheid"),
        ("what does bescheid mean", "bescheid"),
        ("what is a wbs", "wohnberechtigungsschein"),
        ("ما معنى Bescheid؟", "bescheid"),
        ("Bescheid یعنی چه", "bescheid"),
        ("що таке Bescheid", "bescheid"),
        ("Что значит слово Bescheid?", "bescheid"),
        ("Bescheid ne demek", "bescheid"),
        ("c'est quoi, un Bescheid ?", "bescheid"),
        ("Bescheid çi ye", "bescheid"),
        ("Bescheid څه ده", "bescheid"),
        ("Bescheid እንታይ ማለት እዩ", "bescheid"),
        ("waa maxay Bescheid", "bescheid"),
    ],
)
def test_a_word_is_known_however_it_is_typed(typed: str, id: str) -> None:
    meant = NAMING.named(typed)
    assert meant
    assert (meant.id, meant.sure) == (id, True)


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("Beschied", "bescheid"),
        ("Wiederspruch", "widerspruch"),
        ("Aufenthaltsgestatung", "aufenthaltsgestattung"),
        ("Rechtbehelfsbelerung", "rechtsbehelfsbelehrung"),
        ("subsidiäre Schutz", "subsidiaerer-schutz"),
        ("was ist ein Wiederspruch", "widerspruch"),
    ],
)
def test_with_a_typing_error_it_is_known_but_not_for_sure(typed: str, id: str) -> None:
    meant = NAMING.named(typed)
    assert meant
    assert (meant.id, meant.sure) == (id, False)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "?",
        "but",  # BuT is a term, and "but" is English
        "au",
        "hallo",
        "Danke",
        "Abmeldung",  # one letter beside Anmeldung, and the opposite
        "Aberkennung",
        "Fisst",  # short words are typed rightly or not at all
        "Was ist das?",
        "what does this mean",
        "Wo ist das Jobcenter?",
        "Ich habe einen Bescheid bekommen",
        "Kindergeld " * 20,
    ],
)
def test_other_words_and_whole_questions_are_no_term(typed: str) -> None:
    assert NAMING.named(typed) is None


def test_the_terms_in_a_question_are_found_in_their_order_and_the_longer_one_wins() -> None:
    asked = "Ich habe einen Bescheid vom Jobcenter, was ist ein Widerspruch?"
    assert list(NAMING.within(asked)) == ["bescheid", "jobcenter"]
    assert list(NAMING.within(asked, most=9)) == ["bescheid", "jobcenter", "widerspruch"]
    assert list(NAMING.within("Kosten der Unterkunft")) == ["kosten-der-unterkunft"]
    assert list(NAMING.within("but why is my money late?")) == []


def test_every_term_is_found_by_each_of_its_names() -> None:
    names: dict[str, set[str]] = {}
    for term in FACTS.terms.values():
        for name in term.names:
            names.setdefault(fold(name), set()).add(term.id)
    for name, ids in names.items():
        meant = NAMING.named(name.upper() if len(name) <= 3 else name)
        assert meant, name
        assert meant.id in ids, name


def test_no_two_terms_share_a_name() -> None:
    names = [(fold(name), term.id) for term in FACTS.terms.values() for name in term.names]
    assert len({name for name, _id in names}) == len(names)


def test_each_day_another_word_until_all_were_there() -> None:
    days = range(739_000, 739_000 + len(FACTS.terms))
    assert len({of_the_day(FACTS.terms, day).id for day in days}) == len(FACTS.terms)


def test_the_alphabet_has_every_term_once_and_no_letter_of_its_own_for_umlauts() -> None:
    shelves = by_letter(FACTS.terms)
    assert list(shelves) == sorted(shelves)
    assert all(letter.isascii() for letter in shelves)
    assert sum(map(len, shelves.values())) == len(FACTS.terms)


def test_a_noun_stands_behind_its_article_and_what_is_more_before_it() -> None:
    def german(term: str) -> str:
        return Term("x", term, "der", (), "letters", "decision", None, True, ()).german

    assert german("Bescheid") == "der Bescheid"
    assert german("Wichtiger Grund") == "Wichtiger Grund (der)"
