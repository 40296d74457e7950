"""One furnished house for all walks of a module: each walk is undone when it is over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Db
from tests.every.scenes import Stage


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("house")) as stage:
        yield stage


@pytest.fixture
def db(stage: Stage) -> Iterator[Db]:
    with stage.scene() as db:
        yield db
