"""Erases Oksana and dies by `kill -9` before the commit: `python -m tests.faults.erasing`."""

from __future__ import annotations

import os
import signal

from bot.app import assemble
from bot.settings import Settings
from storage import erasing, people
from tests import cast

if __name__ == "__main__":
    lotse = assemble(Settings())
    with lotse.database.transaction() as db:
        oksana = people.at(db, cast.OKSANA)
        assert oksana
        assert erasing.erase(db, oksana.id, erasing.Why.WISH, lotse.clock())
        os.kill(os.getpid(), signal.SIGKILL)
