"""An alarm rings when trouble begins, not every second that it lasts."""

from __future__ import annotations

import logging


class Alarm:
    def __init__(self, log: logging.Logger, about: str) -> None:
        self._log, self._about = log, about
        self._trouble = ""

    def ring(self, trouble: str) -> None:
        """`trouble` names a kind; it never holds texts, names or addresses."""
        if trouble != self._trouble:
            self._log.error("%s: %s", self._about, trouble)
        self._trouble = trouble

    def over(self) -> None:
        if self._trouble:
            self._log.warning("%s: works again", self._about)
        self._trouble = ""
