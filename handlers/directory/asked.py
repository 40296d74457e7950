"""The questions that forms about places have in common: each answer is checked when it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.core.forms import Question, Unclear
from bot.core.messages import Option, length
from bot.core.questions import is_blank, several
from bot.core.rules import hours as opening
from bot.core.rules.hours import NoHours, Opening
from bot.core.rules.people import LANGUAGES
from bot.core.words import Exactly, Value, Words, _, entry, just
from handlers.directory.numbers import NoNumber
from handlers.directory.numbers import phone as read_phone

EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}")
WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/[^\s<>]*)?", re.IGNORECASE)
TOWN = re.compile(r"(?:(\d{5})\s+)?(\D[^\d,;]{1,78})")
EMPTY = _("nothing known")
BY_APPOINTMENT = "="  # of the button, and as it is kept


def short(ask: Words, longest: int) -> Question[str]:
    def read(raw: str, setting: Any, draft: str) -> str:
        if is_blank(raw):
            raise Unclear(_("Please write a few words."))
        if length(raw) > longest:
            raise Unclear(_("Please use at most {longest} characters.", longest=longest))
        return " ".join(raw.split())

    return Question(ask, read, str, str)


def phone(ask: Words) -> Question[str]:
    def read(raw: str, setting: Any, draft: str) -> str:
        try:
            found = read_phone(raw)
        except NoNumber:
            found = ""
        if not found:
            raise Unclear(_("This is not a phone number. Please write it like 0341 1234567."))
        return found

    return Question(ask, read, str, str, show=lambda number: just(Exactly(number)))


def email(ask: Words) -> Question[str]:
    return _matching(ask, EMAIL, 120, _("This is not an e-mail address."))


def website(ask: Words) -> Question[str]:
    return _matching(ask, WEBSITE, 200, _("This is not the address of a website."))


def _matching(ask: Words, pattern: re.Pattern[str], longest: int, wrong: Words) -> Question[str]:
    def read(raw: str, setting: Any, draft: str) -> str:
        if not pattern.fullmatch(raw.strip()) or length(raw) > longest:
            raise Unclear(wrong)
        return raw.strip()

    return Question(ask, read, str, str, show=lambda text: just(Exactly(text)))


def town(ask: Words) -> Question[str]:
    """With its postcode, or without."""

    def read(raw: str, setting: Any, draft: str) -> str:
        written = " ".join(raw.split())
        if not TOWN.fullmatch(written):
            raise Unclear(_("Please write postcode and town like 04103 Leipzig."))
        return written

    return Question(ask, read, str, str)


def postcode_and_town(written: str) -> tuple[str, str]:
    found = TOWN.fullmatch(written)
    return (found[1] or "", found[2].strip()) if found else ("", written)


def hours(ask: Words) -> Question[Opening]:
    """As people write them."""

    def read(raw: str, setting: Any, draft: str) -> Opening:
        if raw == BY_APPOINTMENT:
            return Opening(by_appointment=True)
        try:
            found = opening.read(raw)
        except NoHours:
            found = Opening()
        if found == Opening():
            raise Unclear(_("Please write it like: Mo-Do 9-12, 14-16; Fr 9-12"))
        return found

    def keep(found: Opening) -> str:
        return BY_APPOINTMENT if found.by_appointment else found.hours.text

    def recall(kept: str) -> Opening:
        if kept == BY_APPOINTMENT:
            return Opening(by_appointment=True)
        return opening.read(kept)

    arranged = [[Option(BY_APPOINTMENT, _("Only by appointment"))]]
    return Question(ask, read, keep, recall, rows=lambda scene, draft: arranged, show=_shown)


def _shown(found: Opening) -> Value:
    return _("Only by appointment") if found.by_appointment else just(Exactly(found.hours.text))


def languages(ask: Words) -> Question[Sequence[str]]:
    return several(ask, lambda scene: list(LANGUAGES), lambda id: just(LANGUAGES[id]))


def office_kinds(ask: Words) -> Question[Sequence[str]]:
    return several(
        ask, lambda scene: list(scene.house.facts.offices), lambda id: _entry("offices", id), 2
    )


def service_kinds(ask: Words) -> Question[Sequence[str]]:
    return several(
        ask,
        lambda scene: list(scene.house.facts.service_kinds),
        lambda id: _entry("services", id),
        columns=1,
    )


def _entry(table: str, id: str) -> Words:
    return entry(table, id, "label" if table == "offices" else "name")
