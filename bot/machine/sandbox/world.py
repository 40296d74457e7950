"""The state of the local messenger: one bot, its chats, what is under way to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.machine.sandbox.clock import MovableClock
from bot.machine.sandbox.faults import Faults
from bot.machine.sandbox.problems import NO_CHAT, Json, Refused
from bot.machine.sandbox.profile import Profile
from bot.machine.sandbox.shelf import Shelf
from bot.machine.sandbox.tally import FloodLimit, Transcript
from bot.machine.sandbox.updates import UpdateQueue


@dataclass(slots=True)
class Chat:
    """A private chat of one person with the bot."""

    id: int
    name: str
    language: str
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    menu_button: Json = field(default_factory=lambda: {"type": "default"})
    keyboard: Json | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, list[str]] = field(default_factory=dict)
    """No field of a Message in the Bot API carries the bot's reaction; the page shows it."""

    def as_json(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def person(self) -> Json:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }


@dataclass(slots=True)
class Tap:
    """A press on a button that waits for its answer."""

    chat_id: int
    at: float
    """Seconds of the sandbox's clock."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something a page may want to show."""

    kind: str
    chat_id: int
    content: Json


@dataclass(frozen=True)
class BotIdentity:
    token: str
    name: str
    username: str

    @property
    def id(self) -> int:
        return int(self.token.split(":")[0])

    def as_json(self) -> Json:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.name,
            "username": self.username,
        }


@dataclass
class Webhook:
    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error_at: int = 0
    last_error: str = ""


class World:
    def __init__(self, bot: BotIdentity, clock: MovableClock, files: Path | None = None) -> None:
        self.bot = bot
        self.clock = clock
        self.chats: dict[int, Chat] = {}
        # Numbers from the calendar: a sandbox that starts afresh never gives out an update's
        # number a second time, which a bot with a good memory would take for a repetition.
        self.updates = UpdateQueue(first_id=int(clock.epoch()) % (1 << 31))
        self.taps: dict[str, Tap] = {}
        self.answers: list[Json] = []
        self.menu_button: Json = {"type": "default"}
        self.profile = Profile()
        self.shelf = Shelf(files)
        self.transcript = Transcript()
        self.faults = Faults()
        self.webhook = Webhook()
        self.flood: FloodLimit | None = None
        self.admits_everybody = False
        self.next_message_id = 1
        self.next_tap = 1
        self.changes = 0
        self.watchers: list[Callable[[Event], None]] = []
        self.bot_user = bot.as_json()

    def now(self) -> int:
        return int(self.clock.epoch())

    def tell(self, kind: str, chat_id: int, content: Json) -> None:
        """Notes a change and shows it to every page that is open."""
        self.changes += 1
        for watch in self.watchers:
            watch(Event(kind, chat_id, content))

    def chat(self, chat_id: int) -> Chat:
        """The chat of a person the bot has met. Raises Refused otherwise, as Telegram does."""
        chat = self.chats.get(chat_id)
        if chat is None and self.admits_everybody and chat_id > 0:
            chat = self.meet(chat_id)
        if chat is None or not chat.started:
            raise Refused(NO_CHAT)
        return chat

    def expect(self, chat_id: int, name: str, language: str) -> None:
        """Knows a person who may not have written yet; the name given last is the right one."""
        chat = self.chats.setdefault(chat_id, Chat(chat_id, name, language))
        chat.name, chat.language = name, language

    def meet(self, chat_id: int, name: str = "", language: str = "en") -> Chat:
        """The chat with a person who has written to the bot; it is made when there is none."""
        chat = self.chats.get(chat_id)
        if chat is None:
            chat = self.chats[chat_id] = Chat(chat_id, name or f"Person {chat_id}", language)
        chat.started = True
        return chat

    def new_message(self, chat: Chat, content: Json, *, sender: Json) -> Json:
        """Puts a message into a chat, with the next number and the time of the clock."""
        message = {
            "message_id": self.next_message_id,
            "from": sender,
            "chat": chat.as_json(),
            "date": self.now(),
            **content,
        }
        self.next_message_id += 1
        chat.messages[message["message_id"]] = message
        self.tell("message", chat.id, message)
        return message

    def replace_message(self, chat: Chat, message: Json) -> None:
        chat.messages[message["message_id"]] = message
        self.tell("message", chat.id, message)
