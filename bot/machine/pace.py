"""Telegram's limits: so many messages a second for the bot, so many for each chat."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

CHAT_BURST = 10  # messages that may follow each other closely in one chat
BOT_BURST = 3  # makes up for a timer that rings late; the second is watched besides


@dataclass
class Bucket:
    """Fills with `rate` tokens a second, up to `burst`."""

    rate: float
    burst: float
    filled_at: float
    tokens: float

    def wait(self, now: float) -> float:
        """Seconds until there is a token."""
        self.tokens = min(self.burst, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return max(0.0, (1 - self.tokens) / self.rate)

    def is_full(self, now: float) -> bool:
        self.wait(now)
        return self.tokens == self.burst


class Pace:
    """One pace for the whole bot, one for each chat.

    A bucket keeps the mean. But Telegram counts when a message arrives, somewhere between its
    start and its answer, and a slow line bunches them. So one more may start only while less
    than 30 are on their way or were answered in the last second: then no sliding second has
    more than 30, however late each of them arrives.
    """

    def __init__(self, clock: Callable[[], float], *, bot: float, chat: float) -> None:
        """`bot` and `chat` are messages per second; `clock` tells seconds and never jumps."""
        self._clock = clock
        self._per_chat = chat
        self._bot = Bucket(bot, BOT_BURST, clock(), tokens=1)
        self._chats: dict[int, Bucket] = {}
        self._paused_until = clock()
        self._most = int(bot) + 1  # in any sliding second
        self._on_their_way = 0
        self._answered: deque[float] = deque()

    def bot_wait(self) -> float:
        """Seconds until the bot may speak at all."""
        now = self._clock()
        return max(self._bot.wait(now), self._paused_until - now, self._second_wait(now))

    def chat_wait(self, chat_id: int) -> float:
        """Seconds until this chat may hear something."""
        return self._chat(chat_id).wait(self._clock())

    def speak(self, chat_id: int) -> None:
        """The bot says something now, in this chat."""
        self._chat(chat_id).tokens -= 1
        self._bot.tokens -= 1
        self._on_their_way += 1

    def answered(self) -> None:
        """Something that was said has been answered, or never will be."""
        self._on_their_way -= 1
        self._answered.append(self._clock())

    def pause(self, seconds: float) -> None:
        """Telegram asked the whole bot to be quiet."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def _second_wait(self, now: float) -> float:
        while self._answered and self._answered[0] <= now - 1:
            self._answered.popleft()
        if self._on_their_way + len(self._answered) < self._most:
            return 0.0
        if not self._answered:
            return 1 / self._most  # an answer will wake the sender before
        return self._answered[0] + 1 - now

    def _chat(self, chat_id: int) -> Bucket:
        now = self._clock()
        if len(self._chats) > 1000:
            self._chats = {id: chat for id, chat in self._chats.items() if not chat.is_full(now)}
        return self._chats.setdefault(
            chat_id, Bucket(self._per_chat, CHAT_BURST, now, tokens=CHAT_BURST)
        )
