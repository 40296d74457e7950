"""Polling loses nothing and survives everything."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.machine.sandbox import Sandbox, acts
from bot.machine.telegram.account import line
from bot.machine.telegram.inbound import WANTED
from bot.machine.telegram.polling import Poller
from storage.inbox import Update
from tests.telegram.conftest import Journal
from tests.telegram.fake import TOKEN, Answer, FakeTelegram, Trouble, no, ok
from tests.telegram.letters import AMINA, JONAS

WEBHOOK = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"


class Inbox:
    """Keeps what it gets; the first so many times it cannot."""

    def __init__(self, *, failures: int = 0) -> None:
        self.failures = failures
        self.ids: list[int] = []

    async def keep(self, batch: Sequence[Update]) -> int:
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.ids += [update.id for update in batch]
        return len(batch)


class Told:
    """A clock that says what it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def updates(*numbers: int) -> Answer:
    return ok([{"update_id": number} for number in numbers])


async def polled(fake: FakeTelegram, inbox: Inbox, times: int, **how: Any) -> Poller:
    async with line(TOKEN, fake.url) as bot:
        poller = Poller(bot, inbox.keep, pause=0, **how)
        for _ in range(times):
            await poller.poll()
        return poller


def offsets(fake: FakeTelegram) -> list[int]:
    return [int(call.fields["offset"]) for call in fake.calls if call.method == "getUpdates"]


def play(*answers: Answer | Trouble, times: int, inbox: Inbox | None = None) -> list[int]:
    """The offsets of so many polls, and one more."""

    async def story() -> list[int]:
        async with FakeTelegram(*answers) as fake:
            await polled(fake, inbox or Inbox(), times + 1)
            return offsets(fake)

    return asyncio.run(story())


def test_telegram_may_forget_only_what_is_kept() -> None:
    inbox = Inbox()
    assert play(updates(5, 6), updates(9), times=2, inbox=inbox) == [0, 7, 10]
    assert inbox.ids == [5, 6, 9]


def test_when_keeping_fails_telegram_must_not_forget() -> None:
    inbox = Inbox(failures=2)
    asked = play(updates(5), updates(5), updates(5), times=3, inbox=inbox)
    assert asked == [0, 0, 0, 6]
    assert inbox.ids == [5]


def test_numbers_may_start_again_lower() -> None:
    inbox = Inbox()
    assert play(updates(900), updates(3), times=2, inbox=inbox) == [0, 901, 4]
    assert inbox.ids == [900, 3]


def test_after_a_quiet_day_it_asks_from_the_start() -> None:
    async def story() -> list[int]:
        clock = Told()
        async with FakeTelegram(updates(900)) as fake, line(TOKEN, fake.url) as bot:
            poller = Poller(bot, Inbox().keep, clock=clock)
            await poller.poll()
            await poller.poll()
            clock.now += timedelta(days=1, seconds=1)
            await poller.poll()
            return offsets(fake)

    assert asyncio.run(story()) == [0, 901, 0]


def test_one_unreadable_update_costs_only_itself(journal: Journal) -> None:
    inbox = Inbox()
    mixed = ok([{"update_id": 5}, "?", {"no": "number"}, {"update_id": True}, {"update_id": 8}])
    assert play(mixed, times=1, inbox=inbox) == [0, 9]
    assert inbox.ids == [5, 8]
    assert "3 updates without a number" in journal.text


def test_a_batch_of_unreadable_updates_is_passed() -> None:
    assert play(updates(5), ok(["?", "??"]), times=2) == [0, 6, 8]


def test_unreadable_updates_at_the_very_start_are_asked_for_again() -> None:
    inbox = Inbox()
    assert play(ok(["?"]), updates(5), times=2, inbox=inbox) == [0, 0, 6]
    assert inbox.ids == [5]


TROUBLES: list[Answer | Trouble] = [
    no(401, "Unauthorized"),
    no(404, "Not Found"),
    no(409, "Conflict: terminated by other getUpdates request"),
    no(429, "Too Many Requests", retry_after=0),
    no(500, "Internal Server Error: restart"),
    Answer(502, b"<html>"),
    Answer(200, b"{"),
    ok(True),
    ok({"update_id": 5}),
    Trouble.RESET,
    Trouble.BREAK_OFF,
]


