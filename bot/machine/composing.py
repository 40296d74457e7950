"""Turns a delivery into a message: in the reader's language, at the last moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.clock import after_quiet
from bot.core.messages import Document, Outgoing, unpack
from bot.core.rules.people import Person
from bot.core.words import Reader, Words, _, paragraphs, render, render_label
from bot.turns import DeliveryKind, Feature, House, IfUnsure, Scene
from storage import people
from storage.database import Db
from storage.deliveries import Delivery

PAUSE = timedelta(hours=12)  # until it is looked at again; going on wakes it at once
LONGEST_LABEL = 60  # what a phone shows


@dataclass(frozen=True)
class Button:
    label: str
    data: str


@dataclass(frozen=True)
class Message:
    """Ready to leave."""

    delivery: Delivery
    chat_id: int
    text: str  # HTML
    rows: Sequence[Sequence[Button]] = ()
    document: Document | None = None

    @property
    def edits(self) -> int | None:
        return self.delivery.edits


@dataclass(frozen=True)
class Wait:
    """There is something to say, but not now: it is night, or the person has paused."""

    until: datetime


class Composer:
    def __init__(self, features: Sequence[Feature], house: House) -> None:
        self._kinds: dict[str, DeliveryKind] = {
            kind.name: kind for feature in features for kind in feature.deliveries
        }
        self.house = house

    @property
    def ask_a_human(self) -> Sequence[str]:
        kinds = self._kinds.values()
        return [kind.name for kind in kinds if kind.if_unsure is IfUnsure.ASK_A_HUMAN]

    def reader(self, person: Person) -> Reader:
        return Reader(person.language, self.house.zone, self.house.speech)

    def compose(self, db: Db, delivery: Delivery, now: datetime) -> Message | Wait | None:
        """None if there is nothing left to say."""
        person = people.get(db, delivery.person_id)
        if delivery.chat_id is None:
            return None
        if delivery.body is not None:
            return self.message(delivery, unpack(delivery.body), person)
        kind = self._kinds[delivery.kind]
        if person.paused and not kind.at_night:
            return Wait(now + PAUSE) if kind.kept_while_paused else None
        outgoing = kind.compose(
            Scene(person, now, db, self.house), delivery.about or 0, delivery.detail
        )
        if outgoing is None:
            return None
        if not kind.may_leave(now, delivery.useless_after, self.house.zone):
            return Wait(after_quiet(now, self.house.zone))
        return self.message(delivery, outgoing, person)

    def message(self, delivery: Delivery, outgoing: Outgoing, person: Person) -> Message:
        assert delivery.chat_id is not None
        reader = self.reader(person)
        words = _marked(outgoing.words) if delivery.repeat else outgoing.words
        rows = [
            [Button(_short(render_label(option.label, reader)), option.value) for option in row]
            for row in outgoing.rows
        ]
        text = render(words, reader)
        return Message(delivery, delivery.chat_id, text, rows, outgoing.document)

    def label(self, words: Words, person: Person) -> str:
        return render_label(words, self.reader(person))


def _marked(words: Words) -> Words:
    """Nobody knows whether it arrived the first time."""
    return paragraphs(_("🔁 You may have got this message already."), words)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
