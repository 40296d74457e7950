"""From days as said ("next Tuesday") to dates."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.when.facts import DayFact, Facts, Week, WeekdayFact, Which
from bot.core.when.reading import Doubt, Moment

# Whose week also begins on another day than Monday, so that "next week" on a weekend can differ.
_WEEK_STARTS = {
    "en": (0, 6), "ar": (0, 5, 6), "fa": (0, 5), "fa_AF": (0, 5), "ps": (0, 5), "ti": (0, 6),
    "so": (0, 5, 6),
}  # fmt: skip
_UNKNOWN = DayFact(None, Doubt.NO_DAY)


def _asked(doubt: Doubt, *days: date) -> DayFact:
    return DayFact(None, doubt, tuple(Moment(day) for day in sorted(set(days))))


def _after(today: date, weekday: int) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _before(today: date, weekday: int) -> date:
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _in_week(today: date, weekday: int, weeks: int, starts_on: int) -> date:
    start = today - timedelta(days=(today.weekday() - starts_on) % 7)
    return start + timedelta(days=7 * weeks + (weekday - starts_on) % 7)


class Calendar:
    """Resolves days as said by a speaker of a language on a certain day."""

    def __init__(self, language: str, today: date) -> None:
        self.today = today
        self._starts = _WEEK_STARTS.get(language, (0,))

    def in_week(self, weekday: int, week: Week) -> DayFact:
        days = {_in_week(self.today, weekday, week.value, start) for start in self._starts}
        if len(days) > 1:
            return _asked(Doubt.SEVERAL, *days)
        day = days.pop()
        return DayFact(day, Doubt.PAST) if day < self.today else DayFact(day)

    def weekday(self, fact: WeekdayFact) -> DayFact:
        """A weekday alone. Today's own name is asked: today, or in a week?"""
        after = _after(self.today, fact.weekday)
        is_today = fact.weekday == self.today.weekday()
        if fact.which is Which.LAST:
            return DayFact(_before(self.today, fact.weekday), Doubt.PAST)
        if fact.which is Which.COMING:
            return DayFact(after)
        if fact.which is Which.NEXT:
            return self._next(fact.weekday)
        if fact.which is Which.AFTER_NEXT:
            return _asked(Doubt.SEVERAL, after + timedelta(days=7), after + timedelta(days=14))
        if is_today:
            return _asked(Doubt.SEVERAL, self.today + timedelta(days=fact.later), after)
        if fact.which is Which.THIS and fact.weekday < self.today.weekday():
            return _asked(Doubt.SEVERAL, _before(self.today, fact.weekday), after)
        return DayFact(after + timedelta(days=fact.later))

    def _next(self, weekday: int) -> DayFact:
        """ "Next Tuesday" is clear once this week's Tuesday is over, else it is asked."""
        this_week = _in_week(self.today, weekday, 0, 0)
        if this_week > self.today:
            return _asked(Doubt.SEVERAL, this_week, this_week + timedelta(days=7))
        return DayFact(this_week + timedelta(days=7))

    def last_weekday(self, fact: WeekdayFact) -> DayFact:
        """A weekday where the past is asked for; today's own name means today."""
        if fact.which not in (Which.BARE, Which.THIS, Which.LAST):
            return self.weekday(fact)
        if fact.weekday == self.today.weekday() and fact.which is not Which.LAST:
            return DayFact(self.today)
        return DayFact(_before(self.today, fact.weekday))


def _agrees(day: date, facts: Facts, calendar: Calendar) -> bool:
    if any(fact.weekday != day.weekday() for fact in facts.weekdays):
        return False
    weeks = (calendar.in_week(day.weekday(), week) for week in facts.weeks)
    return all(found.day == day for found in weeks)


def _dated(facts: Facts, calendar: Calendar) -> DayFact:
    """Where a date was said: everything else said must agree with it."""
    for fact in facts.days:
        if fact.day is None:
            return fact
    days = {fact.day for fact in facts.days if fact.day}
    if len(days) > 1:
        return _asked(Doubt.SEVERAL, *days)
    fact = facts.days[0]
    day = days.pop()
    if _agrees(day, facts, calendar):
        return fact
    named = {_after(calendar.today, weekday.weekday) for weekday in facts.weekdays}
    return _asked(Doubt.UNCLEAR, day, *named)


def the_day(facts: Facts, calendar: Calendar, *, past: bool) -> DayFact:
    """The one day a text means, or why it is unclear."""
    if facts.days:
        return _dated(facts, calendar)
    if not facts.weekdays:
        return _UNKNOWN
    if len({fact.weekday for fact in facts.weekdays}) > 1 or len(set(facts.weeks)) > 1:
        return DayFact(None, Doubt.SEVERAL)
    fact = facts.weekdays[0]
    if facts.weeks:
        return calendar.in_week(fact.weekday, facts.weeks[0])
    return calendar.last_weekday(fact) if past else calendar.weekday(fact)
