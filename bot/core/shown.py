"""Of whom something is shown, and what: read off the words, buttons and cells themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from bot.core.messages import Option
from bot.core.owned import Owned
from bot.core.words import Both, Exactly, In, Words

Shown: TypeAlias = Mapping[int, Collection[str]]  # of whom (a person's id), and what


def whose(*shown: object) -> Shown:
    """The people of whom there is something in these words, buttons, cells."""
    found: dict[int, set[str]] = defaultdict(set)
    todo = list(shown)
    while todo:
        match todo.pop():
            case Owned() as text if text.owner:
                found[text.owner].add(text.place)
            case str() | None:
                pass
            case Words(values=values):
                todo.extend(values.values())
            case Option(label=words, copy=copied):
                todo.extend([words, copied])
            case Both(words=words) | In(words=words):
                todo.append(words)
            case Exactly(text=text):
                todo.append(text)
            case list() | tuple() as several:
                todo.extend(several)
    return found


def together(parts: Iterable[Shown]) -> Shown:
    found: dict[int, set[str]] = defaultdict(set)
    for part in parts:
        for person, what in part.items():
            found[person].update(what)
    return found
