"""Whatever a kind of message says, its reader's phone shows no more than the reader wished for.

A kind that nobody thought of is veiled by itself: so is one that somebody writes next year.
"""

from __future__ import annotations

from typing import ClassVar

import pytest

from bot.core.messages import Document, Outgoing
from bot.core.rules.people import Level
from bot.core.words import just
from bot.turns import Scene
from storage import people
from tests.sending.post import Greeting, Post

NEWS = "There is news for you. Tap to see it."
ASKED_FOR = "This is what you asked for."
HARMLESS = "Oksana is coming on Monday."
GIVES_AWAY = (
    "Your appointment at the Jobcenter",
    "Ihre Duldung läuft ab",
    "BAMF Leipzig",
    "file number 7123456-423",
    "موعدك في مركز العمل",
    "Ваша справа про притулок",
)


class Careless(Greeting):
    """Says what is in its detail."""

    name, discreet = "careless", False

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        return Outgoing(just(detail))


class Confident(Careless):
    """Says that it gives nothing away, whatever is in it."""

    name, discreet = "confident", True


class File(Careless):
    name = "file"
    document: ClassVar[Document] = Document("list.csv", b"a")

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        return Outgoing(just(detail), document=self.document)


def shown(post: Post, kind: str, words: str, level: Level) -> str:
    post.kinds.deliveries.extend([Careless(), Confident(), File()])  # type: ignore[attr-defined]
    post.sender = post.another_sender()
    with post.database.transaction() as db:
        people.be_discreet(db, post.cast["Jonas"].id, level)
    post.queue("a", kind=kind, detail=words)
    post.sends()
    return post.messenger.texts[0]


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        ("careless", Level.NEWS, NEWS),
        ("careless", Level.TIME, NEWS),
        ("careless", Level.DETAILS, HARMLESS),
        ("confident", Level.NEWS, HARMLESS),
        ("confident", Level.TIME, HARMLESS),
        ("file", Level.NEWS, ASKED_FOR),
        ("file", Level.DETAILS, HARMLESS),
    ],
)
def test_who_wishes_for_details_gets_them(
    post: Post, kind: str, level: Level, expected: str
) -> None:
    assert shown(post, kind, HARMLESS, level) == expected


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("kind", ["careless", "confident"])
@pytest.mark.parametrize("words", GIVES_AWAY)
def test_no_office_no_status_no_number_whoever_wrote_it(
    post: Post, kind: str, words: str, level: Level
) -> None:
    assert shown(post, kind, words, level) == NEWS
    [[show], [_home, _emergency]] = post.messenger.left[0].rows
    assert show.data == f"see.{post.row('a').id}"


@pytest.mark.parametrize("words", GIVES_AWAY)
def test_a_file_keeps_its_place_and_loses_its_words(post: Post, words: str) -> None:
    assert shown(post, "file", words, Level.DETAILS) == ASKED_FOR
    assert post.messenger.left[0].document == File.document
