"""Any letter of any layout, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.letters.chance import TODAY, Chance
from tests.letters.first_layouts import FIRST
from tests.letters.later_layouts import LATER
from tests.letters.page import Page, Truth, photographed

Layout = Callable[[Page, Chance], Truth]
ALL: tuple[Layout, ...] = (*FIRST, *LATER)


@dataclass(frozen=True)
class Letter:
    picture: bytes
    truth: Truth
    today: str = TODAY.isoformat()

    @property
    def expected(self) -> Mapping[str, str | None]:
        truth = self.truth
        return {
            "day": truth.day.isoformat() if truth.day else None,
            "time": f"{truth.time:%H:%M}" if truth.time else None,
            "office": truth.office,
            "room": truth.room,
            "person": truth.person,
        }


def letter(layout: Layout, number: int) -> Letter:
    rng = random.Random(f"{layout.__name__}{number}")
    page = Page(rng)
    truth = layout(page, Chance.of(rng))
    return Letter(photographed(page, rng), truth)
