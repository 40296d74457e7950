"""Every sentence stands in the catalogues, and every translation keeps what it must keep."""

from __future__ import annotations

import pytest
import yaml
from babel.messages.catalog import Catalog

from bot.core.rules.people import LANGUAGES
from bot.core.words import Words, render
from tests import words
from tests.labels import LONGEST, labels, length
from tests.sentences import only_places, problems
from tests.words import LOCALES, as_bytes, missing, read, sentences, template

SAY_SO = "run `make words`"


@pytest.fixture(scope="module")
def found():
    return template()


@pytest.fixture(scope="module")
def short():
    return labels()


def test_the_template_holds_every_sentence_of_today(found):
    assert as_bytes(found) == (LOCALES / "messages.pot").read_bytes(), SAY_SO


def test_what_is_only_places_is_no_sentence(found):
    for id in sentences(found):
        assert not only_places(id if isinstance(id, str) else id[0]), id


def test_labels_are_found_and_short_in_english(short):
    assert {"Home", "Skip", "Back", "Yes, that is right", "Only: there is news"} <= short
    assert ("{n} minute", "{n} minutes") in short
    for key in short:
        assert length(key if isinstance(key, str) else key[1]) <= LONGEST, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language, found):
    catalog = read(language)
    assert sentences(catalog).keys() == sentences(found).keys(), SAY_SO
    assert missing(catalog) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_places_tags_numbers_and_length(language, short):
    assert list(problems(read(language), short)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_follow_the_classic_rule(language):
    catalog = read(language)
    assert catalog.plural_forms == Catalog(locale=language).plural_forms
    assert str(catalog.locale_identifier) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bot_counts_in_this_language(language, stage):
    for n in (0, 1, 2, 3, 11, 100):
        counted = Words("{n} minute", {"n": n}, "{n} minutes")
        assert render(counted, stage.reader(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_updating_changes_nothing_twice(language, found):
    once = as_bytes(words.updated(language, found))
    assert words.path_of(language).read_bytes() == once, SAY_SO


def test_each_language_says_who_has_read_it():
    known = yaml.safe_load((LOCALES / "languages.yaml").read_text())
    assert list(known) == list(LANGUAGES)
    for code, about in known.items():
        assert about.keys() == {"name", "reviewed", "reviewer", "reviewed_on"}
        assert about["name"] == LANGUAGES[code]
        whole = bool(about["reviewer"]) and about["reviewed_on"] is not None
        assert about["reviewed"] is whole


def _catalog(id, string, language="ar"):
    catalog = Catalog(locale=language)
    catalog.add(id, string)
    return catalog


@pytest.mark.parametrize(
    ("original", "translated", "complaint"),
    [
        ("Hello {name}", "مرحبا", "other places"),
        ("Hello {name}", "مرحبا {name} {name}", "other places"),
        ("Hello {name}", "مرحبا {0.__class__} {name}", "a place that is not a plain name"),
        ("Hello {name}", "مرحبا {name", "a brace too many"),
        ("Hello {name}", "{name!r}", "a place that is not a plain name"),
        ("<b>Hello</b>", "<b>مرحبا", "other tags"),
        ("<b>Hello</b>", "</b>مرحبا<b>", "tags that do not close in order"),
        ("Hello", "\u200fمرحبا", "a bidi control typed by hand"),
        ("Hello", "مرحبا ", "other spaces at the edges, or other lines"),
        ("Use /stop", "استخدم", "other commands"),
        ("Like 24.12.2026", "مثل ٢٤", "digits that are not Latin"),
        ("Like 24.12.2026", "مثل 24.12.2027", "other numbers"),
        ("Home", "ا" * 25, "25 units long, and a button holds 24"),
        ("Home", "🌻" * 13, "26 units long, and a button holds 24"),
    ],
)
def test_a_wrong_translation_is_noticed(original, translated, complaint, short):
    found = problems(_catalog(original, translated), short)
    assert complaint in [problem.partition(": ")[0] for problem in found]


def test_a_right_translation_is_left_alone(short):
    assert not list(problems(_catalog("Hello {name}", "مرحبا {name}"), short))
    forms = ("لا شيء", "دقيقة", "دقيقتان", "{n} دقائق", "{n} دقيقة", "{n} دقيقة")
    assert not list(problems(_catalog(("{n} minute", "{n} minutes"), forms), short))


def test_a_missing_plural_form_is_noticed():
    catalog = _catalog(("{n} minute", "{n} minutes"), ("", "دقيقة", "دقيقتان", "1", "2", "3"))
    assert missing(catalog) == [("{n} minute", "{n} minutes")]
