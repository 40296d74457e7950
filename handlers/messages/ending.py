"""The mentorship or the consent is over: nothing more is passed on, and both are told so."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.rules.relay import Relayed
from bot.core.words import Words, _
from bot.turns import Chore, DeliveryKind, House, Scene, as_known
from handlers.messages.relation import between
from storage import messages, people
from storage.database import Db


class WritingEnded(DeliveryKind):
    """`about` is the last message of the two."""

    name = "writing_ended"
    useless_after = timedelta(days=30)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        last = messages.get(scene.db, about)
        other = _other(scene, last) if last else None
        if last is None or other is None:
            return None
        if between(scene, last, people.get(scene.db, last.sender_id)):
            return None  # they may again
        return Outgoing(_words(scene, other), [[Option("write", _("Write"))], [HOME]])


def _other(scene: Scene, last: Relayed) -> Person | None:
    both = (last.sender_id, last.receiver_id)
    if scene.person.id not in both:
        return None
    other = next(id for id in both if id != scene.person.id)
    return people.find(scene.db, other) if other is not None else None


def _words(scene: Scene, other: Person) -> Words:
    return _(
        "You and {name} can no longer write to each other here: the mentorship or the consent has"
        " ended. What has not arrived by now is not delivered. Thank you for every message."
        " You can always write to the project office.",
        name=as_known(scene, other).name,
    )


def tell(db: Db, now: datetime, house: House) -> None:
    """By the minute: whoever wrote to each other and may not any more, is told once."""
    for last in messages.last_ones(db):
        sender = people.find(db, last.sender_id)
        receiver = people.find(db, last.receiver_id or 0)
        if sender is None or receiver is None or Role.COORDINATOR in (sender.role, receiver.role):
            continue
        scene = Scene(sender, now, db, house)
        if not between(scene, last, sender):
            messages.close(db, last.id, now)
            for person in (sender, receiver):
                ENDED.tell(scene, person.id, last.id)


ENDED = WritingEnded()
TELL = Chore("tell who can no longer write", timedelta(minutes=1), tell)
