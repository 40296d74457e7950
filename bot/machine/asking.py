"""The search of questions, built when it is first needed, off the way of the start."""

from __future__ import annotations

from threading import Lock

from bot.core.content import Library
from bot.core.rules.people import LANGUAGES
from bot.machine.search import Index
from bot.turns import Found, Own

NOTHING = Own()


class Questions:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._index: Index | None = None
        self._lock = Lock()
        self._beside: tuple[str, Index] | None = None

    def find(self, text: str, language: str, own: Own = NOTHING) -> Found:
        found = self._with(own).find(text, language)
        return Found([hit.id for hit in found.hits], found.confident)

    def _with(self, own: Own) -> Index:
        index, beside = self.index(), self._beside
        if not own.version:
            return index
        if beside is None or beside[0] != own.version:
            beside = self._beside = (own.version, index.beside(own.load()))
        return beside[1]

    def index(self) -> Index:
        with self._lock:
            if self._index is None:
                self._index = Index.build(self._library, LANGUAGES)
            return self._index
