"""What a word can mean in a date: the kinds of sense, and the table form of the word lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import TypeAlias


class Part(IntEnum):
    """A part of the day, as said beside an hour."""

    MORNING = 1
    FORENOON = 2
    MIDDAY = 3
    AFTERNOON = 4
    EVENING = 5
    NIGHT = 6
    AM = 7
    PM = 8


class Kind(Enum):
    """The senses. The value of a sense is a number; its meaning stands beside the kind."""

    NUMBER = auto()  # the number
    MONTH = auto()  # 1..12, Gregorian
    SOLAR = auto()  # 1..12, month of the Iranian and Afghan year
    LUNAR = auto()  # 1..12, month of the Islamic year
    WEEKDAY = auto()  # 0 = Monday
    REL = auto()  # days from today
    MORGEN = auto()  # German "morgen", Kurdish "sibê": tomorrow, or in the morning
    PART = auto()  # a Part
    HOUR = auto()  # "Uhr", "saat"
    MINUTE = auto()
    AT = auto()  # introduces an hour: "um"
    ON = auto()  # introduces a day: "am", "le"
    NEXT = auto()
    COMING = auto()
    THIS = auto()
    LAST = auto()
    AFTER_NEXT = auto()
    NEXT_WEEK = auto()  # said in one word: "haftaya"
    UNIT = auto()  # days in it: 1, 7; 30 is a month, 365 a year
    SPAN = auto()  # days, said in one word: "يومين"
    FOLLOWING = auto()  # days after the coming weekday: "en huit"
    IN = auto()  # "in" 3 days
    LATER = auto()  # 3 days "later"
    AGO = auto()  # "vor" 3 days, 3 days "ago"
    FRACTION = auto()  # minutes: a quarter 15, a half 30
    PLUS = auto()
    MINUS = auto()  # ten "less" a quarter, hour first
    LESS = auto()  # "без" четверти десять, hour last
    PAST = auto()  # quarter "past" nine
    TO = auto()  # quarter "to" nine
    OF_HOUR = auto()  # minutes to add to the hour named after it: "halb" -30
    GONE = auto()  # Turkish "geçe", after hour and minutes
    LEFT = auto()  # Turkish "kala", after hour and minutes
    CLOCK = auto()  # minutes since midnight, on a twelve-hour face: "полдесятого" 570
    NOON = auto()
    MIDNIGHT = auto()
    ORDINAL = auto()  # "th", "-го"
    OF_MONTH = auto()  # makes the number a day of the month: "числа"
    MONTH_NAMED = auto()  # introduces a month by number: "شهر" 12
    SEVERAL = auto()  # beside a time or day: or, between, until
    AHEAD = auto()  # of EDGE or SEVERAL: a preposition, so only what follows it counts
    EDGE = auto()  # beside a time or day: about, before, after, every
    UNSURE = auto()  # anywhere: not, instead, cancelled, weekend
    LABEL = auto()  # room, floor: its number is not a date
    FILLER = auto()
    GREETING = auto()


Table: TypeAlias = Mapping[Kind, Mapping[int, str]]
"""The words of a language: for each sense and value the phrases, separated by `|`."""

Senses: TypeAlias = Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class Language:
    """What `words/<language>.py` says about one language, unfolded.

    `locales`: whose month and weekday names Babel adds. `composed`: how 21 to 59 are built from
    `{one}` and `{ten}`. `prefixes` and `suffixes` are taken off words that are not found whole.
    `glued`: endings written onto digits, as a regular expression over folded text.
    `relatives`: languages whose words this one's speakers mix in, nearest first.
    """

    table: Table
    locales: tuple[str, ...]
    composed: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    glued: str = ""
    relatives: tuple[str, ...] = ()
