"""The search of questions, built when it is first needed, off the way of the start."""

from __future__ import annotations

from threading import Lock

from bot.core.content import Library
from bot.core.rules.people import LANGUAGES
from bot.machine.search import Index
from bot.turns import Found


class Questions:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._index: Index | None = None
        self._lock = Lock()

    def find(self, text: str, language: str) -> Found:
        found = self.index().find(text, language)
        return Found([hit.id for hit in found.hits], found.confident)

    def index(self) -> Index:
        with self._lock:
            if self._index is None:
                self._index = Index.build(self._library, LANGUAGES)
            return self._index
