"""What is published, and as which version."""

from __future__ import annotations

import pytest

from storage import reviews
from tests.chat import NOON


@pytest.fixture
def db(database):
    with database.transaction() as db:
        yield db


def enter(db, text, language="de"):
    return reviews.enter(
        db, text_hash=text, language=language, reviewer="A. Reviewer", by=None, now=NOON
    )


def test_a_review_is_no_publication(db):
    enter(db, "h")
    assert reviews.current(db) == ""
    assert not reviews.is_published(db, "h", "de")
    assert reviews.newest(db, "h", "de").reviewer == "A. Reviewer"
    assert reviews.newest(db, "h", "ar") is None


def test_what_is_published_is_exactly_this_text_in_this_language(db):
    reviews.publish(db, [enter(db, "h")], version="1", now=NOON)
    assert reviews.is_published(db, "h", "de")
    assert not reviews.is_published(db, "h", "ar")
    assert not reviews.is_published(db, "g", "de")


def test_of_an_older_meaning_nothing_is_published_any_more(db):
    reviews.publish(db, [enter(db, "h")], version="1", now=NOON)
    reviews.publish(db, [enter(db, "g")], version="1.1", now=NOON)
    assert reviews.is_published(db, "h", "de")
    reviews.publish(db, [enter(db, "f")], version="2", now=NOON)
    assert [reviews.is_published(db, text, "de") for text in "hgf"] == [False, False, True]


def test_the_newest_version_counts_by_its_numbers(db):
    for version in ("1", "1.9", "1.10", "9", "10"):
        reviews.publish(db, [enter(db, version)], version=version, now=NOON)
        assert reviews.current(db) == version


def test_what_is_published_stays_what_it_was(db):
    id = enter(db, "h")
    reviews.publish(db, [id], version="1", now=NOON)
    reviews.publish(db, [id], version="2", now=NOON)
    assert [each.version for each in reviews.published(db)] == ["1"]
