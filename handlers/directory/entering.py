"""A new place, entered by somebody who has looked."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from bot.core.questions import choice
from bot.core.rules.directory import Place
from bot.core.rules.hours import Opening
from bot.core.words import _
from bot.turns import Open, Reply, Tap, Turn, TurnForm
from handlers.directory import asked
from handlers.directory.listing import COORDINATORS, card_of
from storage import audit, directory
from storage.database import Db


class Sort(StrEnum):
    OFFICE = "office"
    SERVICE = "service"


SORTS = {Sort.OFFICE: _("An office"), Sort.SERVICE: _("A counselling service")}


class NewPlace(TurnForm):
    """Who enters it stands for it: it counts as checked today."""

    who = COORDINATORS
    review = True

    called = asked.short(_("What is the place called?"), 200)
    sort = choice(_("What is it?"), SORTS)
    offices = asked.office_kinds(_("Which office?")).when(sort.is_(Sort.OFFICE))
    services = asked.service_kinds(_("Which services are there?")).when(sort.is_(Sort.SERVICE))
    street = asked.short(_("Street and number?"), 120).optional(asked.EMPTY)
    town = asked.town(_("Postcode and town?"))
    phone = asked.phone(_("The phone number for everybody?")).optional(asked.EMPTY)
    hours = asked.hours(
        _("When is it open? Please write it like: Mo-Do 9-12, 14-16; Fr 9-12")
    ).optional(asked.EMPTY)

    def submit(self, turn: Turn) -> Reply:
        postcode, town = asked.postcode_and_town(self.town)
        opening = self.hours or Opening()
        place = Place(
            id=0,
            code=new_code(turn.db, self.called),
            name=self.called,
            kinds=tuple(self.offices or self.services or ()),
            street=self.street or "",
            postcode=postcode,
            town=town,
            phone=self.phone or "",
            hours=opening.hours,
            by_appointment=opening.by_appointment,
            visible=True,
        )
        by = turn.person.id
        kept = directory.save(turn.db, place, by=by, now=turn.now)
        directory.check(turn.db, kept.id, on=turn.today, by=by, now=turn.now)
        audit.note(turn.db, turn.now, actor=by, act="entered a place", about=str(kept.id))
        kept = directory.get(turn.db, kept.id) or kept
        return card_of(turn, kept, _("Entered. It is shown from now on."))


def new_code(db: Db, name: str) -> str:
    """Of the same name, the second gets a number."""
    code, taken = code_of(name), directory.codes(db)
    number = next(n for n in range(1, len(taken) + 2) if _numbered(code, n) not in taken)
    return _numbered(code, number)


def code_of(name: str) -> str:
    """`Jobcenter Köln` becomes `jobcenter-koeln`."""
    german = name.casefold()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        german = german.replace(letter, plain)
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "place"


def _numbered(code: str, number: int) -> str:
    return code if number == 1 else f"{code}-{number}"


def new(turn: Turn) -> Open:
    return Open(NewPlace)


NEW = Tap("placenew", new, COORDINATORS)
