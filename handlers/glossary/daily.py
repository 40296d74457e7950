"""A German word each morning, for mentors and mediators who want one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.core.clock import QUIET_FROM, moment
from bot.core.messages import Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.rules.terms import of_the_day
from bot.core.words import Reader, Words, _, paragraphs, render_label
from bot.turns import Chore, DeliveryKind, House, Reply, Scene, Tap, Turn, Urgency
from handlers.glossary.word import TERM, WORDS, rows, said, word_alone
from storage import audit, glossary, marks, people
from storage.database import Db

READERS = frozenset({Role.MENTOR, Role.MEDIATOR})
AT = time(9)
DEALT = "daily_word"  # the mark of the last day for which all have got theirs
ON, OFF = "1", "0"


class DailyWord(DeliveryKind):
    """`detail` is the day. Nothing personal is in it; what names an office or tells of somebody's
    residence stands behind a tap all the same, as it would in any message: often only the meaning,
    and the word itself is there to guess at."""

    name = "daily_word"
    urgency = Urgency.SOMETIME
    discreet = True
    kept_while_paused = False

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        day = _day(detail)
        if day is None or scene.person.role not in READERS:
            return None
        if not glossary.subscribes(scene.db, scene.person.id):
            return None
        term = of_the_day(scene.house.facts.terms, day.toordinal())
        first = _("The German word of today:")
        words = paragraphs(first, *said(scene, term))
        last = [[SWITCH.option(_("No more daily words"), OFF)], [WORDS, HOME]]
        if _gives_away(scene, words):
            alone = paragraphs(first, *word_alone(scene, term))
            hidden = _gives_away(scene, alone)
            words = _("Your German word of today is here.") if hidden else alone
            return Outgoing(words, [[TERM.option(_("Show"), term.id)], *last])
        return Outgoing(words, [*rows(scene, term), *last], shareable=True)


def _gives_away(scene: Scene, words: Words) -> bool:
    reader = Reader(scene.language, scene.house.zone, scene.house.speech)
    return scene.house.library.gives_away(render_label(words, reader))


def deal(db: Db, now: datetime, house: House) -> None:
    """Once a day, at nine; after a longer sleep still before the evening."""
    today = now.astimezone(house.zone).date()
    ends = moment(today, QUIET_FROM, house.zone)
    if now >= ends or (marks.read(db, DEALT) or "") >= today.isoformat():
        return
    found = glossary.subscribers(db, *READERS)
    at = max(now, moment(today, AT, house.zone))
    for person_id in found:
        scene = Scene(people.get(db, person_id), now, db, house)
        WORD.tell(scene, person_id, 0, today.isoformat(), due_at=at, useless_after=ends)
    if found:
        marks.write(db, DEALT, today.isoformat())


def switch(turn: Turn, wanted: str) -> Reply:
    by = turn.person.id
    if wanted == ON:
        changed = glossary.subscribe(turn.db, by, turn.now)
        words = _("From tomorrow on you get a German word each morning at nine.")
    else:
        changed = glossary.unsubscribe(turn.db, by)
        words = _("All right. No more daily words.")
    if changed:
        audit.note(turn.db, turn.now, actor=by, act="chose daily words", person=by)
    return Reply(words, [[WORDS, HOME]], new=True)


def switch_rows(scene: Scene) -> Sequence[Row]:
    if scene.person.role not in READERS:
        return []
    if glossary.subscribes(scene.db, scene.person.id):
        return [[SWITCH.option(_("No more daily words"), OFF)]]
    return [[SWITCH.option(_("A German word each day"), ON)]]


def _day(detail: str) -> date | None:
    try:
        return date.fromisoformat(detail)
    except ValueError:
        return None


WORD = DailyWord()
SWITCH = Tap("dailyword", switch, READERS)
DEAL = Chore("daily words", timedelta(minutes=10), deal)
