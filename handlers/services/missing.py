"""What people asked for and did not find: counts without names, as a list to write."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.pages import HOME
from bot.core.rules.entries import MISSES, Count
from bot.core.rules.people import LANGUAGES
from bot.core.words import Words, _, entry, lines, one_line, paragraphs
from bot.turns import Reply, Scene, Tap, Turn
from handlers.services import own
from handlers.services.ask_human import COORDINATORS, INBOX
from handlers.services.making import NEW_ENTRY
from storage import answered
from storage.answered import Counted

SHOWN = 12  # in one message, also where a question takes two lines


def missing(turn: Turn) -> Reply:
    """The newest first: near which answer, under which topic, in which language, how often."""
    found = answered.counted(turn.db, MISSES, SHOWN)
    rows = [[NEW_ENTRY.option(_("New answer"))], [INBOX, HOME]]
    if not found:
        return Reply(_("Nothing is missing: every question found its answer."), rows)
    words = paragraphs(
        _("What people asked for and did not find, the newest first:"),
        *(_line(turn, each) for each in found),
    )
    return Reply(words, rows)


def _line(scene: Scene, each: Counted) -> Words:
    kinds = {
        Count.NOT_MEANT: _("This answer was not what was meant ({times} ×):"),
        Count.UNSURE: _("Only something near was found ({times} ×):"),
        Count.NOTHING: _("Nothing was found ({times} ×)."),
    }
    how = kinds[each.kind]
    said = Words(how.one, {"times": each.times})
    first = one_line(LANGUAGES.get(each.language, each.language), said)
    return lines(first, *_near(scene, each.entry))


def _near(scene: Scene, key: str) -> Sequence[Words]:
    if not key or not own.is_there(scene, key):
        return []
    return [
        Words(
            "{topic}: {question}",
            {"topic": entry("topics", topic_of(scene, key)), "question": own.asked_as(scene, key)},
        )
    ]


def topic_of(scene: Scene, key: str) -> str:
    mine = own.entry_of(scene, key)
    return mine.topic if mine else scene.house.facts.questions[key].topic


MISSING = Tap("missing", missing, COORDINATORS)
