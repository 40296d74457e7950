"""What columns are called, in German and in English; and the values that need no facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from babel import Locale

from bot.core.rules.people import LANGUAGES

YES = frozenset(["ja", "j", "yes", "y", "x", "1", "true", "wahr"])
NO = frozenset(["", "nein", "n", "no", "0", "false", "falsch", "-"])
REASON = "reason"
PLACES: Mapping[str, str] = {
    "code": "code id kennung schluessel",
    "name": "name bezeichnung stelle einrichtung",
    "kinds": "kinds kind servicekinds art arten angebot angebote dienste",
    "address": "address adresse anschrift",
    "street": "street strasse strasseundhausnummer",
    "postcode": "postcode plz postleitzahl zip",
    "town": "town city ort stadt",
    "lat": "lat latitude breitengrad",
    "lon": "lon longitude laengengrad",
    "phone": "phone telephone telefon tel telefonnummer rufnummer",
    "email": "email mail emailadresse",
    "website": "website webseite homepage internet url",
    "languages": "languages language sprachen sprache",
    "hours": "hours openinghours openingtimes oeffnungszeiten sprechzeiten zeiten",
    "vacant": "vacant unbesetzt vakant",
    "instead": "instead stattdessen",
    "visible": "visible shown sichtbar zeigen",
    "checked_on": "checkedon checked lastchecked geprueftam geprueft",
    "checked_by": "checkedby geprueftvon",
    "deputy": "deputy vertretung",
    "contact": "contact contactperson ansprechperson ansprechpartner kontakt kontaktperson",
    "mail_contact": "mailcontact contactmail kontaktmail mailansprechperson",
    "lines": "lines directlines durchwahl durchwahlen",
    "source": "source quelle",
    REASON: "reason grund",
}
PEOPLE: Mapping[str, str] = {
    "name": "name vorname firstname",
    "role": "role rolle",
    "region": "region ort gebiet",
    "mentor": "mentor mentorin patin pate",
    REASON: "reason grund",
}


def known(columns: Sequence[str], names: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Our name of each column, and those that nobody knows."""
    ours = {alias: name for name, aliases in names.items() for alias in aliases.split()}
    found: dict[str, str] = {}
    unknown: list[str] = []
    for column in columns:
        name = ours.get(plain(column))
        if name is None or name in found.values():
            unknown.append(column)
        else:
            found[column] = name
    return found, unknown


def plain(text: str) -> str:
    """`Straße / Nr.` and `strasse nr` are the same."""
    folded = text.casefold()
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(letter, letters)
    return re.sub(r"[^a-z0-9]", "", folded)


class Wrong(ValueError):
    """A cell that cannot be taken; the words say why, for whoever wrote the list."""


def truth(text: str) -> bool:
    bare = text.casefold().strip()
    if bare in YES:
        return True
    if bare in NO:
        return False
    raise Wrong(f"“{text}” should be yes or no")


def day(text: str, today: date) -> date | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        read = (
            date(int(found[3]), int(found[2]), int(found[1]))
            if found
            else date.fromisoformat(text[:10])
        )
    except ValueError as wrong:
        raise Wrong(f"“{text}” is no day; please write it like 24.12.2026") from wrong
    if read > today:
        raise Wrong(f"{read:%d.%m.%Y} is still to come")
    return read


def languages(text: str) -> tuple[str, ...]:
    """By code, or by name in German, in English or in the language itself."""
    found = []
    for part in filter(None, map(str.strip, re.split(r"[,;/|]|\bund\b|\band\b", text))):
        code = _languages().get(part.casefold())
        if code is None:
            raise Wrong(f"“{part}” is no language that is known here")
        found.append(code)
    return tuple(dict.fromkeys(found))


@cache
def _languages() -> Mapping[str, str]:
    """Of all languages, and ours before all others."""
    every: dict[str, str] = {}
    for locale in (Locale("en"), Locale("de")):
        for code, name in locale.languages.items():
            if len(str(code)) <= 3:
                every.update({str(name).casefold(): str(code), str(code): str(code)})
    ours = {name.casefold(): code for code, name in LANGUAGES.items()}
    ours |= {code.casefold(): code for code in LANGUAGES}
    ours |= dict.fromkeys(("dari", "fa-af", "prs"), "fa_AF")
    ours |= dict.fromkeys(("kurdisch", "kurmandschi", "kurmanji", "kurdish"), "ku")
    ours |= {"farsi": "fa", "persisch": "fa", "persian": "fa", "tigrinisch": "ti"}
    return {**every, **ours}
