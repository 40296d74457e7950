"""`lotse restore`: puts a backup in the place of the database; whoever was erased stays erased."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.commands.backup import POSTGRES, copy_database, database_file
from bot.core.clock import utc_now
from bot.running import AlreadyRunning, alone
from bot.settings import Settings
from bot.turns import IfUnsure
from handlers import FEATURES
from storage import restoring, rotating, schema
from storage.chain import Chain
from storage.database import Database
from storage.erasures import ErasureLog, sync_folder
from storage.vault import KeyFileProblem, read_key_file
from storage.witness import Witness

SHOWN = ("people", "appointments", "contacts", "questions", "consents", "deliveries", "audit")


class CannotRestore(Exception):
    """Says why, for the operator."""


def put_back(file: Path, *, replace: bool, nobody_erased: bool) -> int:
    settings = Settings()
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with alone(settings.data_dir):
            _check(settings, file, replace=replace, nobody_erased=nobody_erased)
            erased, rows = _restore(settings, file)
    except AlreadyRunning:
        return _no("A Lotse is running on this data directory. Please stop it first.")
    except (CannotRestore, KeyFileProblem) as trouble:
        return _no(str(trouble))
    except (OSError, sqlite3.Error) as trouble:
        return _no(f"{file} could not be read: {trouble.__class__.__name__}")
    print(f"{file} is in place.")
    print(", ".join(f"{name} {rows[name]}" for name in SHOWN))
    print(f"Erased again: {erased}")
    return 0


def _check(settings: Settings, file: Path, *, replace: bool, nobody_erased: bool) -> None:
    if settings.database_url and not settings.database_url.startswith("sqlite"):
        raise CannotRestore(POSTGRES.format(erasures=settings.erasures.name))
    if not file.is_file():
        raise CannotRestore(f"There is no file {file}.")
    if not settings.keys.is_file():
        raise CannotRestore(f"{settings.keys} is missing: without it nothing can be read.")
    if database_file(settings).exists() and not replace:
        raise CannotRestore(
            f"There is a database already: {database_file(settings)}. Say --replace to give it up."
        )
    if not settings.erasures.exists() and not nobody_erased:
        raise CannotRestore(
            f"{settings.erasures} is missing: it says who was erased since the backup. Please put"
            " it there first. If nobody was ever erased, say --nobody-erased."
        )


def _restore(settings: Settings, file: Path) -> tuple[int, Mapping[str, int]]:
    """Made ready beside the old one, so that it is exchanged in one step or not at all."""
    ready = settings.data_dir / "lotse.db.restoring"
    _remove(ready)
    os.close(os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        copy_database(file, ready)
        done = _make_ready(settings, ready)
        _exchange(ready, database_file(settings))
        _go_on(settings)
        return done
    finally:
        _remove(ready)


def _make_ready(settings: Settings, ready: Path) -> tuple[int, Mapping[str, int]]:
    """The witness of the audit hears nothing of it yet: perhaps it is never put in place."""
    url = f"sqlite:///{ready.resolve()}"
    listed = ErasureLog(settings.erasures)
    listed.begin()
    with closing(_opened(settings, url, listed, None)) as database:
        schema.bring_up_to_date(database)
        erased = restoring.settle(database, utc_now(), ask_a_human=_ask_a_human())
        return erased, restoring.counted(database)


def _go_on(settings: Settings) -> None:
    witness = Witness(settings.data_dir)
    with closing(_opened(settings, settings.url, None, witness)) as database:
        restoring.go_on(database, utc_now())


def _opened(
    settings: Settings, url: str, listed: ErasureLog | None, witness: Witness | None
) -> Database:
    chain = Chain(read_key_file(settings.stamp_keys), witness)
    return Database(url, rotating.house_key(settings.keys, url), chain, listed)


def _ask_a_human() -> list[str]:
    kinds = [kind for feature in FEATURES for kind in feature.deliveries]
    return [kind.name for kind in kinds if kind.if_unsure is IfUnsure.ASK_A_HUMAN]


def _exchange(ready: Path, place: Path) -> None:
    """The log beside the old database must be gone first: it would be read as the new one's."""
    for beside in ("-wal", "-shm"):
        Path(f"{place}{beside}").unlink(missing_ok=True)
    os.replace(ready, place)
    sync_folder(place.parent)


def _remove(ready: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{ready}{end}").unlink(missing_ok=True)


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
