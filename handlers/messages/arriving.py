"""A message arrives: that there is one, and what it says once somebody taps to read it."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Option, Outgoing, Row, shortened
from bot.core.pages import HOME
from bot.core.rules.people import Level
from bot.core.rules.relay import Relayed
from bot.core.words import Words, _, paragraphs
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn, id_of
from bot.turns.interpreted import as_read
from handlers.messages.relation import WRITERS, called, may_reach
from storage import audit, messages, people
from storage.translations import Then

STAYS = timedelta(hours=24)  # in the chat; in /messages it can be read again
BEGINNING = 60  # characters of what is answered


class MessageArrived(DeliveryKind):
    """Asked again when it leaves: the mentorship or the consent may have ended meanwhile."""

    name = messages.KIND
    useless_after = timedelta(days=30)
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        message = messages.get(scene.db, about)
        if message is None or not may_reach(scene, message):
            return None
        if scene.person.level is Level.DETAILS:
            return Outgoing(*shown(scene, message), gone_after=STAYS)
        return Outgoing(
            _("There is a message for you. Tap to read it."),
            [[READ.option(_("Read"), message.id)], [HOME]],
        )


def shown(scene: Scene, message: Relayed) -> tuple[Words, list[Row]]:
    sender = people.get(scene.db, message.sender_id)
    title = _("Message from {name}, {moment}:", name=called(scene, sender), moment=message.sent_at)
    body, rows = as_read(
        scene,
        message.text,
        message.language,
        Then(messages.KIND, message.id),
        f"mediate.m.{message.id}",
    )
    answered = quoted(scene, message.answer_to)
    words = paragraphs(title, *([answered] if answered else []), body)
    return words, [*rows, [Option(f"respond.{message.id}", _("Answer")), HOME]]


def quoted(scene: Scene, message_id: int | None) -> Words | None:
    """The beginning of what is answered, for whoever wrote it or got it."""
    message = messages.get(scene.db, message_id) if message_id else None
    if message is None or scene.person.id not in (message.sender_id, message.receiver_id):
        return None
    return _("Answer to: {beginning}", beginning=beginning(message))


def beginning(message: Relayed) -> str:
    return shortened(message.text, BEGINNING)


def read(turn: Turn, message_id: str) -> Reply:
    message = received(turn, message_id)
    messages.read(turn.db, message.id, turn.now)
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act="read a message", about=message_id, person=by)
    words, rows = shown(turn, message)
    return Reply(words, rows, new=True, gone_after=STAYS)


def received(turn: Turn, message_id: str) -> Relayed:
    message = messages.get(turn.db, id_of(message_id))
    if message is None or not may_reach(turn, message):
        raise NotYours
    return message


ARRIVED = MessageArrived()
READ = Tap("message", read, WRITERS, case=Case.PEOPLE)
