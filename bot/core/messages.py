"""What the bot says: words, and buttons below them. And how both are kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from bot.core.owned import of_same
from bot.core.words import BIDI_CONTROLS, Both, Entry, Exactly, In, Value, Words

LONGEST_POPUP = 200  # characters; a rule of Telegram
LONGEST_COPY = 256  # characters that a button can put into the clipboard; a rule of Telegram


@dataclass(frozen=True)
class Option:
    """Something to tap: what it stands for, and what it is called.

    With `copy`, a tap puts this text into the phone's clipboard, and the bot never hears of it.
    """

    value: str
    label: Words
    copy: str = ""


Row: TypeAlias = Sequence[Option]


@dataclass(frozen=True)
class Document:
    """A file, made when it is sent and kept nowhere."""

    filename: str
    content: bytes


@dataclass(frozen=True)
class Venue:
    """A pin on the map. What it is called names no office: it is seen on a locked phone, too."""

    lat: float
    lon: float
    title: Words
    address: str


@dataclass(frozen=True)
class Outgoing:
    """`voice` is a recording that the messenger keeps. `gone_after`: it deletes itself then.

    `shareable`: may be copied and passed on; there is nothing personal in it.
    """

    words: Words
    rows: Sequence[Row] = ()
    document: Document | None = None
    voice: str = ""
    gone_after: timedelta | None = None
    shareable: bool = False
    venue: Venue | None = None  # shown instead of the words, which are for who reads no maps


def length(text: str) -> int:
    """In UTF-16 units, as messengers count: a flower is two."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, longest: int) -> str:
    """So many UTF-16 units at most, with a sign that there was more."""
    if length(text) <= longest:
        return text
    kept = text.encode("utf-16-le")[: 2 * longest - 2]
    return of_same(text, kept.decode("utf-16-le", errors="ignore") + "…")


def copies(label: Words, text: str) -> Option:
    """A button that copies a text: an address, a number, a sentence to show somebody."""
    return Option("copies", label, BIDI_CONTROLS.sub("", shortened(text, LONGEST_COPY)))


def below(*options: Option) -> list[Row]:
    """Buttons below each other."""
    return [[option] for option in options]


def beside(options: Sequence[Option], columns: int = 2) -> list[Row]:
    """Buttons in so many columns."""
    return [options[start : start + columns] for start in range(0, len(options), columns)]


def pack(outgoing: Outgoing) -> dict[str, Any]:
    """As JSON. A document or a pin is never kept: its kind makes it anew."""
    assert outgoing.document is None
    assert outgoing.venue is None
    rows = [[_pack_option(option) for option in row] for row in outgoing.rows]
    packed = {"words": _pack(outgoing.words), "rows": rows}
    lives = outgoing.gone_after
    more = {
        "voice": outgoing.voice,
        "lives": lives.total_seconds() if lives is not None else None,
        "shareable": outgoing.shareable,
    }
    return {**packed, **{name: value for name, value in more.items() if value}}


def unpack(packed: Mapping[str, Any]) -> Outgoing:
    rows = [
        [Option(value, _unpack_words(label), *copy) for value, label, *copy in row]
        for row in packed["rows"]
    ]
    lives = packed.get("lives")
    return Outgoing(
        _unpack_words(packed["words"]),
        rows,
        voice=packed.get("voice", ""),
        gone_after=timedelta(seconds=lives) if lives else None,
        shareable=packed.get("shareable", False),
    )


def _pack_option(option: Option) -> list[Any]:
    packed = [option.value, _pack(option.label)]
    return [*packed, option.copy] if option.copy else packed


def _pack(value: Value) -> Any:
    match value:
        case Words(one, values, many):
            packed = {name: _pack(part) for name, part in values.items()}
            return {"words": one, "values": packed, "many": many}
        case Both(language, words):
            return {"both": language, "of": _pack(words)}
        case In(language, words):
            return {"in": language, "of": _pack(words)}
        case Entry(table, id, field):
            return {"entry": [table, id, field]}
        case datetime():  # before date, which it is too
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case Exactly(text):
            return {"exactly": text}
        case str() | int():
            return value


def _unpack(packed: Any) -> Value:
    match packed:
        case {"words": _}:
            return _unpack_words(packed)
        case {"both": language, "of": words}:
            return Both(language, _unpack_words(words))
        case {"in": language, "of": words}:
            return In(language, _unpack_words(words))
        case {"entry": [table, id, field]}:
            return Entry(table, id, field)
        case {"datetime": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"time": text}:
            return time.fromisoformat(text)
        case {"exactly": text}:
            return Exactly(text)
        case str() | int():
            return packed
    raise ValueError("not a packed value")


def _unpack_words(packed: Mapping[str, Any]) -> Words:
    values = {name: _unpack(part) for name, part in packed["values"].items()}
    return Words(packed["words"], values, packed["many"])
