"""In which languages consent may be collected: only where exactly what is shown was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.core.rules.consent import next_version
from bot.core.rules.people import LANGUAGES
from bot.core.rules.translation import Binding
from bot.core.words import Reader
from bot.turns import House, Scene
from handlers.consent.declaration import hash_of, whole_text
from storage import consents, reviews
from storage.database import Db

GERMAN = "de"  # binds


def text_in(house: House, language: str) -> Binding:
    """All of the declaration, as somebody with this language is shown it today.

    Made once: nearly every turn about consent asks whether just this text is published.
    """
    if language not in house.declared:
        reader = Reader(language, house.zone, house.speech)
        house.declared[language] = whole_text(house.operator, reader)
    return house.declared[language]


def hash_in(house: House, language: str) -> str:
    return hash_of(text_in(house, language))


def is_published(db: Db, house: House, language: str) -> bool:
    """Whether exactly the text shown today in this language is published."""
    return reviews.is_published(db, hash_in(house, language), language)


def open_languages(db: Db, house: House) -> Sequence[str]:
    """In which languages consent is collected now."""
    if house.operator.missing() or not is_published(db, house, GERMAN):
        return []
    return [language for language in LANGUAGES if is_published(db, house, language)]


def collects(scene: Scene) -> bool:
    """Whether this person may answer in the own language, with German beside it."""
    db, house = scene.db, scene.house
    if house.operator.missing() or not is_published(db, house, GERMAN):
        return False
    return scene.language == GERMAN or is_published(db, house, scene.language)


def collects_assisted(scene: Scene) -> bool:
    """Whether a named mediator may read the German text out: the own language has none."""
    db, house = scene.db, scene.house
    if house.operator.missing() or not is_published(db, house, GERMAN):
        return False
    return not is_published(db, house, scene.language)


def keep_text(scene: Scene, language: str) -> str:
    """Keep the text that was shown, exactly; its hash goes into the ledger."""
    text = text_in(scene.house, language)
    consents.keep_text(
        scene.db,
        text_hash=hash_of(text),
        version=reviews.current(scene.db),
        language=language,
        text=text.text,
        now=scene.now,
    )
    return hash_of(text)


def publish_all(
    db: Db, house: House, languages: Sequence[str], *, reviewer: str, now: datetime
) -> None:
    """These languages as shown today, for the made-up networks of the demo and the tests."""
    ids = [
        reviews.enter(
            db,
            text_hash=hash_in(house, language),
            language=language,
            reviewer=reviewer,
            by=None,
            now=now,
        )
        for language in LANGUAGES
        if language in languages and not is_published(db, house, language)
    ]
    if ids:
        version = next_version(reviews.current(db), changed=False)
        reviews.publish(db, ids, version=version, now=now)
