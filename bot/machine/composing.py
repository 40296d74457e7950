"""Turns a delivery into a message: in the reader's language, at the last moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.clock import after_quiet, is_quiet
from bot.core.messages import Document, Option, Outgoing, Venue, unpack
from bot.core.pages import HOME, with_emergency
from bot.core.rules.people import Level, Person
from bot.core.shown import together, whose
from bot.core.words import Reader, Words, _, paragraphs, render, render_label
from bot.machine.dispatch import guards_of, news_words, see
from bot.turns import Case, DeliveryKind, Feature, House, IfUnsure, Scene
from storage import audit, people
from storage.database import Db
from storage.deliveries import Delivery

PAUSE = timedelta(hours=12)  # until it is looked at again; going on wakes it at once
LONGEST_LABEL = 60  # what a phone shows


@dataclass(frozen=True)
class Button:
    label: str
    data: str
    copy: str = ""  # what a tap puts into the clipboard, instead of sending the data


@dataclass(frozen=True)
class Pin:
    """A place on the map, as the reader has it."""

    lat: float
    lon: float
    title: str
    address: str


@dataclass(frozen=True)
class Message:
    """Ready to leave."""

    delivery: Delivery
    chat_id: int
    text: str  # HTML
    rows: Sequence[Sequence[Button]] = ()
    document: Document | None = None
    voice: str = ""
    gone_after: timedelta | None = None
    shareable: bool = False
    pin: Pin | None = None
    silent: bool = False  # it rings at nobody

    @property
    def edits(self) -> int | None:
        return self.delivery.edits

    @property
    def deletes(self) -> int | None:
        return self.delivery.deletes


@dataclass(frozen=True)
class Wait:
    """There is something to say, but not now: it is night, or the person has paused."""

    until: datetime


class Composer:
    def __init__(self, features: Sequence[Feature], house: House) -> None:
        self._kinds: dict[str, DeliveryKind] = {
            kind.name: kind for feature in features for kind in feature.deliveries
        }
        self._guards = guards_of(features)
        self.house = house

    @property
    def ask_a_human(self) -> Sequence[str]:
        kinds = self._kinds.values()
        return [kind.name for kind in kinds if kind.if_unsure is IfUnsure.ASK_A_HUMAN]

    def reader(self, person: Person) -> Reader:
        return Reader(person.language, self.house.zone, self.house.speech)

    def compose(self, db: Db, delivery: Delivery, now: datetime) -> Message | Wait | None:
        """None if there is nothing left to say."""
        if delivery.chat_id is None:
            return None
        if delivery.deletes is not None:
            return Message(delivery, delivery.chat_id, "")
        person = people.get(db, delivery.person_id)
        if delivery.body is not None:
            return self.message(delivery, unpack(delivery.body), person)
        kind = self._kinds[delivery.kind]
        audit.because(db, f"message {kind.name}")
        if person.silenced:
            return Wait(now + PAUSE)  # for the phone the person moves to
        if person.paused and not kind.at_night:
            return Wait(now + PAUSE) if kind.kept_while_paused else None
        scene = self._discreet(Scene(person, now, db, self.house))
        outgoing = kind.compose(scene, delivery.about or 0, delivery.detail)
        if outgoing is None:
            return None
        if not kind.may_leave(now, delivery.useless_after, self.house.zone):
            return Wait(after_quiet(now, self.house.zone))
        shown = self._veiled(kind, delivery.id, outgoing, scene.person)
        if shown.words is outgoing.words or shown.document:  # else nothing before the tap
            seen = together([whose(outgoing.words, outgoing.rows), scene.seen])
            audit.seen(db, now, actor=person.id, of=seen)
        silent = is_quiet(now, self.house.zone) and not kind.at_night
        return replace(self.message(delivery, shown, person), silent=silent)

    def _discreet(self, scene: Scene) -> Scene:
        """Before a PIN or a pledge is given, a message says only that there is news."""
        if any(guard.stops(scene, Case.PEOPLE) for guard in self._guards):
            return replace(scene, person=replace(scene.person, level=Level.NEWS))
        return scene

    def _veiled(
        self, kind: DeliveryKind, delivery_id: int, outgoing: Outgoing, person: Person
    ) -> Outgoing:
        """What lies on the table says no more than the person wished for, and never an office,
        a status or a file number, whoever wrote the words."""
        open_enough = kind.discreet or person.level is Level.DETAILS
        if open_enough and not self.gives_away(outgoing.words, person):
            return outgoing
        if outgoing.document is not None or (outgoing.voice and kind.at_night):
            return replace(outgoing, words=_("This is what you asked for."))
        return Outgoing(news_words(), [[see(delivery_id)], [HOME]])

    def gives_away(self, words: Words, person: Person) -> bool:
        return self.house.library.gives_away(self.label(words, person))

    def message(self, delivery: Delivery, outgoing: Outgoing, person: Person) -> Message:
        assert delivery.chat_id is not None
        reader = self.reader(person)
        words = _marked(outgoing.words) if delivery.repeat else outgoing.words
        rows = [
            [_button(option, reader) for option in row] for row in with_emergency(outgoing.rows)
        ]
        text = render(words, reader)
        return Message(
            delivery,
            delivery.chat_id,
            text,
            rows,
            outgoing.document,
            outgoing.voice,
            outgoing.gone_after,
            outgoing.shareable,
            self._pin(outgoing.venue, person),
        )

    def _pin(self, venue: Venue | None, person: Person) -> Pin | None:
        if venue is None:
            return None
        return Pin(venue.lat, venue.lon, self.label(venue.title, person), venue.address)

    def label(self, words: Words, person: Person) -> str:
        return render_label(words, self.reader(person))


def _marked(words: Words) -> Words:
    """Nobody knows whether it arrived the first time."""
    return paragraphs(_("🔁 You may have got this message already."), words)


def _button(option: Option, reader: Reader) -> Button:
    return Button(_short(render_label(option.label, reader)), option.value, option.copy)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
