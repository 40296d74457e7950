from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.machine.translator.models import Models, pair_of
from bot.machine.translator.process import Limits, Worker
from tests.argos import package

DICTIONARIES = {
    "de-en": package.DE_EN,
    "en-de": package.EN_DE,
    "en-ar": package.EN_AR,
    "ar-en": package.AR_EN,
}


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Real Argos packages of a few kilobytes, both ways between German, English and Arabic."""
    folder = tmp_path_factory.mktemp("packages")
    return {
        pair: package.build(pair, words, folder / f"{pair}.argosmodel")
        for pair, words in DICTIONARIES.items()
    }


@pytest.fixture(scope="session")
def installed(packages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed") / "models"
    models = Models(folder)
    for pair, file in packages.items():
        models.add(pair_of(pair), file)
    return folder


@pytest.fixture
def models(installed: Path, tmp_path: Path) -> Models:
    """A copy that a test may spoil."""
    shutil.copytree(installed, tmp_path / "models")
    return Models(tmp_path / "models")


Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def run() -> Iterator[Run]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def worker(models: Models, run: Run) -> Iterator[Worker]:
    started = Worker(models.folder, Limits(seconds=20))
    yield started
    run(started.close())
