"""Which languages somebody speaks: said by oneself, or entered by the coordinator."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core.pages import HOME
from bot.core.questions import several
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Words, _, commas, just
from bot.turns import (
    Case,
    NotYours,
    Open,
    Reply,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    people_to_pick,
    pick,
)
from handlers.helping.access import COORDINATORS, HELPERS
from handlers.helping.asking import REQUESTS, language_label
from storage import audit, offers, people


def every(scene: Scene) -> Sequence[str]:
    return list(LANGUAGES)


class MyLanguages(TurnForm):
    """A mentor or mediator says for which languages one may be asked."""

    who = HELPERS

    spoken = several(_("Which languages do you speak? Tap all of them."), every, language_label, 3)

    def submit(self, turn: Turn) -> Reply:
        return keep(turn, turn.person.id, self.spoken)


class TheirLanguages(TurnForm):
    """The coordinator enters it for somebody."""

    who = COORDINATORS
    case = Case.PEOPLE

    helper = pick(
        _("Who is it?"),
        lambda scene: people_to_pick(people.everybody(scene.db, Role.MENTOR, Role.MEDIATOR)),
    )
    spoken = several(_("Which languages are these? Tap all."), every, language_label, 3)

    def submit(self, turn: Turn) -> Reply:
        return keep(turn, self.helper, self.spoken)


def keep(turn: Turn, person_id: int, spoken: Sequence[str]) -> Reply:
    offers.speak(turn.db, person_id, spoken)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="set languages", person=person_id)
    return Reply(_("Kept. Thank you."), [[REQUESTS, HOME]])


def my_languages(turn: Turn) -> Reply:
    spoken = offers.speaks(turn.db, turn.person)
    words = _("You can be asked in these languages: {languages}", languages=named(spoken))
    return Reply(words, [[CHANGE.option(_("Change"))], [REQUESTS, HOME]])


def named(spoken: Collection[str]) -> Words:
    known = [each for each in LANGUAGES if each in spoken]
    return commas(*(just(LANGUAGES[each]) for each in known))


def change(turn: Turn) -> Open:
    return Open(MyLanguages)


def theirs(turn: Turn, person_id: str) -> Open:
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role not in HELPERS:
        raise NotYours
    return Open(TheirLanguages, {"helper": person.id})


MINE = Tap("mylanguages", my_languages, HELPERS)
CHANGE = Tap("changelanguages", change, HELPERS)
THEIRS = Tap("speaks", theirs, COORDINATORS, case=Case.PEOPLE)
TAPS = [MINE, CHANGE, THEIRS]
