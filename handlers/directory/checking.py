"""The coordinator stands for a place, hides it, and sees what is to be done."""

from __future__ import annotations

from bot.core.messages import Option, below
from bot.core.pages import HOME
from bot.core.rules.directory import Place
from bot.core.words import In, Words, _, just, lines, paragraphs
from bot.turns import NotYours, Reply, Scene, Tap, Turn, id_of
from handlers.directory.listing import CARD, COORDINATORS, LIST, card_of, described, known
from handlers.directory.telling import changed
from storage import directory, place_pings
from storage.place_pings import Ping

SHOWN = 20


def right(turn: Turn, id: str) -> Reply:
    """Everything is right, says somebody who has looked; from then on it is shown."""
    place = known(turn, id)
    directory.check(turn.db, place.id, on=turn.today, by=turn.person.id, now=turn.now)
    place = directory.reveal(turn.db, place.id, by=turn.person.id, now=turn.now)
    changed(turn, place, "checked a place")
    return card_of(turn, place, _("Noted: checked today."))


def hide(turn: Turn, id: str) -> Reply:
    place = directory.hide(turn.db, known(turn, id).id, by=turn.person.id, now=turn.now)
    changed(turn, place, "hid a place")
    return card_of(turn, place, _("It is not shown any more. Who was shown it is told."))


def todo(turn: Turn) -> Reply:
    """What contacts said, who has not answered, and which mail is to be sent."""
    waiting = place_pings.open_ones(turn.db, turn.now)[:SHOWN]
    found = [(ping, directory.get(turn.db, ping.place_id)) for ping in waiting]
    if not found:
        return Reply(_("Nothing is to be done about places."), [[LIST, HOME]])
    told = [_told(turn, ping, place) for ping, place in found if place]
    options = [_option(ping, place) for ping, place in found if place]
    return Reply(paragraphs(*told), [*below(*options), [LIST, HOME]])


def _told(scene: Scene, ping: Ping, place: Place) -> Words:
    name, day = place.name, ping.asked_at.astimezone(scene.house.zone).date()
    if ping.fine is False:
        return lines(_("{name}: something has changed:", name=name), just(ping.words))
    if ping.person_id is None:
        return _("{name}: please ask by mail whether everything is still right.", name=name)
    return _("{name}: no answer since {day}.", name=name, day=day)


def _option(ping: Ping, place: Place) -> Option:
    if ping.person_id is None and ping.unanswered:
        return MAIL.option(_("Mail: {name}", name=place.name), ping.id)
    return CARD.option(just(place.name), place.id)


def mail(turn: Turn, ping_id: str) -> Reply:
    """A text in German, to be copied and sent by the coordinator."""
    ping = place_pings.get(turn.db, id_of(ping_id))
    place = directory.get(turn.db, ping.place_id) if ping else None
    if place is None:
        raise NotYours
    german = just(In("de", _letter(turn, place)))
    to = [_("To: {address}", address=place.mail_contact)] if place.mail_contact else []
    words = paragraphs(_("Please copy this and send it:"), *to, german)
    rows = [[CARD.option(_("Enter the answer"), place.id)], [LIST, HOME]]
    return Reply(words, rows, new=True, shareable=True)


def _letter(scene: Scene, place: Place) -> Words:
    return paragraphs(
        _("Good day,"),
        _(
            "we send people to you who need your help. Please tell us in one line whether this is"
            " still right, or what has changed:"
        ),
        described(scene, place, "de"),
        _("Thank you very much and kind regards"),
        just(scene.house.organisation),
    )


RIGHT = Tap("placeright", right, COORDINATORS)
HIDE = Tap("placehide", hide, COORDINATORS)
TODO = Tap("placetodo", todo, COORDINATORS)
MAIL = Tap("placemail", mail, COORDINATORS)
TAPS = [RIGHT, HIDE, TODO, MAIL]
