"""Which office a German letter is from, in which room, and whom to ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_NUMBER = r"[A-Z]{0,3}[ .-]?\d{1,3}(?:[.,/-]\d{1,3})?[a-z]?"
ROOM = re.compile(
    rf"(?<!\w)(?P<kind>Zimmer|Zi\.|Raum|Saal|Sitzungssaal|Besprechungsraum|Büro|Platz|Schalter)"
    rf"(?:[- ]?(?:Nr|Nummer)\.?)?\s*[:.]?\s*(?P<number>{_NUMBER}|[IVX]{{1,4}}|[A-Z])(?!\w)"
)
FLOOR = re.compile(
    r"(?<!\w)(?:(?P<n>\d{1,2})\.\s?(?:OG|UG|Obergeschoss|Etage|Stock(?:werk)?|Untergeschoss)"
    r"|(?P<e>Erdgeschoss|EG))(?!\w)"
)
ENTRANCE = re.compile(
    r"(?<!\w)(?:Eingang|Haus|Gebäude|Aufgang|Treppenhaus)\s(?:[A-Z]|\d{1,2}|Nord|Süd|Ost"
    r"|West)(?!\w)"
)
TITLE = r"(?:Dr\.\s|Prof\.\s)?"
NAME = rf"(?P<name>(?:Frau|Herrn?)\s{TITLE}[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?)(?!\w)"
ASK_FOR = re.compile(
    r"(?:ansprechpartner(?:/?-?in)?|sachbearbeiter(?:/?-?in)?|bearbeiter(?:/?-?in)?"
    r"|auskunft(?: erteilt| gibt)?"
    r"|es schreibt ihnen|zuständig|bei|zu|mit|durch|ihre? berater(?:in)?|name"
    r"|kontakt(?:person)?|ihnen hilft|ärztin|arzt)"
    rf"\s*:?\s*(?:ist\s)?{NAME}",
    re.IGNORECASE,
)
GREETED = re.compile(rf"geehrte[rs]?\s{NAME}", re.IGNORECASE)
HEAD = 400  # characters: where a letter says who writes


def room_of(text: str) -> str | None:
    """Entrance, floor and room as the letter has them. None if it names two rooms."""
    rooms = {
        f"{found['kind']} {found['number']}".replace("Zi.", "Zimmer")
        for found in ROOM.finditer(text)
    }
    floors = {found[0] for found in FLOOR.finditer(text)}
    entrances = {found[0] for found in ENTRANCE.finditer(text)}
    if len(rooms) > 1:
        return None
    parts = [
        *(entrances if len(entrances) == 1 else ()),
        *(floors if len(floors) == 1 else ()),
        *rooms,
    ]
    return ", ".join(" ".join(part.split()) for part in parts)


def person_of(text: str) -> str | None:
    """Whom to ask for; never the person the letter is to. None if there are two."""
    greeted = {_surname(found["name"]) for found in GREETED.finditer(text)}
    named = {found["name"] for found in ASK_FOR.finditer(text)}
    named = {re.sub(r"^Herrn\s", "Herr ", name) for name in named if name[0].isupper()}
    asked = {name for name in named if _surname(name) not in greeted}
    if len(asked) > 1:
        return None
    return asked.pop() if asked else ""


def _surname(name: str) -> str:
    return name.split()[-1]


def office_of(text: str, offices: Mapping[str, Sequence[str]]) -> str | None:
    """The kind whose name stands first, where the letter says who writes, or else anywhere
    alone. None if that is not clear."""
    head = text[:HEAD]
    first = {id: at for id, names in offices.items() if (at := _first(head, names)) is not None}
    if first:
        nearest = min(first.values())
        leading = [id for id, at in first.items() if at == nearest]
        return leading[0] if len(leading) == 1 else None
    anywhere = [id for id, names in offices.items() if _first(text, names) is not None]
    return anywhere[0] if len(anywhere) == 1 else None


def _first(text: str, names: Sequence[str]) -> int | None:
    """Where a name first stands as a whole word; the end of a compound counts for long ones."""
    found = []
    for name in names:
        begins = r"(?<![A-Za-zÄÖÜäöüß])" if len(name) < 8 else ""
        match = re.search(
            rf"{begins}{re.escape(name)}(?![A-Za-zÄÖÜäöüß])",
            text,
            re.IGNORECASE if len(name) > 4 else 0,
        )
        if match:
            found.append(match.start())
    return min(found, default=None)
