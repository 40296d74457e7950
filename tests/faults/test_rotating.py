"""A new house key: everything opens with it, nothing with the old one, whatever happens between."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import assemble
from bot.cli import main
from bot.running import alone
from bot.settings import Settings
from storage import people
from storage.database import Database
from storage.vault import KeyFileProblem, read_key_file
from tests import cast
from tests.chat import World
from tests.faults.born import nursery
from tests.faults.rotating import DEATHS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    world = World(tmp_path / "data")
    world.close()
    return tmp_path / "data"


def amina(folder: Path) -> str:
    """Read by a bot that has just been started."""
    lotse = assemble(Settings(data_dir=folder, database_url=""))
    try:
        with lotse.database.transaction() as db:
            found = people.at(db, cast.AMINA)
            assert found
            return str(found.name)
    finally:
        lotse.database.close()


def rotate(folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["keys", "rotate"], env={"LOTSE_DATA_DIR": str(folder)})
    return result.exit_code, result.output


def test_everything_opens_with_the_new_key_and_nothing_with_the_old(folder):
    before, stamps = read_key_file(folder / "lotse.key"), (folder / "stamps.key").read_bytes()
    code, said = rotate(folder)
    assert code == 0
    assert "Please make a new one now" in said
    assert amina(folder) == "Amina"
    assert read_key_file(folder / "lotse.key") != before
    assert (folder / "lotse.key").stat().st_mode & 0o077 == 0
    assert (folder / "stamps.key").read_bytes() == stamps
    assert sorted(path.name for path in folder.glob("lotse.key*")) == ["lotse.key"]
    old = Database(f"sqlite:///{folder / 'lotse.db'}", before)
    with pytest.raises(KeyFileProblem), old.transaction() as db:
        people.at(db, cast.AMINA)
    old.close()


@pytest.mark.parametrize("death", DEATHS)
def test_a_kill_between_any_two_steps_leaves_a_house_that_opens(folder, death):
    env, log = {"LOTSE_DATA_DIR": str(folder), "LOTSE_TEST_DEATH": death}, folder / "said.log"
    process = nursery().bear(["tests.faults.rotating"], folder, log, {**os.environ, **env})
    assert process.wait(30) == -signal.SIGKILL, log.read_text()
    assert amina(folder) == "Amina"
    assert rotate(folder)[0] == 0
    assert amina(folder) == "Amina"
    assert sorted(path.name for path in folder.glob("lotse.key*")) == ["lotse.key"]


def test_not_while_a_bot_runs(folder):
    before = (folder / "lotse.key").read_bytes()
    with alone(folder):
        code, said = rotate(folder)
    assert code == 1
    assert "Please stop it first" in said
    assert (folder / "lotse.key").read_bytes() == before


def test_without_a_key_there_is_nothing_to_rotate(folder):
    (folder / "lotse.key").unlink()
    code, said = rotate(folder)
    assert code == 1
    assert "missing" in said
