"""A moment of a conversation: what was said, to whom, and what is said back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.core.forms import Rows
from bot.core.owned import Owned
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.people import Person, Role
from bot.core.shown import whose
from bot.core.words import Words
from bot.turns.house import House
from storage import consents
from storage.database import Db


@dataclass(frozen=True)
class Said:
    """What came in: a text, a tap on a button, or something the bot cannot read."""

    text: str = ""
    press: str = ""
    tap_id: str = ""
    message_id: int | None = None  # of the message that was tapped on
    unreadable: str = ""  # voice, sticker, photo, …
    picture: str = ""  # of a photo: the id of its file at the messenger
    file_id: str = ""  # of a voice message, as the messenger keeps it
    own_message_id: int | None = None  # of the message the person wrote
    protected: bool = False  # the message tapped on cannot be copied or passed on
    reachable: bool | None = None  # the person blocked the bot, or let it in again
    name: str = ""  # as the messenger has it
    language: str = ""  # of the messenger's own menus
    update_id: int = 0


@dataclass(frozen=True)
class Scene:
    """A moment in which the bot speaks with a person."""

    person: Person
    now: datetime
    db: Db
    house: House
    seen: dict[int, set[str]] = field(default_factory=dict, compare=False, repr=False, kw_only=True)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.house.zone).date()

    @property
    def language(self) -> str:
        return self.person.language

    def holidays(self, year: int) -> Collection[date]:
        """Public holidays where the appointments take place."""
        return self.house.holidays(year)

    def saw(self, person_id: int, what: str) -> None:
        """For the audit: this is shown of another person. Names and what people wrote are seen by
        themselves (`bot.core.shown`), unless only a part of them is shown, or in a file."""
        self.seen.setdefault(person_id, set()).add(what)

    def saw_all(self, *cells: object) -> None:
        """The same of all that is in these cells or words: they go into a file."""
        for person_id, what in whose(*cells).items():
            self.seen.setdefault(person_id, set()).update(what)


@dataclass(frozen=True)
class Turn(Scene):
    """One thing a person said, and all a handler needs to respond to it."""

    said: Said = field(default_factory=Said)
    asked: str = ""  # what this person asked last, if it is still remembered


@dataclass(frozen=True)
class Reply:
    """What a turn says. To a tap it edits the message tapped on; else it is a new message.

    `popup` shows over the chat and leaves no trace in it (up to 200 characters; a longer
    one becomes a message that deletes itself). `new` keeps the message tapped on as it is.
    `gone_after`: the message deletes itself then (in less than 47 hours: the messenger lets a
    bot delete only what is younger than 48). `takes_back`: what the person wrote is deleted
    from the chat. `shareable`: there is nothing personal in it, so it may be copied and passed
    on. A message keeps what it was sent with, so what differs in that is a new message.
    """

    words: Words | None = None
    rows: Rows = ()
    popup: Words | None = None
    new: bool = False
    closes: bool = False  # the form that was open
    gone_after: timedelta | None = None
    takes_back: bool = False
    shareable: bool = False
    voice: str = ""  # a recording that the messenger keeps
    # The question that the buttons below are about, in the person's words: kept beside the dialogue
    # until something else is asked. "" forgets it.
    remembers: str | None = None
    wish: str = ""  # of a guard that asks: button data to go on with once it lets pass
    goes_on: bool = False  # the guard lets pass: what was wished for is said instead


def as_known(scene: Scene, person: Person) -> Person:
    """The person as this reader may know them: a mentor knows a participant's first name only
    while the participant's consent to it stands, and else a number."""
    line = Purpose.MENTORING, Recipient.MENTOR
    if not _only_with_consent(scene, person):
        return person
    if consents.may_pass(scene.db, person.id, Door.MENTOR, *line, scene.now):
        return person
    return _numbered(person)


def all_as_known(scene: Scene, everybody: Sequence[Person]) -> Sequence[Person]:
    """The same of many, with one look at the ledger. The numbers come last and in their own
    order: where in the alphabet a number stands would tell something of the name."""
    asked = {person.id for person in everybody if _only_with_consent(scene, person)}
    if not asked:
        return everybody
    line = Purpose.MENTORING, Recipient.MENTOR
    agreed = consents.who_may_among(scene.db, asked, Door.MENTOR, *line, scene.now)
    hidden = asked.difference(agreed)
    named = [person for person in everybody if person.id not in hidden]
    numbered = [_numbered(person) for person in everybody if person.id in hidden]
    return [*named, *sorted(numbered, key=lambda person: person.id)]


def _only_with_consent(scene: Scene, person: Person) -> bool:
    return scene.person.role is Role.MENTOR and person.role is Role.PARTICIPANT


def _numbered(person: Person) -> Person:
    return replace(person, name=Owned(f"№ {person.id}", person.id, "people.id"))


class NotYours(Exception):
    """The button names something this person may not touch, or no longer exists."""


def id_of(argument: str) -> int:
    """The id in a button's data."""
    if not (argument.isascii() and argument.isdecimal() and len(argument) < 19):
        raise NotYours
    return int(argument)
