"""What staff sees: all places by town and by kind, and everything that is known of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.core import placed
from bot.core.messages import Option, Row, below, beside
from bot.core.pages import HOME
from bot.core.rules.directory import Place
from bot.core.rules.people import Role
from bot.core.words import Exactly, Words, _, just, lines, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn, id_of
from storage import directory, people, place_lines, place_pings

STAFF = frozenset({Role.MENTOR, Role.MEDIATOR, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})
PER_PAGE = 10
TOWNS = 30


def places(turn: Turn) -> Reply:
    """/places: the towns; a town is known by the first of its places."""
    every = _seen_by(turn)
    first: dict[str, Place] = {}
    for place in every:
        first.setdefault(place.town.casefold(), place)
    counted = Counter(place.town.casefold() for place in every)
    towns = [
        TOWN.option(_counted(place.town, counted[town]), place.id)
        for town, place in list(first.items())[:TOWNS]
    ]
    words = _("In which town?") if towns else _("There are no places yet.")
    kinds = [[KINDS.option(_("By what it is"))]] if towns else []
    return Reply(words, [*beside(towns), *kinds, *_work(turn), [HOME]], closes=True)


def _work(turn: Turn) -> list[Row]:
    if turn.person.role is not Role.COORDINATOR:
        return []
    n = len(place_pings.open_ones(turn.db, turn.now))
    todo = Option("placetodo", _("To do: {n}", n=n))
    return [[Option("placenew", _("New place")), todo]]


def _counted(town: str, n: int) -> Words:
    name = just(town) if town else _("Town not known")
    return Words("{town} ({n})", {"town": name, "n": n})


def _seen_by(scene: Scene) -> Sequence[Place]:
    """The coordinator sees also what nobody has checked yet."""
    every = directory.everything(scene.db)
    if scene.person.role is Role.COORDINATOR:
        return every
    return [place for place in every if place.shown_to_all()]


def in_town(turn: Turn, id: str, first: str = "0") -> Reply:
    one = known(turn, id)
    there = [p for p in _seen_by(turn) if p.town.casefold() == one.town.casefold()]
    start = id_of(first)
    shown = [CARD.option(_line(place), place.id) for place in there[start : start + PER_PAGE]]
    around = [(start - PER_PAGE, _("Earlier")), (start + PER_PAGE, _("More"))]
    turning = [TOWN.option(to[1], one.id, to[0]) for to in around if 0 <= to[0] < len(there)]
    words = just(one.town) if one.town else _("Town not known")
    return Reply(words, [*below(*shown), *([turning] if turning else []), [LIST, HOME]])


def _line(place: Place) -> Words:
    if place.shown_to_all():
        return just(place.name)
    return _("{name} (not shown)", name=place.name)


def kinds(turn: Turn) -> Reply:
    counted = Counter(kind for place in _seen_by(turn) for kind in place.kinds)
    facts = turn.house.facts
    every = [kind for kind in (*facts.offices, *facts.service_kinds) if counted[kind]]
    rows = below(*[KIND.option(_of_kind(turn, kind, counted[kind]), kind) for kind in every])
    words = _("What is it?") if every else _("There are no places yet.")
    return Reply(words, [*rows, [LIST, HOME]])


def _of_kind(scene: Scene, kind: str, n: int) -> Words:
    return Words("{kind} ({n})", {"kind": placed.kind_name(scene.house.facts, kind), "n": n})


def of_kind(turn: Turn, kind: str) -> Reply:
    there = [place for place in _seen_by(turn) if kind in place.kinds]
    near = directory.by_nearness(turn.db, there, turn.person.region)
    if not near:
        raise NotYours
    rows = below(*[placed.place_option(place, button=CARD.name) for place in near[:TOWNS]])
    return Reply(placed.kind_name(turn.house.facts, kind), [*rows, [LIST, HOME]])


def known(turn: Turn, id: str) -> Place:
    """A place that this reader may see."""
    place = directory.get(turn.db, id_of(id))
    if place is None:
        raise NotYours
    if not (place.shown_to_all() or turn.person.role is Role.COORDINATOR):
        raise NotYours
    return place


def card(turn: Turn, id: str) -> Reply:
    """Everything, with what is for staff alone. Whoever sends people there hears of a change; the
    coordinator makes the changes."""
    place = known(turn, id)
    if turn.person.role is not Role.COORDINATOR:
        directory.shown(turn.db, place, turn.person, turn.now)
    return card_of(turn, place)


def card_of(turn: Turn, place: Place, *above: Words) -> Reply:
    rows = [*placed.copy_rows(place), *_actions(turn, place), [LIST, HOME]]
    return Reply(paragraphs(*above, described(turn, place), *_for_staff(turn, place)), rows)


def described(scene: Scene, place: Place, language: str = "") -> Words:
    """`language`: of the names of the days, where it is not the reader's."""
    zone, facts = scene.house.zone, scene.house.facts
    language, holidays = language or scene.language, scene.house.holidays(scene.today.year)
    return placed.described(place, facts, language, scene.now, zone, holidays)


def _for_staff(scene: Scene, place: Place) -> Sequence[Words]:
    person = people.find(scene.db, place.contact_person_id or 0)
    facts = [
        *([_("Checked by: {name}", name=place.checked_by)] if place.checked_by else []),
        *([] if place.visible else [_("Not shown to participants.")]),
        *([_("Deputy: {name}", name=place.deputy)] if place.deputy else []),
        *([_("Who is asked: {name}", name=place.contact)] if place.contact else []),
        *([_("Who is asked: {name}", name=person.name)] if person else []),
        *([_mail(place)] if place.mail_contact else []),
        *([_("Where it is known from: {source}", source=place.source)] if place.source else []),
        *_changed(scene, place),
    ]
    direct = [
        Words("{whose}: {phone}", {"whose": line.whose, "phone": Exactly(line.phone)})
        for line in place_lines.of(scene.db, place.id)
    ]
    if direct:
        direct = [_("Direct lines, for staff only:"), *direct]
    return [lines(*part) for part in (facts, direct) if part]


def _mail(place: Place) -> Words:
    return _("Asked by mail: {address}", address=Exactly(place.mail_contact))


def _changed(scene: Scene, place: Place) -> Sequence[Words]:
    if place.changed_at is None:
        return []
    day = place.changed_at.astimezone(scene.house.zone).date()
    by = people.find(scene.db, place.changed_by or 0)
    if by is None:
        return [_("Last changed: {day}", day=day)]
    return [_("Last changed: {day}, by {name}", day=day, name=by.name)]


def _actions(turn: Turn, place: Place) -> list[Row]:
    if turn.person.role is not Role.COORDINATOR:
        return []
    hide = Option(f"placehide.{place.id}", _("Hide"))
    show = Option(f"placeright.{place.id}", _("All is right: show it"))
    right = Option(f"placeright.{place.id}", _("All is still right"))
    taken = [
        Option(f"linegone.{line.id}", _("Remove: {name}", name=line.whose))
        for line in place_lines.of(turn.db, place.id)
    ]
    return [
        [right, hide] if place.shown_to_all() else [show],
        [
            Option(f"placefix.{place.id}", _("Change")),
            Option(f"placecontact.{place.id}", _("Contact")),
            Option(f"lineadd.{place.id}", _("New direct line")),
        ],
        *below(*taken),
    ]


LIST = Option("go.places", _("Places"))
TOWN = Tap("placetown", in_town, STAFF)
KINDS = Tap("placekinds", kinds, STAFF)
KIND = Tap("placekind", of_kind, STAFF)
CARD = Tap("placecard", card, STAFF)
TAPS = [TOWN, KINDS, KIND, CARD]
