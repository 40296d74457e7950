"""The declaration as a voice message: stored for exactly this text, played on request.

When the text changes, the recording of the old one is not offered any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Outgoing, Row, below
from bot.core.pages import HOME
from bot.core.questions import one_of, recording
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Words, _, just, lines, paragraphs
from bot.turns import DeliveryKind, NotYours, Open, Reply, Scene, Tap, Turn, TurnForm
from handlers.consent.give import PARTICIPANTS
from handlers.consent.published import collects, hash_in, open_languages
from storage import audit, voices

COORDINATORS = frozenset({Role.COORDINATOR})


class DeclarationVoice(DeliveryKind):
    """`detail` names the text, its language and the moment it was asked for."""

    name = voices.PLAYED
    at_night = True  # asked for just now

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if scene.person.role is not Role.PARTICIPANT or about != scene.person.id:
            return None
        file_id = recorded(scene)
        if file_id is None or not detail.startswith(_named(scene)):
            return None
        words = _("Here is the recording you asked for.")
        return Outgoing(words, [[Option("go.consent", _("My consent")), HOME]], voice=file_id)


PLAYED = DeclarationVoice()


def recorded(scene: Scene) -> str | None:
    """The recording of the very text that this person is shown."""
    return voices.find(scene.db, hash_in(scene.house, scene.language), scene.language)


def listen_row(scene: Scene) -> list[Row]:
    """The button, where there is something to listen to."""
    if not collects(scene) or recorded(scene) is None:
        return []
    return [[LISTEN.option(_("🔊 Listen"))]]


def listen(turn: Turn) -> Reply:
    if not listen_row(turn):
        raise NotYours
    PLAYED.tell(turn, turn.person.id, turn.person.id, f"{_named(turn)}{turn.now:%y%m%d%H%M%S}")
    audit.note(turn.db, turn.now, actor=turn.person.id, act="listened to the declaration")
    return Reply(popup=_("The recording comes now."))


def _named(scene: Scene) -> str:
    return voices.mark(hash_in(scene.house, scene.language), scene.language) + "."


class StoreVoice(TurnForm):
    """A coordinator gives a recording of the declaration as it is published now."""

    who = COORDINATORS

    language = one_of(
        _("In which language is the declaration read out?"),
        lambda scene: open_languages(scene.db, scene.house),
        lambda id: just(LANGUAGES[id]),
    )
    sound = recording(
        _("Please read the whole declaration out, exactly as it stands, as a voice message.")
    )

    def submit(self, turn: Turn) -> Reply:
        subject = hash_in(turn.house, self.language)
        voices.store(
            turn.db,
            subject=subject,
            language=self.language,
            file_id=self.sound,
            by=turn.person.id,
            now=turn.now,
        )
        audit.note(turn.db, turn.now, actor=turn.person.id, act="stored a recording")
        done = _("Kept. Whoever reads the declaration in this language can listen to it now.")
        return Reply(done, [[VOICES.option(_("Recordings")), HOME]])


def recordings(turn: Turn) -> Reply:
    """In which languages the declaration can be listened to."""
    listed = [
        Words("{mark} {language}", {"mark": mark, "language": LANGUAGES[language]})
        for language, mark in _marks(turn)
    ]
    key = _("🔊 recorded · · not recorded, or the text has changed since")
    words = paragraphs(_("The declaration can be listened to:"), lines(*listed), key)
    return Reply(words, [*below(RECORD.option(_("New recording"))), [HOME]])


def _marks(turn: Turn) -> Sequence[tuple[str, str]]:
    def mark(language: str) -> str:
        found = voices.find(turn.db, hash_in(turn.house, language), language)
        return "·" if found is None else "🔊"

    return [(each, mark(each)) for each in open_languages(turn.db, turn.house)]


def record(turn: Turn) -> Open:
    return Open(StoreVoice)


LISTEN = Tap("listen", listen, PARTICIPANTS)
VOICES = Tap("voices", recordings, COORDINATORS)
RECORD = Tap("record", record, COORDINATORS)
