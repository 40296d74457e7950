"""The language that handlers and the machine speak with each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, ClassVar, TypeAlias

from bot.core.forms import Form
from bot.core.messages import Document as Document
from bot.core.messages import Option as Option
from bot.core.messages import Outgoing as Outgoing
from bot.core.messages import Row as Row
from bot.core.picking import people_to_pick as people_to_pick
from bot.core.picking import pick as pick
from bot.core.rules.people import Role
from bot.core.words import Words
from bot.turns.delivery import DeliveryKind as DeliveryKind
from bot.turns.delivery import IfUnsure as IfUnsure
from bot.turns.house import Address as Address
from bot.turns.house import Answers as Answers
from bot.turns.house import Eyes as Eyes
from bot.turns.house import Found as Found
from bot.turns.house import House as House
from bot.turns.house import Interpreter as Interpreter
from bot.turns.house import Own as Own
from bot.turns.house import OwnWording as OwnWording
from bot.turns.house import Papers as Papers
from bot.turns.house import Sheets as Sheets
from bot.turns.house import Stamps as Stamps
from bot.turns.moment import NotYours as NotYours
from bot.turns.moment import Reply as Reply
from bot.turns.moment import Said as Said
from bot.turns.moment import Scene as Scene
from bot.turns.moment import Turn as Turn
from bot.turns.moment import all_as_known as all_as_known
from bot.turns.moment import as_known as as_known
from bot.turns.moment import id_of as id_of
from storage import links
from storage.database import Db
from storage.deliveries import Urgency as Urgency

EVERYBODY = frozenset(Role)
LINK_LIVES = timedelta(hours=1)


class Case(Enum):
    """Whose case data something shows. Guards stand before it, in the check of who may do what."""

    NONE = auto()
    OWN = auto()  # the person's own
    PEOPLE = auto()  # perhaps a participant's, shown to somebody else


class Guard(ABC):
    """Asks for something first, a PIN or a pledge. Then the person goes on where they wanted."""

    @abstractmethod
    def stops(self, scene: Scene, case: Case) -> bool:
        """While it does, what the bot says by itself is as discreet as can be."""

    @abstractmethod
    def asks(self, turn: Turn) -> Reply: ...

    def hears(self, turn: Turn) -> Reply | None:
        """What was typed, if it answers what was asked."""
        return None


class TurnForm(Form):
    """A form that does something with its answers once it is complete."""

    forgotten_after: ClassVar[timedelta] = timedelta(days=3)  # half-filled
    who: ClassVar[frozenset[Role]] = EVERYBODY  # where no command opens it
    case: ClassVar[Case] = Case.NONE

    setting: Scene

    def submit(self, turn: Turn) -> Response:
        raise NotImplementedError


@dataclass(frozen=True)
class Open:
    """The turn opens a form, perhaps with answers that are known already."""

    form: type[TurnForm]
    answers: Mapping[str, Any] = field(default_factory=dict)
    first: Words | None = None  # said above the form
    takes_back: bool = False  # as in a reply


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
    case: Case = Case.NONE
    always: bool = False  # also before arriving, behind a lock, or in somebody else's chat

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
    case: Case = Case.NONE
    arriving: bool = False  # also for those who have not arrived yet

    def option(self, label: Words, *arguments: object) -> Option:
        return Option(".".join([self.name, *map(str, arguments)]), label)


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
    # What is said outside of forms; None: the next feature is asked, in the menu's order.
    hears: Callable[[Turn], Response | None] | None = None
    otherwise: Callable[[Turn], Response] | None = None  # what no feature makes anything of
    # A photo, outside of forms or within one. None: it is refused, as all files are.
    sees: Callable[[Turn, bool], Response | None] | None = None
    greets: Callable[[Turn], Response] | None = None  # who has not arrived yet
    hushes: Callable[[Turn], Response] | None = None  # who said that it is somebody else's chat
    guards: Sequence[Guard] = ()
