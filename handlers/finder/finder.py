"""The four questions of the finder, and one more where nothing else decides.

The residence status is the last question, and its answer completes the form: so it is never
kept in the dialogue, not for a moment. Nor does the result repeat it; where the result rests on it,
it is a message that deletes itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.core.forms import Question, Raw, Rows, Unclear
from bot.core.messages import Option, below, beside, length
from bot.core.questions import choice, is_blank, one_of
from bot.core.rules import who_helps
from bot.core.rules.finder import DECIDED_BY_STATUS, AgeBand, Asked, German, Status
from bot.core.rules.people import Role
from bot.core.words import Exactly, Value, Words, _, entry, just
from bot.turns import Reply, Scene, Turn, TurnForm
from handlers.finder.result import TOLD, in_both_ways, nearest, only
from storage import directory

ELSEWHERE = "*"
LONGEST_TOWN = 40  # bytes: a button's data holds 64
RESULT_STAYS = timedelta(days=1)

AGES = {
    AgeBand.UNDER_18: _("Under 18"),
    AgeBand.YOUNG: _("18 to 26"),
    AgeBand.ADULT: _("27 or older"),
}
LEVELS = {
    German.NONE: _("None yet"),
    German.BASIC: _("A little (A1, A2)"),
    German.B1: _("Everyday German (B1)"),
    German.B2: _("Good (B2 or better)"),
    German.UNKNOWN: _("I do not know"),
}
# As the word stands on the paper.
PAPERS = {
    Status.ASYLUM: just(Exactly("Aufenthaltsgestattung")),
    Status.TOLERATED: just(Exactly("Duldung")),
    Status.TITLE: just(Exactly("Aufenthaltserlaubnis")),
    Status.UNSAID: _("I would rather not say"),
}


def topics(scene: Scene) -> Sequence[str]:
    learner = scene.person.role in (Role.PARTICIPANT, Role.GUEST)
    reader = Role.PARTICIPANT if learner else Role.MENTOR
    return [topic.id for topic in scene.house.facts.topics_for(reader)]


def towns(scene: Scene) -> Sequence[str]:
    """The person's own place first; no place is kept, and nobody is tracked."""
    known = [scene.person.region, *scene.house.regions, *directory.towns(scene.db)]
    short = (town for town in known if town and len(town.encode()) <= LONGEST_TOWN)
    return list(dict.fromkeys(short))[:30]


def town(ask: Words) -> Question[str]:
    """A place of the network, another one typed, or none."""

    def rows(setting: Any, draft: str) -> Rows:
        known = [Option(each, just(each)) for each in towns(setting)]
        return [*beside(known), *below(Option(ELSEWHERE, _("Another place")))]

    def read(raw: Raw, setting: Any, draft: str) -> str:
        if is_blank(raw) or length(raw) > LONGEST_TOWN:
            raise Unclear(_("Please write the name of the place."))
        return raw.strip()

    def show(answer: str) -> Value:
        return _("Another place") if answer == ELSEWHERE else answer

    return Question(ask, read, str, str, rows=rows, show=show)


class Finder(TurnForm):
    forgotten_after = timedelta(hours=1)

    about = one_of(_("What do you need help with?"), topics, lambda id: entry("topics", id))
    age = choice(_("How old are you?"), AGES)
    german = choice(_("How well do you speak German?"), LEVELS)
    place = town(_("Where do you live? Tap a place, or write one."))
    paper = choice(
        _(
            "Here it depends on your paper who is responsible. Which word stands on it? Your"
            " answer is used for this one time and is not kept. An Ankunftsnachweis counts as"
            " Aufenthaltsgestattung, § 24 as Aufenthaltserlaubnis."
        ),
        PAPERS,
    ).when(about.is_(*sorted(DECIDED_BY_STATUS)))

    def submit(self, turn: Turn) -> Reply:
        asked = Asked(self.about, self.age, self.german)
        near = "" if self.place == ELSEWHERE else self.place
        if self.paper is None:
            return remembered(turn, asked, near)
        if self.paper is Status.UNSAID:
            return in_both_ways(turn, asked, near)
        found = only(turn, asked, who_helps.helps(asked, self.paper), near)
        return gone_tomorrow(found)


def remembered(turn: Turn, asked: Asked, town: str) -> Reply:
    """Whose addresses stand there, of their changes the reader hears. Not where the status decided:
    which places somebody was shown would tell it."""
    found = who_helps.helps(asked)
    for place in nearest(turn, found, town)[:TOLD]:
        directory.shown(turn.db, place, turn.person, turn.now)
    return only(turn, asked, found, town)


def gone_tomorrow(reply: Reply) -> Reply:
    """The message tapped on stays what it was, so this one is new."""
    return Reply(reply.words, reply.rows, new=True, gone_after=RESULT_STAYS)
