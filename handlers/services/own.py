"""Answers of the network itself: found with the content, shown like it, never unreviewed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.content import SOURCE
from bot.core.rules.entries import OwnEntry, hash_of, number_of
from bot.core.rules.people import LANGUAGES
from bot.core.words import Exactly, Words, _, entry, just
from bot.turns import Found, House, NotYours, Own, OwnWording, Scene
from storage import answered, entries
from storage.answered import Shown
from storage.database import Db

CLOSED = "closed"  # stands for the hash of an answer that does not hold any more


def search(scene: Scene, text: str, language: str = "") -> Found:
    """The content and what stands beside it, the best first."""
    return scene.house.answers.find(text, language or scene.language, _own(scene))


def _own(scene: Scene) -> Own:
    version = entries.version(scene.db)
    if not version:
        return Own()
    return Own(f"{version}:{scene.today}", lambda: _wordings(scene))


def _wordings(scene: Scene) -> Sequence[OwnWording]:
    return [
        OwnWording(each.key, wording.language, wording.question, wording.answer)
        for each in entries.standing(scene.db, scene.today)
        for wording in each.wordings.values()
        if wording.reviewed
    ]


def entry_of(scene: Scene, key: str) -> OwnEntry | None:
    """The entry that this id names, if it is shown today. None: an id of the content."""
    number = number_of(key)
    if number is None:
        return None
    found = entries.get(scene.db, number)
    if found is None or not found.stands(scene.today):
        raise NotYours
    return found


def is_there(scene: Scene, key: str) -> bool:
    try:
        return entry_of(scene, key) is not None or key in scene.house.facts.questions
    except NotYours:
        return False


def is_urgent(scene: Scene, key: str) -> bool:
    own = entry_of(scene, key)
    return own.urgent if own else scene.house.facts.questions[key].urgent


def asked_as(scene: Scene, key: str) -> Words:
    """The question as this reader reads it."""
    own = entry_of(scene, key)
    return just(own.shown(scene.language).question) if own else entry("faq", key, "question")


def in_language(scene: Scene, key: str) -> str:
    """In which language this reader gets the answer."""
    own = entry_of(scene, key)
    if own:
        return own.shown(scene.language).language
    return scene.house.library.language_of(scene.language, "faq", key, "answer")


def foreign(scene: Scene, key: str) -> Sequence[Words]:
    """An answer that is not there in the reader's language says so."""
    language = in_language(scene, key)
    if language == scene.language:
        return []
    return [_("This answer is only there in {language} so far.", language=LANGUAGES[language])]


def checked(own: OwnEntry) -> Sequence[Words]:
    """Since when the network says so, and until when."""
    since = _("Checked on: {day}.", day=Exactly(f"{own.checked_on:%d.%m.%Y}"))
    if own.valid_until is None:
        return [since]
    return [since, _("Right until: {day}.", day=Exactly(f"{own.valid_until:%d.%m.%Y}"))]


def on_topic(scene: Scene, topic: str) -> Sequence[str]:
    standing = entries.standing(scene.db, scene.today) if entries.version(scene.db) else []
    return [each.key for each in standing if each.topic == topic]


# -- which text somebody received --------------------------------------------------


def receives(scene: Scene, key: str, person_id: int | None = None, language: str = "") -> None:
    """Who reads this now hears of it when it changes."""
    shown = current(scene.db, scene.house, key, language or scene.language)
    if shown:
        answered.received(scene.db, person_id or scene.person.id, shown, scene.now)


def current(db: Db, house: House, key: str, language: str) -> Shown | None:
    """The text as somebody who reads this language gets it today. None: there is none."""
    number = number_of(key)
    if number is None:
        return _of_content(house, key, language)
    own = entries.get(db, number)
    if own is None:
        return None
    wording = own.shown(language)
    return Shown(key, wording.language, CLOSED if own.closed else hash_of(wording.answer))


def _of_content(house: House, key: str, language: str) -> Shown | None:
    if key not in house.facts.questions:
        return None
    there = house.library.language_of(language, "faq", key, "answer") or SOURCE
    return Shown(key, there, hash_of(house.library.text(there, "faq", key, "answer")))
