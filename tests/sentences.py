"""What may be wrong with a translation, without knowing the language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog, Message

from bot.core.words import BIDI_CONTROLS, LETTER, PLACE, TAG
from tests.labels import LONGEST, Key, length

ANY_TAG = re.compile(r"</?[a-z]+[^>]*>")
COMMAND = re.compile(r"(?<![\w/<])/[a-z]+")
NUMBER = re.compile(r"\d[\d.:]*\d")


def problems(catalog: Catalog, labels: frozenset[Key]) -> Iterator[str]:
    """One line for each thing that is wrong; what is not translated yet is not wrong."""
    for message in catalog:
        if not message.id:
            continue
        for translated in _forms(message):
            for problem in _wrong(message, translated, labels):
                yield f"{problem}: {translated!r}, of {_one(message)!r}"


def _forms(message: Message) -> list[str]:
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    return [form for form in forms if form]


def _one(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def _wrong(message: Message, translated: str, labels: frozenset[Key]) -> Iterator[str]:
    original = _one(message)
    if message.fuzzy:
        yield "marked as fuzzy"
    if (wrong := _places(message, translated)) is not None:
        yield wrong
    if Counter(ANY_TAG.findall(original)) != Counter(ANY_TAG.findall(translated)):
        yield "other tags"
    if not _balanced(translated):
        yield "tags that do not close in order"
    if BIDI_CONTROLS.search(translated):
        yield "a bidi control typed by hand"
    if _edges(original) != _edges(translated):
        yield "other spaces at the edges, or other lines"
    if set(COMMAND.findall(original)) != set(COMMAND.findall(translated)):
        yield "other commands"
    if set(NUMBER.findall(original)) != set(NUMBER.findall(translated)):
        yield "other numbers"
    if any(letter.isdecimal() and not letter.isascii() for letter in translated):
        yield "digits that are not Latin"
    if message.id in labels and length(translated) > LONGEST:
        yield f"{length(translated)} units long, and a button holds {LONGEST}"


def _places(message: Message, translated: str) -> str | None:
    try:
        parsed = list(Formatter().parse(translated))
    except ValueError:
        return "a brace too many"
    names = [name for _text, name, _spec, _conversion in parsed if name is not None]
    if PLACE.sub("", translated).strip("{}") != PLACE.sub("", translated):
        return "a place that is not a plain name"
    if any(not name.isidentifier() for name in names):
        return "a place that is not a plain name"
    wanted, found = Counter(PLACE.findall(_one(message))), Counter(names)
    if not isinstance(message.id, str):  # "one hour", "two hours" may do without the number
        wanted, found = Counter(set(wanted) - {"n"}), Counter(set(found) - {"n"})
    return None if wanted == found else "other places"


def _balanced(text: str) -> bool:
    opened: list[str] = []
    for tag in ANY_TAG.findall(text):
        if not TAG.fullmatch(tag):
            return False
        if not tag.startswith("</"):
            opened.append(tag[1:-1])
        elif not opened or opened.pop() != tag[2:-1]:
            return False
    return not opened


def _edges(text: str) -> tuple[bool, bool, int]:
    return text[:1].isspace(), text[-1:].isspace(), text.count("\n")


def only_places(sentence: str) -> bool:
    """Nothing in it that could be translated: it is built with `Words` and has no entry."""
    return not LETTER.search(PLACE.sub("", TAG.sub("", sentence)))
