"""Content: questions, answers, offices, services and terms as data, one id across all languages.

A content file is `locales/<language>/content/<table>.yaml`, UTF-8, at most 1 MB, without YAML
aliases:

    meta: {content: offices, language: uk, law_state: '2026-08-19', reviewed: false,
           reviewer: null, reviewed_on: null}
    entries:
      auslaenderbehoerde:
        name: Відомство у справах іноземців (Ausländerbehörde)
        label: Ausländerbehörde
        purpose: …
        tips: …

`law_state` is the day up to which the law was read (null where the table holds no law).
`reviewed` becomes true, with the name and the day, when a native speaker has read the whole file.

`TABLES` below says which fields of which table are texts; they stand in the file of every
language. Everything else (topic, audience, bring, source, verified, term, aka, …) is the same in
every language and stands in the German file only: German is the source of content. Ids never
change. A text that a language lacks is looked up along `fallback`, one text at a time, never a
whole file.

`faq.deadline` is shown above everything else: by when something must be done, and nothing more.

`faq.ways` is a list: other ways of asking the question as people type them on a phone
(colloquial, short, misspelt). They are searched, never shown. `synonyms.yaml` holds, also for the
search alone, the words that mean the same, under an id that is the same in all languages:
`entries: {money: [geld, kohle, knete]}`. Two ids are special: `common-words` are in any question
and prove nothing, `other-matters` show that a message is about something else (weather, football).

Texts are plain, without markup. German office words stay German, in brackets after their
translation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.rules.services import Facts, Provider

SOURCE = "de"
BUTTON = 24
"""How many UTF-16 units of a button's label a phone shows whole."""


@dataclass(frozen=True)
class Field:
    """A text field of a table; `limit` in UTF-16 units."""

    name: str
    limit: int | None = None
    optional: bool = False


@dataclass(frozen=True)
class Review:
    """Who has read a content file, and up to when the law was read."""

    reviewed: bool
    reviewer: str | None
    reviewed_on: date | None
    law_state: date | None


TABLES: dict[str, tuple[Field, ...]] = {
    "offices": (Field("name"), Field("label", BUTTON), Field("purpose"), Field("tips")),
    "documents": (Field("name"),),
    "faq": (Field("question"), Field("answer"), Field("deadline", optional=True)),
    "topics": (Field("name", BUTTON),),
    "services": (
        Field("name"),
        Field("summary"),
        Field("who"),
        Field("how_to_find", optional=True),
    ),
    "glossary": (Field("plain"), Field("sounds", 80), Field("warning", optional=True)),
    "steps": (Field("text", 400),),
    "contact_kinds": (Field("label", BUTTON),),
    "outcomes": (Field("label", BUTTON),),
    "notes": (Field("text"),),
    "emergency": (Field("name"), Field("text")),
}
"""The texts of each table. `notes` holds the disclaimer and the general rule for appointments,
`steps` what one may do with a letter or a paper, `glossary.sounds` how a reader of this language
would write what a German word sounds like, the stress in capitals where there are any."""

WAYS = "ways"


class Library(Protocol):
    """Where texts and facts are looked up; safe to use from several threads."""

    def text(self, language: str, table: str, id: str, field: str) -> str:
        """The text in this language or the nearest one that has it; "" where no language has it.

        Raises `KeyError` where the table has no such entry.
        """
        ...

    def language_of(self, language: str, table: str, id: str, field: str) -> str:
        """The language `text` answers in, which a screen must say when it is not the reader's."""
        ...

    def ways(self, language: str, id: str) -> tuple[str, ...]:
        """Other ways of asking a question in exactly this language, perhaps none."""
        ...

    def ids(self, table: str) -> tuple[str, ...]:
        """All ids of a table in the order of the German file."""
        ...

    def synonyms(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """Words that mean the same in exactly this language, by the id of what they mean."""
        ...

    def review(self, language: str, table: str) -> Review:
        """Who reviewed this file; of a file that is missing: nobody."""
        ...

    def facts(self) -> Facts:
        """Everything that is known without a language."""
        ...

    def providers(self) -> Sequence[Provider]:
        """Who offered services when the sources were written; unchecked since."""
        ...

    def gives_away(self, text: str) -> bool:
        """Whether this names an office, a service, a residence title or a file number."""
        ...

    def kind_named(self, text: str) -> str | None:
        """The kind of service or office that is all that somebody names, or asks for."""
        ...

    def kinds_within(self, text: str) -> Sequence[str]:
        """The kinds of services and offices that a text names, the first ones first."""
        ...


_NEAREST = {"fa_AF": ("fa_AF", "fa", "en", SOURCE), SOURCE: (SOURCE,)}


def fallback(language: str) -> tuple[str, ...]:
    """The languages a text is looked for in, nearest first."""
    if language == "en":
        return ("en", SOURCE)
    return _NEAREST.get(language, (language, "en", SOURCE))
