"""A post office: the real sender, kinds of message made up for the tests, and a messenger that
answers what it is told to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from bot.app import assemble
from bot.core.messages import Outgoing, pack
from bot.core.words import just
from bot.machine.composing import Composer, Message
from bot.machine.outcomes import ChatCommand, Outcome, Sent
from bot.machine.pace import Pace
from bot.machine.sending import Sender
from bot.machine.threads import Threads
from bot.settings import Settings
from bot.turns import DeliveryKind, Feature, IfUnsure, Scene, Urgency
from storage import deliveries, tables
from storage.database import Db
from tests.chat import NOON, plain
from tests.ready_made import furnished

LEASE = timedelta(minutes=1)
DAY = timedelta(days=1)
GONE, BUG = 0, 13  # what a message is about decides how it is composed


class Greeting(DeliveryKind):
    name = "greeting"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if about == BUG:
            raise RuntimeError("a bug")
        return Outgoing(just(f"greeting {detail}".strip())) if about != GONE else None


class Circular(Greeting):
    """Nobody wants it twice."""

    name, urgency, if_unsure = "circular", Urgency.SOMETIME, IfUnsure.ASK_A_HUMAN


class Alarm(Greeting):
    """The person asked for it just now: at any hour, and even when paused."""

    name, at_night = "alarm", True


class Post:
    def __init__(self, folder: Path) -> None:
        token: Any = "1:x"
        self.now = NOON
        self.cast = furnished(folder)
        self.lotse = assemble(Settings(data_dir=folder, telegram_token=token), lambda: self.now)
        self.database = self.lotse.database
        self.kinds = Feature("test", deliveries=[Greeting(), Circular(), Alarm()])
        self.messenger = Window()
        self.loop = asyncio.Runner()
        self.sender = self.another_sender()

    def another_sender(self, in_flight: int = 4, pace: Pace | None = None) -> Sender:
        """As a new process has it; the database is all they share."""
        return Sender(
            self.database,
            Composer([self.kinds], self.lotse.house),
            self.messenger,
            pace or Pace(time.monotonic, bot=1e9, chat=1e9),
            Threads(1),
            lambda: self.now,
            LEASE,
            in_flight,
        )

    def close(self) -> None:
        self.loop.close()
        self.database.close()

    def queue(self, key: str, *, to: str = "Jonas", **wishes: Any) -> bool:
        with self.database.transaction() as db:
            return queue(db, key, self.cast[to].id, self.now, **wishes)

    def reply(self, key: str, *, to: str = "Jonas", leased: bool = False) -> Message | None:
        """A reply as a turn queues it; leased to this process, or to nobody."""
        person = self.cast[to]
        assert person.chat_id is not None
        outgoing = Outgoing(just(key))
        with self.database.transaction() as db:
            delivery = deliveries.queue_reply(
                db, key=key, person_id=person.id, chat_id=person.chat_id, body=pack(outgoing),
                edits=None, now=self.now, lease=LEASE if leased else None,
            )  # fmt: skip
        composer = Composer([self.kinds], self.lotse.house)
        return composer.message(delivery, outgoing, person) if delivery else None

    def sends(self, sender: Sender | None = None) -> int:
        """All that is due. How many were settled."""
        return self.loop.run(_until_done((sender or self.sender).send_due))

    def passes(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def row(self, key: str) -> Row[Any]:
        with self.database.transaction() as db:
            table = tables.deliveries
            return db.execute(select(table).where(table.c.key == key)).one()

    def state(self, key: str) -> str:
        return str(self.row(key).state)


def queue(db: Db, key: str, person_id: int, now: datetime, **wishes: Any) -> bool:
    usual = {"kind": "greeting", "about": 1, "due_at": now, "useless_after": now + DAY}
    return deliveries.queue(
        db, key=key, person_id=person_id, **{**usual, "urgency": Urgency.SOON, **wishes}
    )


async def _until_done(step: Callable[[], Any]) -> int:
    total = 0
    while settled := await step():
        total += settled
    return total


@dataclass
class Window:
    """Where letters leave. `outcomes` are used up one by one; then all is well."""

    outcomes: list[Outcome] = field(default_factory=list)
    left: list[Message] = field(default_factory=list)
    latency: float = 0
    most_at_once: int = 0
    _open: list[int] = field(default_factory=list)

    async def send(self, message: Message) -> Outcome:
        self._open.append(message.chat_id)
        assert self._open.count(message.chat_id) == 1  # one to each chat
        self.most_at_once = max(self.most_at_once, len(self._open))
        await asyncio.sleep(self.latency)
        self._open.remove(message.chat_id)
        self.left.append(message)
        return self.outcomes.pop(0) if self.outcomes else Sent(len(self.left))

    async def answer_tap(self, tap_id: str, text: str) -> None: ...

    async def show_commands(self, chat_id: int, commands: list[ChatCommand]) -> bool:
        return True

    @property
    def texts(self) -> Sequence[str]:
        return [plain(message.text) for message in self.left]
