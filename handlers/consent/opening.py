"""Which form fits this person: alone or with the guardian, read alone or read out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.forms import DRAFT
from bot.core.messages import Option, Row
from bot.core.pages import HOME
from bot.core.rules.capacity import Signs
from bot.core.words import Words, _
from bot.turns import Case, NotYours, Open, Reply, Response, Scene, Tap, Turn
from handlers.consent.assisted import GiveReadOut
from handlers.consent.give import PARTICIPANTS, READ, GiveConsent, mark_of
from handlers.consent.minors import (
    GiveReadOutWithGuardian,
    GiveWithGuardian,
    guardian_of,
    no_guardian,
    signs,
)
from handlers.consent.published import collects, collects_assisted, hash_in
from storage import consents

FORMS = [GiveConsent, GiveReadOut, GiveWithGuardian, GiveReadOutWithGuardian]


def decides_alone(scene: Scene) -> bool:
    """Whether a tap of this person is enough."""
    return signs(scene) is Signs.SELF


def opened(turn: Turn, known: Mapping[str, Any], read: str) -> Response:
    """The person reads alone. `known`: what stands and is not asked again.

    `read` is the mark of the text that the person has seen; today's is shown first if that is
    another. A guardian has not seen it, and agrees to all lines or to none.
    """
    if not decides_alone(turn):
        return _with_guardian(turn, GiveWithGuardian)
    today = mark_of(turn, turn.language)
    return Open(GiveConsent, {**known, READ if read == today else DRAFT + READ: today})


def begin_option(scene: Scene, tap: Tap, label: Words) -> Option:
    """The button below the text: it says which text that was."""
    return tap.option(label, mark_of(scene, scene.language))


def again_option(scene: Scene, tap: Tap, label: Words) -> Option:
    """The button where the text does not stand: whoever answered it before has read it."""
    today = hash_in(scene.house, scene.language)
    ledger = consents.of(scene.db, scene.person.id)
    known = any(entry.text_hash == today for entry in ledger)
    return begin_option(scene, tap, label) if known else tap.option(label, "new")


def read_out(turn: Turn) -> Response:
    """Somebody reads it out: in German, if nobody has reviewed the own language."""
    if not read_out_row(turn):
        raise NotYours
    if decides_alone(turn):
        return Open(GiveReadOut)
    return _with_guardian(turn, GiveReadOutWithGuardian)


def _with_guardian(turn: Turn, form: type[GiveWithGuardian]) -> Response:
    return Open(form) if guardian_of(turn) else Reply(no_guardian(), [[HOME]])


def read_out_row(scene: Scene) -> list[Row]:
    """The button, where there is a text to read out."""
    if not (collects(scene) or collects_assisted(scene)):
        return []
    return [[READ_OUT.option(_("Have it read out to me"))]]


READ_OUT = Tap("readout", read_out, PARTICIPANTS, case=Case.OWN)
