"""Messages that do not know their language yet.

`_("Hello {name}", name=...)` builds a `Words` value. It becomes text only in
`render`, where the reader's language and zone are known. So the same value can
be queued today and read in Arabic tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from html import escape, unescape
from typing import Protocol, TypeAlias
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_day_names

# Unicode isolates: a name or a number inside an Arabic sentence must not tear it apart.
ANY_WAY, LEFT_TO_RIGHT, END = "\u2068", "\u2066", "\u2069"
LTR_MARK, RTL_MARK = "\u200e", "\u200f"
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PLACE = re.compile(r"\{(\w+)\}")
ISOLATED = re.compile(f"[{ANY_WAY}{LEFT_TO_RIGHT}]([^{ANY_WAY}{LEFT_TO_RIGHT}{END}]*){END}")
COMMAND = re.compile(r"(?<![\w/<])/[a-z]{2,}\b")
LETTER = re.compile(r"[^\W\d_]")
TAG = re.compile(r"</?(?:b|i|u|s|code|blockquote)>")


@dataclass(frozen=True)
class Exactly:
    """A phone number, an address, a link: read from left to right in every language."""

    text: str


@dataclass(frozen=True)
class Entry:
    """A text of the content, found by its id in the reader's language."""

    table: str
    id: str
    field: str = "name"


@dataclass(frozen=True)
class Both:
    """Words in the reader's language, and below it in a fixed one: a declaration in German, too."""

    language: str
    words: Words


@dataclass(frozen=True)
class In:
    """Words in a fixed language alone: the German text that somebody reads out."""

    language: str
    words: Words


Value: TypeAlias = "str | int | date | time | datetime | Exactly | Entry | Both | In | Words"


@dataclass(frozen=True)
class Words:
    one: str
    values: Mapping[str, Value] = field(default_factory=dict)
    many: str | None = None  # the plural form; then `n` decides


def _(sentence: str, /, **values: Value) -> Words:
    """Mark a sentence for translation."""
    return Words(sentence, values)


def _n(one: str, many: str, /, n: int, **values: Value) -> Words:
    """Mark a sentence that counts something. Languages have up to six forms of it."""
    return Words(one, {"n": n, **values}, many)


def lines(*parts: Words) -> Words:
    """Sentences below each other."""
    values = {f"line{i}": part for i, part in enumerate(parts)}
    return Words("\n".join(f"{{{name}}}" for name in values), values)


def paragraphs(*parts: Words) -> Words:
    """Sentences below each other, with an empty line between."""
    values = {f"line{i}": part for i, part in enumerate(parts)}
    return Words("\n\n".join(f"{{{name}}}" for name in values), values)


def commas(*parts: Words) -> Words:
    """A list within a line."""
    values = {f"part{i}": part for i, part in enumerate(parts)}
    return Words(", ".join(f"{{{name}}}" for name in values), values)


def entry(table: str, id: str, field: str = "name") -> Words:
    """A text of the content as a sentence of its own."""
    return just(Entry(table, id, field))


def just(value: Value) -> Words:
    """A name, a day, a free text as a sentence of its own."""
    return Words("{value}", {"value": value})


def one_line(*parts: Value) -> Words:
    """Values in one line, with a space between."""
    values = {f"part{i}": part for i, part in enumerate(parts)}
    return Words(" ".join(f"{{{name}}}" for name in values), values)


class Catalog(Protocol):
    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


class Speech(Protocol):
    """All languages: the sentences and the content of each."""

    def catalog(self, language: str) -> Catalog: ...
    def text(self, language: str, table: str, id: str, field: str) -> str: ...
    def is_reviewed(self, language: str) -> bool: ...


@dataclass(frozen=True)
class Reader:
    """Whoever is going to read a message."""

    language: str
    zone: ZoneInfo
    speech: Speech


def render(words: Words, reader: Reader) -> str:
    """HTML for the messenger; every line reads in the direction of its language."""
    text = _fill(words, reader)
    if not right_to_left(reader.language):
        return text
    return "\n".join(_directed(COMMAND.sub(_ltr_command, text), reader))


