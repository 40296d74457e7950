"""A changed answer is announced to those who received the old one: once, by day, without hurry."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.entries import number_of
from bot.core.words import Words, _, just, paragraphs
from bot.turns import Chore, DeliveryKind, House, Scene, Urgency
from handlers.services import own
from handlers.services.answer import said
from storage import answered, entries, people
from storage.answered import Received
from storage.database import Db

AT_ONCE = 200  # who is told of one change in one go; the others at the next


class AnswerChanged(DeliveryKind):
    """`about` is who received which answer; `detail` begins the hash of the new text."""

    name = "answer_changed"
    urgency = Urgency.SOMETIME
    useless_after = timedelta(days=30)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        had = answered.get(scene.db, about)
        if had is None or had.person_id != scene.person.id:
            return None
        if not detail or not had.text_hash.startswith(detail):
            return None  # it has changed once more: another message says how
        if own.is_there(scene, had.entry):
            words = paragraphs(
                _("An answer that you received has changed. This is how it is now:"),
                *said(scene, had.entry),
            )
            ask = Option("human", _("Ask a person"))
            return Outgoing(words, [[ask], [HOME]], shareable=True)
        return _gone(scene, had)


def _gone(scene: Scene, had: Received) -> Outgoing | None:
    number = number_of(had.entry)
    before = entries.get(scene.db, number) if number is not None else None
    if before is None:
        return None
    words: Words = paragraphs(
        _("An answer that you received does not hold any more. Please do not rely on it:"),
        just(before.shown(scene.language).question),
    )
    return Outgoing(words, [[Option("human", _("Ask a person"))], [HOME]])


def announce(db: Db, now: datetime, house: House) -> None:
    """Compares what people have received with how it stands today; of a new release, too."""
    for before in answered.texts_received(db):
        after = own.current(db, house, before.entry, before.language)
        if after is None or after.text_hash == before.text_hash:
            continue
        told = answered.who_received(db, before, AT_ONCE)
        answered.changed_to(db, told, after)
        for each in told:
            scene = Scene(people.get(db, each.person_id), now, db, house)
            CHANGED.tell(scene, each.person_id, each.id, after.text_hash[:16])


CHANGED = AnswerChanged()
ANNOUNCE = Chore("tell of changed answers", timedelta(hours=1), announce)
