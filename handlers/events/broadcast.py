"""The coordinator invites: writes, chooses whom, sees how many it reaches, sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.clock import after_quiet
from bot.core.messages import Option, Row, below, shortened
from bot.core.moments import coming_moment
from bot.core.pages import HOME
from bot.core.questions import several
from bot.core.rules.consent import Door, Purpose, Recipient
from bot.core.rules.events import Audience, Event, Rsvp
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Words, _, _n, just, lines, paragraphs
from bot.turns import Case, NotYours, Open, Reply, Scene, Tap, Turn, TurnForm, id_of
from handlers.events.drafting import PREPARE, before_sending, missing, sent
from handlers.events.invitation import KIND
from handlers.events.sending import reached_by, send
from handlers.events.texts import texts
from storage import audit, consents, deliveries, events, people

COORDINATORS = frozenset({Role.COORDINATOR})
ROLES = {
    Role.PARTICIPANT.value: _("Participants"),
    Role.MENTOR.value: _("Mentors"),
    Role.MEDIATOR.value: _("Language mediators"),
}
SHOWN = 8


def regions(scene: Scene) -> Sequence[str]:
    return scene.house.regions


class InviteToEvent(TurnForm):
    """An invitation to an event, in the languages people have."""

    who = COORDINATORS
    review = True
    forgotten_after = timedelta(days=7)

    at = coming_moment(_("When is the event? Write day and time, or tap the day."))
    texts = texts(_("In which language do you write? You can add other languages after it."))
    roles = several(
        _("Whom do you want to invite?"), lambda scene: list(ROLES), lambda id: ROLES[id]
    )
    languages = several(
        _("People of which languages?"),
        lambda scene: list(LANGUAGES),
        lambda id: just(LANGUAGES[id]),
    )
    regions = several(_("From which regions?"), regions, just).optional(_("All"))

    def chosen_regions(self) -> Sequence[str]:
        """None chosen, or all: then people without a region are meant, too."""
        chosen = self.regions or ()
        return () if set(chosen) >= set(self.setting.house.regions) else chosen

    def audience(self) -> Audience:
        return reached_by(self.setting, self.roles, self.languages, self.chosen_regions())

    def summary(self) -> Words:
        reached = self.audience()
        return lines(
            _n("It reaches {n} person.", "It reaches {n} people.", len(reached.invited)),
            _("Without consent to invitations: {n}", n=reached.without_consent),
            _("Paused: {n}", n=reached.paused),
            *_young(reached),
        )

    def submit(self, turn: Turn) -> Reply:
        event = events.add(
            turn.db,
            made_by=turn.person.id,
            roles=self.roles,
            languages=self.languages,
            regions=self.chosen_regions(),
            day=self.at.date(),
            time=self.at.time(),
            zone=turn.house.zone,
            texts=self.texts,
            now=turn.now,
        )
        if missing(turn, event, self.audience()):
            return before_sending(turn, event)
        return sent(turn, event, send(turn, event))


def _young(reached: Audience) -> Sequence[Words]:
    """Only where there is somebody: most networks have nobody under 16."""
    mentored, alone = len(reached.through_mentors), reached.without_mentor
    return [
        *([_("Under 16, through the mentor: {n}", n=mentored)] if mentored else []),
        *([_("Under 16, and no mentor: {n}", n=alone)] if alone else []),
    ]


def broadcast(turn: Turn) -> Reply:
    sent = events.everything(turn.db)[:SHOWN]
    rows = below(*(EVENT.option(_title(event), event.id) for event in sent))
    words = _("Your invitations:") if sent else _("You have not sent an invitation yet.")
    return Reply(words, [[NEW.option(_("New invitation"))], *rows, [HOME]], closes=True)


def new(turn: Turn) -> Open:
    return Open(InviteToEvent)


def show(turn: Turn, id: str) -> Reply:
    """How it went: sent, failed, blocked, unsure, and the answers."""
    event = _event(turn, id)
    reach = events.reach(turn.db, event.id)
    words = paragraphs(
        Words("<b>{title}</b>", {"title": _title(event)}),
        lines(
            _("Sent: {n}", n=reach.sent),
            _("Still waiting: {n}", n=reach.waiting),
            _("Failed: {n}, of these blocked: {blocked}", n=reach.failed, blocked=reach.blocked),
            _("Unsure whether it arrived: {n}", n=reach.unsure),
            _("Not sent any more, paused or withdrawn: {n}", n=reach.dropped),
        ),
        lines(
            _("Yes: {n}", n=reach.yes),
            _("Perhaps: {n}", n=reach.maybe),
            _("No: {n}", n=reach.no),
        ),
    )
    waits = event.starts_at > turn.now and not events.is_sent(turn.db, event.id)
    return Reply(words, _buttons(event, unsure=reach.unsure, waits=waits))


def _buttons(event: Event, *, unsure: int, waits: bool) -> list[Row]:
    again: list[Row] = [[AGAIN.option(_("Send the unsure again"), event.id)]] if unsure else []
    if waits:
        again = [[PREPARE.option(_("Not sent yet"), event.id)]]
    look: Row = [EVENT.option(_("Look again"), event.id), COMING.option(_("Who comes?"), event.id)]
    return [look, *again, [LIST, HOME]]


def again(turn: Turn, id: str) -> Reply:
    """The coordinator decides that twice is better than never."""
    event = _event(turn, id)
    n = deliveries.send_again(turn.db, KIND.name, event.id, after_quiet(turn.now, turn.house.zone))
    audit.note(turn.db, turn.now, actor=turn.person.id, act="sent again", about=str(event.id))
    done = _n("{n} invitation is sent again.", "{n} invitations are sent again.", n)
    return Reply(done, [[EVENT.option(_("Who was reached?"), event.id)], [HOME]])


def coming(turn: Turn, id: str) -> Reply:
    event = _event(turn, id)
    said = {
        answer: events.who_answered(turn.db, event.id, answer) for answer in (Rsvp.YES, Rsvp.MAYBE)
    }
    words = paragraphs(
        lines(_("Yes: {n}", n=len(said[Rsvp.YES])), *_names(turn, said[Rsvp.YES])),
        lines(_("Perhaps: {n}", n=len(said[Rsvp.MAYBE])), *_names(turn, said[Rsvp.MAYBE])),
    )
    return Reply(words, [[EVENT.option(_("Back"), event.id), HOME]])


def _names(turn: Turn, ids: Sequence[int]) -> Sequence[Words]:
    """By name whose consent to invitations stands; the others are counted above."""
    named = [people.get(turn.db, id) for id in ids[:50] if _may_be_named(turn, id)]
    for person in named:
        turn.saw(person.id, "event_answers")
    return [just(shortened(person.name, 30)) for person in named]


def _may_be_named(scene: Scene, person_id: int) -> bool:
    person = people.find(scene.db, person_id)
    if person is None or person.role is not Role.PARTICIPANT:
        return person is not None
    line = Purpose.EVENTS, Recipient.OFFICE
    return consents.may_pass(scene.db, person_id, Door.SHARE, *line, scene.now)


def _event(turn: Turn, id: str) -> Event:
    event = events.get(turn.db, id_of(id))
    if event is None:
        raise NotYours
    return event


def _title(event: Event) -> Words:
    return Words("{day}, {time}", {"day": event.day, "time": event.time})


LIST = Option("go.broadcast", _("Invitations"))
NEW = Tap("invitation", new, COORDINATORS)
EVENT = Tap("reach", show, COORDINATORS)
AGAIN = Tap("again", again, COORDINATORS)
COMING = Tap("coming", coming, COORDINATORS, case=Case.PEOPLE)
