"""The coordinator hears of phones and PINs. Which person it is about, stands behind a tap."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import _
from bot.turns import Chore, DeliveryKind, House, Scene
from storage import people, phones
from storage.database import Db
from storage.pins import MOST_FAILURES

SILENCED, MOVED, BLOCKED, LOCKED, RESET = "silenced", "moved", "blocked", "locked", "reset"
SAYS = {
    SILENCED: _("Somebody said on a person's phone: this is not me. That chat is silent now."),
    MOVED: _("A person writes from a new phone now."),
    BLOCKED: _("Messages to a person do not arrive any more: the bot is blocked there."),
    LOCKED: _("A PIN was wrong five times and is locked now."),
}


class PeopleNews(DeliveryKind):
    """`about` is the person, `detail` what happened, and when."""

    name = "people_news"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        what = detail.partition(".")[0]
        person = people.find(scene.db, about)
        if person is None or not still_so(person, what):
            return None
        if what == RESET and person.id == scene.person.id:
            words = _("Your PIN was removed. You can set a new one under data protection.")
            return Outgoing(words, [[PRIVACY], [HOME]])
        if what not in SAYS or scene.person.role is not Role.COORDINATOR:
            return None
        return Outgoing(SAYS[what], [[card_of(about)], [HOME]])


PRIVACY = Option("go.privacy", _("Data protection"))


def card_of(person_id: int) -> Option:
    return Option(f"person.{person_id}", _("Show"))


def still_so(person: Person, what: str) -> bool:
    match what:
        case "silenced":
            return person.silenced
        case "blocked":
            return not person.reachable
        case "locked":
            return person.has_pin and person.pin_failures >= MOST_FAILURES
        case "reset":
            return not person.has_pin
    return True


def tell_coordinators(scene: Scene, person_id: int, what: str) -> None:
    """All but the person it is about."""
    for coordinator in people.everybody(scene.db, Role.COORDINATOR):
        if coordinator.id != person_id:
            NEWS.tell(scene, coordinator.id, person_id, f"{what}.{scene.now:%y%m%d%H%M%S}")


def tell_of_unreachable(db: Db, now: datetime, house: House) -> None:
    """Once, until the person lets the bot write again."""
    for person_id in phones.unreachable(db):
        tell_coordinators(Scene(people.get(db, person_id), now, db, house), person_id, BLOCKED)
        phones.told(db, person_id, now)


NEWS = PeopleNews()
UNREACHABLE = Chore("tell of the unreachable", timedelta(minutes=5), tell_of_unreachable)
