"""`lotse demo`: the whole bot on a local messenger, with a made-up network."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Lotse, assemble
from bot.core.clock import after_quiet, is_quiet
from bot.core.rules import hours
from bot.core.rules.appointments import Stage, reminders
from bot.core.rules.directory import Place
from bot.core.rules.people import LANGUAGES, Role
from bot.machine.sandbox import Jump, MovableClock, Phone, Sandbox
from bot.machine.telegram.account import line
from bot.machine.telegram.outbound import Telegram
from bot.machine.telegram.silence import HideToken
from bot.running import AlreadyRunning, alone, poll
from bot.serving import Rim
from bot.settings import Settings
from bot.turns import Scene
from handlers.appointments.stages import usual_at
from handlers.consent.published import publish_all
from handlers.people.pledge import sign
from storage import appointments, directory, invitations, people
from storage.database import Db

TOKEN = "1:local-messenger-only"  # noqa: S105 - nothing outside this computer knows it
AMINA, OKSANA, JONAS, KATRIN = 1001, 1002, 1003, 1004
BOT_NAME = "lotse_demo_bot"
PORTS_TRIED = 20
# Made up. The numbers are from those that nobody gets: reserved by the Bundesnetzagentur for films.
PLACES = (
    Place(
        id=0,
        code="beispielhaus",
        name="Beratung im Beispielhaus (erfunden)",
        kinds=("mbe", "jmd", "fluechtlingssozialarbeit", "beratungsstelle"),
        street="Beispielweg 1",
        postcode="04103",
        town="Leipzig",
        phone="+49 30 23125001",
        languages=("de", "ar", "uk"),
        hours=hours.read("Mo-Do 9-12, 14-18; Fr 9-13").hours,
        visible=True,
    ),
    Place(
        id=0,
        code="jobcenter-musterstadt",
        name="Jobcenter Musterstadt (erfunden)",
        kinds=("jobcenter", "jobcenter-beratung"),
        street="Musterstraße 12",
        postcode="04552",
        town="Borna",
        phone="+49 30 23125002",
        by_appointment=True,
        visible=True,
    ),
)
WELCOME = """
  Lotse läuft. / Lotse is running.

      {url}

  Diese Adresse im Browser öffnen. Nichts verlässt diesen Computer. Ende: Strg-C.
  Open this address in a browser. Nothing leaves this computer. Stop: Ctrl-C.
  Neu anfangen / start afresh: make demo RESET=1
