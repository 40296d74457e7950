"""An erasure that was promised is done, even if the power goes between the list and the commit."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

from bot.app import assemble
from bot.settings import Settings
from storage import people
from tests import cast
from tests.chat import World


def test_a_kill_before_the_commit_is_made_good_at_the_next_start(tmp_path):
    World(tmp_path / "data").close()
    folder = tmp_path / "data"
    died = subprocess.run(
        [sys.executable, "-m", "tests.faults.erasing"],
        env={**os.environ, "LOTSE_DATA_DIR": str(folder)},
        capture_output=True,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    with closing(sqlite3.connect(folder / "lotse.db")) as found:
        erased = found.execute("SELECT count(*) FROM people WHERE erased_at IS NOT NULL")
        assert erased.fetchone() == (0,)
    lotse = assemble(Settings(data_dir=folder, database_url=""))
    try:
        with lotse.database.transaction() as db:
            assert people.at(db, cast.OKSANA) is None
            assert people.at(db, cast.AMINA) is not None
    finally:
        lotse.database.close()
