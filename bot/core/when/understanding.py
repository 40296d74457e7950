"""Puts together what was found in a text: the reading, or the doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.core.when.clocks import take_clocks, take_pairs_as_clocks, take_parts
from bot.core.when.dates import Dates
from bot.core.when.facts import Clock, DayFact, Facts
from bot.core.when.halves import Settled, settle
from bot.core.when.leftovers import doubts, take_labels
from bot.core.when.pieces import pieces_of
from bot.core.when.reading import Doubt, Moment, Reading, asking, certain
from bot.core.when.resolve import Calendar, the_day
from bot.core.when.scan import Scan
from bot.core.when.senses import Kind, Part
from bot.core.when.weekdays import Counted

_HOME = ZoneInfo("Europe/Berlin")


class Asked(Enum):
    """What a question wants to know."""

    BOTH = auto()
    DAY = auto()
    PAST_DAY = auto()
    TIME = auto()


class Understanding:
    """One text being understood."""

    def __init__(self, text: str, language: str, now: datetime, asked: Asked) -> None:
        self.language, self.now, self.asked = language, now, asked
        self.scan = Scan(pieces_of(text, language))
        self.facts = Facts()
        self._claimed: set[int] = set()

    def find(self) -> None:
        """Fills the facts, from the forms that say most to those that say least."""
        today, scan, facts = self.now.date(), self.scan, self.facts
        scan.used.update(scan.unused(Kind.GREETING))
        take_labels(scan)
        ignored = set(scan.used)
        past = self.asked is Asked.PAST_DAY
        dates = Dates(scan, facts, self.language, today, past)
        counted = Counted(scan, facts, self.language, today)
        dates.take()
        counted.take_spans()
        take_clocks(scan, facts)
        if self.asked is Asked.TIME:
            take_pairs_as_clocks(scan, facts)
        dates.take_pairs()
        dates.take_numbers()
        counted.take_days()
        take_parts(scan, facts)
        self._take_bare_number()
        self._claimed = scan.used - ignored

    def _take_bare_number(self) -> None:
        """ "Tomorrow 10", or "10" where only the time is asked for: what else could it be?"""
        loose = [
            at
            for at, piece in enumerate(self.scan.pieces)
            if at not in self.scan.used and piece.number is not None
        ]
        wanted = self.facts.relative or self.asked is Asked.TIME
        if len(loose) != 1 or self.facts.clocks or self.facts.midnight or not wanted:
            return
        piece = self.scan.pieces[loose[0]]
        if (piece.number or 0) <= 24 and not piece.token.dotted:
            self.scan.used.add(loose[0])
            self.facts.clocks.append(Clock(piece.number or 0))

    def reading(self) -> Reading:
        day = self._day()
        at = self._time()
        if self.asked is Asked.TIME:
            return self._time_reading(at)
        doubt = self._doubt(day, at)
        moments = self._moments(day, at, doubt)
        if doubt is None:
            return certain(day.day, at.at)
        return asking(doubt, day.day, at.at, moments)

    def _day(self) -> DayFact:
        past = self.asked is Asked.PAST_DAY
        day = the_day(self.facts, Calendar(self.language, self.now.date()), past=past)
        return DayFact(day.day) if past and day.doubt is Doubt.PAST else day

    def _time(self) -> Settled:
        clocks = set(self.facts.clocks)
        if self.facts.midnight:
            return Settled(time(0), Doubt.UNCLEAR if self.asked is not Asked.TIME else None)
        parts = set(self.facts.parts)
        if not clocks:
            vague = parts == {Part.MIDDAY}
            return Settled(None, Doubt.HALF_DAY if vague else None, (time(12),) if vague else ())
        settled = {settle(clock, parts, self.language) for clock in clocks}
        return settled.pop() if len(settled) == 1 else Settled(None, Doubt.SEVERAL)

    def _doubt(self, day: DayFact, at: Settled) -> Doubt | None:
        """The first thing the bot must ask about."""
        said = bool(self.facts.days or self.facts.weekdays or self.facts.weeks)
        left = self._left()
        if not said and not self.facts.clocks:
            return Doubt.SEVERAL if Doubt.SEVERAL in left else (left or [Doubt.UNCLEAR])[0]
        if day.doubt and day.doubt is not Doubt.NO_DAY and day.doubt is not Doubt.PAST:
            return day.doubt
        if Doubt.SEVERAL in left:
            return Doubt.SEVERAL
        for doubt in (*self.facts.doubts, *left):
            return doubt
        if day.doubt is Doubt.NO_DAY or at.doubt is None:
            return day.doubt or self._against_now(day.day, at.at)
        return at.doubt if self.asked is Asked.BOTH else self._against_now(day.day, None)

    def _left(self) -> list[Doubt]:
        return doubts(self.scan, self._claimed, has_date=bool(self.facts.days))

    def _against_now(self, day: date | None, at: time | None) -> Doubt | None:
        """Past, and the two hours of the year that summer time takes away or doubles."""
        today = self.now.date()
        if day is None or self.asked is Asked.PAST_DAY:
            return Doubt.UNCLEAR if day and day > today else None
        if day < today or (day == today and at is not None and at <= self.now.time()):
            return Doubt.PAST
        return self._summer_time(datetime.combine(day, at)) if at is not None else None

    def _summer_time(self, wall: datetime) -> Doubt | None:
        local = wall.replace(tzinfo=self.now.tzinfo or _HOME)
        first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
        if first == second:
            return None
        back = local.astimezone(UTC).astimezone(local.tzinfo)
        return Doubt.TWICE if back.replace(tzinfo=None) == wall else Doubt.NO_SUCH_TIME

    def _moments(self, day: DayFact, at: Settled, doubt: Doubt | None) -> tuple[Moment, ...]:
        if day.candidates:
            return tuple(replace(moment, time=at.at) for moment in day.candidates)
        if self.facts.midnight and day.day:
            following = day.day + timedelta(days=1)
            return (Moment(day.day, time(0)), Moment(following, time(0)))
        if at.options and doubt is at.doubt:
            return tuple(Moment(day.day, option) for option in at.options)
        return ()

    def _time_reading(self, at: Settled) -> Reading:
        left = self._left()
        doubt = at.doubt or next(iter((*left, *self.facts.doubts)), None)
        if Doubt.SEVERAL in left:
            doubt = Doubt.SEVERAL
        if doubt is None and at.at is None:
            doubt = Doubt.UNCLEAR
        if doubt is None:
            return certain(None, at.at)
        return asking(doubt, None, at.at, tuple(Moment(None, option) for option in at.options))


def understand(text: str, language: str, now: datetime, asked: Asked) -> Reading:
    """Reads a text for a question that wants a day, a time, or both."""
    understanding = Understanding(text, language, now, asked)
    understanding.find()
    return understanding.reading()
