"""People with phones, and the world they live in. All conversation tests speak through here."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path
from typing import Any

from bot.app import Lotse, assemble
from bot.core.clock import HOME, moment
from bot.core.rules.operator import Operator
from bot.core.rules.people import Person
from bot.core.words import Words, _, render_label
from bot.machine.composing import Message
from bot.machine.conversation import Heard
from bot.machine.interpreting import Interpreter
from bot.machine.outcomes import ChatCommand, Never, Outcome, Sent
from bot.machine.pace import Pace
from bot.machine.reading.reader import Reader
from bot.machine.sending import Sender
from bot.machine.telegram.inbound import received
from bot.machine.threads import P, R, Threads
from bot.machine.translator.ladder import Machine
from bot.settings import Settings
from storage import inbox, people
from tests import cast
from tests.ready_made import NOON as NOON
from tests.ready_made import (
    OPERATOR,
    moved_in,
    named,
    published,
    read_before,
    without_waiting,
)
from tests.screen import Bubble, Screen, plain, refused

EMERGENCY = "112 · 110"
TEN_MINUTES = timedelta(minutes=10)
ONE_HOUR = timedelta(hours=1)


class AtOnce(Threads):
    """In the same thread: nobody else wants to be heard meanwhile."""

    def __init__(self) -> None:
        """There is no pool to start."""

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return work(*args, **kwargs)


async def recognised(picture: bytes) -> Sequence[str]:
    """Pictures of the tests are texts: what a program would read in them, in both of its ways."""
    return picture.decode().split("\f") if b"\f" in picture else [picture.decode()] * 2


class World:
    """A bot on a database file. It may be a fresh one each time somebody speaks."""

    def __init__(
        self,
        folder: Path,
        *,
        restarts: bool = False,
        repeats: bool = False,
        url: str = "",
        reviewed: str = "de en ar uk",
        unanswered: bool = False,
    ) -> None:
        self.restarts, self.repeats = restarts, repeats
        self.settings = Settings(
            data_dir=folder,
            database_url=url,
            organisation="Example Network",
            contact="office@example.org",
            regions="Leipzig,Borna",
            telegram_token="1:x",  # type: ignore[arg-type]
        )
        folder.mkdir(parents=True, exist_ok=True)
        self.settings.operator_file.write_text(OPERATOR)
        self.now = NOON
        self.screens: dict[int, Screen] = defaultdict(Screen)
        self.outcomes: list[Outcome] = []  # what the messenger answers, if not "sent"
        self.blocked: set[int] = set()
        self.refused: list[str] = []  # what Telegram would not have taken
        self.eyes_open = False  # whether photos of letters can be read here
        self.pictures: dict[str, bytes] = {}  # of photos, by the id of their file
        self.recognises = recognised  # what is read in a picture
        self.machine: Machine | None = None  # what translates, if not the models themselves
        self.numbers = itertools.count(500)
        self.messages = itertools.count(1)
        self.loop = asyncio.Runner()
        if url:
            self.start()
            self.cast = self._people()
            with self.lotse.database.transaction() as db:
                published(db, self.lotse, reviewed)
                if not unanswered:
                    named(db, self.cast["Amina"], self.cast["Oksana"])
        else:
            self.cast = moved_in(folder, reviewed, unanswered)
            self.start()

    def _people(self) -> dict[str, Person]:
        with self.lotse.database.transaction() as db:
            return cast.arrive(db, self.now)

    def start(self) -> None:
        self.lotse: Lotse = assemble(self.settings, lambda: self.now)
        if self.machine:
            self.lotse = replace(
                self.lotse, ladder=replace(self.lotse.ladder, machine=self.machine)
            )
        self.lotse.house.address.bot_name = "example_bot"
        self.lotse.house.eyes.open = self.eyes_open
        read_before(self.lotse)
        without_waiting(self.lotse)
        pace = Pace(time.monotonic, bot=1e6, chat=1e6)
        self.sender = Sender(
            self.lotse.database,
            self.lotse.composer,
            self,
            pace,
            AtOnce(),
            lambda: self.now,
            self.settings.lease_time,
        )
        self.interpreter = Interpreter(
            self.lotse.database, self.lotse.ladder, AtOnce(), lambda: self.now
        )
        self.reader = Reader(
            self.lotse.database,
            self.lotse.house,
            self,
            lambda picture: self.recognises(picture),
            AtOnce(),
            lambda: self.now,
        )

    def stop(self) -> None:
        self.lotse.database.close()

    def close(self) -> None:
        self.stop()
        self.loop.close()

    @property
    def operator(self) -> Operator:
        return self.lotse.house.operator

    # -- the world is the messenger, too ---------------------------------------------

    async def send(self, message: Message) -> Outcome:
        if message.chat_id in self.blocked:
            return Never("Forbidden: bot was blocked by the user", unreachable=True)
        if self.outcomes:
            return self.outcomes.pop(0)
        if message.deletes is not None:
            self.screens[message.chat_id].remove(message.deletes)
            return Sent(message.deletes)
        if wrong := refused(message):
            self.refused.append(wrong)
            return Never(f"Bad Request: {wrong}")
        screen = self.screens[message.chat_id]
        edited = next((each for each in screen.bubbles if each.id == message.edits), None)
        bubble = Bubble(
            self._number(message),
            message.text,
            [[button.label for button in row] for row in message.rows],
            [[button.data for button in row] for row in message.rows],
            message.document.content if message.document else None,
            message.voice,
            protected=edited.protected if edited else not message.shareable,
            silent=message.silent,
            pin=message.pin,
            copies=[button.copy for row in message.rows for button in row if button.copy],
        )
        screen.put(bubble)
        return Sent(bubble.id)

    def _number(self, message: Message) -> int:
        """What was deleted cannot be edited: then it is a new message."""
        shown = {bubble.id for bubble in self.screens[message.chat_id].bubbles}
        return message.edits if message.edits in shown else next(self.messages)

    async def answer_tap(self, tap_id: str, text: str) -> None:
        self.screens[int(tap_id.split(":")[0])].popups.append(plain(text))

    async def fetch(self, file_id: str, most: int) -> bytes | None:
        return self.pictures.get(file_id)

    async def show_commands(self, chat_id: int, commands: list[ChatCommand]) -> bool:
        self.screens[chat_id].commands = [command.name for command in commands]
        return True

    # -- time and updates --------------------------------------------------------------

    def hears(self, *updates: dict[str, Any]) -> None:
        if self.restarts:
            self.stop()
            self.start()
        for _time in range(2 if self.repeats else 1):
            with self.lotse.database.transaction() as db:
                inbox.keep(db, [received(update) for update in updates], self.now)
            while (heard := self.lotse.conversation.hear_next()) is not None:
                self.loop.run(self.act(heard))
            self.sends()

    async def act(self, heard: Heard) -> None:
        if heard.reply:
            self.sender.soon(heard.reply)
        if heard.tap_id:
            await self.answer_tap(heard.tap_id, heard.popup)
        if heard.person and heard.person.arrived and heard.person.chat_id is not None:
            await self.show_commands(heard.person.chat_id, self.commands_of(heard.person))
        await self.sender.send_due()

    def commands_of(self, person: Person) -> list[ChatCommand]:
        found = self.lotse.dispatch.of_role(person)
        return [ChatCommand(each.name, self.text(each.help, person)) for each in found]

    def text(self, words: Words, person: Person) -> str:
        """As this person reads it."""
        return plain(render_label(words, self.lotse.composer.reader(person)))

    def person(self, chat_id: int) -> Person:
        with self.lotse.database.transaction() as db:
            found = people.at(db, chat_id)
        assert found
        return found

    def sends(self) -> None:
        async def all_due() -> None:
            while await self.interpreter.translate_next() or (
                self.eyes_open and await self.reader.read_next()
            ):
                pass
            while await self.sender.send_due():
                pass

        self.loop.run(all_due())

    def passes(self, **duration: float) -> None:
        """Time goes by: chores are done, what is due is sent."""
        length = timedelta(**duration)
        self._goes_on(self.now + length, TEN_MINUTES if length < 3 * ONE_HOUR else ONE_HOUR)

    def reaches(self, day: date, at: wall_time) -> None:
        """Time goes by until the clock on the wall in Berlin shows this."""
        self._goes_on(moment(day, at), ONE_HOUR)

    def wakes(self, day: date, at: wall_time) -> None:
        """Nothing ran until then; now it does."""
        self.now = moment(day, at)
        self.ticks()

    def _goes_on(self, end: datetime, step: timedelta) -> None:
        while self.now < end:
            self.now = min(end, self.now + step)
            self.ticks()

    def ticks(self) -> None:
        for chore in self.lotse.chores:
            self.lotse.do(chore)
        self.sends()

    @property
    def today(self) -> date:
        return self.now.astimezone(HOME).date()


class Phone:
    """What one person can do and see."""

    def __init__(self, world: World, chat_id: int, language: str = "") -> None:
        self.world, self.chat_id, self.language = world, chat_id, language

    def says(self, text: str) -> None:
        self.sends(text=text)

    def sends(self, **content: Any) -> None:
        """A message of any kind: voice, sticker, photo."""
        number = next(self.world.messages)
        self.screen.own.append(number)
        message = {"message_id": number, "chat": self.chat, "from": self.sender, **content}
        self.world.hears(self.update(message=message))

    def taps(self, label: str) -> None:
        """The newest button with this label."""
        for bubble in reversed(self.screen.bubbles):
            for labels, data in zip(bubble.labels, bubble.data, strict=True):
                for shown, value in zip(labels, data, strict=True):
                    if plain(shown) == label:
                        return self.taps_data(value, bubble)
        raise AssertionError(f"no button {label!r} among {self.labels()}")

    def opens(self, which: int = -1) -> str:
        """Taps on a message that only says that there is news. What it shows then."""
        bubble, show = self.screen.bubbles[which], self.in_own_language(_("Show"))
        shown = [
            data
            for labels, row in zip(bubble.labels, bubble.data, strict=True)
            for label, data in zip(labels, row, strict=True)
            if plain(label) == show
        ]
        self.taps_data(shown[0], bubble)
        return self.popup or self.last.text

    def taps_data(self, data: str, on: Bubble | None = None) -> None:
        """Any data, forged data too."""
        shown = on or (self.last if self.screen.bubbles else Bubble(1, "", [], []))
        message: dict[str, Any] = {"message_id": shown.id, "chat": self.chat}
        if shown.protected:
            message["has_protected_content"] = True
        number = next(self.world.numbers)
        tap = {
            "id": f"{self.chat_id}:{number}",
            "data": data,
            "message": message,
            "from": self.sender,
        }
        self.world.hears({"update_id": number, "callback_query": tap})

    def sees(self, text: str, *labels: str) -> None:
        """Exactly this text, and these buttons if any are named."""
        assert self.last.text == text
        if labels:
            assert self.labels() == list(labels)

    def reads(self, *parts: str) -> None:
        """These pieces of text, in the newest message."""
        for part in parts:
            assert part in self.last.text, f"{part!r} not in {self.last.text!r}"

    def reads_words(self, *words: Words) -> None:
        """These sentences, in this person's language, in the newest message."""
        self.reads(*map(self.in_own_language, words))

    def taps_words(self, words: Words) -> None:
        self.taps(self.in_own_language(words))

    def in_own_language(self, words: Words) -> str:
        return self.world.text(words, self.person)

    def labels(self) -> list[str]:
        """All buttons but the emergency numbers': those are below every message."""
        shown = [plain(label) for row in self.last.labels for label in row]
        return [label for label in shown if label != EMERGENCY]

    @property
    def person(self) -> Person:
        return self.world.person(self.chat_id)

    @property
    def popup(self) -> str:
        return self.screen.popups[-1]

    @property
    def last(self) -> Bubble:
        return self.screen.bubbles[-1]

    @property
    def texts(self) -> list[str]:
        return [bubble.text for bubble in self.screen.bubbles]

    @property
    def screen(self) -> Screen:
        return self.world.screens[self.chat_id]

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.chat_id, "type": "private"}

    @property
    def sender(self) -> dict[str, Any]:
        return {"id": self.chat_id, "first_name": "Somebody", "language_code": self.language}

    def update(self, **content: Any) -> dict[str, Any]:
        return {"update_id": next(self.world.numbers), **content}
