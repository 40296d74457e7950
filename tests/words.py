"""`python -m tests.words`: collects every sentence, and says which are missing or wrong.

Writes `locales/messages.pot` and, for each language, `locales/<language>/LC_MESSAGES/messages.po`.
What is translated stays; sentences that are gone are dropped; nothing is guessed from a similar
sentence. The exit code is 1 as long as anything is missing or wrong. Nothing in the files changes
by itself: no line numbers, no dates.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from bot.core.rules.people import LANGUAGES
from tests.labels import LONGEST, Key, labels
from tests.sentences import problems

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "locales"
KEYWORDS = {"_": None, "_n": (1, 2)}
SOURCE = "en"  # the language the sentences are written in
SHOWN = 12  # missing sentences named a language


class Sheet(Catalog):
    """A catalogue whose header says nothing that changes by itself."""

    def __init__(self, language: str | None = None) -> None:
        super().__init__(locale=language, fuzzy=False)
        self.header_comment = f"# Lotse: {LANGUAGES[language] if language else 'the sentences'}"

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        language = [("Language", str(self.locale_identifier))] if self.locale_identifier else []
        plurals = [("Plural-Forms", self.plural_forms)] if self.locale_identifier else []
        return [
            ("Project-Id-Version", "Lotse"),
            *language,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            *plurals,
        ]


def path_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def template() -> Sheet:
    """Every sentence of the bot, with the file it stands in."""
    found, short = Sheet(), labels()
    for path in sources():
        with path.open("rb") as file:
            for _line, ids, comments, _context in extract(
                "python", file, keywords=KEYWORDS, comment_tags=["Translators:"]
            ):
                place = str(path.relative_to(ROOT))
                hint = [f"A button: at most {LONGEST} characters."] if ids in short else []
                found.add(ids, locations=[(place, 0)], auto_comments=[*comments, *hint])
    return found


def sources() -> Iterator[Path]:
    for folder in ("bot", "handlers"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def sentences(catalog: Catalog) -> Mapping[Key, Message]:
    return {message.id: message for message in catalog if message.id}


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, found: Catalog) -> Sheet:
    """The sentences of today with the translations of yesterday."""
    old, new = read(language), Sheet(language)
    for id, message in sentences(found).items():
        known = old.get(id)
        translated = id if language == SOURCE else known.string if known else ""
        if isinstance(id, str) != isinstance(translated, str):
            translated = ""  # it began to count, or it no longer does
        new.add(
            id,
            translated or ("" if isinstance(id, str) else ("",) * new.num_plurals),
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
        )
    return new


def missing(catalog: Catalog) -> Sequence[Key]:
    """Sentences without a translation, or without one of its plural forms."""
    return [id for id, message in sentences(catalog).items() if not _complete(message, catalog)]


def _complete(message: Message, catalog: Catalog) -> bool:
    if isinstance(message.string, str):
        return bool(message.string)
    return len(message.string) == catalog.num_plurals and all(message.string)


def as_bytes(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
    return file.getvalue()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def main() -> int:
    found, short = template(), labels()
    _write(LOCALES / "messages.pot", as_bytes(found))
    incomplete = 0
    for language in LANGUAGES:
        catalog = updated(language, found)
        _write(path_of(language), as_bytes(catalog))
        gaps = missing(catalog)
        wrong = list(problems(catalog, short))
        incomplete += bool(gaps or wrong)
        print(f"{language:<6} {len(sentences(catalog)) - len(gaps)} of {len(sentences(catalog))}")
        for id in gaps[:SHOWN]:
            print(f"         {id if isinstance(id, str) else id[0]!s:.80}")
        if len(gaps) > SHOWN:
            print(f"         … and {len(gaps) - SHOWN} more")
        for problem in wrong:
            print(f"         WRONG {problem}")
    return 1 if incomplete else 0


if __name__ == "__main__":
    sys.exit(main())
