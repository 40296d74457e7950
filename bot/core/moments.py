"""A question for a day and a time to come: typed as people type it, or tapped in a calendar."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from bot.core import calendar, when
from bot.core.calendar import DayCell
from bot.core.clock import HOME
from bot.core.forms import Partly, Question, Rows, Setting, Unclear
from bot.core.messages import Option, below
from bot.core.when import Doubt, Reading
from bot.core.words import Exactly, Value, Words, _, just, one_line, right_to_left

HOLIDAY = "✶"  # beside a day on which offices are closed: it can be tapped all the same
NOTHING = "_"  # a cell of the calendar that is no day
FURTHEST = 730  # days

DOUBTS = {
    Doubt.DAY_OR_MONTH: _("Is the first number the day or the month?"),
    Doubt.HALF_DAY: _("In the morning or in the afternoon?"),
    Doubt.ETHIOPIAN_CLOCK: _("Please write the time as in the letter, from 00:00 to 23:59."),
    Doubt.JALALI: _("Please write the date as in the letter, like 24.12.2026."),
    Doubt.PAST: _("That is over already. Please check day and time."),
    Doubt.NO_SUCH_DATE: _("That day does not exist. Please check the date."),
    Doubt.NO_SUCH_TIME: _("That time does not exist. Please check it."),
    Doubt.TWICE: _("That hour comes twice in this night. Please check the time."),
    Doubt.SEVERAL: _("I read more than one time. Please write only one day and one time."),
    Doubt.NO_DAY: _("On which day? Please write it, too."),
}
UNCLEAR = _(
    "I did not understand the date. Please write it like this: {example}",
    example=Exactly("24.12.2026 14:30"),
)


def coming_moment(ask: Words) -> Question[datetime]:
    """Day and time by the clock on the wall, without a zone; never guessed where unclear."""
    return Question(
        ask, _read, keep=_keep, recall=datetime.fromisoformat, rows=_rows, show=_show, says=_says
    )


def _keep(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _show(moment: datetime) -> Value:
    return Words("{day}, {time}", {"day": moment.date(), "time": moment.time()})


def _says(setting: Setting, draft: str) -> Words:
    if draft.startswith("m"):
        return _("Please tap the day, or write it.")
    return _(
        "{day}: at what time? Write it like 14:30, or tap.", day=date.fromisoformat(draft[:10])
    )


def _read(raw: str, setting: Setting, draft: str) -> datetime:
    tapped = _tapped(raw, setting, draft)
    if tapped is None:
        tapped = _typed(raw, setting, draft)
    now = setting.now.astimezone(HOME).replace(tzinfo=None)
    if tapped <= now:
        raise Unclear(DOUBTS[Doubt.PAST])
    if (tapped - now).days > FURTHEST:
        raise Unclear(_("That is more than two years away. Please check the year."))
    return tapped


def _tapped(raw: str, setting: Setting, draft: str) -> datetime | None:
    """A cell of the calendar, an hour, a minute, or a whole moment that was offered."""
    day = draft[:10] if re.match(r"\d{4}-\d\d-\d\d", draft) else ""
    try:
        if raw == NOTHING:
            raise Partly(draft)
        if re.fullmatch(r"m\d{4}-\d\d", raw):
            raise Partly(_month_near(raw, setting))
        if re.fullmatch(r"d\d{4}-\d\d-\d\d", raw):
            raise Partly(date.fromisoformat(raw[1:]).isoformat())
        if day and re.fullmatch(r"h([01]\d|2[0-3])", raw):
            raise Partly(f"{day}T{raw[1:]}")
        if day and re.fullmatch(r"t\d\d:\d\d", raw):
            return datetime.fromisoformat(f"{day}T{raw[1:]}")
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", raw):
            return datetime.fromisoformat(raw)
    except ValueError:
        raise Unclear(UNCLEAR) from None
    return None


def _month_near(raw: str, setting: Setting) -> str:
    """A month to look at. ValueError for one that no button can have named."""
    first = date.fromisoformat(f"{raw[1:]}-01")
    if abs((first - setting.today).days) > FURTHEST + 31:
        raise ValueError("a month too far away")
    return raw


def _typed(raw: str, setting: Setting, draft: str) -> datetime:
    now = setting.now.astimezone(HOME)
    reading = when.read(raw, setting.language, now)
    day = reading.day
    if reading.sure and day and reading.time:
        return datetime.combine(day, reading.time)
    if reading.sure and day:
        raise Partly(day.isoformat())
    if re.match(r"\d{4}-\d\d-\d\d", draft) and (at := _only_time(raw, setting.language, now)):
        return datetime.combine(date.fromisoformat(draft[:10]), at)
    doubt = reading.doubt or Doubt.UNCLEAR
    offered = _candidates(reading)
    if offered and doubt in (Doubt.SEVERAL, Doubt.UNCLEAR):
        raise Unclear(_("Please tap one of the buttons."), offered)
    raise Unclear(DOUBTS.get(doubt, UNCLEAR), offered)


def _only_time(raw: str, language: str, now: datetime) -> time | None:
    reading = when.read_time(raw, language, now)
    return reading.time if reading.sure else None


def _candidates(reading: Reading) -> Rows:
    """What it may have meant, to tap."""
    whole = [datetime.combine(c.day, c.time) for c in reading.candidates if c.day and c.time]
    days = [c.day for c in reading.candidates if c.day and not c.time]
    offered = [Option(_keep(each), just(_show(each))) for each in whole]
    offered += [Option(f"d{day.isoformat()}", just(day)) for day in days]
    return below(*offered[:3])


def _rows(setting: Setting, draft: str) -> Rows:
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d", draft):
        return _quarters(int(draft[11:]), setting)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", draft):
        return _hours(date.fromisoformat(draft), setting)
    month = date.fromisoformat(f"{draft[1:]}-01") if draft.startswith("m") else setting.today
    return _month(setting, month)


def _month(setting: Setting, month: date) -> Rows:
    first = month.replace(day=1)
    holidays = setting.holidays(first.year)
    page = calendar.month_page(setting.today, first, setting.language, holidays)
    head = [Option(NOTHING, just(Exactly(name))) for name in page.weekdays]
    weeks = [[_cell(cell) for cell in week] for week in page.rows]
    signs = "›‹" if right_to_left(setting.language) else "‹›"
    turning = [(page.previous, signs[0]), (page.next, signs[1])]
    around = [
        Option(f"m{to:%Y-%m}", one_line(Exactly(sign), Exactly(f"{to:%m.%Y}")))
        for to, sign in turning
        if to
    ]
    if right_to_left(setting.language):
        around.reverse()  # the next month is where one reads on
    marked = any(cell and cell.is_holiday for row in page.rows for cell in row)
    legend = one_line(Exactly(HOLIDAY), _("Public holiday"))
    explained = [[Option(NOTHING, legend)]] if marked else []
    return [[Option(NOTHING, just(page.title))], head, *weeks, *explained, around]


def _cell(cell: DayCell | None) -> Option:
    if cell is None:
        return Option(NOTHING, just(Exactly("·")))
    label = f"{cell.label}{HOLIDAY}" if cell.is_holiday else cell.label
    return Option(f"d{cell.day.isoformat()}", just(Exactly(label)))


def _hours(day: date, setting: Setting) -> Rows:
    now = setting.now.astimezone(HOME)
    after = now.time() if day == now.date() else None
    return [
        [Option(f"h{each:%H}", just(Exactly(f"{each:%H}:…"))) for each in row]
        for row in calendar.hours_page(setting.language, after)
    ]


def _quarters(hour: int, setting: Setting) -> Rows:
    shown = calendar.quarters_of(hour, setting.language)
    return [[Option(f"t{each:%H:%M}", just(Exactly(f"{each:%H:%M}"))) for each in shown]]
