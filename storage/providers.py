"""The providers that the content names become places: unverified, and shown to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from bot.core.rules.directory import Place
from bot.core.rules.services import Provider
from storage import directory
from storage.database import Db

POSTCODE = re.compile(r"^(\d{5})\s+(.+)$")


def enter(db: Db, providers: Iterable[Provider], now: datetime) -> int:
    """Those that are not there yet, by their ids. What somebody has changed stays. How many."""
    return directory.enter(db, [place_of(provider) for provider in providers], now)


def place_of(provider: Provider) -> Place:
    street, postcode, town = address(provider.address)
    return Place(
        id=0,
        code=provider.id,
        name=provider.name[:200],
        kinds=provider.service_kinds,
        street=street,
        postcode=postcode,
        town=town,
        phone=provider.phone,
        website=provider.website,
        source=f"{provider.region}, {provider.as_of}"[:300],
    )


def address(written: str) -> tuple[str, str, str]:
    """`Kirchplatz, 15711 Königs Wusterhausen`: street, postcode, town. Nothing is guessed."""
    street, _comma, rest = written.rpartition(",")
    found = POSTCODE.match(rest.strip())
    if found:
        return street.strip(), found[1], found[2]
    return street.strip(), "", rest.strip()
