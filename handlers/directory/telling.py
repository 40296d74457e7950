"""A change of a place is told to those it concerns; and the contact says what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.core.clock import after_quiet
from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.placed import FIELDS
from bot.core.questions import text
from bot.core.rules.directory import Place
from bot.core.words import Words, _, commas, just, paragraphs
from bot.turns import DeliveryKind, NotYours, Open, Reply, Scene, Tap, Turn, TurnForm, id_of, pick
from handlers.directory.asking import CHANGED as HAS_CHANGED
from handlers.directory.asking import work
from handlers.directory.listing import STAFF, described
from storage import audit, directory, place_pings
from storage.place_pings import Ping

COLLECTED = timedelta(hours=1)
"""Several changes in a row are one message."""


class PlaceChanged(DeliveryKind):
    """Composed from the place as it is when it leaves. `detail`: the version it is about; a
    newer one has a message of its own."""

    name = "place_changed"
    useless_after = timedelta(days=14)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        place = directory.get(scene.db, about)
        known = directory.known_version(scene.db, about, scene.person.id)
        if place is None or known is None or str(place.version) != detail:
            return None
        what = directory.changes_since(scene.db, place.id, known)
        if not what:
            return None
        if not place.shown_to_all():
            return Outgoing(_gone(place), [[HOME]])
        words = paragraphs(_changed(place, what), described(scene, place))
        return Outgoing(words, [[HOME]])


def _gone(place: Place) -> Words:
    return _(
        "{name} is not in our list any more. Perhaps it has closed or moved. Please ask us before"
        " you go there.",
        name=place.name,
    )


def _changed(place: Place, what: Iterable[str]) -> Words:
    named: list[Words] = []
    for field in what:
        if field in FIELDS and FIELDS[field] not in named:
            named.append(FIELDS[field])
    if not named:
        return _("Something has changed at {name}. It is like this now:", name=place.name)
    return _(
        "Something has changed at {name} ({what}). It is like this now:",
        name=place.name,
        what=commas(*named),
    )


def announce(scene: Scene, place: Place) -> None:
    """To everybody who was shown it as it was. A little later, and by day."""
    due_at = after_quiet(scene.now + COLLECTED, scene.house.zone)
    for person_id in directory.shown_to(scene.db, place.id, scene.now):
        if person_id != scene.person.id:
            CHANGED.tell(scene, person_id, place.id, str(place.version), due_at=due_at)


def changed(scene: Scene, place: Place, act: str) -> None:
    """Somebody of the staff has changed it: noted, told, and nothing about it is open any more."""
    place_pings.settle(scene.db, place.id, scene.now)
    audit.note(scene.db, scene.now, actor=scene.person.id, act=act, about=str(place.id))
    announce(scene, place)


def asked(scene: Scene, ping_id: int) -> Ping:
    """What this person was asked and has not answered yet."""
    ping = place_pings.get(scene.db, ping_id)
    if ping is None or ping.person_id != scene.person.id or not ping.unanswered:
        raise NotYours
    return ping


def right(turn: Turn, ping_id: str) -> Reply:
    ping = asked(turn, id_of(ping_id))
    by = turn.person.id
    if place_pings.answer(turn.db, ping.id, fine=True, by=by, now=turn.now):
        directory.check(turn.db, ping.place_id, on=turn.today, by=by, now=turn.now)
        audit.note(turn.db, turn.now, actor=by, act="checked a place", about=str(ping.place_id))
    return Reply(_("Thank you. That helps everybody who goes there."), [[HOME]])


def wrong(turn: Turn, ping_id: str) -> Open:
    return Open(TellChange, {"which": asked(turn, id_of(ping_id)).id})


def waiting(scene: Scene) -> list[Option]:
    found = []
    for ping in place_pings.waiting_for(scene.db, scene.person.id):
        if place := directory.get(scene.db, ping.place_id):
            found.append(Option(str(ping.id), just(place.name)))
    return found


class TellChange(TurnForm):
    """The contact says what has changed; the coordinator enters it."""

    who = STAFF

    which = pick(_("Which place?"), waiting)
    words = text(_("What has changed? Please write it in a few words."), longest=1000)

    def submit(self, turn: Turn) -> Reply:
        by = turn.person.id
        place_pings.answer(turn.db, self.which, fine=False, words=self.words, by=by, now=turn.now)
        about = str(asked_place(turn, self.which))
        audit.note(turn.db, turn.now, actor=by, act="said that a place changed", about=about)
        work(turn, self.which, HAS_CHANGED)
        return Reply(_("Thank you. The coordinator enters it."), [[HOME]])


def asked_place(scene: Scene, ping_id: int) -> int:
    ping = place_pings.get(scene.db, ping_id)
    return ping.place_id if ping else 0


CHANGED = PlaceChanged()
TAPS = [Tap("pingright", right, STAFF), Tap("pingwrong", wrong, STAFF)]
