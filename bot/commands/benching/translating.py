"""The bot while its translator works without pause: how late its loop is, and a reminder."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from bot.app import Lotse, assemble
from bot.commands.benching import network, random_model, writing
from bot.commands.benching.inviting import noon
from bot.commands.benching.random_model import ARGOS, Size
from bot.commands.benching.server import TOKEN, Server
from bot.core.rules.appointments import Stage, reminders
from bot.core.rules.people import Role
from bot.core.rules.translation import Kind, Translatable
from bot.machine.telegram.account import line
from bot.machine.telegram.outbound import Telegram
from bot.machine.translator.models import Models
from bot.machine.translator.process import Worker
from bot.running import poll
from bot.serving import Rim
from bot.settings import Settings
from storage import appointments, people, translations
from storage.translations import Then

TEXT = "Ich komme morgen gegen Mittag zu dir und bringe den langen Brief vom Amt mit."
TEXTS = 2000  # more than can be translated meanwhile
MENTORS = 20
UPDATES_AT_ONCE, EVERY = 2, 0.25  # seconds: eight updates a second
LOOKS = 0.005  # seconds between two looks at the loop
REMINDED = 999_999  # the chat in which the reminder arrives
SETTLES = 3.0  # seconds after the first translation; then it is measured
PATIENCE = 120.0


class NotMeasured(Exception):
    """What was to be measured did not happen."""


@dataclass(frozen=True)
class Translating:
    lag_p99: float  # seconds
    lag_longest: float
    reminder_late: float
    translated: int  # texts, meanwhile
    updates: int


def measure(
    server: Server,
    folder: Path,
    seconds: float,
    progress: Callable[[int], object],
    size: Size = ARGOS,
) -> Translating:
    """`progress` is told each second that went by."""
    lotse = _prepared(server, folder, size)
    mentors = network.settle_in(lotse, server, MENTORS)
    _ask(lotse, mentors[0].participant_id)
    try:
        return asyncio.run(_measured(server, lotse, mentors, seconds, progress))
    finally:
        lotse.database.close()


def _prepared(server: Server, folder: Path, size: Size) -> Lotse:
    package = random_model.write("de-ar", folder / "random.argosmodel", size)
    Models(folder / "models").add(("de", "ar"), package)
    package.unlink()
    return assemble(
        Settings(
            data_dir=folder,
            telegram_token=TOKEN,  # type: ignore[arg-type]
            telegram_api=server.url,
            timezone=noon(),
        )
    )


def _ask(lotse: Lotse, person_id: int) -> None:
    """Texts that wait; once translated there is nothing to be said."""
    now = lotse.clock()
    with lotse.database.transaction() as db:
        for _text in range(TEXTS):
            translations.ask(
                db,
                Translatable(TEXT, "de", Kind.MESSAGE),
                "ar",
                author_id=person_id,
                about_id=person_id,
                reader_id=person_id,
                then=Then("message", 0),
                now=now,
                useless_after=now + timedelta(hours=1),
            )


async def _measured(
    server: Server,
    lotse: Lotse,
    mentors: list[writing.Mentor],
    seconds: float,
    progress: Callable[[int], object],
) -> Translating:
    async with line(TOKEN, server.url) as bot:
        rim = Rim(lotse, Telegram(bot))
        serving = asyncio.get_running_loop().create_task(poll(lotse, rim, bot))
        try:
            await _until_translating(lotse)
            return await _at_work(server, lotse, mentors, seconds, progress)
        finally:
            rim.shut_down()
            await serving


async def _until_translating(lotse: Lotse) -> None:
    """The model is loaded."""
    worker, ends = lotse.ladder.machine, time.monotonic() + PATIENCE
    while not (isinstance(worker, Worker) and worker.started and _left(lotse) < TEXTS):
        if time.monotonic() > ends:
            raise NotMeasured("the translator did not begin")
        await asyncio.sleep(0.2)
    await asyncio.sleep(SETTLES)


async def _at_work(
    server: Server,
    lotse: Lotse,
    mentors: list[writing.Mentor],
    seconds: float,
    progress: Callable[[int], object],
) -> Translating:
    before = _left(lotse)
    due = time.monotonic() + _remind(lotse, seconds / 2)
    load = asyncio.get_running_loop().create_task(_load(server, mentors, seconds))
    lags, updates = await _lags(seconds, progress), await load
    left, worker = _left(lotse), lotse.ladder.machine
    if not left or not isinstance(worker, Worker) or worker.started != 1:
        raise NotMeasured("the translator did not work all the time")
    arrived = await asyncio.to_thread(server.look, f"transcript?chat_id={REMINDED}")
    if len(arrived) != 1:
        raise NotMeasured("the reminder did not arrive once")
    return Translating(
        lag_p99=sorted(lags)[int(len(lags) * 0.99)],
        lag_longest=max(lags),
        reminder_late=float(arrived[0]["at"]) - due,
        translated=before - left,
        updates=updates,
    )


def _left(lotse: Lotse) -> int:
    with lotse.database.transaction() as db:
        return translations.waiting(db)


def _remind(lotse: Lotse, after: float) -> float:
    """An appointment whose reminder is due in so many seconds; how many it is exactly."""
    now, zone = lotse.clock(), lotse.house.zone
    starts = (now + timedelta(hours=2, seconds=after)).astimezone(zone)
    with lotse.database.transaction() as db:
        person = people.add(
            db, name="Amina", role=Role.PARTICIPANT, language="ar", now=now,
            chat_id=REMINDED, arrived=True,
        )  # fmt: skip
        made = appointments.add(
            db, participant_id=person.id, entered_by=person.id, office="jobcenter",
            day=starts.date(), time=starts.time(), zone=zone, place=None, contact=None, note=None,
            now=now - timedelta(minutes=1),
        )  # fmt: skip
    [due] = [each.due_at for each in reminders(made, [Stage.HOURS])]
    for chore in lotse.chores:
        if chore.name == "plan reminders":
            lotse.do(chore)
    return (due - lotse.clock()).total_seconds()


async def _load(server: Server, mentors: list[writing.Mentor], seconds: float) -> int:
    """Mentors log contacts meanwhile. How many updates it were."""
    updates, sent, ends = writing.contacts(mentors), 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        batch = list(islice(updates, UPDATES_AT_ONCE))
        await asyncio.to_thread(server.order, "update", batch)
        sent += len(batch)
        await asyncio.sleep(EVERY)
    return sent


async def _lags(seconds: float, progress: Callable[[int], object]) -> list[float]:
    """How much later than wished the loop came back, each time."""
    loop = asyncio.get_running_loop()
    began, lags, shown = loop.time(), [], 0
    while (gone := loop.time() - began) < seconds:
        if int(gone) > shown:
            progress(int(gone) - shown)
            shown = int(gone)
        before = loop.time()
        await asyncio.sleep(LOOKS)
        lags.append(loop.time() - before - LOOKS)
    return lags
