"""What must hold for anything the bot says by itself."""

from __future__ import annotations

import pytest

from bot.core.rules.people import Role
from bot.turns import IfUnsure, Urgency
from handlers import FEATURES
from storage.tables import deliveries
from tests.every.scenes import GONE

KINDS = [kind for feature in FEATURES for kind in feature.deliveries]
LONG_ID = str(2**63 - 1)  # nineteen digits
LONGEST_DETAIL = f"given.{LONG_ID}.261231235959"
DETAILS = ["", "x", "1", "1.week", f"{LONG_ID}.hours", LONGEST_DETAIL, "taken.1.x", "given.", "."]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def kind(request):
    return request.param


def test_names_are_unique_and_fit_their_column():
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert "reply" not in names
    for name in names:
        assert 1 <= len(name) <= deliveries.c.kind.type.length


@pytest.mark.parametrize("role", Role)
def test_it_says_nothing_when_its_subject_is_gone(kind, role, stage, db):
    for detail in DETAILS:
        assert kind.compose(stage.turn(db, role), GONE, detail) is None


@pytest.mark.parametrize("role", Role)
def test_it_never_stumbles_over_somebody_elses_subject(kind, role, stage, db):
    for about in (0, 1, 2, 3):
        for detail in DETAILS:
            outgoing = kind.compose(stage.turn(db, role), about, detail)
            assert outgoing is None or outgoing.words


def test_its_key_fits_its_column_with_the_longest_ids(kind):
    key = f"{kind.name}:{LONG_ID}:{LONGEST_DETAIL}:{LONG_ID}"
    assert len(key) <= deliveries.c.key.type.length
    assert len(LONGEST_DETAIL) <= deliveries.c.detail.type.length


def test_telling_twice_is_telling_once(kind, stage, db):
    turn = stage.turn(db, Role.COORDINATOR)
    assert kind.tell(turn, turn.person.id, GONE, "1")
    assert not kind.tell(turn, turn.person.id, GONE, "1")


def test_it_knows_what_to_do_when_nobody_knows_whether_it_left(kind):
    assert isinstance(kind.if_unsure, IfUnsure)
    assert isinstance(kind.urgency, Urgency)
    assert kind.useless_after.total_seconds() > 0


# A file or a recording that somebody has asked for a moment ago.
AT_NIGHT = {
    "answer_voice",
    *("sheet", "declaration_text", "consent_receipt", "voice", "my_data", "copy_fetched"),
    *("letter_read", "calendar_file", "way", "invitation_drafted"),
}


def test_only_what_was_asked_for_just_now_may_leave_at_night():
    assert {kind.name for kind in KINDS if kind.at_night} == AT_NIGHT