"""
OPERATOR = """# Made up for the demo. A real network fills in its own facts.
[operator]
controller = "Beispielnetz (erfunden), Musterstraße 1, Musterstadt"
person = "Karla Beispiel (erfunden)"
contact = "Projektbüro Beispielnetz (erfunden)"
officer = "Datenschutz Beispielnetz (erfunden)"
authority = "Aufsichtsbehörde des Landes (erfunden)"
ends = 2035-12-31
deleted = 2036-06-30
consent_age = 16
paper_needed = []
[operator.recipients]
jobcenter = "Jobcenter Musterstadt"
agency = "Agentur für Arbeit Musterstadt"
immigration = "Ausländerbehörde Musterstadt"
funder = "Beispielstiftung (erfunden)"
partners = "Beispielverein (erfunden)"
"""


def play(port: int, data_dir: Path, *, reset: bool = False) -> int:
    logging.basicConfig(level=os.environ.get("LOTSE_LOG_LEVEL", "WARNING"), stream=sys.stderr)
    HideToken(TOKEN).install()
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with alone(data_dir):
            if reset:
                _forget(data_dir)
            asyncio.run(_play(port, data_dir))
    except AlreadyRunning:
        print("The demo is running already. Stop it first with Ctrl-C.", file=sys.stderr)
        return 1
    return 0


def _forget(data_dir: Path) -> None:
    """All but the lock, which is ours."""
    for path in data_dir.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix != ".lock":
            path.unlink()


async def _play(port: int, data_dir: Path) -> None:
    clock = MovableClock()
    lotse = assemble(_settings(data_dir), clock.now)
    lotse.house.address.bot_name = BOT_NAME
    sandbox = Sandbox(
        TOKEN,
        _phones(_codes(lotse, data_dir / "demo.json")),
        clock,
        "Lotse",
        BOT_NAME,
        jumps=_jumps(lotse),
        state_file=data_dir / "messenger.json",
        admit_everybody=True,  # the mentor hears of a participant before pressing Start
    )
    await _start(sandbox, port)
    _wake_up(clock)
    print(WELCOME.format(url=sandbox.url), flush=True)
    async with line(TOKEN, sandbox.url) as bot:
        rim = Rim(lotse, Telegram(bot), monotonic=clock.monotonic)
        rim.stop_on_signals()
        clock.after_jump.append(rim.hurry)
        await poll(lotse, rim, bot)
    await sandbox.stop()


def _wake_up(clock: MovableClock) -> None:
    """Lotse says nothing at night: whoever tries it in the evening begins in the morning."""
    if is_quiet(clock.now()) or is_quiet(clock.now() + timedelta(hours=1)):
        clock.jump_to(after_quiet(clock.now() + timedelta(hours=1)) + timedelta(hours=1))


async def _start(sandbox: Sandbox, port: int) -> None:
    """On this port, or on the first free one after it."""
    for tried in range(port, port + PORTS_TRIED):
        try:
            return await sandbox.start(tried)
        except OSError:
            continue
    raise SystemExit(f"No port between {port} and {port + PORTS_TRIED} is free: --port N")


def _settings(data_dir: Path) -> Settings:
    (data_dir / "operator.toml").write_text(OPERATOR, encoding="utf-8")
    return Settings(
        data_dir=data_dir,
        models=Settings().models_dir,  # `lotse models add` puts them there, and RESET leaves them
        database_url="",
        key_file=None,
        organisation="Beispielnetz",
        contact="Projektbüro Beispielnetz",
        regions="Leipzig, Borna, Grimma",
        region="SN",
    )


def _codes(lotse: Lotse, file: Path) -> dict[str, str]:
    """The invitations of the made-up participants; made with the network at the first start."""
    now = lotse.clock()
    with lotse.database.transaction() as db:
        # A made-up operator has a made-up reviewer for every language, in every release.
        publish_all(db, lotse.house, list(LANGUAGES), reviewer="A. Beispiel (erfunden)", now=now)
        _places(db, now)
    if file.exists():
        codes: dict[str, str] = json.loads(file.read_text())
        return codes
    with lotse.database.transaction() as db:
        jonas = people.add(
            db,
            name="Jonas",
            role=Role.MENTOR,
            language="de",
            now=now,
            chat_id=JONAS,
            region="Leipzig",
            arrived=True,
        )
        sign(Scene(jonas, now, db, lotse.house))
        people.add(
            db,
            name="Katrin",
            role=Role.COORDINATOR,
            language="de",
            now=now,
            chat_id=KATRIN,
            region="Leipzig",
            arrived=True,
        )
        codes = {
            name: invitations.make(
                db, role=Role.PARTICIPANT, now=now, name=name, region="Leipzig", mentor_id=jonas.id
            )
            for name in ("Amina", "Oksana")
        }
    file.write_text(json.dumps(codes))
    return codes


def _places(db: Db, now: datetime) -> None:
    for place in PLACES:
        if directory.with_code(db, place.code) is None:
            kept = directory.save(db, place, by=None, now=now)
            directory.check(db, kept.id, on=now.date(), name="K. Beispiel (erfunden)", now=now)


def _phones(codes: dict[str, str]) -> list[Phone]:
    return [
        Phone(AMINA, "Amina", "ar", "Teilnehmerin · العربية", f"/start {codes['Amina']}"),
        Phone(OKSANA, "Oksana", "uk", "Teilnehmerin · Українська", f"/start {codes['Oksana']}"),
        Phone(JONAS, "Jonas", "de", "Mentor · Deutsch", "/menu"),
        Phone(KATRIN, "Katrin", "de", "Koordinatorin · Deutsch", "/menu"),
    ]


def _jumps(lotse: Lotse) -> list[Jump]:
    def next_one(*stages: Stage) -> datetime | None:
        now = lotse.clock()
        with lotse.database.transaction() as db:
            coming = appointments.upcoming(db, now)
        due = [
            r.due_at
            for a in coming
            for r in reminders(a, usual_at(lotse.house, a.office))
            if r.stage in stages
        ]
        return min((at for at in due if at > now), default=None)

    return [
        Jump("Zur nächsten Erinnerung · next reminder", lambda: next_one(*Stage)),
        Jump("18:00 am Vortag · the day before", lambda: next_one(Stage.DAY)),
    ]
