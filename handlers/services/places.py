"""Where that is: the concrete places that somebody has checked, the nearest town first.

A town is typed or tapped, or it is the person's region; no phone is asked where it is, and
nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from bot.core import placed
from bot.core.forms import Question, Unclear
from bot.core.messages import Option, Row, below, beside, length
from bot.core.pages import HOME
from bot.core.questions import is_blank
from bot.core.rules.directory import Place
from bot.core.rules.people import Role
from bot.core.words import Words, _, just
from bot.turns import NotYours, Open, Reply, Scene, Tap, Turn, TurnForm, id_of
from storage import directory, place_pings

SHOWN = 8
LONGEST_TOWN = 60
STAFF = frozenset({Role.MENTOR, Role.MEDIATOR, Role.COORDINATOR})


def rows(scene: Scene, kinds: Collection[str]) -> Sequence[Row]:
    """Buttons to the places of these kinds; none where no place has been checked."""
    shown = directory.kinds_shown(scene.db)
    there = [kind for kind in kinds if kind in shown]
    if len(there) == 1:
        return [[WHERE.option(_("Where is that?"), there[0])]]
    facts = scene.house.facts
    return below(
        *[
            WHERE.option(_("Where: {kind}", kind=placed.kind_name(facts, kind)), kind)
            for kind in there
        ]
    )


def where(turn: Turn, kind: str) -> Reply:
    """The places of a kind of service or office, nearest to the person's region first."""
    return _listed(turn, kind, turn.person.region)


def _listed(turn: Turn, kind: str, town: str) -> Reply:
    found = directory.serving(turn.db, [kind], town)
    if not found:
        raise NotYours
    if len(found) == 1:
        return _shown(turn, found[0])
    options = [placed.place_option(place, button=PLACE.name) for place in found[:SHOWN]]
    words = Words("<b>{kind}</b>", {"kind": placed.kind_name(turn.house.facts, kind)})
    return Reply(words, [*below(*options), *_near(turn, kind), [HOME]], new=True, shareable=True)


def _near(scene: Scene, kind: str) -> list[Row]:
    if len(directory.towns(scene.db, [kind])) < 2:
        return []
    return [[NEAR.option(_("Near another town"), kind)]]


def place(turn: Turn, id: str) -> Reply:
    found = directory.get(turn.db, id_of(id))
    if found is None or not found.shown_to_all():
        raise NotYours
    return _shown(turn, found)


def _shown(turn: Turn, found: Place) -> Reply:
    """Whoever sees it hears of a change of it."""
    directory.shown(turn.db, found, turn.person, turn.now)
    for_staff = [[Option(f"placecard.{found.id}", _("For staff"))]]
    more = for_staff if turn.person.role in STAFF else []
    rows = [*placed.copy_rows(found), *more, [HOME]]
    return Reply(described(turn, found), rows, new=True, shareable=True)


def described(scene: Scene, found: Place) -> Words:
    facts, zone = scene.house.facts, scene.house.zone
    holidays = scene.house.holidays(scene.today.year)
    return placed.described(found, facts, scene.language, scene.now, zone, holidays)


def near(turn: Turn, kind: str) -> Open:
    if not directory.serving(turn.db, [kind]):
        raise NotYours
    return Open(NearTown, {"kind": kind})


def work(scene: Scene) -> Sequence[Row]:
    """For the coordinator's inbox: somebody said that a place has changed, or did not answer."""
    if not place_pings.open_ones(scene.db, scene.now):
        return []
    return [[Option("placetodo", _("Places"))]]


def kinds_there(scene: Scene) -> Sequence[str]:
    """Of which there is a place that everybody may be shown."""
    facts = scene.house.facts
    every = [*facts.service_kinds, *facts.offices]
    there = directory.kinds_shown(scene.db)
    return [kind for kind in every if kind in there]


def kind(ask: Words) -> Question[str]:
    def rows(scene: Any, draft: str) -> Sequence[Row]:
        facts = scene.house.facts
        return below(*[Option(id, placed.kind_name(facts, id)) for id in kinds_there(scene)])

    def read(raw: str, scene: Any, draft: str) -> str:
        return raw  # whether it is offered, the form itself asks

    return Question(ask, read, str, str, rows=rows, only_options=True)


def town(ask: Words) -> Question[str]:
    """Tapped, or typed: a town or a postcode."""

    def rows(setting: Any, draft: str) -> Sequence[Row]:
        return beside([Option(name, just(name)) for name in directory.towns(setting.db)[:20]])

    def read(raw: str, setting: Any, draft: str) -> str:
        if is_blank(raw) or length(raw) > LONGEST_TOWN:
            raise Unclear(_("Please write only the town or the postcode."))
        return raw.strip()

    return Question(ask, read, str, str, rows=rows)


class NearTown(TurnForm):
    """Places near another town. The answer is forgotten with the form."""

    forgotten_after = timedelta(hours=1)

    kind = kind(_("What are you looking for?"))
    town = town(_("Which town or postcode?"))

    def submit(self, turn: Turn) -> Reply:
        return _listed(turn, self.kind, self.town)


WHERE = Tap("where", where)
PLACE = Tap("place", place)
NEAR = Tap("near", near)
TAPS = [WHERE, PLACE, NEAR]
