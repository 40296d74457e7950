"""It is done: the helper notes the minutes. The coordinator sees the sums, and nobody's name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import number
from bot.core.rules.helping import HelpRequest, Kind
from bot.core.rules.people import LANGUAGES
from bot.core.words import Exactly, Words, _, _n, just, lines, paragraphs
from bot.turns import Case, Open, Reply, Response, Scene, Tap, Turn, TurnForm, pick
from handlers.helping.access import COORDINATORS, HELPERS, claimed_by, noted
from handlers.helping.asking import REQUESTS
from handlers.helping.describing import KINDS, line
from storage import helping

MINUTES = {n: _n("{n} minute", "{n} minutes", n) for n in (15, 30, 45, 60, 90, 120)}


def mine(scene: Scene) -> Sequence[HelpRequest]:
    return helping.claimed(scene.db, scene.person.id, scene.now)


class NoteMinutes(TurnForm):
    """How long it took, for the report."""

    case = Case.PEOPLE
    who = HELPERS

    request = pick(
        _("What is done?"),
        lambda scene: [Option(str(each.id), line(each)) for each in mine(scene)],
    )
    minutes = number(_("How long did it take?"), MINUTES, most=1440)

    def submit(self, turn: Turn) -> Reply:
        request = claimed_by(turn, str(self.request))
        helping.finish(turn.db, request.id, turn.person.id, minutes=self.minutes, now=turn.now)
        noted(turn, request, "helped")
        return Reply(_("Thank you. The time is noted."), [[REQUESTS, HOME]])


def done(turn: Turn, id: str) -> Response:
    return Open(NoteMinutes, {"request": claimed_by(turn, id).id})


def sums(turn: Turn) -> Reply:
    shown = [_sum(each) for each in reversed(helping.hours(turn.db)[-40:])]
    head = _("This is what was helped, by month. Nobody's name is in it.")
    words = paragraphs(head, lines(*shown)) if shown else _("Nothing is noted so far.")
    return Reply(words, [[Option("go.export", _("Export"))], [REQUESTS, HOME]])


def _sum(each: helping.Hours) -> Words:
    language = LANGUAGES.get(each.language, each.language) or "–"
    return Words(
        "{month} · {kind} · {language}: {n} · {minutes}",
        {
            "month": Exactly(each.month),
            "kind": KINDS[Kind(each.kind)],
            "language": just(language),
            "n": each.requests,
            "minutes": _n("{n} minute", "{n} minutes", each.minutes),
        },
    )


DONE = Tap("helpdone", done, HELPERS, case=Case.PEOPLE)
SUMS = Tap("helpsums", sums, COORDINATORS)
