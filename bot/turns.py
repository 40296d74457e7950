"""The language that handlers and the machine speak with each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Any, ClassVar, Protocol, TypeAlias
from zoneinfo import ZoneInfo

from bot.core.clock import HOME, after_quiet, is_quiet
from bot.core.content import Library
from bot.core.forms import Form, Rows
from bot.core.messages import Document as Document
from bot.core.messages import Option as Option
from bot.core.messages import Outgoing as Outgoing
from bot.core.messages import Row as Row
from bot.core.picking import people_to_pick as people_to_pick
from bot.core.picking import pick as pick
from bot.core.rules.consent import Operator
from bot.core.rules.papers import Paper
from bot.core.rules.people import Person, Role
from bot.core.rules.services import Facts
from bot.core.rules.sheets import Sheet
from bot.core.words import Reader, Speech, Words
from storage import deliveries, links
from storage.database import Db
from storage.deliveries import Urgency as Urgency

EVERYBODY = frozenset(Role)
LINK_LIVES = timedelta(hours=1)


@dataclass(frozen=True)
class Said:
    """What came in: a text, a tap on a button, or something the bot cannot read."""

    text: str = ""
    press: str = ""
    tap_id: str = ""
    message_id: int | None = None  # of the message that was tapped on
    unreadable: str = ""  # voice, sticker, photo, …
    file_id: str = ""  # of a voice message, as the messenger keeps it
    own_message_id: int | None = None  # of the message the person wrote
    reachable: bool | None = None  # the person blocked the bot, or let it in again
    name: str = ""  # as the messenger has it
    language: str = ""  # of the messenger's own menus
    update_id: int = 0


@dataclass(frozen=True)
class Found:
    """What the search made of a question: ids of the content, the best first."""

    ids: Sequence[str]
    confident: bool


class Answers(Protocol):
    """Finds what people ask for. Filled in by `bot.app`."""

    def find(self, text: str, language: str) -> Found: ...


class Sheets(Protocol):
    """Writes spreadsheets. Filled in by `bot.app`."""

    def write(self, sheet: Sheet, format: str, reader: Reader) -> bytes: ...


class Papers(Protocol):
    """Writes PDFs: in the reader's language, and in German. Filled in by `bot.app`."""

    def write(self, paper: Paper, reader: Reader) -> bytes: ...


class Stamps(Protocol):
    """Short proofs that only this house can make, for these words. Filled in by `bot.app`."""

    def stamp(self, purpose: str, words: str) -> str:
        """64 hex digits, the same for the same purpose and words."""


@dataclass
class Address:
    """Where the bot is found; known once the messenger has told."""

    bot_name: str = ""


@dataclass(frozen=True)
class House:
    """Whose bot this is, and what all turns of it share."""

    organisation: str
    contact: str
    library: Library
    answers: Answers
    sheets: Sheets
    papers: Papers
    stamps: Stamps
    speech: Speech
    operator: Operator
    zone: ZoneInfo = HOME
    regions: Sequence[str] = ()
    public_url: str = ""  # where the bot's own pages are, if they can be reached
    address: Address = field(default_factory=Address)

    @property
    def facts(self) -> Facts:
        return self.library.facts()

    def link(self, code: str) -> str:
        return f"https://t.me/{self.address.bot_name or 'BOT'}?start={code}"


@dataclass(frozen=True)
class Scene:
    """A moment in which the bot speaks with a person."""

    person: Person
    now: datetime
    db: Db
    house: House

    @property
    def today(self) -> date:
        return self.now.astimezone(self.house.zone).date()

    @property
    def language(self) -> str:
        return self.person.language


@dataclass(frozen=True)
class Turn(Scene):
    """One thing a person said, and all a handler needs to respond to it."""

    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Reply:
    """What a turn says. To a tap it edits the message tapped on; else it is a new message.

    `popup` shows over the chat and leaves no trace in it (up to 200 characters; a longer
    one becomes a message that deletes itself). `new` keeps the message tapped on as it is.
    `gone_after`: the message deletes itself then. `takes_back`: what the person wrote is
    deleted from the chat.
    """

    words: Words | None = None
    rows: Rows = ()
    popup: Words | None = None
    new: bool = False
    closes: bool = False  # the form that was open
    gone_after: timedelta | None = None
    takes_back: bool = False


class NotYours(Exception):
    """The button names something this person may not touch, or no longer exists."""


def id_of(argument: str) -> int:
    """The id in a button's data."""
    if not (argument.isascii() and argument.isdecimal() and len(argument) < 19):
        raise NotYours
    return int(argument)


class TurnForm(Form):
    """A form that does something with its answers once it is complete."""

    forgotten_after: ClassVar[timedelta] = timedelta(days=3)  # half-filled
    who: ClassVar[frozenset[Role]] = EVERYBODY  # where no command opens it

    setting: Scene

    def submit(self, turn: Turn) -> Response:
        raise NotImplementedError


