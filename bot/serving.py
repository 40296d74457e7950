"""The rim at work: updates in, turns in threads, messages out, until somebody says stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from bot.app import BOT_NAME, LAST_POLL, Lotse
from bot.machine.clockwork import ClockGate, Clockwork
from bot.machine.conversation import Heard
from bot.machine.interpreting import Interpreter
from bot.machine.outcomes import ChatCommand, Messenger
from bot.machine.pace import Pace
from bot.machine.reading.process import texts_of
from bot.machine.reading.reader import Reader
from bot.machine.sending import PAUSED_UNTIL, Sender
from bot.machine.threads import Threads, forever
from bot.machine.translator.process import Worker
from bot.turns import Chore
from storage import inbox, marks, people
from storage.inbox import Update
from storage.leading import Leadership

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")

TURNS_AT_ONCE = 16  # heard in one go before the event loop hears of them
LOOKS = timedelta(seconds=0.5)  # a reminder is late by so much at most, and by its way


class Rim:
    """Everything asynchronous around the plain core."""

    def __init__(
        self, lotse: Lotse, messenger: Messenger, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        settings, database = lotse.settings, lotse.database
        self._lotse = lotse
        self._messenger = messenger
        self._monotonic = monotonic
        self._threads = Threads(database.workers)
        self._pace = Pace(time.monotonic, bot=settings.pace, chat=settings.pace_per_chat)
        self._sender = Sender(
            database,
            lotse.composer,
            messenger,
            self._pace,
            self._threads,
            lotse.clock,
            settings.lease_time,
            settings.in_flight,
        )
        self._interpreter = Interpreter(database, lotse.ladder, self._threads, lotse.clock)
        self._reader = Reader(
            database,
            lotse.house,
            messenger,
            partial(texts_of, program=settings.ocr),
            self._threads,
            lotse.clock,
        )
        self._interpreting: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._kept, self._due = asyncio.Event(), asyncio.Event()
        self._errands: set[asyncio.Task[None]] = set()
        self._clockwork = Clockwork()
        self._leadership = Leadership(database)
        self.stop = asyncio.Event()

    async def keep(self, batch: Sequence[Update]) -> None:
        """Only after this may the messenger forget the batch."""
        await self._threads.run(self._keep, batch)
        self._kept.set()

    async def run(self, source: Callable[[asyncio.Event], Awaitable[object]]) -> None:
        """Serve until `stop`. What is at hand is finished; what waits is kept."""
        await self._threads.run(self._remember_pause)
        self._wind()
        async with asyncio.TaskGroup() as tasks:
            for _worker in range(self._lotse.database.workers):
                tasks.create_task(forever(self._hear, stop=self.stop, bell=self._kept, rest=1))
            tasks.create_task(forever(self._send, stop=self.stop, bell=self._due, rest=1))
            self._interpreting = tasks.create_task(forever(self._interpret, stop=self.stop, rest=1))
            self._reading = tasks.create_task(forever(self._read, stop=self.stop, rest=1))
            tasks.create_task(self._until_stopped(source))
        await self._threads.run(self._reader.give_back)
        await self._close_translator()
        await asyncio.gather(*self._errands, return_exceptions=True)
        self._clockwork.stop()
        self._leadership.give_up()

    def stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.shut_down)

    def shut_down(self) -> None:
        working = (self._interpreting, self._reading) if not self.stop.is_set() else ()
        for event in (self.stop, self._kept, self._due):
            event.set()
        for task in working:  # once: cancelled again, it would leave its process behind
            if task:
                task.cancel()  # what is in the middle waits for the next start

    def hurry(self) -> None:
        """Somebody moved the clock of the local messenger: look at once what is due."""
        self._clockwork.ring_all()
        self._due.set()

    # -- in and out -------------------------------------------------------------

    async def _until_stopped(self, source: Callable[[asyncio.Event], Awaitable[object]]) -> None:
        try:
            await source(self.stop)
        finally:
            self.shut_down()

    async def _hear(self) -> bool:
        heard = await self._threads.run(self._hear_some)
        for each in heard:
            self._act(each)
        if heard:
            self._due.set()
        return bool(heard)

    def _hear_some(self) -> Sequence[Heard]:
        """Side by side on PostgreSQL, each turn holds its locks only as long as it lasts."""
        most = TURNS_AT_ONCE if self._lotse.database.is_sqlite else 1
        return self._lotse.conversation.hear_some(most)

    def _act(self, heard: Heard) -> None:
        if heard.reply:
            self._sender.soon(heard.reply)
        if heard.tap_id:
            self._errand(self._messenger.answer_tap(heard.tap_id, heard.popup))
        person = heard.person
        if person and person.arrived and person.chat_id is not None:
            wanted = f"1:{person.role}:{person.language}"
            if person.commands != wanted:
                self._errand(self._show_commands(person.id, person.chat_id, wanted))

    async def _send(self) -> int:
        return await self._sender.send_due()

    async def _interpret(self) -> bool:
        went_on = await self._interpreter.translate_next()
        if went_on:
            self._due.set()
        return went_on

    async def _read(self) -> bool:
        went_on = await self._reader.read_next()
        if went_on:
            self._due.set()
        return went_on

    async def _close_translator(self) -> None:
        await self._threads.run(self._interpreter.give_back)
        if isinstance(self._lotse.ladder.machine, Worker):
            await self._lotse.ladder.machine.close()

    async def _show_commands(self, person_id: int, chat_id: int, wanted: str) -> None:
        commands = await self._threads.run(self._commands_of, person_id)
        if await self._messenger.show_commands(chat_id, commands):
            await self._threads.run(self._remember_commands, chat_id, wanted)

    def _errand(self, work: Coroutine[Any, Any, None]) -> None:
        """Best effort, beside the way of the messages."""
        task = asyncio.get_running_loop().create_task(work)
        self._errands.add(task)  # the loop itself holds tasks only weakly
        task.add_done_callback(self._errands.discard)

    # -- ticks --------------------------------------------------------------------

    def _wind(self) -> None:
        gate = ClockGate(self._lotse.clock, self._monotonic)
        self._clockwork.every(LOOKS, partial(self._look, gate), "look what is due")
        for chore in self._lotse.chores:
            work = partial(self._do_in_time, gate, chore)
            self._clockwork.every(chore.every, work, chore.name)
        self._clockwork.start()

    async def _do_in_time(self, gate: ClockGate, chore: Chore) -> None:
        """Not by a clock that has just jumped: what forgets, plans or warns would believe it."""
        if gate.is_open():
            await self._threads.run(self._do, chore)

    async def _look(self, gate: ClockGate) -> None:
        self._sender.held = not gate.is_open()
        self._due.set()

    async def in_thread(self, work: Callable[[T], R], about: T, /) -> R:
        """For whoever serves beside the messenger: what touches the database."""
        return await self._threads.run(work, about)

    async def leads(self) -> bool:
        """Whether this process polls and does the chores, of all that serve this database."""
        return await self._threads.run(self._leadership.is_ours)

    # -- in the database's thread --------------------------------------------------

    def _do(self, chore: Chore) -> None:
        if self._leadership.is_ours():
            self._lotse.do(chore)

    def _keep(self, batch: Sequence[Update]) -> None:
        with self._lotse.database.transaction() as db:
            inbox.keep(db, batch, self._lotse.clock())

    def _commands_of(self, person_id: int) -> list[ChatCommand]:
        with self._lotse.database.transaction() as db:
            person = people.get(db, person_id)
        label = self._lotse.composer.label
        return [
            ChatCommand(command.name, label(command.help, person))
            for command in self._lotse.dispatch.of_role(person)
        ]

    def _remember_commands(self, chat_id: int, commands: str) -> None:
        with self._lotse.database.transaction() as db:
            people.show_commands(db, chat_id, commands)

    def _remember_pause(self) -> None:
        """Telegram asked for a pause before this process was started."""
        with self._lotse.database.transaction() as db:
            until = marks.read(db, PAUSED_UNTIL)
        if until:
            left = datetime.fromisoformat(until) - self._lotse.clock()
            self._pace.pause(max(0.0, left.total_seconds()))


def remember_poll(lotse: Lotse) -> None:
    """For the doctor: when Telegram was last heard of."""
    with lotse.database.transaction() as db:
        marks.write(db, LAST_POLL, lotse.clock().isoformat())


def remember_name(lotse: Lotse, name: str) -> None:
    with lotse.database.transaction() as db:
        marks.write(db, BOT_NAME, name)
    lotse.house.address.bot_name = name
