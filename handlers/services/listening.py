"""An answer that somebody reads out, in a language: recorded, listened to, found right, played.

A recording belongs to exactly the text that was read out: if the text changes, it is not offered
any more. No machine speaks.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.forms import Question, Raw, Unclear
from bot.core.messages import Option, Outgoing, Row
from bot.core.pages import HOME
from bot.core.questions import one_of, recording
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import _, just, paragraphs
from bot.turns import DeliveryKind, NotYours, Open, Reply, Response, Scene, Tap, Turn, TurnForm
from handlers.services import own
from storage import audit, voices

RECORDERS = frozenset({Role.COORDINATOR, Role.MEDIATOR})
NOT_YET, WAITS, PLAYS = "not yet", "waits", "plays"


class AnswerVoice(DeliveryKind):
    """`detail` names the answer, the language and the moment it was asked for."""

    name = "answer_voice"
    at_night = True  # asked for just now

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        key, language, *_rest = f"{detail}..".split(".")
        if about != scene.person.id or not own.is_there(scene, key):
            return None
        file_id = _file(scene, key, language)
        if file_id is None:
            return None
        return Outgoing(_("Here is the recording you asked for."), [[HOME]], voice=file_id)


PLAYED = AnswerVoice()


def _file(scene: Scene, key: str, language: str) -> str | None:
    """What may be played to this person: what was found right; to those who check it, all."""
    subject = _subject(scene, key, language)
    if subject is None:
        return None
    if scene.person.role in RECORDERS:
        return voices.find(scene.db, subject, language)
    return voices.confirmed(scene.db, subject, language)


def _subject(scene: Scene, key: str, language: str) -> str | None:
    """The text that is read out. None if the answer is not there in this language."""
    shown = own.current(scene.db, scene.house, key, language)
    return shown.text_hash if shown and shown.language == language else None


def listen_row(scene: Scene, key: str) -> list[Row]:
    """The button, where there is something to listen to: of the very text that is shown."""
    language = own.in_language(scene, key)
    subject = _subject(scene, key, language)
    if subject is None or voices.confirmed(scene.db, subject, language) is None:
        return []
    return [[LISTEN.option(_("🔊 Listen"), key)]]


def listen(turn: Turn, key: str) -> Reply:
    if not own.is_there(turn, key) or not listen_row(turn, key):
        raise NotYours
    return _plays(turn, key, own.in_language(turn, key))


def _plays(turn: Turn, key: str, language: str) -> Reply:
    PLAYED.tell(turn, turn.person.id, turn.person.id, f"{key}.{language}.{turn.now:%y%m%d%H%M%S}")
    return Reply(popup=_("The recording comes now."))


# -- recording -----------------------------------------------------------------------


def recording_row(scene: Scene, key: str) -> list[Row]:
    """For those who read answers out."""
    if scene.person.role not in RECORDERS:
        return []
    return [[VOICE.option(_("Recording"), key, own.in_language(scene, key))]]


def voice(turn: Turn, key: str, language: str) -> Reply:
    """Whether this answer can be listened to in this language."""
    subject = _known(turn, key, language)
    words = {
        NOT_YET: _("Nobody has read this answer out yet, or its text has changed since."),
        WAITS: _("There is a recording. Somebody has to listen to it before others can."),
        PLAYS: _("Everybody who reads this answer can listen to it."),
    }
    stands = _stands(turn, subject, language)
    rows: list[Row] = [[RECORD.option(_("New recording"), key, language)]]
    if stands != NOT_YET:
        rows.append([PLAY.option(_("🔊 Listen"), key, language)])
    if stands == WAITS:
        rows.append([RIGHT.option(_("It is right: use it"), key, language)])
    said = paragraphs(own.asked_as(turn, key), just(LANGUAGES[language]), words[stands])
    return Reply(said, [*rows, [HOME]], new=True)


def _stands(scene: Scene, subject: str, language: str) -> str:
    if voices.find(scene.db, subject, language) is None:
        return NOT_YET
    return PLAYS if voices.confirmed(scene.db, subject, language) else WAITS


def _known(scene: Scene, key: str, language: str) -> str:
    if language not in LANGUAGES or not own.is_there(scene, key):
        raise NotYours
    subject = _subject(scene, key, language)
    if subject is None:
        raise NotYours
    return subject


def which() -> Question[str]:
    """Opened from an answer, it is known. Whoever comes another way chooses an urgent one."""

    def urgent(scene: Scene) -> list[str]:
        questions = scene.house.facts.questions
        return [id for id in questions if questions[id].urgent]

    def rows(scene: Scene, draft: str) -> Sequence[Row]:
        return [[Option(id, own.asked_as(scene, id))] for id in urgent(scene)]

    def read(raw: Raw, scene: Scene, draft: str) -> str:
        if not own.is_there(scene, raw):
            raise Unclear(_("Please tap one of the buttons."))
        return raw

    return Question(
        _("Which answer do you read out?"),
        read,
        str,
        str,
        rows=rows,
        still=lambda scene, kept: own.is_there(scene, kept),
    )


class RecordAnswer(TurnForm):
    """Somebody reads an answer out, exactly as it stands."""

    who = RECORDERS

    entry = which()
    language = one_of(
        _("In which language?"), lambda scene: list(LANGUAGES), lambda id: just(LANGUAGES[id])
    )
    sound = recording(
        _("Please read the whole answer out, exactly as it stands, as a voice message.")
    )

    def submit(self, turn: Turn) -> Reply:
        subject = _subject(turn, self.entry, self.language)
        if subject is None:
            return Reply(_("This answer is not there in this language yet."), [[HOME]])
        voices.store(
            turn.db,
            subject=subject,
            language=self.language,
            file_id=self.sound,
            by=turn.person.id,
            now=turn.now,
        )
        _note(turn, "recorded an answer", self.entry, self.language)
        return voice(turn, self.entry, self.language)


def record(turn: Turn, key: str, language: str) -> Response:
    _known(turn, key, language)
    return Open(RecordAnswer, {"entry": key, "language": language})


def play(turn: Turn, key: str, language: str) -> Reply:
    if voices.find(turn.db, _known(turn, key, language), language) is None:
        raise NotYours
    return _plays(turn, key, language)


def right(turn: Turn, key: str, language: str) -> Reply:
    """Whoever listened to it says so, the second person or the same."""
    subject = _known(turn, key, language)
    if not voices.found_right(turn.db, subject, language, by=turn.person.id, now=turn.now):
        raise NotYours
    _note(turn, "found a recording right", key, language)
    return voice(turn, key, language)


def _note(turn: Turn, act: str, key: str, language: str) -> None:
    about = f"{key} {language}"
    audit.note(turn.db, turn.now, actor=turn.person.id, act=act, about=about)


LISTEN = Tap("hearanswer", listen)
VOICE = Tap("voiceof", voice, RECORDERS)
RECORD = Tap("speakanswer", record, RECORDERS)
PLAY = Tap("playvoice", play, RECORDERS)
RIGHT = Tap("rightvoice", right, RECORDERS)