def render_label(words: Words, reader: Reader) -> str:
    """Plain text for a button, a pop-up or a cell of a sheet."""
    text = unescape(TAG.sub("", _fill(words, reader)))
    if "\n" in text:  # a pop-up
        return "\n".join(_directed(text, reader))
    alone = ISOLATED.fullmatch(text)  # with nothing beside it, nothing can tear it apart
    return alone[1] if alone else text


@lru_cache
def right_to_left(language: str) -> bool:
    return Locale.parse(language).text_direction == "rtl"


def _directed(text: str, reader: Reader) -> Sequence[str]:
    """Each line begins in the direction of the reader's language."""
    lines = text.split("\n")
    if not right_to_left(reader.language):
        return lines
    return [line if _marked(line) else RTL_MARK + line for line in lines]


def _ltr_command(command: re.Match[str]) -> str:
    return f"{LEFT_TO_RIGHT}{command[0]}{END}"


def _marked(line: str) -> bool:
    return not line or line.startswith(LTR_MARK)


def _fill(words: Words, reader: Reader) -> str:
    """Places are only names: a translator cannot reach into values."""
    return PLACE.sub(
        lambda place: _show(words.values.get(place[1], Exactly(place[0])), reader),
        _sentence(words, reader),
    )


def _sentence(words: Words, reader: Reader) -> str:
    if _only_places(words.one):  # no translation
        return words.one.replace(",", _comma(reader.language))
    catalog = reader.speech.catalog(reader.language)
    if words.many is None:
        return catalog.gettext(words.one)
    n = words.values["n"]
    assert isinstance(n, int)
    return catalog.ngettext(words.one, words.many, n)


@lru_cache(1024)  # the sentences of the program: a page has dozens of them
def _only_places(sentence: str) -> bool:
    return not LETTER.search(PLACE.sub("", TAG.sub("", sentence)))


def _show(value: Value, reader: Reader) -> str:
    match value:
        case Words():
            return _fill(value, reader)
        case Both(language, words):
            return _both(words, language, reader)
        case In(language, words):
            return _in(words, language, reader)
        case Entry(table, id, field):
            text = reader.speech.text(reader.language, table, id, field)
            return f"{ANY_WAY}{escape(text.strip(), quote=False)}{END}"
        case datetime():  # before date, which it is too
            there = value.astimezone(reader.zone)
            comma = _comma(reader.language)
            return f"{_show(there.date(), reader)}{comma} {_show(there.time(), reader)}"
        case date():  # digits as in the letter from the office, the weekday as at home
            weekday = _weekdays(reader.language)[value.weekday()]
            return f"{weekday}{_comma(reader.language)} {_ltr(f'{value:%d.%m.%Y}')}"
        case time():
            return _ltr(f"{value:%H:%M}")
        case Exactly(text):
            return _ltr(text)
        case int():
            return str(value)
        case str():
            return f"{ANY_WAY}{escape(BIDI_CONTROLS.sub('', value), quote=False)}{END}"


def _comma(language: str) -> str:
    return "،" if right_to_left(language) else ","


# CLDR's Pashto Saturday also means "week"; these are the names in daily use. Monday first.
PASHTO_DAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")


def weekday(day: int, language: str) -> str:
    """The name of a day of the week, as people there say it. Monday is 0."""
    return _weekdays(language)[day]


@lru_cache
def _weekdays(language: str) -> Mapping[int, str]:
    if language == "ps":
        return dict(enumerate(PASHTO_DAYS))
    return dict(get_day_names("wide", locale=language))


def _both(words: Words, language: str, reader: Reader) -> str:
    own = _fill(words, reader)
    if language == reader.language:
        return own
    return f"{own}\n\n{_in(words, language, reader)}"


def _in(words: Words, language: str, reader: Reader) -> str:
    other = _fill(words, replace(reader, language=language))
    return _foreign(other, language, reader)


def _foreign(text: str, language: str, reader: Reader) -> str:
    """A line of German stays a line of German in the middle of Arabic."""
    if right_to_left(language) == right_to_left(reader.language):
        return text
    mark = RTL_MARK if right_to_left(language) else LTR_MARK
    return "\n".join(mark + line for line in text.split("\n"))


def _ltr(text: str) -> str:
    return f"{LEFT_TO_RIGHT}{escape(BIDI_CONTROLS.sub('', text), quote=False)}{END}"
