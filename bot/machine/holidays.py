"""Public holidays of a Land."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache


def holidays_of(region: str) -> Callable[[int], frozenset[date]]:
    """By year. Without a Land: those that all of Germany has."""

    @cache
    def of_year(year: int) -> frozenset[date]:
        from holidays import country_holidays  # reads hundreds of countries: when first asked for

        try:
            return frozenset(country_holidays("DE", subdiv=region.upper() or None, years=year))
        except NotImplementedError:  # no such Land: the doctor tells
            return frozenset(country_holidays("DE", years=year))

    return of_year


def is_land(region: str) -> bool:
    from holidays import list_supported_countries

    return region.upper() in list_supported_countries()["DE"]
