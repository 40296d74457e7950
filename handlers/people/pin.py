"""An optional PIN before case data, asked again twelve hours after it was given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from bot.core.forms import Question, Setting, Unclear
from bot.core.messages import Option, Row
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, Words, _, _n
from bot.turns import (
    EVERYBODY,
    Case,
    Guard,
    NotYours,
    Open,
    Reply,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
)
from handlers.people.news import LOCKED, NEWS, RESET, tell_coordinators
from storage import audit, people, pins
from storage.pins import MOST_FAILURES

OPEN_FOR = timedelta(hours=12)
SHORTEST, LONGEST = 4, 6
KNOWN = EVERYBODY - {Role.GUEST}
PRIVACY = Option("go.privacy", _("Data protection"))


def asked_for(person: Person, now: datetime) -> bool:
    return person.has_pin and (person.opened_at is None or now >= person.opened_at + OPEN_FOR)


class PinFirst(Guard):
    def stops(self, scene: Scene, case: Case) -> bool:
        return case is not Case.NONE and asked_for(scene.person, scene.now)

    def asks(self, turn: Turn) -> Reply:
        if turn.person.pin_failures >= MOST_FAILURES:
            return Reply(locked(turn), [[HOME]], new=True)
        words = _("Please type your PIN. I delete it from the chat at once.")
        return Reply(words, [[HOME]], new=True)

    def hears(self, turn: Turn) -> Reply | None:
        typed = digits(turn.said.text)
        if not typed:
            return None
        if complaint := wrong(turn, typed):
            return Reply(complaint, [[HOME]], takes_back=True)
        return Reply(_("Thank you."), [[HOME]], takes_back=True, goes_on=True)


def digits(text: str) -> str:
    """٤٧١١ is 4711. Empty if there is anything else in it."""
    typed = re.sub(r"[\s.\-]", "", text)
    return "".join(str(unicodedata.decimal(each)) for each in typed) if typed.isdecimal() else ""


def wrong(scene: Scene, typed: str) -> Words | None:
    """Why this PIN does not open. After the fifth time the coordinator is told, once."""
    before = pins.failures(scene.db, scene.person.id)
    if pins.fits(scene.db, scene.person.id, typed, scene.now):
        return None
    left = MOST_FAILURES - pins.failures(scene.db, scene.person.id)
    if left > 0:
        return _n(
            "That was not the PIN. You have {n} try left.",
            "That was not the PIN. You have {n} tries left.",
            left,
        )
    if before < MOST_FAILURES:
        audit.note(
            scene.db, scene.now, actor=scene.person.id, act="locked a PIN", person=scene.person.id
        )
        tell_coordinators(scene, scene.person.id, LOCKED)
    return locked(scene)


def locked(scene: Scene) -> Words:
    return _(
        "The PIN was wrong five times. Please ask here for help: {contact}",
        contact=Exactly(scene.house.contact or "–"),
    )


# -- setting, changing, removing it --------------------------------------------------------------


def new_pin(ask: Words) -> Question[str]:
    def read(raw: str, setting: Setting, draft: str) -> str:
        typed = digits(raw)
        if not SHORTEST <= len(typed) <= LONGEST:
            raise Unclear(_("Please type four to six digits."))
        if is_easy(typed):
            raise Unclear(_("That PIN is easy to guess. Please choose another."))
        return typed

    return Question(ask, read, keep=str, recall=str, secret=True)


def is_easy(typed: str) -> bool:
    """1111, 1234, 654321."""
    steps = {int(after) - int(before) for before, after in pairwise(typed)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


GIVEN = "given"


def old_pin(ask: Words) -> Question[str]:
    """Nothing of what is typed is kept: only that it was right."""

    def read(raw: str, scene: Scene, draft: str) -> str:
        typed = digits(raw)
        if not SHORTEST <= len(typed) <= LONGEST:  # not even meant as a PIN: no try is lost
            raise Unclear(_("Please type four to six digits."))
        if scene.person.has_pin and (complaint := wrong(scene, typed)):
            raise Unclear(complaint)
        return GIVEN

    def recall(kept: str) -> str:
        if kept != GIVEN:
            raise ValueError("not given")
        return GIVEN

    return Question(ask, read, keep=str, recall=recall, secret=True)


def put(turn: Turn, pin: str) -> Reply:
    pins.put(turn.db, turn.person.id, pin, turn.now)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="set a PIN", person=turn.person.id)
    words = _("Your PIN is set. I ask for it before personal things, twelve hours after the last.")
    return Reply(words, [[PRIVACY, HOME]])


class SetPin(TurnForm):
    """The PIN itself is never among the answers that are kept: with it the form is complete."""

    who = KNOWN

    pin = new_pin(_("Please type a PIN of four to six digits. I delete it from the chat at once."))

    def submit(self, turn: Turn) -> Reply:
        if turn.person.has_pin:
            return Reply(_("That is so already."), [[PRIVACY, HOME]])
        return put(turn, self.pin)


class ChangePin(TurnForm):
    who = KNOWN

    old = old_pin(_("Please type the PIN you have now."))
    pin = new_pin(_("Please type the new PIN, four to six digits."))

    def submit(self, turn: Turn) -> Reply:
        return put(turn, self.pin)


class RemovePin(TurnForm):
    who = KNOWN

    old = old_pin(_("Please type your PIN. Then it is removed."))

    def submit(self, turn: Turn) -> Reply:
        pins.remove(turn.db, turn.person.id)
        audit.note(
            turn.db, turn.now, actor=turn.person.id, act="removed a PIN", person=turn.person.id
        )
        return Reply(_("The PIN is removed."), [[PRIVACY, HOME]])


def pin_rows(person: Person) -> Sequence[Row]:
    if person.role is Role.GUEST:
        return []
    if not person.has_pin:
        return [[SET.option(_("Set a PIN"))]]
    return [[SET.option(_("Change the PIN")), REMOVE.option(_("Remove the PIN"))]]


def set_pin(turn: Turn) -> Open:
    return Open(ChangePin if turn.person.has_pin else SetPin)


def remove_pin(turn: Turn) -> Open:
    if not turn.person.has_pin:
        raise NotYours
    return Open(RemovePin)


def reset_pin(turn: Turn, person_id: str) -> Reply:
    """The coordinator, who knows who is asking. The person is told."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or not person.has_pin:
        raise NotYours
    pins.remove(turn.db, person.id)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="reset a PIN", person=person.id)
    NEWS.tell(turn, person.id, person.id, f"{RESET}.{turn.now:%y%m%d%H%M%S}")
    words = _("The PIN of {name} is removed. {name} can set a new one.", name=person.name)
    return Reply(words, [[Option(f"person.{person.id}", _("Back")), HOME]])


SET = Tap("setpin", set_pin, KNOWN)
REMOVE = Tap("nopin", remove_pin, KNOWN)
RESET_PIN = Tap("resetpin", reset_pin, frozenset({Role.COORDINATOR}), case=Case.PEOPLE)
