"""A question for a day to come, without a time: typed as people type it, or tapped."""

from __future__ import annotations

import re
from datetime import date

from bot.core import moments, when
from bot.core.clock import HOME
from bot.core.forms import Partly, Question, Rows, Setting, Unclear
from bot.core.messages import Option, below
from bot.core.moments import DOUBTS, FURTHEST, NOTHING
from bot.core.when import Doubt, Reading
from bot.core.words import Words, _, just

LATER = FURTHEST + 1830  # days: a permit may be good for five years more
UNCLEAR = _("I did not understand the day. Please write it like 24.12.2026.")


def coming_day(ask: Words) -> Question[date]:
    """Today or later; never guessed where it is unclear."""
    return Question(ask, _read, keep=date.isoformat, recall=date.fromisoformat, rows=_rows)


def _read(raw: str, setting: Setting, draft: str) -> date:
    day = _tapped(raw, setting, draft) or _typed(raw, setting)
    if day < setting.today:
        raise Unclear(DOUBTS[Doubt.PAST])
    if (day - setting.today).days > LATER:
        raise Unclear(_("That is more than seven years away. Please check the year."))
    return day


def _tapped(raw: str, setting: Setting, draft: str) -> date | None:
    if raw == NOTHING:
        raise Partly(draft)
    try:
        if re.fullmatch(r"m\d{4}-\d\d", raw):
            raise Partly(moments._month_near(raw, setting))
        if re.fullmatch(r"d?\d{4}-\d\d-\d\d", raw):
            return date.fromisoformat(raw.removeprefix("d"))
    except ValueError:
        raise Unclear(UNCLEAR) from None
    return None


def _typed(raw: str, setting: Setting) -> date:
    reading = when.read(raw, setting.language, setting.now.astimezone(HOME))
    if reading.sure and reading.day:
        return reading.day
    raise Unclear(DOUBTS.get(reading.doubt or Doubt.UNCLEAR, UNCLEAR), _candidates(reading))


def _candidates(reading: Reading) -> Rows:
    days = dict.fromkeys(each.day for each in reading.candidates if each.day)
    return below(*[Option(f"d{day.isoformat()}", just(day)) for day in list(days)[:3]])


def _rows(setting: Setting, draft: str) -> Rows:
    month = date.fromisoformat(f"{draft[1:]}-01") if draft.startswith("m") else setting.today
    return moments._month(setting, month)
