"""A draft by machine for a language in which the coordinator has no text.

It is shown first, and approved, changed or left out. Nothing of a machine leaves unread: whoever
has no text in the own language gets the coordinator's own words, as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.messages import Option, Outgoing, Row, below
from bot.core.pages import HOME
from bot.core.questions import one_of, text
from bot.core.rules.events import Audience, Event
from bot.core.rules.people import LANGUAGES, Role
from bot.core.rules.translation import Kind, Translatable, Translation
from bot.core.words import Words, _, _n, commas, just, paragraphs
from bot.turns import (
    DeliveryKind,
    NotYours,
    Open,
    Reply,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    pick,
)
from bot.turns.interpreted import reason
from handlers.events.sending import reached, send
from handlers.events.texts import LONGEST
from storage import audit, events, translations
from storage.translations import Then

COORDINATORS = frozenset({Role.COORDINATOR})


def missing(scene: Scene, event: Event, audience: Audience) -> Sequence[str]:
    """Languages of those who are invited, without a text, that the machine can draft."""
    wanted = {person.language for person in audience.invited} - event.texts.keys()
    return [each for each in LANGUAGES if each in wanted and _source(scene, event, each)]


def _source(scene: Scene, event: Event, target: str) -> str | None:
    """From which of the texts."""
    can = scene.house.interpreter.can
    return next((each for each in event.texts if can(each, target)), None)


def before_sending(scene: Scene, event: Event) -> Reply:
    left = missing(scene, event, reached(scene, event))
    now = [SEND_NOW.option(_("Send now"), event.id)]
    if not left:
        return Reply(_("This invitation is not sent yet."), [now, [HOME]])
    words = paragraphs(
        _(
            "This invitation is not sent yet. In these languages there is no text: {languages}.",
            languages=commas(*(just(LANGUAGES[each]) for each in left)),
        ),
        _(
            "The machine can propose one, and you approve it. Without a text, these people get"
            " your own words."
        ),
    )
    return Reply(words, [*below(*(_draft(event, each) for each in left)), now, [HOME]])


def _draft(event: Event, language: str) -> Option:
    label = _("Draft by machine: {language}", language=LANGUAGES[language])
    return DRAFT.option(label, event.id, language)


def prepare(turn: Turn, event_id: str) -> Reply:
    return before_sending(turn, unsent(turn, event_id))


def draft(turn: Turn, event_id: str, language: str) -> Reply:
    event = unsent(turn, event_id)
    if language not in LANGUAGES or language in event.texts:
        raise NotYours
    source = _source(turn, event, language) or next(iter(event.texts))
    by = turn.person.id
    translations.ask(
        turn.db,
        Translatable(event.texts[source], source, Kind.INVITATION),
        language,
        author_id=by,
        about_id=by,
        reader_id=by,
        then=Then(DRAFTED.name, event.id, f"{language}.{turn.said.update_id}"),
        now=turn.now,
        useless_after=turn.now + DRAFTED.useless_after,
    )
    audit.note(turn.db, turn.now, actor=by, act="asked for a draft", about=str(event.id))
    return Reply(_("The draft is being made. It comes here."), [[_back(event), HOME]])


class InvitationDrafted(DeliveryKind):
    """`detail` is the language, and which wish it was."""

    name = "invitation_drafted"
    at_night = True  # asked for just now
    useless_after = timedelta(days=1)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        event, language = events.get(scene.db, about), detail.partition(".")[0]
        if event is None or scene.person.role is not Role.COORDINATOR or language in event.texts:
            return None
        asked = translations.of(scene.db, Then(self.name, about, detail), scene.person.id, language)
        if asked is None or asked.outcome is None:
            return None
        own: Row = [OWN_TEXT.option(_("Write it myself"), about, language)]
        if not isinstance(asked.outcome, Translation):
            return Outgoing(reason(asked.outcome.why), [own, [_back(event), HOME]])
        words = paragraphs(
            _(
                "A draft in {language}, made by a machine and not checked. Please let somebody"
                " read it who knows the language:",
                language=LANGUAGES[language],
            ),
            just(asked.outcome.text),
        )
        return Outgoing(words, [[USE.option(_("Use this text"), asked.id)], own, [_back(event)]])


def use(turn: Turn, translation_id: str) -> Reply:
    """The coordinator approves it as it stands."""
    asked = translations.get(turn.db, id_of(translation_id), turn.person.id)
    if asked is None or asked.then.kind != DRAFTED.name:
        raise NotYours
    event = unsent(turn, str(asked.then.about))
    if not isinstance(asked.outcome, Translation):
        raise NotYours
    return _kept(turn, event, asked.target, asked.outcome.text)


def _kept(turn: Turn, event: Event, language: str, wording: str) -> Reply:
    events.add_text(turn.db, event.id, language, wording[:LONGEST])
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act="approved a text", about=f"{event.id} {language}")
    after = events.get(turn.db, event.id)
    assert after
    return before_sending(turn, after)


def not_sent(scene: Scene) -> Sequence[Option]:
    return [
        Option(str(each.id), Words("{day}, {time}", {"day": each.day, "time": each.time}))
        for each in events.everything(scene.db)[:20]
        if not events.is_sent(scene.db, each.id)
    ]


class WriteEventText(TurnForm):
    """The coordinator's own text in one more language, before the invitation leaves."""

    who = COORDINATORS

    event = pick(_("Which invitation?"), not_sent)
    language = one_of(
        _("In which language?"), lambda scene: list(LANGUAGES), lambda id: just(LANGUAGES[id])
    )
    wording = text(_("Please write the text of the invitation."), longest=LONGEST)

    def submit(self, turn: Turn) -> Reply:
        return _kept(turn, unsent(turn, str(self.event)), self.language, self.wording)


def own_text(turn: Turn, event_id: str, language: str) -> Open:
    event = unsent(turn, event_id)
    if language not in LANGUAGES:
        raise NotYours
    return Open(WriteEventText, {"event": event.id, "language": language})


def send_now(turn: Turn, event_id: str) -> Reply:
    event = unsent(turn, event_id)
    return sent(turn, event, send(turn, event))


def sent(turn: Turn, event: Event, queued: int) -> Reply:
    audit.note(turn.db, turn.now, actor=turn.person.id, act="invited", about=str(event.id))
    done = _n("The invitation goes to {n} person.", "The invitation goes to {n} people.", queued)
    return Reply(done, [[Option(f"reach.{event.id}", _("Who was reached?"))], [HOME]])


def unsent(turn: Turn, event_id: str) -> Event:
    event = events.get(turn.db, id_of(event_id))
    if event is None or event.starts_at <= turn.now or events.is_sent(turn.db, event.id):
        raise NotYours
    return event


def _back(event: Event) -> Option:
    return PREPARE.option(_("Back"), event.id)


DRAFTED = InvitationDrafted()
PREPARE = Tap("prepare", prepare, COORDINATORS)
DRAFT = Tap("draft", draft, COORDINATORS)
USE = Tap("usedraft", use, COORDINATORS)
OWN_TEXT = Tap("owntext", own_text, COORDINATORS)
SEND_NOW = Tap("sendnow", send_now, COORDINATORS)
TAPS = [PREPARE, DRAFT, USE, OWN_TEXT, SEND_NOW]
