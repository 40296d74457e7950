"""\"Ask a person first\" rings: a coordinator explains, and the participant is asked anew."""

from __future__ import annotations

from bot.core.messages import Option, Outgoing, below
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import Words, _, just, lines, paragraphs
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn, id_of
from handlers.consent.declaration import title
from storage import asks, audit, people

COORDINATORS = frozenset({Role.COORDINATOR})


class WantsExplained(DeliveryKind):
    """Who it is stands behind a tap; what it is about, behind one more."""

    name = "wants_explained"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        person = people.find(scene.db, about)
        if person is None or scene.person.role is not Role.COORDINATOR:
            return None
        if not asks.of(scene.db, about):
            return None
        words = _("{name} would like something explained.", name=person.name)
        return Outgoing(words, [[CARD.option(_("Show"), about)], [HOME]])


class ConsentExplained(DeliveryKind):
    """The participant is asked anew; `detail` is the entry of the ledger that asked for it."""

    name = asks.EXPLAINED

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        asked = {str(each.id) for each in asks.every(scene.db, scene.person.id)}
        if about != scene.person.id or detail not in asked:
            return None  # answered in the meantime
        words = _("Is everything explained now? You can answer again, and you decide alone.")
        return Outgoing(words, [[Option("go.consent", _("My consent"))], [HOME]])


WAITING = WantsExplained()
EXPLAINED = ConsentExplained()


def open_ones(turn: Turn) -> Reply:
    """Who would like something explained, the longest waiting first."""
    waiting = [people.find(turn.db, id) for id in asks.waiting(turn.db)]
    rows = below(*(CARD.option(just(each.name), each.id) for each in waiting if each))
    words = _("These people would like something explained:")
    if not rows:
        words = _("Nobody would like something explained at the moment.")
    return Reply(words, [*rows, [HOME]])


def card(turn: Turn, person_id: str) -> Reply:
    person = _waiting(turn, person_id)
    words = paragraphs(
        _("{name} would like something explained:", name=person.name),
        lines(*(title(each.line) for each in asks.of(turn.db, person.id))),
        _("Please explain it in a talk, without persuading. Then tap below."),
    )
    turn.saw(person.id, "consents")
    return Reply(words, [[DONE.option(_("It is explained"), person.id)], [LIST, HOME]])


def explained(turn: Turn, person_id: str) -> Reply:
    person = _waiting(turn, person_id)
    newest = asks.of(turn.db, person.id)[-1]
    EXPLAINED.tell(turn, person.id, person.id, str(newest.id))
    audit.note(turn.db, turn.now, actor=turn.person.id, act="explained", person=person.id)
    return Reply(_done(person), [[LIST, HOME]])


def _done(person: Person) -> Words:
    return _("Thank you. {name} is asked again and decides alone.", name=person.name)


def _waiting(turn: Turn, person_id: str) -> Person:
    person = people.find(turn.db, id_of(person_id))
    if person is None or not asks.of(turn.db, person.id):
        raise NotYours
    return person


OPEN = Tap("explain", open_ones, COORDINATORS, case=Case.PEOPLE)
CARD = Tap("explainto", card, COORDINATORS, case=Case.PEOPLE)
DONE = Tap("explained", explained, COORDINATORS, case=Case.PEOPLE)
LIST = OPEN.option(_("To be explained"))
TAPS = [OPEN, CARD, DONE]
