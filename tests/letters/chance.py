"""What differs from letter to letter. All names, streets and numbers are made up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time, timedelta

TODAY = date(2026, 9, 1)
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
          "Oktober", "November", "Dezember")  # fmt: skip
PEOPLE = ("Frau Beispiel", "Herr Muster", "Frau Probst-Fiktiv", "Herr Erfunden", "Frau Dr. Sample",
          "Frau Ohnesorg", "Herr Niemand")  # fmt: skip
STREETS = ("Beispielstraße 12", "Musterweg 3", "Am Probeplatz 7", "Fiktivallee 104")
TOWNS = ("01234 Musterstadt", "98765 Beispielhausen", "12345 Probedorf")
ADDRESSED = (("Frau", "Amina Testmann"), ("Herrn", "Karim Platzhalter"), ("Frau", "Oksana Nobody"))


@dataclass(frozen=True)
class Chance:
    """One throw of the dice."""

    rng: random.Random
    day: date
    at: time
    written: date
    born: date
    person: str
    street: str
    town: str
    addressed: tuple[str, str]

    @classmethod
    def of(cls, rng: random.Random) -> Chance:
        day = TODAY + timedelta(days=rng.randint(2, 75))
        while day.weekday() > 4:
            day += timedelta(days=1)
        at = time(rng.randint(8, 16), rng.choice((0, 15, 30, 45, 10, 20)))
        return cls(
            rng,
            day,
            at,
            TODAY - timedelta(days=rng.randint(0, 9)),
            date(rng.randint(1965, 2004), rng.randint(1, 12), rng.randint(1, 28)),
            rng.choice(PEOPLE),
            rng.choice(STREETS),
            rng.choice(TOWNS),
            rng.choice(ADDRESSED),
        )

    def another(self, least: int, most: int) -> date:
        """A working day so many days from the appointment."""
        day = self.day + timedelta(days=self.rng.randint(least, most))
        while day.weekday() > 4:
            day += timedelta(days=1)
        return day

    @property
    def town_name(self) -> str:
        return self.town.split()[1]

    @property
    def file_number(self) -> str:
        office, matter = self.rng.randint(10, 99), self.rng.randint(100, 999)
        return f"{office}.{matter}/{self.rng.randint(1000, 9999)}-26"

    @property
    def phone(self) -> str:
        """No number that anybody has: the range for films (0152 28817386 and 030 23125 xxx)."""
        return f"030 23125 {self.rng.randint(100, 999)}"

    @property
    def greeting(self) -> str:
        title, name = self.addressed
        surname = name.split()[-1]
        return (
            f"Sehr geehrte Frau {surname}," if title == "Frau" else f"Sehr geehrter Herr {surname},"
        )


def numbers(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def short(day: date) -> str:
    return f"{day.day}.{day.month}.{day:%y}"


def spelled(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    return DAYS[day.weekday()]


def colon(at: time) -> str:
    return f"{at:%H:%M} Uhr"


def dot(at: time) -> str:
    return f"{at.hour}.{at:%M} Uhr"


def bare(at: time) -> str:
    """ "um 9 Uhr" where it is a whole hour."""
    return f"{at.hour} Uhr" if not at.minute else dot(at)
