"""The kinds of question a form can ask. (`pick` is in `bot.core.picking`.)"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from typing import Any, TypeVar

from bot.core import when
from bot.core.clock import HOME
from bot.core.forms import Partly, Question, Raw, Rows, Setting, Unclear
from bot.core.messages import Option, below, beside, length
from bot.core.words import Exactly, Value, Words, _, commas, just, one_line

E = TypeVar("E", bound=Enum)

DONE = "="
LONGEST_FILE_ID = 200
# "30 Minuten" is thirty, but "2 Stunden" is not two: the word for a minute in our languages.
UNIT = "(?:min|mîn|мин|хв|dak|deq|daq|دقي|دقائق|دقیقه|ደቒ|ደቂ)"


def text(ask: Words, *, longest: int = 500) -> Question[str]:
    def read(raw: Raw, setting: Setting, draft: str) -> str:
        if length(raw) > longest:
            raise Unclear(_("Please use at most {longest} characters.", longest=longest))
        if is_blank(raw):
            raise Unclear(_("Please write a few words."))
        return raw.strip()

    return Question(ask, read, keep=str, recall=str)


def recording(ask: Words) -> Question[str]:
    """A voice message. What is kept is the id of its file; the messenger keeps the sound."""

    def read(raw: Raw, setting: Setting, draft: str) -> str:
        if not 1 <= len(raw) <= LONGEST_FILE_ID or not raw.isascii():
            raise Unclear(_("Please send a voice message."))
        return raw

    return Question(ask, read, str, str, recorded=True, show=lambda kept: _("Voice message"))


def is_blank(text: str) -> bool:
    """Nothing to see in it: a name of marks of direction alone would be no name."""
    return not any(each.isprintable() and not each.isspace() for each in text)


def choice(ask: Words, labels: Mapping[E, Words], *, columns: int = 1) -> Question[E]:
    """One of an enum's members. A label typed by hand is not guessed at."""
    members = {str(member.value): member for member in labels}
    rows = beside([Option(value, labels[member]) for value, member in members.items()], columns)

    def read(raw: Raw, setting: Setting, draft: str) -> E:
        if raw not in members:
            raise Unclear(_("Please tap one of the buttons."))
        return members[raw]

    return Question(
        ask,
        read,
        keep=lambda member: str(member.value),
        recall=lambda kept: members[kept],
        rows=lambda setting, draft: rows,
        only_options=True,
        show=lambda member: labels[member],
    )


def one_of(
    ask: Words, ids: Callable[[Any], Sequence[str]], label: Callable[[str], Words], columns: int = 2
) -> Question[str]:
    """One of some ids of the content, by its name in the reader's language."""

    def rows(setting: Any, draft: str) -> Rows:
        return beside([Option(id, label(id)) for id in ids(setting)], columns)

    def read(raw: Raw, setting: Setting, draft: str) -> str:
        if raw not in ids(setting):
            raise Unclear(_("Please tap one of the buttons."))
        return raw

    return Question(ask, read, str, str, rows=rows, only_options=True, show=label)


def several(
    ask: Words, ids: Callable[[Any], Sequence[str]], label: Callable[[str], Words], columns: int = 2
) -> Question[Sequence[str]]:
    """Any number of ids: a tap adds or takes away, one more button ends the choice."""

    def chosen(draft: str) -> list[str]:
        return draft.split(",") if draft else []

    def rows(setting: Any, draft: str) -> Rows:
        options = [
            Option(id, one_line(Exactly("✓"), label(id)) if id in chosen(draft) else label(id))
            for id in ids(setting)
        ]
        everything = Option("*", _("All"))
        done = [Option(DONE, _("Done"))] if chosen(draft) else []
        return [*beside(options, columns), [everything, *done]]

    def read(raw: Raw, setting: Setting, draft: str) -> Sequence[str]:
        if raw == "*":
            return list(ids(setting))
        if raw == DONE and draft:
            return chosen(draft)
        if raw not in ids(setting):
            raise Unclear(_("Please tap one of the buttons."))
        raise Partly(",".join(sorted(set(chosen(draft)) ^ {raw})))

    def show(answer: Sequence[str]) -> Value:
        return commas(*[label(id) for id in answer])

    def still(setting: Any, kept: str) -> bool:
        return set(kept.split(",")) <= set(ids(setting))

    return Question(
        ask, read, ",".join, lambda kept: kept.split(","), rows=rows, show=show, still=still
    )


def past_day(ask: Words) -> Question[date]:
    """A day up to today; tapped, or typed as people write it."""

    def rows(setting: Setting, draft: str) -> Rows:
        today = setting.today
        days = [today - timedelta(days=back) for back in range(2, 7)]
        named = [
            Option(today.isoformat(), _("Today")),
            Option((today - timedelta(days=1)).isoformat(), _("Yesterday")),
        ]
        earlier = [Option(day.isoformat(), just(day)) for day in days]
        return [named, *below(*earlier)]

    def read(raw: Raw, setting: Setting, draft: str) -> date:
        day = _past(raw, setting)
        if day > setting.today:
            raise Unclear(_("That day is still to come."))
        if day < setting.today - timedelta(days=366):
            raise Unclear(_("That is more than a year ago."))
        return day

    return Question(ask, read, keep=date.isoformat, recall=date.fromisoformat, rows=rows)


def _past(raw: Raw, setting: Setting) -> date:
    """2026-09-01 from a button; from a keyboard as people write it, and here it is over."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", raw):
        with suppress(ValueError):
            return date.fromisoformat(raw)
    reading = when.read_past_day(raw, setting.language, setting.now.astimezone(HOME))
    if reading.day and reading.day > setting.today:
        raise Unclear(_("That day is still to come."))
    if reading.sure and reading.day:
        return reading.day
    raise Unclear(_("I did not understand the day. Please write it like 24.12.2026."))


def number(ask: Words, offered: Mapping[int, Words], *, most: int) -> Question[int]:
    """A number of minutes, tapped or typed."""

    def rows(setting: Any, draft: str) -> Rows:
        return beside([Option(str(n), label) for n, label in offered.items()], 3)

    def read(raw: Raw, setting: Setting, draft: str) -> int:
        found = re.fullmatch(rf"(\d{{1,8}})(?:\s*{UNIT}\w*\.?)?", raw.strip(), re.IGNORECASE)
        if found is None or int(found[1]) > most:
            raise Unclear(_("Please write a number up to {most}.", most=most))
        return int(found[1])

    def show(answer: int) -> Value:
        return offered.get(answer, answer)

    return Question(ask, read, keep=int, recall=int, rows=rows, show=show)
