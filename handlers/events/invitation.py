"""The invitation as people get it, and their yes, no or maybe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.messages import Option, Outgoing, Row, below
from bot.core.pages import HOME
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.events import Event, Rsvp
from bot.core.rules.people import LANGUAGES, Level, Person, Role
from bot.core.words import Words, _, just, paragraphs
from bot.turns import DeliveryKind, IfUnsure, NotYours, Reply, Scene, Tap, Turn, Urgency, id_of
from storage import audit, consents, events

ANSWERS = {Rsvp.YES: _("I come"), Rsvp.MAYBE: _("Perhaps"), Rsvp.NO: _("I cannot")}
NOTED = {
    Rsvp.YES: _("Good, we look forward to seeing you."),
    Rsvp.MAYBE: _("Noted: perhaps. You can still change it."),
    Rsvp.NO: _("Noted: no. Thank you for telling us."),
}


class EventInvitation(DeliveryKind):
    """Twice would be a nuisance: where nobody knows whether it left, the coordinator decides."""

    name = events.INVITATION
    urgency = Urgency.SOMETIME
    if_unsure = IfUnsure.ASK_A_HUMAN
    useless_after = timedelta(days=30)
    kept_while_paused = False
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        event = events.get(scene.db, about)
        if event is None or event.starts_at <= scene.now or not may_invite(scene, scene.person):
            return None
        if scene.person.level is Level.DETAILS:
            return Outgoing(words(event, scene.language), [answers(event), [HOME]])
        return Outgoing(self.hint(scene, event), [[EVENT.option(_("Show"), event.id)], [HOME]])

    def hint(self, scene: Scene, event: Event) -> Words:
        if scene.person.level is Level.NEWS:
            return _("There is news for you. Tap to see it.")
        return _("Invitation: {day} at {time}", day=event.day, time=event.time)


def may_invite(scene: Scene, person: Person) -> bool:
    """Asked when it leaves: a consent taken back in between counts."""
    if person.paused:
        return False
    if person.role is not Role.PARTICIPANT:
        return True
    line = Purpose.EVENTS, Recipient.OFFICE
    return consents.may_pass(scene.db, person.id, Door.BROADCAST, *line, scene.now)


def words(event: Event, language: str) -> Words:
    return paragraphs(described(event, language), _("Are you coming?"))


def described(event: Event, language: str) -> Words:
    text, written_in = event.text_for(language)
    title = _("Invitation: {day} at {time}", day=event.day, time=event.time)
    parts = [Words("<b>{title}</b>", {"title": title}), just(text)]
    if written_in != language:
        parts.append(_("This text is in {language}.", language=LANGUAGES[written_in]))
    return paragraphs(*parts)


def answers(event: Event) -> Row:
    return [RSVP.option(label, event.id, answer) for answer, label in ANSWERS.items()]


def rsvp(turn: Turn, id: str, answer: str) -> Reply:
    event = _mine(turn, id)
    if answer not in list(Rsvp):
        raise NotYours
    if event.starts_at <= turn.now:
        return Reply(popup=_("This event is over."))
    events.answer(turn.db, event.id, turn.person.id, Rsvp(answer), turn.now)
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act=f"said {answer}", about=f"{event.id}", person=by)
    return Reply(popup=NOTED[Rsvp(answer)])


def my_events(turn: Turn) -> Reply:
    """/events: what one is invited to."""
    coming = events.invited_to(turn.db, turn.person.id, turn.now)
    if not coming:
        return Reply(_("You are not invited to anything at the moment."), [[HOME]])
    return Reply(_("You are invited to:"), [*below(*map(_option, coming)), [HOME]])


def open_event(turn: Turn, id: str) -> Reply:
    event = _mine(turn, id)
    return Reply(words(event, turn.language), [answers(event), [HOME]])


def _mine(turn: Turn, id: str) -> Event:
    """Only of events one was really invited to: button data can be forged."""
    wanted = id_of(id)
    invited: Sequence[Event] = events.invited_to(
        turn.db, turn.person.id, turn.now - timedelta(days=7)
    )
    found = [event for event in invited if event.id == wanted]
    if not found:
        raise NotYours
    return found[0]


def _option(event: Event) -> Option:
    return EVENT.option(Words("{day}, {time}", {"day": event.day, "time": event.time}), event.id)


KIND = EventInvitation()
RSVP = Tap("rsvp", rsvp)
EVENT = Tap("event", open_event)
