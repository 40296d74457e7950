"""Calendar dates: numbers and month names that say one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.core.when import solar
from bot.core.when.facts import DayFact, Facts
from bot.core.when.pieces import Piece
from bot.core.when.reading import Doubt, Moment
from bot.core.when.scan import Found, Scan
from bot.core.when.senses import Kind
from bot.core.when.tokens import Shape, Token

# Who writes 3/12/2026 with the day first as a matter of course. Elsewhere both orders are common.
_DAY_FIRST = frozenset({"de", "fr", "ar", "tr", "ru", "uk"})
_SOLAR_YEARS = range(1300, 1500)
_SOLAR_YEARS_AROUND = 20
_CENTURY = 2000
_JUST_PASSED_DAYS = 14
# Month names that are everyday words as well: "may", Persian "می" (a verb's beginning).
_WEAK_MONTHS = frozenset({"مي", "مه", "may", "mar", "march", "ara", "mai"})


def _moments(*days: date | None) -> tuple[Moment, ...]:
    return tuple(Moment(day) for day in sorted({day for day in days if day is not None}))


def on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_year(day: int, month: int, year: int, today: date) -> DayFact:
    """A date with its year; two digits mean this century.

    13xx and 14xx are years of the solar calendar, unless they are so far from now that they
    must be of the Islamic one.
    """
    if year in _SOLAR_YEARS:
        if abs(year - solar.year_of(today)) > _SOLAR_YEARS_AROUND:
            return DayFact(None, Doubt.UNCLEAR)
        return DayFact(None, Doubt.JALALI, _moments(solar.gregorian(year, month, day)))
    found = on(year + _CENTURY if year < 100 else year, month, day)
    return DayFact(found, None if found else Doubt.NO_SUCH_DATE)


def coming(day: int, month: int, today: date, *, past: bool = False) -> DayFact:
    """A date without year: the next such day, or the last one where the past is asked for.

    One that passed less than two weeks ago may be a slip for this month, so it is asked.
    """
    if past:
        days = [on(year, month, day) for year in (today.year, today.year - 1)]
        gone = [found for found in days if found and found <= today]
        return DayFact(gone[0]) if gone else DayFact(None, Doubt.NO_SUCH_DATE)
    this, following = on(today.year, month, day), on(today.year + 1, month, day)
    if this is not None and this >= today:
        return DayFact(this)
    if this is not None and (today - this).days <= _JUST_PASSED_DAYS:
        return DayFact(this, Doubt.PAST, _moments(this, following))
    return DayFact(following, None if following else Doubt.NO_SUCH_DATE)


def coming_number(day: int, today: date, *, past: bool = False) -> DayFact:
    """A day of the month alone ("the 25th"): the next one, or the last one."""
    step = -1 if past else 1
    for months in range(3):
        index = today.year * 12 + today.month - 1 + step * months
        found = on(index // 12, index % 12 + 1, day)
        if found and (found <= today if past else found >= today):
            return DayFact(found)
    return DayFact(None, Doubt.NO_SUCH_DATE)


class Dates:
    """Takes the calendar dates out of a scan."""

    def __init__(self, scan: Scan, facts: Facts, language: str, today: date, past: bool) -> None:
        self.scan, self.facts, self.language = scan, facts, language
        self.today, self.past = today, past

    def take(self) -> None:
        self._take_shapes(Shape.YEAR_FIRST, self._year_first)
        self._take_shapes(Shape.YEAR_LAST, self._year_last)
        self.scan.apply("n? solar y?", self._solar)
        self.scan.apply("y solar n?", self._solar)
        self.scan.apply("n? lunar y?", self._lunar)
        self.scan.apply("d ordinal? of_month? month y?", self._named)
        self.scan.apply("y month d ordinal?", self._named)
        self.scan.apply("month d ordinal? y?", self._named)
        self.scan.apply("d month_named m y?", self._named)

    def take_pairs(self) -> None:
        """3.12. and 3/12: after the times, which may look the same."""
        either_way = any(
            piece.token.shape is Shape.PAIR and piece.token.mark == "." and not piece.token.dotted
            for at, piece in enumerate(self.scan.pieces)
            if at not in self.scan.used
        )
        self._take_shapes(Shape.PAIR, self._pair)
        if either_way and len(self.facts.days) > 1:
            # Beside a date, 3.05 may be a time as well.
            self.facts.days.insert(0, DayFact(None, Doubt.SEVERAL))

    def take_numbers(self) -> None:
        """ "The 12th", "12-го", "le 12", "am 12."."""
        self.scan.apply("on? d ordinal", self._number)
        self.scan.apply("on? d of_month", self._number)
        self.scan.apply("on d", self._number_after_on)
        self.scan.apply("weekday d", self._number_after_weekday)

    def _coming(self, day: int, month: int) -> DayFact:
        return coming(day, month, self.today, past=self.past)

    def _take_shapes(self, shape: Shape, read: Callable[[Token], DayFact]) -> None:
        for at, piece in enumerate(self.scan.pieces):
            if piece.token.shape is shape and at not in self.scan.used:
                self.scan.used.add(at)
                self.facts.days.append(read(piece.token))

    def _year_first(self, token: Token) -> DayFact:
        year, month, day = token.numbers
        return of_year(day, month, year, self.today)

    def _year_last(self, token: Token) -> DayFact:
        day, month, year = token.numbers
        straight, turned = (
            of_year(day, month, year, self.today),
            of_year(month, day, year, self.today),
        )
        if token.mark == "." or self.language in _DAY_FIRST or day == month:
            return straight
        if straight.day and turned.day:
            return DayFact(None, Doubt.DAY_OR_MONTH, _moments(straight.day, turned.day))
        return straight if straight.day or straight.doubt is Doubt.JALALI else turned

    def _pair(self, token: Token) -> DayFact:
        day, month = token.numbers
        if token.mark == "-" and day < month <= 24:
            return DayFact(None, Doubt.SEVERAL)
        straight = self._coming(day, month)
        if token.mark == "." or day == month:
            return straight
        turned = self._coming(month, day)
        if on(2028, month, day) and on(2028, day, month):
            return DayFact(None, Doubt.DAY_OR_MONTH, _moments(straight.day, turned.day))
        return straight if on(2028, month, day) else turned

    def _named(self, found: Found, places: list[int]) -> bool:
        day, month = found["d"].number or 0, found.get("m")
        number = month.number if month else found["month"].senses[Kind.MONTH]
        if not number or not 1 <= number <= 12 or not self._may_be_named(found, places):
            return False
        year = found["y"].number if "y" in found else None
        fact = of_year(day, number, year, self.today) if year else self._coming(day, number)
        self.facts.days.append(fact)
        return True

    def _may_be_named(self, found: Found, places: list[int]) -> bool:
        """Not where the number is an hour ("ساعت ۱۲ می‌آیم") or the name another word."""
        first, last = min(places), max(places)
        before = self.scan.neighbour(first, -1)
        if before is not None and before.can_be(Kind.HOUR) and first - 1 not in self.scan.used:
            return False
        month: Piece | None = found.get("month")
        if month is None or month.token.text not in _WEAK_MONTHS or "y" in found:
            return True
        after = self.scan.neighbour(last, 1)
        return after is None or after.is_known

    def _solar(self, found: Found, places: list[int]) -> bool:
        if "n" not in found:
            return False
        day, month = found["n"].number or 0, found["solar"].senses[Kind.SOLAR]
        year = (found["y"].number or 0) if "y" in found else solar.year_of(self.today)
        days = [solar.gregorian(year, month, day)]
        if "y" not in found and days[0] and days[0] < self.today:
            days = [solar.gregorian(year + 1, month, day)]
        self.facts.days.append(DayFact(None, Doubt.JALALI, _moments(*days)))
        return True

    def _lunar(self, found: Found, places: list[int]) -> bool:
        if "n" not in found:
            return False
        self.facts.days.append(DayFact(None, Doubt.UNCLEAR))
        return True

    def _number(self, found: Found, places: list[int]) -> bool:
        self.facts.days.append(coming_number(found["d"].number or 0, self.today, past=self.past))
        return True

    def _number_after_on(self, found: Found, places: list[int]) -> bool:
        number, word = found["d"], found["on"]
        german = word.token.text in ("am", "den", "dem", "an", "on", "the")
        if not number.in_digits or (german and not number.token.dotted):
            return False
        return self._number(found, places)

    def _number_after_weekday(self, found: Found, places: list[int]) -> bool:
        """ "Mi 25.": with a dot, or where the number is no hour and the weekday agrees."""
        number = found["d"]
        fact = coming_number(number.number or 0, self.today, past=self.past)
        agrees = (
            fact.day is not None and fact.day.weekday() == (found["weekday"].senses[Kind.WEEKDAY])
        )
        if number.in_digits and (number.token.dotted or (agrees and (number.number or 0) >= 24)):
            self.facts.days.append(fact)
            self.scan.used.add(max(places))
        return False
