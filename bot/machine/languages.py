"""All languages: their sentences, compiled in memory from the .po files, and their content."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.core.content import Library, fallback
from bot.core.rules.people import LANGUAGES
from bot.core.words import Catalog

LOCALES = Path(__file__).parents[2] / "locales"


def nearest(code: str) -> str:
    """The bot's language nearest to that of the messenger's menus."""
    code = code.replace("-", "_")
    return next((known for known in (code, code.partition("_")[0]) if known in LANGUAGES), "de")


class Languages:
    """Read when first needed (20 ms a language): a start reads only what it says."""

    def __init__(self, library: Library, folder: Path = LOCALES) -> None:
        self._library, self._folder = library, folder
        self._catalogs: dict[str, NullTranslations] = {"en": NullTranslations()}
        self._lock = threading.RLock()

    def catalog(self, language: str) -> Catalog:
        found = self._catalogs.get(language)
        return found if found is not None else self._load(language)

    def text(self, language: str, table: str, id: str, field: str) -> str:
        return self._library.text(language, table, id, field)

    def is_reviewed(self, language: str) -> bool:
        return bool(self._languages.get(language, {}).get("reviewed"))

    @cached_property
    def _languages(self) -> Mapping[str, Any]:
        path = self._folder / "languages.yaml"
        known = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
        return known or {}

    def _load(self, language: str) -> NullTranslations:
        """A missing sentence falls back by itself (fa_AF, fa, en), never a whole catalogue."""
        with self._lock:
            if language in self._catalogs:
                return self._catalogs[language]
            catalog = _read(self._folder / language / "LC_MESSAGES" / "messages.po", language)
            nearest = [other for other in fallback(language)[1:] if other not in ("en", "de")]
            if nearest:
                catalog.add_fallback(self._load(nearest[0]))
            self._catalogs[language] = catalog
            return catalog


def _read(path: Path, language: str) -> NullTranslations:
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
