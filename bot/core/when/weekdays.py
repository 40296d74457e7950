"""Weekdays, weeks, and days counted from today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from bot.core.when.facts import DayFact, Facts, Week, WeekdayFact, Which
from bot.core.when.reading import Doubt
from bot.core.when.scan import Found, Scan
from bot.core.when.senses import Kind, Part

Accept: TypeAlias = Callable[[Found, list[int]], bool]

_WEEK, _MONTH = 7, 30
# "In acht Tagen", "dans huit jours", "dans quinze jours" mean a week or two to most who say them.
_IDIOMS = {"de": (8,), "fr": (8, 15)}
# "In der Woche" is not "in einer Woche"; Russian or Arabic say "a week" without an article.
_NEEDS_ARTICLE = frozenset({"in", "dans", "d ici"})
_ORDERS: tuple[tuple[str, Which], ...] = (
    ("after_next weekday", Which.AFTER_NEXT),
    ("weekday after_next", Which.AFTER_NEXT),
    ("coming weekday", Which.COMING),
    ("next weekday", Which.NEXT),
    ("this weekday", Which.THIS),
    ("last weekday", Which.LAST),
    ("weekday coming", Which.COMING),
    ("weekday next", Which.NEXT),
    ("weekday last", Which.LAST),
    ("weekday this", Which.THIS),
    ("weekday following", Which.FOLLOWING),
    ("weekday", Which.BARE),
)
_WEEKS: tuple[tuple[str, Week], ...] = (
    ("after_next unit", Week.AFTER_NEXT),
    ("unit after_next", Week.AFTER_NEXT),
    ("next unit", Week.NEXT),
    ("coming unit", Week.NEXT),
    ("unit next", Week.NEXT),
    ("unit coming", Week.NEXT),
    ("this unit", Week.THIS),
    ("unit this", Week.THIS),
    ("last unit", Week.LAST),
    ("unit last", Week.LAST),
)


def _months_later(day: date, months: int) -> date | None:
    index = day.year * 12 + day.month - 1 + months
    try:
        return date(index // 12, index % 12 + 1, day.day)
    except ValueError:
        return None


class Counted:
    """Takes what is counted from today out of a scan."""

    def __init__(self, scan: Scan, facts: Facts, language: str, today: date) -> None:
        self.scan, self.facts, self.language, self.today = scan, facts, language, today
        self._offsets: list[int] = []
        self._spans: list[tuple[int, int]] = []

    def take_spans(self) -> None:
        """ "In 3 days", "3 gün sonra", "il y a 3 jours": before the times, for "через 3 дня"."""
        self.scan.apply("in span", self._ahead)
        self.scan.apply("in n? unit", self._ahead)
        self.scan.apply("in? n unit later", self._ahead)
        self.scan.apply("span later", self._ahead)
        self.scan.apply("n unit ago", self._ago)
        self.scan.apply("ago n? unit", self._ago)
        self.scan.apply("ago span", self._ago)
        for pattern, week in _WEEKS:
            self.scan.apply(pattern, self._week_taker(week))
        for at in self.scan.unused(Kind.NEXT_WEEK):
            self.scan.used.add(at)
            self.facts.weeks.append(Week.NEXT)

    def take_days(self) -> None:
        """Weekdays, today, tomorrow."""
        for pattern, which in _ORDERS:
            self.scan.apply(pattern, self._weekday_taker(which))
        self._take_morgen()
        relative = [at for at, piece in enumerate(self.scan.pieces) if piece.can_be(Kind.REL)]
        for at in relative:
            self.scan.used.add(at)
            self._offsets.append(self.scan.pieces[at].senses[Kind.REL])
        self._count()

    def _count(self) -> None:
        """Today or tomorrow and "in a week" add up: "heute in einer Woche"."""
        for days in set(self._offsets) or ({0} if self._spans else set()):
            self.facts.relative = True
            day: date | None = self.today + timedelta(days=days)
            for unit, count in self._spans:
                if day is not None:
                    day = self._moved(day, unit, count)
            self.facts.days.append(DayFact(day, None if day else Doubt.NO_SUCH_DATE))

    def _moved(self, day: date, unit: int, count: int) -> date | None:
        if unit >= _MONTH:
            return _months_later(day, count * (1 if unit == _MONTH else 12))
        return day + timedelta(days=unit * count)

    def _ahead(self, found: Found, places: list[int]) -> bool:
        return self._span(found, places, 1)

    def _ago(self, found: Found, places: list[int]) -> bool:
        return self._span(found, places, -1)

    def _span(self, found: Found, places: list[int], sign: int) -> bool:
        if "span" in found:
            self._spans.append((1, sign * found["span"].senses[Kind.SPAN]))
            return True
        after = self.scan.neighbour(max(places), 1)
        if "n" not in found and (
            (after is not None and after.can_be(Kind.WEEKDAY))
            or ("in" in found and found["in"].token.text in _NEEDS_ARTICLE)
        ):
            return False
        count = found["n"].number or 0 if "n" in found else 1
        if count > 400 or count in _IDIOMS.get(self.language, ()):
            return False
        self.facts.not_parts.update(places)
        self._spans.append((found["unit"].senses[Kind.UNIT], sign * count))
        return True

    def _week_taker(self, week: Week) -> Accept:
        def accept(found: Found, places: list[int]) -> bool:
            if found["unit"].senses[Kind.UNIT] < _WEEK:
                return False
            if found["unit"].senses[Kind.UNIT] > _WEEK:
                self.facts.doubts.append(Doubt.UNCLEAR)
            else:
                self.facts.weeks.append(week)
            return True

        return accept

    def _weekday_taker(self, which: Which) -> Accept:
        def accept(found: Found, places: list[int]) -> bool:
            weekday = found["weekday"].senses[Kind.WEEKDAY]
            later = found["following"].senses[Kind.FOLLOWING] if "following" in found else 0
            behind = self.scan.neighbour(max(places), 1)
            # «سه شنبه بعد ساعت ۹»: next Tuesday at nine, or Tuesday after nine.
            either = "next" in found and found["next"].can_be(Kind.LATER)
            if either and behind is not None and behind.can_be(Kind.HOUR):
                self.facts.doubts.append(Doubt.UNCLEAR)
            if found["weekday"].can_be(Kind.UNIT) and not self.facts.days:
                self.facts.doubts.append(Doubt.UNCLEAR)
            self.facts.weekdays.append(WeekdayFact(weekday, which, later))
            return True

        return accept

    def _take_morgen(self) -> None:
        """German "morgen" and Kurdish "sibê": the morning beside another day, else tomorrow."""
        for at in self.scan.unused(Kind.MORGEN):
            before = self.scan.neighbour(at, -1)
            beside = before is not None and any(
                map(before.can_be, (Kind.WEEKDAY, Kind.REL, Kind.ON))
            )
            kurdish = self.language == "ku"
            self.scan.used.add(at)
            if beside or (kurdish and (self.facts.days or self.facts.weekdays)):
                self.facts.parts.append(Part.MORNING)
            elif kurdish and at - 1 in self.scan.used:
                self.facts.doubts.append(Doubt.UNCLEAR)
            else:
                self._offsets.append(1)
