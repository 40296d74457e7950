"""One thing about a place is different now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.core.messages import Option
from bot.core.questions import choice
from bot.core.rules.directory import Place
from bot.core.rules.hours import Opening
from bot.core.words import _, just
from bot.turns import Open, Reply, Scene, Tap, Turn, TurnForm, pick
from handlers.directory import asked
from handlers.directory.entering import SORTS, Sort
from handlers.directory.listing import COORDINATORS, card_of, known
from handlers.directory.telling import changed
from storage import directory


class What(StrEnum):
    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    HOURS = "hours"
    EMAIL = "email"
    WEBSITE = "website"
    LANGUAGES = "languages"
    KINDS = "kinds"
    VACANT = "vacant"
    DEPUTY = "deputy"
    MAIL = "mail"


class Vacant(StrEnum):
    YES = "yes"
    NO = "no"


WHAT = {
    What.NAME: _("Name"),
    What.ADDRESS: _("Address"),
    What.PHONE: _("Phone"),
    What.HOURS: _("Opening times"),
    What.EMAIL: _("E-mail"),
    What.WEBSITE: _("Website"),
    What.LANGUAGES: _("Languages"),
    What.KINDS: _("What it is"),
    What.VACANT: _("Who is there"),
    What.DEPUTY: _("Deputy"),
    What.MAIL: _("Contact by mail"),
}
NOW_EMPTY = asked.EMPTY


def every(scene: Scene) -> Sequence[Option]:
    return [Option(str(place.id), just(place.name)) for place in directory.everything(scene.db)]


def is_there(scene: Scene, id: int) -> bool:
    return directory.get(scene.db, id) is not None


class ChangePlace(TurnForm):
    """What is skipped is empty afterwards."""

    who = COORDINATORS

    place = pick(_("Which place?"), every, still=is_there)
    what = choice(_("What is different now?"), WHAT, columns=2)
    called = asked.short(_("What is the place called?"), 200).when(what.is_(What.NAME))
    street = (
        asked.short(_("Street and number?"), 120).optional(NOW_EMPTY).when(what.is_(What.ADDRESS))
    )
    town = asked.town(_("Postcode and town?")).when(what.is_(What.ADDRESS))
    phone = (
        asked.phone(_("The phone number for everybody?"))
        .optional(NOW_EMPTY)
        .when(what.is_(What.PHONE))
    )
    hours = (
        asked.hours(_("When is it open? Please write it like: Mo-Do 9-12, 14-16; Fr 9-12"))
        .optional(NOW_EMPTY)
        .when(what.is_(What.HOURS))
    )
    email = asked.email(_("Which e-mail address?")).optional(NOW_EMPTY).when(what.is_(What.EMAIL))
    website = asked.website(_("Which website?")).optional(NOW_EMPTY).when(what.is_(What.WEBSITE))
    languages = (
        asked.languages(_("Which languages are spoken there?"))
        .optional(NOW_EMPTY)
        .when(what.is_(What.LANGUAGES))
    )
    sort = choice(_("What is it?"), SORTS).when(what.is_(What.KINDS))
    offices = asked.office_kinds(_("Which office?")).when(sort.is_(Sort.OFFICE))
    services = asked.service_kinds(_("Which services are there?")).when(sort.is_(Sort.SERVICE))
    vacant = choice(
        _("Is somebody there at present?"),
        {Vacant.NO: _("Yes, somebody is there"), Vacant.YES: _("No, nobody")},
    ).when(what.is_(What.VACANT))
    instead = (
        asked.short(_("To whom can people turn until then?"), 200)
        .optional(NOW_EMPTY)
        .when(vacant.is_(Vacant.YES))
    )
    deputy = (
        asked.short(_("Who is the deputy?"), 120).optional(NOW_EMPTY).when(what.is_(What.DEPUTY))
    )
    mail = (
        asked.email(_("To which address does the mail go?"))
        .optional(NOW_EMPTY)
        .when(what.is_(What.MAIL))
    )

    def submit(self, turn: Turn) -> Reply:
        before = directory.get(turn.db, self.place)
        assert before
        after = directory.save(turn.db, self._after(before), by=turn.person.id, now=turn.now)
        changed(turn, after, f"changed a place: {self.what}")
        return card_of(turn, after, _("Noted. Who was shown it is told of what matters."))

    def _after(self, place: Place) -> Place:
        match self.what:
            case What.ADDRESS:
                postcode, town = asked.postcode_and_town(self.town or "")
                return replace(place, street=self.street or "", postcode=postcode, town=town)
            case What.HOURS:
                opening = self.hours or Opening()
                arranged = opening.by_appointment
                return replace(place, hours=opening.hours, by_appointment=arranged)
            case What.KINDS:
                return replace(place, kinds=tuple(self.offices or self.services or ()))
            case What.VACANT:
                vacant = self.vacant is Vacant.YES
                return replace(place, vacant=vacant, instead=self.instead or "")
            case What.LANGUAGES:
                return replace(place, languages=tuple(self.languages or ()))
            case What.NAME:
                return replace(place, name=self.called or place.name)
            case What.PHONE:
                return replace(place, phone=self.phone or "")
            case What.EMAIL:
                return replace(place, email=self.email or "")
            case What.WEBSITE:
                return replace(place, website=self.website or "")
            case What.DEPUTY:
                return replace(place, deputy=self.deputy or "")
            case What.MAIL:
                return replace(place, mail_contact=self.mail or "")


def fix(turn: Turn, id: str) -> Open:
    return Open(ChangePlace, {"place": known(turn, id).id})


TAPS = [Tap("placefix", fix, COORDINATORS)]