@dataclass(frozen=True)
class Open:
    """The turn opens a form, perhaps with answers that are known already."""

    form: type[TurnForm]
    answers: Mapping[str, Any] = field(default_factory=dict)


Response: TypeAlias = "Reply | Open"


@dataclass(frozen=True)
class Command:
    """For those who do not have one of these roles, the command does not exist."""

    name: str
    help: Words  # at most 24 characters: it is the label of the menu's button, too
    does: Callable[[Turn], Response] | type[TurnForm]
    who: frozenset[Role] = EVERYBODY
    in_menu: bool = True
    said: frozenset[str] = frozenset()  # other ways to say it, in any language

    def respond(self, turn: Turn) -> Response:
        does = self.does
        return Open(does) if isinstance(does, type) else does(turn)


@dataclass(frozen=True)
class Tap:
    """A button outside of forms: its data is `<name>.<argument>.<argument>`.

    Button data can be forged: `does` checks every argument against what this person may do.
    """

    name: str
    does: Callable[..., Response]  # (turn, *arguments: str)
    who: frozenset[Role] = EVERYBODY

    def option(self, label: Words, *arguments: object) -> Option:
        return Option(".".join([self.name, *map(str, arguments)]), label)


class IfUnsure(Enum):
    """When nobody knows whether a delivery left: which is worse, twice or never?"""

    SEND_AGAIN = auto()
    ASK_A_HUMAN = auto()


class DeliveryKind(ABC):
    """Something the bot says on its own, composed only when it is about to leave."""

    name: ClassVar[str]
    urgency: ClassVar[Urgency] = Urgency.SOON
    if_unsure: ClassVar[IfUnsure] = IfUnsure.SEND_AGAIN
    at_night: ClassVar[bool] = False  # the person asked for it just now
    useless_after: ClassVar[timedelta] = timedelta(days=3)
    kept_while_paused: ClassVar[bool] = True  # said when the person goes on, if still true
    # At night after all, if in the morning less time than this would be left to act on it.
    at_night_with_less: ClassVar[timedelta | None] = None

    @abstractmethod
    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        """What is true now, for `scene.person`. None if there is nothing left to say."""

    def tell(
        self,
        scene: Scene,
        person_id: int,
        about: int,
        detail: str = "",
        *,
        due_at: datetime | None = None,
        useless_after: datetime | None = None,
    ) -> bool:
        """Queue it for this person; false if it is queued already. Never for the night."""
        due_at = due_at or scene.now
        useless_after = useless_after or due_at + self.useless_after
        if not self.may_leave(due_at, useless_after, scene.house.zone):
            due_at = after_quiet(due_at, scene.house.zone)
        return deliveries.queue(
            scene.db,
            key=f"{self.name}:{about}:{detail}:{person_id}",
            kind=self.name,
            person_id=person_id,
            about=about,
            detail=detail,
            due_at=due_at,
            useless_after=useless_after,
            urgency=self.urgency,
        )

    def may_leave(self, now: datetime, useless_after: datetime, zone: ZoneInfo) -> bool:
        """By day always; at night only what was asked for, or would come too late."""
        if self.at_night or not is_quiet(now, zone):
            return True
        least = self.at_night_with_less
        return least is not None and after_quiet(now, zone) + least > useless_after


@dataclass(frozen=True)
class Chore:
    """Work that is done again and again, each time in a transaction of its own."""

    name: str
    every: timedelta
    does: Callable[[Db, datetime, House], None]


@dataclass(frozen=True)
class Page:
    """A file behind a one-time link, for its person. Without a public address there is none."""

    name: str
    makes: Callable[[Scene, str], Document | None]  # None: there is nothing any more

    def link(self, scene: Scene, argument: str = "") -> str | None:
        """A new link that opens once within the hour. None without a public address."""
        if not scene.house.public_url:
            return None
        token = links.make(
            scene.db, scene.person.id, f"{self.name}.{argument}", now=scene.now, lives=LINK_LIVES
        )
        return f"{scene.house.public_url.rstrip('/')}/p/{token}"


@dataclass(frozen=True)
class Feature:
    """What one folder of handlers adds to the bot."""

    name: str
    commands: Sequence[Command] = ()
    taps: Sequence[Tap] = ()
    forms: Sequence[type[TurnForm]] = ()  # those that no command opens
    deliveries: Sequence[DeliveryKind] = ()
    chores: Sequence[Chore] = ()
    pages: Sequence[Page] = ()
    hears: Callable[[Turn], Response] | None = None  # what is said outside of forms
    greets: Callable[[Turn], Response] | None = None  # who has not arrived yet
