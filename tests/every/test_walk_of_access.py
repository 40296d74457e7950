"""The walk over the table finds what it is there to find: handlers with a leak, made for this."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from bot.core.rules.people import Role
from bot.core.words import _, just
from bot.turns import Feature, NotYours, Reply, Tap, id_of
from storage import people
from tests.every.access import ACTORS, Row
from tests.every.neighbours import Neighbourhood, neighbourhood
from tests.every.rehearsing import Rehearsal
from tests.every.trying import Stand, judged_at


def shows_and_nobody_notes(turn, person_id):
    person = people.find(turn.db, id_of(person_id))
    if person is None:
        raise NotYours
    return Reply(just(f"{person.name}!"))  # another text than the one that knows whose it is


def tells_the_difference(turn, person_id):
    if people.find(turn.db, id_of(person_id)) is None:
        raise NotYours
    return Reply(popup=_("You may not see this person."))


def takes_longer(turn, person_id):
    person = people.find(turn.db, id_of(person_id))
    if person is None:
        raise NotYours
    people.participants_of(turn.db, person.id)
    raise NotYours


def changes_before_it_refuses(turn, person_id):
    people.rename(turn.db, id_of(person_id), "Somebody")
    raise NotYours


def changes_and_nobody_notes(turn, person_id):
    person = people.find(turn.db, id_of(person_id))
    if person is None or turn.person.role is not Role.COORDINATOR:
        raise NotYours
    people.rename(turn.db, person.id, "Somebody")
    return Reply(popup=_("Done."))


class Undone(Exception):
    """Nothing of this is kept."""


NOBODY = dict.fromkeys(ACTORS, "-")
COORDINATOR = {**NOBODY, "coordinator": "all"}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Neighbourhood]:
    here = neighbourhood(tmp_path_factory.mktemp("leaks") / "data")
    yield here
    here.world.close()


@pytest.mark.parametrize(
    ("leak", "cells", "found"),
    [
        (shows_and_nobody_notes, COORDINATOR, "nobody noted it"),
        (tells_the_difference, NOBODY, "may not, and sees"),
        (takes_longer, NOBODY, "another way"),
        (changes_before_it_refuses, NOBODY, "may not, and changes"),
        (changes_and_nobody_notes, COORDINATOR, "nobody noted it"),
    ],
)
def test_a_leak_is_found(here, leak, cells, found):
    who = frozenset({Role.COORDINATOR, Role.MENTOR})
    more = [Feature("leak", taps=[Tap("leak", leak, who)])]
    row = Row("button", "leak.{participant}", cells)
    with suppress(Undone), here.world.lotse.database.transaction() as db:
        rehearsal = Rehearsal(here.world, db, more)
        try:
            wrong = list(_judged(here, rehearsal, row))
        finally:
            rehearsal.close()
        assert any(found in each for each in wrong), wrong
        raise Undone


def _judged(here, rehearsal, row) -> Iterator[str]:
    for actor in ("mentor", "coordinator"):
        try:
            yield from judged_at(Stand(here, rehearsal, row, actor))
        except AssertionError as trouble:
            yield str(trouble)
