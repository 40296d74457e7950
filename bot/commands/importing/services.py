"""A row of a list becomes a place, or a reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.commands.importing.columns import Wrong, day, languages, plain, truth
from bot.core.rules import hours
from bot.core.rules.directory import Place
from bot.core.words import BIDI_CONTROLS
from bot.machine.library import Library
from handlers.directory.asked import EMAIL, WEBSITE
from handlers.directory.entering import code_of
from handlers.directory.numbers import NoNumber, phone
from storage.providers import address

LENGTHS = {
    "code": 80,
    "name": 200,
    "street": 120,
    "postcode": 10,
    "town": 80,
    "email": 120,
    "website": 200,
    "instead": 200,
    "source": 300,
    "deputy": 120,
    "contact": 120,
    "mail_contact": 120,
}


@dataclass(frozen=True)
class Read:
    """What a row says. What it has no column for stays as it is."""

    code: str
    says: Mapping[str, Any]  # fields of a place
    checked_on: date | None
    checked_by: str
    lines: tuple[tuple[str, str], ...] | None  # None: the file says nothing of direct lines

    def is_newer(self, before: Place | None) -> bool:
        """Whether somebody has checked it since: an old list does not undo a later look."""
        if self.checked_on is None or before is None or before.checked_on is None:
            return self.checked_on is not None
        return self.checked_on > before.checked_on

    def applied(self, before: Place | None) -> Place:
        if before is None:
            start = Place(id=0, code=self.code, name="", kinds=())
            shown = self.says.get("visible", self.checked_on is not None)
            return replace(start, **{**self.says, "visible": shown})
        shown = self.says.get("visible", before.visible or self.is_newer(before))
        return replace(before, **{**self.says, "visible": shown})


class Reader:
    """Reads rows with what is known of kinds of service and office."""

    def __init__(self, library: Library, today: date) -> None:
        self._today = today
        self._kinds = _kinds(library)

    def read(self, cells: Mapping[str, str]) -> Read:
        """`cells` by our names of the columns. Raises `Wrong`."""
        for name, text in cells.items():
            _short_enough(name, text)
        says = {
            name: value for name, text in cells.items() for name, value in self._fields(name, text)
        }
        if not says.get("name"):
            raise Wrong("the name is missing")
        if "kinds" in says and not says["kinds"]:
            raise Wrong("what it is (kinds) is missing")
        code = cells.get("code") or code_of(f"{says['name']} {says.get('town', '')}")
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", code):
            raise Wrong(f"“{code}” is no code; please use small letters, digits and hyphens")
        checked = day(cells.get("checked_on", ""), self._today)
        named = cells.get("checked_by", "")
        lines = _lines(cells["lines"]) if "lines" in cells else None
        return Read(code, says, checked, named, lines)

    def _fields(self, name: str, text: str) -> list[tuple[str, Any]]:
        match name:
            case "code" | "checked_on" | "checked_by" | "lines" | "reason":
                return []
            case "kinds":
                return [("kinds", self._kinds_in(text))]
            case "address":
                return list(zip(("street", "postcode", "town"), address(text), strict=True))
            case "hours":
                return _hours(text)
            case "visible" | "vacant":
                return [(name, truth(text))]
            case _:
                return [(name, _VALUES.get(name, str)(text))]

    def _kinds_in(self, text: str) -> tuple[str, ...]:
        found = []
        for part in filter(None, map(str.strip, re.split(r"[,;|\n]", text))):
            kind = self._kinds.get(plain(part))
            if kind is None:
                raise Wrong(f"there is no kind of service or office called “{part}”")
            found.append(kind)
        return tuple(dict.fromkeys(found))


def _kinds(library: Library) -> Mapping[str, str]:
    """By id, and by name in German and English."""
    facts = library.facts()
    found = {}
    for table, ids in (("services", facts.service_kinds), ("offices", facts.offices)):
        for id in ids:
            names = [library.text(language, table, id, "name") for language in ("de", "en")]
            found.update({plain(name): id for name in names})
    for id, office in facts.offices.items():
        label = library.text("de", "offices", id, "label")
        found.update({plain(name): id for name in (label, *office.aka)})
    found.update({plain(id): id for id in (*facts.service_kinds, *facts.offices)})
    return found


def _short_enough(name: str, text: str) -> None:
    longest = LENGTHS.get(name, 600)
    if len(text) > longest:
        raise Wrong(f"{name} is longer than {longest} characters")
    if BIDI_CONTROLS.search(text) or any(ord(each) < 32 and each not in "\n\t" for each in text):
        raise Wrong(f"{name} holds signs that cannot be seen")


def _hours(text: str) -> list[tuple[str, Any]]:
    try:
        opening = hours.read(text)
    except hours.NoHours as wrong:
        raise Wrong(
            f"the opening times “{text}” cannot be read; please write: Mo-Do 9-12, 14-16; Fr 9-12"
        ) from wrong
    return [("hours", opening.hours), ("by_appointment", opening.by_appointment)]


def _phone(text: str) -> str:
    try:
        return phone(text)
    except NoNumber as wrong:
        raise Wrong(f"“{text}” is no phone number") from wrong


def _lines(text: str) -> tuple[tuple[str, str], ...]:
    """`Frau Muster: 0341 1234-56; Empfang: 0341 1234-0`."""
    found = []
    for part in filter(None, map(str.strip, re.split(r"[;\n]", text))):
        whose, colon, number = part.rpartition(":")
        if not (colon and whose.strip() and number.strip()):
            raise Wrong("direct lines are written like: Frau Muster: 0341 123456; Empfang: 0341 0")
        found.append((whose.strip()[:120], _phone(number)))
    return tuple(found)


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and not pattern.fullmatch(text):
            raise Wrong(f"“{text}” is no {what}")
        return text

    return read


def _postcode(text: str) -> str:
    """A spreadsheet that takes it for a number forgets the nought in front of Leipzig's."""
    digits = text.zfill(5) if text.isascii() and text.isdecimal() and len(text) == 4 else text
    if digits and not re.fullmatch(r"\d{5}", digits):
        raise Wrong(f"“{text}” is no postcode")
    return digits


def _degrees(most: int) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        if not text:
            return None
        try:
            found = float(text.replace(",", "."))
        except ValueError as wrong:
            raise Wrong(f"“{text}” is no number of degrees") from wrong
        if not -most <= found <= most:
            raise Wrong(f"“{text}” is no number of degrees")
        return found

    return read


_VALUES: Mapping[str, Callable[[str], Any]] = {
    "phone": _phone,
    "email": _matching(EMAIL, "e-mail address"),
    "mail_contact": _matching(EMAIL, "e-mail address"),
    "website": _matching(WEBSITE, "address of a website"),
    "languages": languages,
    "postcode": _postcode,
    "lat": _degrees(90),
    "lon": _degrees(180),
}
