"""A backup is whole, and when it comes back whoever was erased stays erased."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.running import alone
from storage import deliveries, erasing, marks, people, proof, restoring
from storage.erasing import Why
from storage.tables import data_keys
from tests.chat import Phone, World

OWN = {"people", "data_keys", "chats", "erasures", "audit", "marks", "deliveries"}
SAYS_NOBODY = ("lotse.key", "Keep them apart")


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path / "data")
    yield world
    world.close()


@pytest.fixture
def backup(tmp_path):
    return tmp_path / "kept" / "backup.db"


def lotse(world: World, *words: object, **settings: str) -> tuple[int, str]:
    env = {"LOTSE_DATA_DIR": str(world.settings.data_dir), **settings}
    result = CliRunner().invoke(main, [str(word) for word in words], env=env)
    return result.exit_code, result.output


def erase(world: World, name: str) -> int:
    person = world.cast[name].id
    with world.lotse.database.transaction() as db:
        assert erasing.erase(db, person, Why.WISH, world.now)
    return int(person)


def counted(world: World) -> Mapping[str, int]:
    return restoring.counted(world.lotse.database)


def restored(world: World, backup: Path, *more: str) -> tuple[int, str]:
    """The bot stands still meanwhile."""
    world.stop()
    try:
        return lotse(world, "restore", backup, *more)
    finally:
        world.start()


def test_a_backup_is_one_whole_file_for_its_owner_alone(world, backup):
    Phone(world, 1007).says("hello")
    code, said = lotse(world, "backup", backup)
    assert code == 0
    assert all(words in said for words in SAYS_NOBODY)
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir()] == ["backup.db"]
    with closing(sqlite3.connect(backup)) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert found.execute("SELECT count(*) FROM people").fetchone() == (7,)
    key = (world.settings.data_dir / "lotse.key").read_text().strip()
    assert bytes.fromhex(key) not in backup.read_bytes()


def test_it_is_consistent_while_the_bot_writes(world, backup):
    """Two marks that are always written together are never apart in a backup."""
    stop = threading.Event()

    def writes() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with world.lotse.database.transaction() as db:
                marks.write(db, "one", str(number))
                marks.write(db, "other", str(number))

    thread = threading.Thread(target=writes)
    thread.start()
    try:
        files = [backup.with_name(f"{n}.db") for n in range(5)]
        assert [lotse(world, "backup", file)[0] for file in files] == [0] * 5
    finally:
        stop.set()
        thread.join()
    for file in files:
        with closing(sqlite3.connect(file)) as found:
            rows = found.execute("SELECT value FROM marks WHERE name IN ('one', 'other')")
            assert len(set(rows.fetchall())) <= 1


def test_it_does_not_write_over_an_older_one(world, backup):
    assert lotse(world, "backup", backup)[0] == 0
    code, said = lotse(world, "backup", backup)
    assert (code, "is there already" in said) == (1, True)


def test_whoever_was_erased_stays_erased_and_all_others_are_back(world, backup):
    """Promise D5."""
    before = counted(world)
    lotse(world, "backup", backup)
    sealed, wrapped = _name_as_kept(backup, world.cast["Oksana"].id)
    oksana = erase(world, "Oksana")
    with world.lotse.database.transaction() as db:
        people.rename(db, world.cast["Amina"].id, "Changed since")

    code, said = restored(world, backup, "--replace")

    assert (code, "Erased again: 1" in said) == (0, True)
    after = counted(world)
    assert {n: c for n, c in after.items() if n not in OWN} == {
        n: c for n, c in before.items() if n not in OWN
    }
    assert after["people"] == before["people"]
    assert after["data_keys"] == before["data_keys"] - 1
    with world.lotse.database.transaction() as db:
        assert people.find(db, oksana) is None
        assert people.get(db, world.cast["Amina"].id).name == "Amina"
        # The old ciphertext is there in the backup; here nobody has its key any more.
        assert world.lotse.database.vault.open("people.name", sealed, db) is None
    here = (world.settings.data_dir / "lotse.db").read_bytes()
    assert wrapped not in here
    assert sealed not in here
    assert proof.examine(world.lotse.database).whole


def test_before_it_the_old_ciphertext_can_be_read(world, backup):
    lotse(world, "backup", backup)
    sealed, _wrapped = _name_as_kept(backup, world.cast["Oksana"].id)
    with world.lotse.database.transaction() as db:
        assert world.lotse.database.vault.open("people.name", sealed, db) == "Oksana"


def _name_as_kept(backup: Path, person_id: int) -> tuple[bytes, bytes]:
    with closing(sqlite3.connect(backup)) as found:
        (name,) = found.execute("SELECT name FROM people WHERE id = ?", (person_id,)).fetchone()
        key = found.execute(f"SELECT wrapped FROM {data_keys.name} WHERE owner = ?", (person_id,))
        (wrapped,) = key.fetchone()
    return name, wrapped


def test_on_a_new_machine_with_key_and_list(world, backup, tmp_path):
    lotse(world, "backup", backup)
    oksana = erase(world, "Oksana")
    new, old = tmp_path / "new", world.settings.data_dir
    new.mkdir()
    for name in ("lotse.key", "stamps.key", "erasures.log"):
        (new / name).write_bytes((old / name).read_bytes())
        (new / name).chmod(0o600)
    code, said = lotse(world, "restore", backup, LOTSE_DATA_DIR=str(new))
    assert (code, "Erased again: 1" in said) == (0, True)
    with closing(sqlite3.connect(new / "lotse.db")) as found:
        row = found.execute("SELECT erased_at FROM people WHERE id = ?", (oksana,)).fetchone()
    assert row[0] is not None


def test_what_left_after_the_backup_says_that_it_may_be_a_repeat(world, backup):
    amina = world.cast["Amina"].id
    with world.lotse.database.transaction() as db:
        deliveries.queue(
            db,
            key="k",
            kind="reminder",
            person_id=amina,
            about=1,
            due_at=world.now,
            useless_after=world.now.replace(year=world.now.year + 9),
            urgency=deliveries.Urgency.SOON,
        )
    lotse(world, "backup", backup)
    restored(world, backup, "--replace")
    with world.lotse.database.transaction() as db:
        (claimed,) = [
            each
            for each in deliveries.claim(
                db,
                now=world.now,
                lease=world.settings.lease_time,
                limit=99,
                ask_a_human=[],
            )
            if each.key == "k"
        ]
        assert claimed.repeat


# -- refusals ----------------------------------------------------------------------------


def test_not_while_a_bot_runs(world, backup):
    lotse(world, "backup", backup)
    with alone(world.settings.data_dir):
        code, said = lotse(world, "restore", backup, "--replace")
    assert (code, "Please stop it first" in said) == (1, True)


def test_not_over_a_database_that_is_there(world, backup):
    lotse(world, "backup", backup)
    erase(world, "Oksana")
    code, said = restored(world, backup)
    assert (code, "--replace" in said) == (1, True)
    with world.lotse.database.transaction() as db:
        assert people.get(db, world.cast["Amina"].id).name == "Amina"


@pytest.mark.parametrize(
    ("missing", "says"), [("lotse.key", "lotse.key is missing"), ("erasures.log", "who was erased")]
)
def test_not_without_the_files_beside_it(world, backup, missing, says):
    lotse(world, "backup", backup)
    path = world.settings.data_dir / missing
    kept = path.read_bytes()
    path.unlink()
    code, said = lotse(world, "restore", backup, "--replace")
    path.write_bytes(kept)
    path.chmod(0o600)
    assert (code, says in said) == (1, True)


def test_not_with_the_key_of_another_house(world, backup):
    lotse(world, "backup", backup)
    before = (world.settings.data_dir / "lotse.db").read_bytes()
    path = world.settings.data_dir / "lotse.key"
    kept = path.read_text()
    path.write_text("0" * 64 + "\n")
    code, said = lotse(world, "restore", backup, "--replace")
    path.write_text(kept)
    assert (code, "does not fit" in said) == (1, True)
    assert (world.settings.data_dir / "lotse.db").read_bytes() == before


def test_not_what_is_no_backup(world, backup):
    backup.parent.mkdir()
    backup.write_bytes(b"no database at all" * 999)
    code, said = restored(world, backup, "--replace")
    assert (code, "could not be read" in said) == (1, True)
    assert lotse(world, "restore", backup.with_name("none.db"))[0] == 2
    assert not list(world.settings.data_dir.glob("*.restoring*"))


def test_postgresql_has_its_own_tools(world, backup):
    url = {"LOTSE_DATABASE_URL": "postgresql+psycopg://nowhere/lotse"}
    code, said = lotse(world, "backup", backup, **url)
    assert (code, "pg_dump" in said) == (1, True)
    backup.parent.mkdir()
    backup.touch()
    code, said = lotse(world, "restore", backup, **url)
    assert (code, "pg_restore" in said) == (1, True)
