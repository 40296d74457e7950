"""A person moves to a new phone, by a code from the coordinator."""

from __future__ import annotations

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, _, just, paragraphs
from bot.turns import Case, NotYours, Reply, Tap, Turn, id_of
from handlers.people.news import MOVED, tell_coordinators
from storage import audit, deliveries, invitations, people, phones

COORDINATORS = frozenset({Role.COORDINATOR})


def new_phone(turn: Turn, person_id: str) -> Reply:
    """The coordinator makes the code. An older one for this person is void."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is Role.GUEST:
        raise NotYours
    code = invitations.make(
        turn.db,
        role=person.role,
        region=person.region,
        now=turn.now,
        made_by=turn.person.id,
        moves=person.id,
    )
    audit.note(
        turn.db, turn.now, actor=turn.person.id, act="made a code for a phone", person=person.id
    )
    words = paragraphs(
        _(
            "With this link {name} moves to a new phone. Please be sure who it is, and give it"
            " to nobody else:",
            name=person.name,
        ),
        just(Exactly(turn.house.link(code))),
        _(
            "It works once, until {day}. Without the link: write /start and this code: {code}",
            day=(turn.now + invitations.LIVES).astimezone(turn.house.zone).date(),
            code=Exactly(code),
        ),
        _("Nothing more is sent to the old phone then."),
    )
    return Reply(words, [[Option(f"person.{person.id}", _("Back")), HOME]])


def move_in(turn: Turn, person_id: int) -> Person | None:
    """Whoever is here now is that person. None if there is no such person any more."""
    person = people.find(turn.db, person_id)
    if person is None or turn.person.chat_id is None:
        return None
    phones.move(turn.db, person.id, to=turn.person.chat_id, instead_of=turn.person.id)
    deliveries.wake(turn.db, person.id, turn.now)
    audit.note(turn.db, turn.now, actor=person.id, act="moved to another phone", person=person.id)
    tell_coordinators(turn, person.id, MOVED)
    return person


NEW_PHONE = Tap("newphone", new_phone, COORDINATORS, case=Case.PEOPLE)
