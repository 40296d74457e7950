"""Every ninety days somebody is asked whether everything about a place is still right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.directory import ANSWERED_WITHIN
from bot.core.rules.people import Person, Role
from bot.core.words import _, paragraphs
from bot.turns import Chore, DeliveryKind, House, Scene
from handlers.directory.listing import STAFF, described
from storage import directory, marks, people, place_pings, providers
from storage.database import Db
from storage.place_pings import Ping

NOBODY = Person(0, "", Role.COORDINATOR, "de")
ENTERED = "providers_entered"  # the mark of the day on which the content was looked through
CHANGED, SILENT, MAIL = "changed", "silent", "mail"


class PlacePing(DeliveryKind):
    """To the contact of a place, who uses the bot as mentor, mediator or coordinator."""

    name = "place_ping"
    useless_after = timedelta(days=14)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        ping = place_pings.get(scene.db, about)
        if ping is None or ping.person_id != scene.person.id or not ping.unanswered:
            return None
        place = directory.get(scene.db, ping.place_id)
        if place is None or scene.person.role not in STAFF:
            return None
        words = paragraphs(
            _("Is everything about {name} still right?", name=place.name), described(scene, place)
        )
        right = Option(f"pingright.{ping.id}", _("Yes, all is right"))
        wrong = Option(f"pingwrong.{ping.id}", _("Something changed"))
        return Outgoing(words, [[right], [wrong], [HOME]])


class PlaceWork(DeliveryKind):
    """The coordinator hears that there is something to do about places. `about`: the ping."""

    name = "place_work"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        waiting = {ping.id for ping in place_pings.open_ones(scene.db, scene.now)}
        if about not in waiting or scene.person.role is not Role.COORDINATOR:
            return None
        words = _("Please look after the list of places: something is to be checked.")
        return Outgoing(words, [[Option("placetodo", _("Show"))], [HOME]])


def work(scene: Scene, ping_id: int, why: str) -> None:
    for coordinator in people.everybody(scene.db, Role.COORDINATOR):
        WORK.tell(scene, coordinator.id, ping_id, why)


def ask(db: Db, now: datetime, house: House) -> None:
    """In the chat, where the contact has one; else the coordinator gets a text to send."""
    scene = Scene(NOBODY, now, db, house)
    by_mail = []
    for place_id in place_pings.due(db, now):
        place = directory.get(db, place_id)
        contact = people.find(db, place.contact_person_id or 0) if place else None
        if contact and contact.role in STAFF and contact.chat_id and contact.reachable:
            PING.tell(scene, contact.id, place_pings.ask(db, place_id, contact.id, now))
        else:
            by_mail.append(place_pings.ask(db, place_id, None, now))
    if by_mail:  # however many: one message, and the list has all
        work(scene, by_mail[0], MAIL)
    if silent := _newly_silent(place_pings.open_ones(db, now), now):
        work(scene, silent[-1].id, SILENT)


def _newly_silent(waiting: Sequence[Ping], now: datetime) -> Sequence[Ping]:
    """Who has just let the two weeks pass: the coordinator hears of it once, and the list
    goes on to show it."""
    since = now - ANSWERED_WITHIN - timedelta(days=3)  # also after some days without the bot
    asked = [ping for ping in waiting if ping.unanswered and ping.person_id is not None]
    return [ping for ping in asked if ping.asked_at > since]


def enter_providers(db: Db, now: datetime, house: House) -> None:
    """Once a day at most: a new release may name new ones. Nobody is shown them unchecked."""
    today = now.astimezone(house.zone).date().isoformat()
    if marks.read(db, ENTERED) == today:
        return
    providers.enter(db, house.library.providers(), now)
    marks.write(db, ENTERED, today)


PING, WORK = PlacePing(), PlaceWork()
CHORES = [
    Chore("providers become places", timedelta(hours=6), enter_providers),
    Chore("ask whether places are still right", timedelta(hours=1), ask),
]
