"""What every test may ask for."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import cast, listening
from tests.chat import Phone, World
from tests.listening import Listener

RAM, ENOUGH = "/dev/shm", 2_000_000_000  # bytes
LISTENER = pytest.StashKey[Listener]()
ALONE = "main"  # the process that counts; the others are those of pytest-xdist


def name_of_this() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", ALONE)


@pytest.hookimpl(tryfirst=True)  # before pytest looks for a place
def pytest_configure(config: pytest.Config) -> None:
    work_in_ram()
    if name_of_this() == ALONE:
        listening.begin_anew()
    listener = config.stash[LISTENER] = Listener(name_of_this())
    logging.getLogger().addHandler(listener)
    logging.getLogger().setLevel(logging.DEBUG)


def work_in_ram() -> None:
    """No power fails here: what a killed process has written is there, on a disk or not."""
    if "TMPDIR" not in os.environ and os.path.isdir(RAM) and shutil.disk_usage(RAM).free > ENOUGH:
        os.environ["TMPDIR"] = tempfile.tempdir = RAM


def pytest_collection_finish() -> None:
    """Thirteen thousand tests are here to stay: garbage is not looked for among them."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    listener = session.config.stash[LISTENER]
    logging.getLogger().removeHandler(listener)
    listener.close()
    if name_of_this() == ALONE and listening.found():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    found = listening.found()
    terminalreporter.write_line(
        f"{len(listening.lines())} log records at DEBUG searched for names, texts and tokens:"
        f" {len(found)} found"
    )
    for line in found[:20]:
        terminalreporter.write_line(f"  {line}")


WORLDS = {
    "one process": {},
    "a new process before every line": {"restarts": True},
    "every update twice": {"repeats": True},
}


@pytest.fixture(params=WORLDS.values(), ids=list(WORLDS))
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Every conversation is held in three worlds."""
    unanswered = request.node.get_closest_marker("unanswered") is not None
    world = World(tmp_path / "data", unanswered=unanswered, **request.param)
    yield world
    world.close()
    assert world.refused == []


def _phone(chat_id: int) -> object:
    @pytest.fixture
    def phone(world: World) -> Phone:
        return Phone(world, chat_id)

    return phone


amina, oksana, jonas, mara, katrin, samir, otto = (
    _phone(chat_id)
    for chat_id in (
        cast.AMINA,
        cast.OKSANA,
        cast.JONAS,
        cast.MARA,
        cast.KATRIN,
        cast.SAMIR,
        cast.OTTO,
    )
)
