"""A photo of a letter: what it says is proposed, and the person confirms or corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.core.forms import DRAFT, Answers
from bot.core.messages import Outgoing
from bot.core.pages import HOME
from bot.core.questions import text
from bot.core.rules.people import Role
from bot.core.words import _
from bot.turns import (
    Case,
    Chore,
    DeliveryKind,
    House,
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    Urgency,
    id_of,
)
from handlers.appointments.access import PLANNERS, of_whom
from handlers.appointments.enter import NEW, EnterFor, EnterMine
from storage import audit, letters
from storage.database import Db
from storage.letters import Letter, State

AT_ONCE = 3  # letters of one person that wait
UNCHECKED = timedelta(days=3)


ROOM = _("Which entrance, floor, room?")


class EnterFromLetter(EnterMine):
    """The own letter; what was read is filled in."""

    room = text(ROOM, longest=100).optional()

    def inside(self) -> str:
        return self.room or ""


class EnterFromLetterFor(EnterFor):
    """The letter of a participant."""

    room = text(ROOM, longest=100).optional()

    def inside(self) -> str:
        return self.room or ""


def _ask_for_the_room_after_the_time(form: type[TurnForm]) -> None:
    """As it stands in letters; the first question of a form is not the one to begin with."""
    room, *others = sorted(form.questions, key=lambda question: question.name != "room")
    after = [question.name for question in others].index("at") + 1
    form.questions = (*others[:after], room, *others[after:])


for each in (EnterFromLetter, EnterFromLetterFor):
    _ask_for_the_room_after_the_time(each)


def seen(turn: Turn, in_form: bool) -> Response | None:
    """A photo is read by another process, later; without one the bot asks."""
    if turn.person.role not in PLANNERS or not of_whom(turn):
        return None
    if not turn.house.eyes.open:
        return None if in_form else Open(_form_of(turn), first=CANNOT_READ, takes_back=True)
    if letters.waiting(turn.db, turn.person.id) >= AT_ONCE:
        words = _("I am still reading your other letters. Please send this one again later.")
        return Reply(words, [[HOME]], takes_back=True, new=True)
    letters.ask(
        turn.db,
        turn.person.id,
        file_id=turn.said.picture,
        message_id=turn.said.own_message_id,
        now=turn.now,
    )
    words = _(
        "I read the letter now. It takes about a minute."
        " I do not keep the photo, and I delete it from this chat."
    )
    return Reply(words, [[HOME]], new=True)


CANNOT_READ = _(
    "I cannot read photos here. I do not keep it, and I delete it from this chat."
    " If it is a letter with an appointment, please tell me what it says."
)


def _form_of(turn: Turn) -> type[TurnForm]:
    return EnterMine if turn.person.role is Role.PARTICIPANT else EnterFor


class LetterRead(DeliveryKind):
    """How it went. Nothing of the letter stands in the message itself."""

    name = letters.TELLS
    discreet = True
    urgency = Urgency.NOW
    at_night = True  # asked for just now
    useless_after = letters.USELESS_AFTER

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        letter = letters.get(scene.db, about, scene.person.id)
        if letter is None or scene.person.role not in PLANNERS:
            return None
        enter = [[NEW.option(_("New appointment"))], [HOME]]
        if letter.state is State.UNREAD:
            words = _("I could not read the photo. Please enter the appointment yourself.")
            return Outgoing(words, enter)
        if letter.state is not State.READ:
            return None
        if not letter.found.get("day"):
            words = _("I have read the letter, but I am not sure about day and time.")
        else:
            words = _("I have read the letter. Please check every line of it.")
        return Outgoing(words, [[CHECK.option(_("Check it"), letter.id)], [HOME]])


def check(turn: Turn, id: str) -> Response:
    """What was read goes into the form, and from here."""
    letter = letters.get(turn.db, id_of(id), turn.person.id)
    if letter is None or letter.state is not State.READ or not of_whom(turn):
        raise NotYours
    letters.drop(turn.db, letter)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="checks a letter", about=str(letter.id))
    mine = turn.person.role is Role.PARTICIPANT
    return Open(EnterFromLetter if mine else EnterFromLetterFor, answers_of(letter))


def answers_of(letter: Letter) -> Answers:
    """What is sure; a day without a time is half an answer. All else is asked."""
    found: Mapping[str, str | None] = letter.found
    answers: dict[str, str | int | None] = {"room": found.get("room") or None, "note": None}
    if office := found.get("office"):
        answers["office"] = office
    if person := found.get("person"):
        answers["contact"] = person
    day, at = found.get("day"), found.get("time")
    if day and at:
        answers["at"] = f"{day}T{at}"
    elif day:
        answers[f"{DRAFT}at"] = day
    return answers


def forget(db: Db, now: datetime, house: House) -> None:
    letters.forget(db, before=now - UNCHECKED)


READ = LetterRead()
CHECK = Tap("letter", check, PLANNERS, case=Case.PEOPLE)
FORGET = Chore("forget letters nobody checked", timedelta(hours=1), forget)
