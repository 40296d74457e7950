"""Sends what is due: claim, send, settle. No transaction is open while sending.

At most `in_flight` messages are on their way or not yet settled, one to each chat. So a
crash can double at most that many.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.clock import Clock
from bot.machine.composing import Composer, Message, Wait
from bot.machine.outcomes import Later, Messenger, Moved, Never, Outcome, Sent, Unsure
from bot.machine.pace import Pace
from bot.machine.threads import Threads
from storage import deliveries, marks, people
from storage.database import Database, Db
from storage.deliveries import Delivery

log = logging.getLogger(__name__)

MOST_CLAIMED = 40
LONGEST_BACKOFF = timedelta(minutes=5)
PAUSED_UNTIL = "paused_until"


class Sender:
    def __init__(
        self,
        database: Database,
        composer: Composer,
        messenger: Messenger,
        pace: Pace,
        threads: Threads,
        clock: Clock,
        lease: timedelta,
        in_flight: int = 4,
    ) -> None:
        self._database = database
        self._composer = composer
        self._messenger = messenger
        self._pace = pace
        self._threads = threads
        self._clock = clock
        self._lease = lease
        self._in_flight = in_flight
        self._replies: deque[Message] = deque()
        self._claimed: deque[Message] = deque()
        self._busy: dict[int, asyncio.Task[tuple[Message, Outcome]]] = {}
        self._woken = asyncio.Event()
        self._more_is_due = False
        self.held = False  # the clock jumped: nothing is claimed until a human or time settles it

    def soon(self, message: Message) -> None:
        """Send this at once. It is on lease already."""
        self._replies.append(message)
        self._woken.set()

    async def send_due(self) -> int:
        """Send what waits here, or else what is due. Returns how many were settled."""
        if not (self._replies or self._claimed or self._busy or self.held):
            await self._claim_some()
        settled = 0
        while self._replies or self._claimed or self._busy:
            if self._runs_low():
                await self._claim_some()
            self._woken.clear()
            wait = self._start_some()
            settled += await self._settle_some(wait)
        return settled

    def _runs_low(self) -> bool:
        """In the middle of many: the pace must not wait until the last of some has arrived,
        nor everybody for one chat that has much to hear."""
        chats = {message.chat_id for message in self._claimed}
        low = len(chats) <= self._in_flight and len(self._claimed) < MOST_CLAIMED
        return low and self._more_is_due and not (self._replies or self.held)

    async def _claim_some(self) -> None:
        self._claimed.extend(await self._threads.run(self._claim))

    def _start_some(self) -> float | None:
        """Start what may leave now. Seconds until the next may, None if nothing waits for that."""
        while len(self._busy) < self._in_flight:
            message, wait = self._next()
            if message is None:
                return wait
            self._pace.speak(message.chat_id)
            task = asyncio.get_running_loop().create_task(self._send(message))
            self._busy[message.chat_id] = task
        return None

    def _next(self) -> tuple[Message | None, float | None]:
        """The first message whose chat is free, replies before all others; or how long to wait."""
        if not (self._replies or self._claimed):
            return None, None
        if wait := self._pace.bot_wait():
            return None, wait
        soonest: float | None = None
        for waiting in (self._replies, self._claimed):
            seen: set[int] = set(self._busy)
            for message in waiting:
                if message.chat_id in seen:
                    continue
                seen.add(message.chat_id)  # what follows in this chat must not overtake
                wait = self._pace.chat_wait(message.chat_id)
                if not wait:
                    waiting.remove(message)
                    return message, None
                soonest = wait if soonest is None else min(soonest, wait)
        return None, soonest

    async def _settle_some(self, wait: float | None) -> int:
        """Wait until something was sent, or may be, or came to be sent; settle all that was."""
        woken = asyncio.ensure_future(self._woken.wait())
        await asyncio.wait(
            [*self._busy.values(), woken], timeout=wait, return_when=asyncio.FIRST_COMPLETED
        )
        woken.cancel()
        done = {chat: task for chat, task in self._busy.items() if task.done()}
        if done:
            ended = [task.result() for task in done.values()]
            await self._threads.run(self._settle_all, ended)
        for chat in done:
            del self._busy[chat]
        return len(done)

    async def _send(self, message: Message) -> tuple[Message, Outcome]:
        try:
            if message.delivery.lease_until < self._clock() + self._lease / 4:
                return message, Later()  # it waited too long; soon it may be another's
            return message, await self._messenger.send(message)
        except Exception as trouble:
            log.error("%s: %s", _named(message.delivery), type(trouble).__name__)
            return message, Unsure()
        finally:
            self._pace.answered()

    # -- in the database's thread ---------------------------------------------

    def _claim(self) -> Sequence[Message]:
        """Few at once: after a crash, nobody knows which of them left."""
        now, limit = self._clock(), 2 * self._in_flight
        with self._database.transaction() as db:
            claimed = deliveries.claim(
                db,
                now=now,
                lease=self._lease,
                limit=limit,
                ask_a_human=self._composer.ask_a_human,
            )
            self._more_is_due = len(claimed) == limit
            return [message for delivery in claimed if (message := self._compose(db, delivery))]

    def _compose(self, db: Db, delivery: Delivery) -> Message | None:
        now = self._clock()
        try:
            with db.begin_nested():
                message = self._composer.compose(db, delivery, now)
        except Exception as trouble:  # one that cannot be composed must not keep back the others
            log.error("%s: %s", _named(delivery), type(trouble).__name__)
            deliveries.give_up(db, delivery, reason=type(trouble).__name__)
            return None
        if isinstance(message, Wait):
            deliveries.postpone(db, delivery, until=message.until)
            return None
        if message is None:
            deliveries.drop(db, delivery)
        return message

    def _settle_all(self, ended: Sequence[tuple[Message, Outcome]]) -> None:
        with self._database.transaction() as db:
            for message, outcome in ended:
                self._settle(db, message, outcome)

    def _arrived(self, db: Db, message: Message, message_id: int, now: datetime) -> None:
        """What deletes itself is put down in the same transaction: no crash forgets it."""
        delivery = message.delivery
        deliveries.sent(db, delivery, message_id=message_id, now=now)
        if delivery.edits == message_id:
            deliveries.keep_message(db, delivery.person_id, message_id)
        if message.gone_after is not None:
            deliveries.queue_deletion(
                db,
                person_id=delivery.person_id,
                chat_id=message.chat_id,
                message_id=message_id,
                due_at=now + message.gone_after,
                written_at=now,
            )

    def _settle(self, db: Db, message: Message, outcome: Outcome) -> None:
        now, delivery = self._clock(), message.delivery
        match outcome:
            case Sent(message_id):
                self._arrived(db, message, message_id, now)
            case Later(after, whole_bot):
                if whole_bot:
                    self._pace.pause(after.total_seconds())
                    marks.write(db, PAUSED_UNTIL, (now + after).isoformat())
                deliveries.postpone(db, delivery, until=now + after)
            case Moved(chat_id):
                assert delivery.chat_id is not None
                people.move(db, delivery.chat_id, to=chat_id)
                deliveries.postpone(db, delivery, until=now)
            case Never(reason, unreachable):
                log.warning("%s: %s", _named(delivery), reason)
                prefix = deliveries.UNREACHABLE if unreachable else ""
                deliveries.give_up(db, delivery, reason=prefix + reason)
                if unreachable and delivery.chat_id is not None:
                    people.reach(db, delivery.chat_id, reachable=False)
            case Unsure() if delivery.kind in self._composer.ask_a_human:
                deliveries.unsure(db, delivery)
            case Unsure():
                until = now + _backoff(delivery.attempt)
                deliveries.postpone(db, delivery, until=until, repeat=True)


def _named(delivery: Delivery) -> str:
    """For the log: not by its key, which may hold the number of a chat."""
    return f"delivery {delivery.id} ({delivery.kind})"


def _backoff(attempt: int) -> timedelta:
    return min(timedelta(seconds=2**attempt), LONGEST_BACKOFF)
