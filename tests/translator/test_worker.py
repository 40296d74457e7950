"""Argos works in a process of its own: it may be slow, greedy or fall over, and the bot goes on."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from bot.machine.translator.models import Models
from bot.machine.translator.process import (
    Busy,
    CannotTranslate,
    Died,
    Limits,
    Worker,
    environment,
)
from bot.machine.translator.worker import Loaded, Sentences, no_connections, translate

DE_EN, EN_AR = ("de", "en"), ("en", "ar")


def test_german_becomes_english_sentence_by_sentence(worker, run):
    [answer] = run(worker.translate([DE_EN], ["Ich brauche Hilfe. Wo ist die Schule?"]))
    assert answer.text == "I need Help. Where is the School?"


def test_german_becomes_arabic_through_english(worker, run):
    [answer] = run(worker.translate([DE_EN, EN_AR], ["Ich brauche heute Arbeit"]))
    assert answer.text == "أنا أحتاج اليوم عمل"


def test_several_texts_come_back_in_their_order(worker, run):
    answers = run(worker.translate([DE_EN], ["Danke", "", "Ich kann nicht kommen"]))
    assert [each.text for each in answers] == ["Thanks", "", "I can not come"]


def test_one_process_serves_all_and_ends_when_nobody_needs_it(models, run):
    async def story() -> None:
        worker = Worker(models.folder, Limits(seconds=20, idle=0.2))
        await asyncio.gather(*(worker.translate([DE_EN], ["Danke"]) for _each in range(5)))
        assert worker.started == 1
        process = psutil.Process(worker._process.pid)
        for _look in range(100):
            if not process.is_running():
                break
            await asyncio.sleep(0.05)
        assert not process.is_running()
        [answer] = await worker.translate([DE_EN], ["Danke"])
        assert (answer.text, worker.started) == ("Thanks", 2)
        await worker.close()

    run(story())


def test_killed_in_the_middle_of_a_job_it_starts_again(models, run):
    async def story() -> None:
        worker = Worker(models.folder, Limits(seconds=20))
        await worker.translate([DE_EN], ["Danke"])
        os.kill(worker._process.pid, signal.SIGSTOP)
        job = asyncio.create_task(worker.translate([DE_EN], ["Ich brauche Hilfe"]))
        await asyncio.sleep(0.2)
        os.kill(worker._process.pid, signal.SIGKILL)
        with pytest.raises(Died):
            await job
        [answer] = await worker.translate([DE_EN], ["Ich brauche Hilfe"])
        assert (answer.text, worker.started) == ("I need Help", 2)
        await worker.close()

    run(story())


def test_one_that_takes_too_long_is_killed(models, run):
    async def story() -> None:
        worker = Worker(models.folder, Limits(seconds=0.5))
        await worker._running()
        os.kill(worker._process.pid, signal.SIGSTOP)
        stuck = psutil.Process(worker._process.pid)
        with pytest.raises(Died):
            await worker.translate([DE_EN], ["Danke"])
        assert not stuck.is_running()
        await worker.close()

    run(story())


def test_one_that_takes_too_much_memory_is_killed(models, run):
    async def story() -> None:
        worker = Worker(models.folder, Limits(seconds=20, hard=1_000_000))
        with pytest.raises(Died):
            await worker.translate([DE_EN], ["Danke"])
        await worker.close()

    run(story())


def test_when_many_wait_the_next_is_told_at_once(models, run):
    async def story() -> None:
        worker = Worker(models.folder, Limits(seconds=20, waiting=2))
        await worker._running()
        os.kill(worker._process.pid, signal.SIGSTOP)
        waiting = [asyncio.create_task(worker.translate([DE_EN], ["Danke"])) for _each in range(2)]
        await asyncio.sleep(0.1)
        with pytest.raises(Busy):
            await worker.translate([DE_EN], ["Danke"])
        os.kill(worker._process.pid, signal.SIGCONT)
        assert [answer.text for job in waiting for answer in await job] == ["Thanks", "Thanks"]
        await worker.close()

    run(story())


def test_whoever_gives_up_waiting_leaves_no_answer_for_the_next(models, run):
    async def story() -> None:
        worker = Worker(models.folder, Limits(seconds=20))
        await worker._running()
        os.kill(worker._process.pid, signal.SIGSTOP)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(worker.translate([DE_EN], ["Danke"]), timeout=0.2)
        [answer] = await worker.translate([DE_EN], ["Ich brauche Hilfe"])
        assert answer.text == "I need Help"
        await worker.close()

    run(story())


def test_a_model_that_has_changed_is_not_loaded(models, worker, run):
    changed = models.folder / "de_en" / "sentencepiece.model"
    changed.write_bytes(changed.read_bytes() + b"x")
    with pytest.raises(CannotTranslate, match="model-changed"):
        run(worker.translate([DE_EN], ["Danke"]))
    [answer] = run(worker.translate([EN_AR], ["thanks"]))  # the others go on
    assert answer.text == "شكرا"


def test_a_model_that_is_not_there_is_named(worker, run):
    with pytest.raises(CannotTranslate, match="no-model"):
        run(worker.translate([("de", "fr")], ["Danke"]))


def test_it_has_no_connection_and_no_file_outside_of_its_folder(models, worker, run):
    run(worker.translate([DE_EN, EN_AR], ["Ich brauche Hilfe. Danke!"]))
    process = psutil.Process(worker._process.pid)
    assert process.net_connections() == []
    written = [Path(each.path) for each in process.open_files() if "r" not in each.mode]
    assert [path for path in written if not path.is_relative_to(models.folder)] == []
    assert "minisbd" not in {path.name for path in (models.folder / ".argos").rglob("*")}


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo", "socket.sendto"])
def test_whoever_tries_to_connect_is_stopped(event):
    with pytest.raises(ConnectionRefusedError):
        no_connections(event, ())
    no_connections("open", ())


def test_secrets_of_the_bot_are_not_passed_on(monkeypatch, models):
    monkeypatch.setenv("LOTSE_TELEGRAM_TOKEN", "1:secret")
    passed_on = environment(models.folder)
    assert "1:secret" not in passed_on.values()
    assert passed_on["ORT_DISABLE_TELEMETRY"] == "1"


class _Translation:
    """What a loaded model looks like from outside."""

    def __init__(self) -> None:
        self.translator = self
        self.is_loaded = True

    def unload_model(self) -> None:
        self.is_loaded = False


def test_above_its_limit_it_unloads_what_was_not_needed_for_longest(models):
    loaded = Loaded(Models(models.folder), most=1)
    all_of_them = {pair: _Translation() for pair in [DE_EN, EN_AR, ("ar", "en")]}
    loaded._loaded.update(all_of_them)
    loaded.get(DE_EN)
    loaded.shrink([("ar", "en")])
    assert [pair for pair, each in all_of_them.items() if each.is_loaded] == [("ar", "en")]
    assert list(loaded._loaded) == [("ar", "en")]


class _Doubtful:
    """Each sentence costs it one."""

    def hypotheses(self, text, num_hypotheses):
        many = len(Sentences().split_sentences(text))
        return [SimpleNamespace(value=text, score=-1.0 * many)]


def test_the_doubt_of_every_sentence_and_of_both_models_counts(models):
    """A mean would let one sentence of ten be nonsense."""
    loaded = Loaded(Models(models.folder), most=1 << 40)
    loaded._loaded.update({DE_EN: _Doubtful(), EN_AR: _Doubtful()})
    job = {"path": [DE_EN, EN_AR], "texts": ["Eins. Zwei. Drei."]}
    assert translate(loaded, job)["scores"] == [-6.0]
