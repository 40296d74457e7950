"""This is not me: the chat falls silent at once, until somebody comes with a code."""

from __future__ import annotations

from dataclasses import replace

from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, _
from bot.turns import EVERYBODY, Reply, Tap, Turn
from handlers.people.arrive import begin, code_in, greet
from handlers.people.news import SILENCED, tell_coordinators
from storage import audit, dialogues, invitations, people, phones


def not_me(turn: Turn) -> Reply:
    """One tap, in one transaction. It takes the place of what was tapped on."""
    phones.silence(turn.db, turn.person.id, turn.now)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="said: not me", person=turn.person.id)
    tell_coordinators(turn, turn.person.id, SILENCED)
    words = _(
        "Thank you for telling us. Nothing more is sent to this chat. If it was a mistake, you"
        " get a code here to go on: {contact}",
        contact=Exactly(turn.house.contact or "–"),
    )
    return Reply(words, closes=True)


def hush(turn: Turn) -> Reply:
    """Whatever is said in a silent chat: only a code opens it, for whomever the code is.

    Nothing is open in its dialogue, so what stands there tells that it was answered once.
    """
    code = code_in(turn.said.text)
    if code and (opened := open_again(turn, code)):
        return opened
    if dialogues.load(turn.db, turn.person.id).answers:
        return Reply()  # it was said
    words = _(
        "This chat is silent. With a code you can begin again. You get it here: {contact}",
        contact=Exactly(turn.house.contact or "–"),
    )
    return Reply(words, wish="to go on")


def open_again(turn: Turn, code: str) -> Reply | None:
    invited = invitations.peek(turn.db, code, turn.now)
    if invited is None or invited.moves == turn.person.id:
        return begin(turn, code)
    if not invitations.may_try(turn.db, turn.person.chat_id or 0, turn.now):
        return None
    return greet(replace(turn, person=somebody_new(turn)))


def somebody_new(turn: Turn) -> Person:
    """The phone has another owner now: the person who was here stays, without a chat."""
    chat_id = turn.person.chat_id
    assert chat_id is not None
    phones.detach(turn.db, chat_id)
    return people.add(
        turn.db,
        name="?",
        role=Role.GUEST,
        language=turn.person.language,
        now=turn.now,
        chat_id=chat_id,
    )


NOT_ME = Tap("notme", not_me, EVERYBODY - {Role.GUEST})
