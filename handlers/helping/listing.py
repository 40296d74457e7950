"""/requests: what one asked for, what waits for a helper, what one has promised."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Row, below
from bot.core.pages import HOME
from bot.core.rules.helping import HelpRequest, Kind
from bot.core.rules.people import Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import Reply, Scene, Turn
from handlers.helping.access import HELPERS, could_help, of_whom
from handlers.helping.asking import ways_to_ask
from handlers.helping.claiming import SHOW
from handlers.helping.describing import line
from handlers.helping.forms import MY_DAYS
from handlers.helping.hours import SUMS
from handlers.helping.speaking import MINE
from handlers.helping.telling import show
from storage import helping, offers

SHOWN = 20


def overview(turn: Turn) -> Reply:
    """Nobody's name stands in the lists; who it is for, a helper reads after saying yes."""
    role = turn.person.role
    parts: list[Words] = []
    rows: list[Row] = []
    for head, found in _lists(turn):
        if found:
            parts.append(head)
            rows += below(*(SHOW.option(line(each), each.id) for each in found[:SHOWN]))
            for each in found[:SHOWN]:
                turn.saw(each.participant_id, "help_requests")
    if not parts:
        parts = [_("Nobody waits for help at the moment.")]
    if role in HELPERS and not offers.entered(turn.db, turn.person.id):
        parts.append(_("Please say which languages you speak, so that you can be asked."))
    if role in HELPERS:
        mine = [MINE.option(_("My languages")), MY_DAYS.option(_("My days for forms"))]
        rows.append(mine)
    if role is Role.COORDINATOR:
        rows.append([SUMS.option(_("Hours of help"))])
    return Reply(paragraphs(*parts), [*rows, *ways_to_ask(turn), [HOME]], closes=True)


def _lists(turn: Turn) -> Sequence[tuple[Words, Sequence[HelpRequest]]]:
    open_ones = [each for each in helping.open_ones(turn.db, turn.now) if each.is_open(turn.now)]
    match turn.person.role:
        case Role.PARTICIPANT:
            return [(_("You have asked for this:"), running(turn))]
        case Role.COORDINATOR:
            taken = [each for each in running(turn) if each.claimed_by]
            return [
                (_("Nobody has taken this so far:"), open_ones),
                (_("Somebody helps here:"), taken),
            ]
        case _:
            could = [each for each in open_ones if could_help(turn, each)]
            mine = helping.claimed(turn.db, turn.person.id, turn.now)
            asked = running(turn) if turn.person.role is Role.MENTOR else []
            return [
                (_("You have promised this:"), mine),
                (_("Who can help here?"), could),
                (_("You have asked for this:"), asked),
            ]


def running(turn: Turn) -> Sequence[HelpRequest]:
    """What is asked by or for these people and is not over."""
    if turn.person.role is Role.MENTOR:
        mine = {person.id for person in of_whom(turn)}
        found = helping.running(turn.db, [], turn.person.id)
        return [each for each in found if each.participant_id in mine and _goes_on(turn, each)]
    whom = [person.id for person in of_whom(turn)]
    found = helping.running(turn.db, whom, turn.person.id)
    return [each for each in found if _goes_on(turn, each)]


def _goes_on(scene: Scene, request: HelpRequest) -> bool:
    return not request.is_over(scene.now, scene.house.zone)


# -- a mediator's appointments -------------------------------------------------------------


def promised(turn: Turn) -> Reply:
    """Where a mediator is expected: what was claimed and has a day and a time."""
    found = [
        each
        for each in helping.claimed(turn.db, turn.person.id, turn.now)
        if each.starts is not None and each.starts > turn.now and each.kind is not Kind.WRITTEN
    ]
    for each in found:
        turn.saw(each.participant_id, "help_requests")
    rows = below(*(Option(show(each).value, line(each)) for each in found[:SHOWN]))
    words = _("These appointments are coming:") if found else _("No appointment is coming.")
    requests = Option("go.requests", _("Requests for help"))
    return Reply(lines(words), [*rows, [requests, HOME]], closes=True)
