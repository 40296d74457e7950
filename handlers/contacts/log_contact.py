"""A mentor notes down a contact with a participant, in at most eight taps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.forms import Partly, Question, Rows, Unclear
from bot.core.messages import Option, beside
from bot.core.pages import HOME
from bot.core.questions import number, one_of, past_day, text
from bot.core.rules.contacts import FREQUENT, NOT_REACHED
from bot.core.rules.people import Role
from bot.core.words import Words, _, _n, entry
from bot.turns import (
    Case,
    Reply,
    Scene,
    Turn,
    TurnForm,
    all_as_known,
    as_known,
    people_to_pick,
    pick,
)
from storage import audit, contacts, people

MENTORS = frozenset({Role.MENTOR})
MORE = "+"
MINUTES = {n: _n("{n} minute", "{n} minutes", n) for n in (15, 30, 45, 60, 90, 120)}


def my_participants(scene: Scene) -> Sequence[Option]:
    mine = people.participants_of(scene.db, scene.person.id)
    return people_to_pick(all_as_known(scene, mine))


def is_mine(scene: Scene, participant_id: int) -> bool:
    return people.is_participant_of(scene.db, participant_id, scene.person.id)


def kind_label(kind: str) -> Words:
    return _("Not reached") if kind == NOT_REACHED else entry("contact_kinds", kind, "label")


def outcome_label(outcome: str) -> Words:
    return entry("outcomes", outcome, "label")


def kind_of_contact(ask: Words) -> Question[str]:
    """The frequent kinds first; one more tap shows all."""

    def every(scene: Scene) -> list[str]:
        rest = [kind for kind in scene.house.library.ids("contact_kinds") if kind not in FREQUENT]
        return [*FREQUENT, NOT_REACHED, *rest]

    def rows(scene: Any, draft: str) -> Rows:
        shown = every(scene) if draft else [*FREQUENT, NOT_REACHED]
        more = [] if draft else [Option(MORE, _("More"))]
        return beside([*(Option(kind, kind_label(kind)) for kind in shown), *more])

    def read(raw: str, scene: Any, draft: str) -> str:
        if raw == MORE:
            raise Partly(MORE)
        if raw not in every(scene):
            raise Unclear(_("Please tap one of the buttons."))
        return raw

    def still(scene: Any, kept: str) -> bool:
        return kept in every(scene)

    return Question(ask, read, str, str, rows=rows, show=kind_label, still=still)


class LogContact(TurnForm):
    """A mentor notes down a contact with a participant."""

    case = Case.PEOPLE
    participant = pick(_("Whom did you meet?"), my_participants, columns=2, still=is_mine)
    kind = kind_of_contact(_("What was it about?"))
    day = past_day(_("When was that?"))
    minutes = number(_("How long did it take?"), MINUTES, most=1440).when(kind.is_not(NOT_REACHED))
    outcome = one_of(
        _("What came out of it?"), lambda scene: scene.house.library.ids("outcomes"), outcome_label
    ).when(kind.is_not(NOT_REACHED))
    note = text(
        _("Anything the coordinator should know? No health or legal details, please."), longest=1000
    ).optional()

    def submit(self, turn: Turn) -> Reply:
        contacts.add(
            turn.db,
            mentor_id=turn.person.id,
            participant_id=self.participant,
            kind=self.kind,
            day=self.day,
            minutes=self.minutes,
            outcome=self.outcome or "",
            note=self.note,
            now=turn.now,
        )
        audit.note(
            turn.db,
            turn.now,
            actor=turn.person.id,
            act="logged a contact",
            person=self.participant,
        )
        name = as_known(turn, people.get(turn.db, self.participant)).name
        thanks = _("Thank you. The contact with {name} on {day} is noted.", name=name, day=self.day)
        return Reply(thanks, [[Option("go.log", _("Log another")), HOME]])