def test_polling_survives_everything() -> None:
    async def story() -> tuple[Inbox, Poller, int]:
        async with FakeTelegram(*TROUBLES, updates(5)) as fake:
            inbox = Inbox()
            poller = await polled(fake, inbox, len(TROUBLES) + 1)
            return inbox, poller, len(fake.answers)

    inbox, poller, left = asyncio.run(story())
    assert inbox.ids == [5]
    assert left == 0
    assert poller.last_good_poll is not None


def test_the_doctor_sees_that_no_poll_was_good() -> None:
    async def story() -> Poller:
        async with FakeTelegram(usual=no(401, "Unauthorized")) as fake:
            return await polled(fake, Inbox(), 3)

    assert asyncio.run(story()).last_good_poll is None


def test_the_alarm_rings_once_for_each_kind_of_trouble(journal: Journal) -> None:
    refused, double = no(401, "Unauthorized"), no(409, "Conflict: terminated by other")
    play(refused, refused, refused, double, double, times=5)
    assert journal.text.count("does not know this token") == 1
    assert journal.text.count("another instance is polling") == 1
    assert journal.text.count("works again") == 1


def test_it_waits_longer_and_longer_but_not_for_ever() -> None:
    async def story() -> list[float]:
        waited: list[float] = []

        class Watched(Poller):
            async def _pause_after(self, trouble: Exception) -> float:
                waited.append(await super()._pause_after(trouble))
                return 0

        answers = [no(401, "x")] * 5 + [ok([])] + [no(401, "x")]
        async with FakeTelegram(*answers) as fake, line(TOKEN, fake.url) as bot:
            poller = Watched(bot, Inbox().keep, pause=1, longest_pause=5)
            for _ in answers:
                await poller.poll()
        return waited

    assert asyncio.run(story()) == [1, 2, 4, 5, 5, 1]


def test_a_webhook_that_is_in_the_way_is_deleted_once() -> None:
    async def story() -> list[str]:
        in_the_way = no(409, WEBHOOK)
        async with FakeTelegram(in_the_way, ok(True), in_the_way, in_the_way) as fake:
            await polled(fake, Inbox(), 4)
            return fake.methods()

    polls = ["getUpdates", "deleteWebhook", "getUpdates", "getUpdates", "getUpdates"]
    assert asyncio.run(story()) == polls


def test_the_first_poll_returns_at_once_and_the_next_wait() -> None:
    async def story() -> list[Any]:
        async with FakeTelegram(updates(5)) as fake:
            await polled(fake, Inbox(), 2)
            assert all(call.fields["allowed_updates"].count('"') == 8 for call in fake.calls)
            assert all(WANTED[0] in call.fields["allowed_updates"] for call in fake.calls)
            return [call.fields["timeout"] for call in fake.calls]

    assert asyncio.run(story()) == ["0", "25"]


def test_it_stops_in_the_middle_of_a_poll_and_starts_again_with_nothing_lost() -> None:
    async def story() -> list[int]:
        inbox, sandbox = Inbox(), Sandbox(TOKEN, page=False)
        sandbox.world.meet(AMINA, "Amina", "ar")
        sandbox.world.meet(JONAS, "Jonas", "de")
        await sandbox.start()
        async with line(TOKEN, sandbox.url) as bot:
            for person, text in ((AMINA, "مرحبا"), (JONAS, "Hallo")):
                stop = asyncio.Event()
                running = asyncio.create_task(Poller(bot, inbox.keep).run(stop))
                acts.say(sandbox.world, person, text)
                await grown(inbox)
                stop.set()
                await running
        await sandbox.stop()
        return inbox.ids

    ids = asyncio.run(story())
    assert sorted(set(ids)) == [ids[0], ids[0] + 1]  # the first may come again


async def grown(inbox: Inbox) -> None:
    heard = len(set(inbox.ids))
    while len(set(inbox.ids)) == heard:
        await asyncio.sleep(0.01)
