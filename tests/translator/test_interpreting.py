"""What waits is translated beside the bot: whatever dies, the message arrives, and once."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.rules.translation import Kind, Translatable
from bot.machine.interpreting import LEASE, Interpreter, Interpreting
from bot.machine.translator.models import Models
from bot.machine.translator.process import Limits, Worker
from storage import messages, translations
from storage.translations import Then
from tests.cast import OKSANA
from tests.chat import AtOnce, Phone, World

GERMAN, ENGLISH = "Ich brauche heute Hilfe", "I need today Help"
ARRIVED = "There is a message for you. Tap to read it."


@pytest.fixture
def world(tmp_path) -> Iterator[World]:
    world = World(tmp_path / "data")
    yield world
    world.close()


@pytest.fixture
def oksana(world) -> Phone:
    return Phone(world, OKSANA)


@pytest.fixture
def interpreter(world, models, worker) -> Interpreter:
    """With real models, in a real process of its own."""
    ladder = replace(world.lotse.ladder, ways=models, machine=worker)
    return Interpreter(world.lotse.database, ladder, AtOnce(), lambda: world.now)


def writes(world, text=GERMAN):
    """Jonas wrote to Oksana, in German."""
    jonas, oksana = world.cast["Jonas"], world.cast["Oksana"]
    with world.lotse.database.transaction() as db:
        id = messages.write(
            db,
            sender_id=jonas.id,
            receiver_id=oksana.id,
            about_id=oksana.id,
            text=text,
            language="de",
            answer_to=None,
            now=world.now,
        )
        translations.ask(
            db,
            Translatable(text, "de", Kind.MESSAGE),
            "en",
            author_id=jonas.id,
            about_id=oksana.id,
            reader_id=oksana.id,
            then=Then(messages.KIND, id),
            now=world.now,
            useless_after=world.now + timedelta(days=3),
        )


def test_a_real_translation_arrives(world, interpreter, oksana, run):
    writes(world)
    assert run(interpreter.translate_next())
    assert not run(interpreter.translate_next())
    world.sends()
    assert oksana.texts == [ARRIVED]
    oksana.taps("Read")
    oksana.reads("Translated by machine, not checked:", ENGLISH)


def test_the_translator_is_killed_in_the_middle_and_the_bot_goes_on(
    world, interpreter, worker, oksana, run
):
    async def killed() -> None:
        await worker.translate([("de", "en")], ["Danke"])
        os.kill(worker._process.pid, signal.SIGSTOP)
        working = asyncio.create_task(interpreter.translate_next())
        await asyncio.sleep(0.2)
        os.kill(worker._process.pid, signal.SIGKILL)
        assert await working

    writes(world)
    writes(world)
    run(killed())
    assert run(interpreter.translate_next())
    world.sends()
    assert oksana.texts == [ARRIVED, ARRIVED]
    assert worker.started == 2
    shown = [_read(oksana, bubble) for bubble in list(oksana.screen.bubbles)]
    assert GERMAN in shown[0]
    assert "The machine could not translate this well enough." in shown[0]
    assert ENGLISH in shown[1]


def _read(phone, bubble):
    phone.taps_data(bubble.data[0][0], bubble)
    return phone.last.text


def test_the_bot_dies_between_claim_and_settle_and_it_is_said_once(world, interpreter, oksana, run):
    writes(world)
    interpreter._claim()  # and is never heard of again
    world.stop()
    world.start()
    assert not run(interpreter.translate_next())
    world.now += LEASE + timedelta(seconds=1)
    again = Interpreter(world.lotse.database, interpreter._ladder, AtOnce(), lambda: world.now)
    assert run(again.translate_next())
    world.passes(hours=1)
    assert oksana.texts == [ARRIVED]
    oksana.taps("Read")
    oksana.reads(ENGLISH)


def test_whoever_stops_in_the_middle_gives_it_back(world, models, run):
    class Slow:
        async def translate(self, path, texts):
            await asyncio.sleep(60)

    ladder = replace(world.lotse.ladder, ways=models, machine=Slow())
    interpreter = Interpreter(world.lotse.database, ladder, AtOnce(), lambda: world.now)

    async def stopped() -> None:
        working = asyncio.create_task(interpreter.translate_next())
        await asyncio.sleep(0.05)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    writes(world)
    run(stopped())
    interpreter.give_back()
    with world.lotse.database.transaction() as db:
        [waits] = translations.claim(db, now=world.now, lease=LEASE)
    assert waits.attempts == 0


def test_a_text_that_kills_every_time_is_refused_in_the_end(world, models, oksana, run):
    """The bot itself dies with it, three times."""
    writes(world)
    for _death in range(translations.MOST_ATTEMPTS):
        with world.lotse.database.transaction() as db:
            assert translations.claim(db, now=world.now, lease=LEASE)
        world.now += LEASE + timedelta(seconds=1)
    nobody = replace(world.lotse.ladder, ways=models, machine=None)
    assert run(
        Interpreter(world.lotse.database, nobody, AtOnce(), lambda: world.now).translate_next()
    )
    world.sends()
    oksana.taps("Read")
    oksana.reads(GERMAN, "The machine could not translate this well enough.")


def test_nothing_is_promised_without_the_extra_or_without_models(models, tmp_path):
    assert Interpreting(models, lambda: True).can("de", "ar")  # through English
    assert not Interpreting(models, lambda: True).can("de", "ku")
    assert not Interpreting(models, lambda: False).can("de", "ar")
    assert not Interpreting(Models(tmp_path / "none"), lambda: True).can("de", "ar")


def test_the_operators_limit_of_memory_reaches_the_translator(world):
    worker = world.lotse.ladder.machine
    assert isinstance(worker, Worker)
    assert worker.limits == Limits(soft=world.settings.models_memory * 1_000_000)
    assert worker.started == 0  # it starts when it is first needed
