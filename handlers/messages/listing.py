"""What was written: to oneself, to the project office, and of a person, for the coordinator."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Row, below, shortened
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.rules.relay import Relayed
from bot.core.words import Value, Words, _, just, lines, paragraphs
from bot.turns import Case, NotYours, Reply, Scene, Tap, Turn, id_of
from handlers.messages.arriving import READ
from handlers.messages.relation import called, may_reach
from handlers.messages.writing import WRITE, WRITE_TO
from storage import messages, people

COORDINATORS = frozenset({Role.COORDINATOR})
SHOWN, LINE = 8, 300  # messages on a page; characters of each


def mailbox(turn: Turn) -> Reply:
    """/messages: write, or read again."""
    office = turn.person.role is Role.COORDINATOR
    came = messages.to_the_office(turn.db) if office else messages.received(turn.db, turn.person.id)
    shown = [each for each in came if may_reach(turn, each)]
    rows = below(*(READ.option(_title(turn, each), each.id) for each in shown))
    pairs: list[Row] = [[Option("pairs", _("Translations"))]] if office else []
    words = _(
        "Here you can write to each other without a phone number. The project office can read it."
    )
    return Reply(words, [[WRITE.option(_("Write"))], *rows, *pairs, [HOME]], closes=True)


def _title(scene: Scene, message: Relayed) -> Words:
    sender = people.get(scene.db, message.sender_id)
    new = "" if message.read_at else "● "
    parts: dict[str, Value] = {"new": new, "name": called(scene, sender), "moment": message.sent_at}
    return Words("{new}{name} · {moment}", parts)


def of_person(turn: Turn, person_id: str, before: str = "0") -> Reply:
    """From the card: everybody was told that the coordinator can read it. Each look is noted."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role not in (Role.PARTICIPANT, Role.MENTOR):
        raise NotYours
    found = messages.about(turn.db, person.id, before=id_of(before) or None, limit=SHOWN)
    card = Option(f"person.{person.id}", _("Back"))
    write = [WRITE_TO.option(_("Write"), person.id)]
    if not found:
        return Reply(_("There are no messages."), [write, [card, HOME]])
    more = [LETTERS.option(_("Earlier"), person.id, found[-1].id)] if len(found) == SHOWN else []
    return Reply(_listed(turn, found), [[*write, *more], [card, HOME]], new=True)


def _listed(scene: Scene, found: Sequence[Relayed]) -> Words:
    """The oldest first, as in a chat."""
    names: dict[int, Person] = {}
    for each in found:
        for id in (each.sender_id, each.receiver_id):
            if id is not None and id not in names:
                names[id] = people.get(scene.db, id)
    return paragraphs(*(_line(each, names) for each in reversed(found)))


def _line(message: Relayed, names: dict[int, Person]) -> Words:
    to = message.receiver_id
    receiver = just(names[to].name) if to is not None else _("Project office")
    title = Words(
        "<b>{sender} → {receiver}</b>, {moment}",
        {
            "sender": names[message.sender_id].name,
            "receiver": receiver,
            "moment": message.sent_at,
        },
    )
    return lines(title, just(shortened(message.text, LINE)))


LETTERS = Tap("letters", of_person, COORDINATORS, case=Case.PEOPLE)
