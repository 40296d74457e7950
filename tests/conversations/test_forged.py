"""Button data can be forged. Every tap of every feature is pressed by everybody, with anything."""

from __future__ import annotations

from inspect import signature
from itertools import product

import pytest

from bot.machine.dispatch import closed_words
from handlers import FEATURES
from storage.tables import metadata
from tests import cast
from tests.chat import Phone, World
from tests.conversations.steps import OLD_BUTTON, SURE, agrees, dead, enters, facts

TAPS = [tap for feature in FEATURES for tap in feature.taps]
ODD = [
    "",
    "0",
    "1",
    "2",
    "3",
    "-1",
    "9" * 18,
    "9" * 30,
    "x",
    "١",
    "1 ",
    "+1",
    "1e3",
    "é",
    "🌷",
    "all",
]
FORMS = [
    *("1..send", "1..back", "1..", "1.office.jobcenter", "1.at.d2026-09-31", "1.at.m9999-12"),
    *("0.a.b", "-1.a.b", "999999999999999.a.b", "9999999999999999.a.b", ".", "..", "...", ""),
    *(
        "go",
        "go.",
        "go.go",
        "go.start",
        "1.participant.6",
        "x" * 64,
        "\x00",
        "'; DROP TABLE people",
    ),
]


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """Appointments, an event and a question of Oksana's are there to be tampered with."""
    world = World(tmp_path_factory.mktemp("forged") / "data")
    oksana, katrin = Phone(world, cast.OKSANA), Phone(world, cast.KATRIN)
    enters(oksana)
    enters(oksana, "15.09.2026 9:00")
    oksana.says("zebra football banana purple sunshine?")
    katrin.says("/broadcast")
    katrin.taps("New invitation")
    katrin.says("20.09.2026 15:00")
    katrin.taps("English")
    katrin.says("A party")
    for label in ("That is all", "All", "All", "Skip", SURE):
        katrin.taps(label)
    Phone(world, cast.OTTO, "en").says("hello")
    yield world
    world.close()


def presses(tap):
    """With too few, with too many, and with the right number of wrong arguments."""
    wanted = len(signature(tap.does).parameters) - 1
    fitting = product(ODD, repeat=wanted) if wanted < 2 else zip(ODD, reversed(ODD), strict=True)
    return [tap.name, f"{tap.name}.1.1.1.1", *(".".join([tap.name, *some]) for some in fitting)]


def presses_all(phone, data):
    message = {"message_id": 1, "chat": phone.chat}
    phone.world.hears(
        *(
            {
                "update_id": (number := next(phone.world.numbers)),
                "callback_query": {
                    "id": f"{phone.chat_id}:{number}",
                    "data": each,
                    "message": message,
                    "from": phone.sender,
                },
            }
            for each in data
        )
    )


def of_others(world, own):
    """All that is remembered of anybody else; not the texts that are kept for who answers."""
    found = {}
    for name, rows in facts(world, but=own).items():
        columns = [column.name for column in metadata.tables[name].columns]
        whose = next((each for each in ("person_id", "asker_id") if each in columns), None)
        mine = columns.index(whose) if whose else None
        found[name] = [row for row in rows if mine is None or row[mine] != own]
    found.pop("declarations")
    return found


@pytest.mark.parametrize("name", ["OTTO", "SAMIR", "MARA", "AMINA", "JONAS"])
def test_nobody_reaches_what_is_not_theirs(busy, name):
    """Not one of these five may see or change anything of Oksana's, or of the coordinator's."""
    phone = Phone(busy, getattr(cast, name))
    own = phone.person.id
    before = of_others(busy, own)
    for tap in TAPS:
        if tap.name != "notme":  # from then on the chat is silent, and nothing is tried any more
            presses_all(phone, presses(tap))
    assert of_others(busy, own) == before
    assert dead(busy) == 0
    seen = "".join([*phone.texts, *phone.screen.popups])
    assert "banana" not in seen
    assert "Jobcenter\nMonday" not in seen


@pytest.mark.parametrize("name", ["OTTO", "AMINA", "OKSANA", "JONAS", "KATRIN"])
def test_nothing_that_is_pressed_breaks_the_bot(busy, name):
    phone = Phone(busy, getattr(cast, name))
    presses_all(phone, FORMS)
    for tap in TAPS:
        if name not in ("OKSANA", "KATRIN") or tap.name in ("person", "people", "appt", "card"):
            presses_all(phone, presses(tap)[:8])
    assert dead(busy) == 0
    phone.says("/help")
    assert len(phone.last.text) > 20


@pytest.mark.parametrize(
    "data",
    [
        *(
            "1.office.nowhere",
            "1.office.-",
            "1.at.d2026-13-01",
            "1.at.d0000-00-00",
            "1.at.m0000-13",
        ),
        *("1.at.m9999-12", "1.at.m2026-00", "1.at.h99", "1.at.t99:99", "1.at.2026-99-99T99:99"),
        *("1.at._", "1.at.", "1.nothing.x", "1.nothing.", "1.place.-", "1..nowhere", "1.at.-"),
    ],
)
def test_forged_answers_to_the_form_that_is_open(world, oksana, data):
    oksana.says("/appointments")
    oksana.taps("New appointment")
    oksana.taps_data(data)
    assert dead(world) == 0
    oksana.taps_data("1.office.jobcenter")
    oksana.taps_data(data)
    assert dead(world) == 0
    oksana.says("14.09.2026 10:30")
    assert dead(world) == 0


def test_the_ids_of_others_in_the_form_that_is_open(world, jonas, mara):
    stranger = mara.person.id
    jonas.says("/log")
    number = jonas.last.data[0][0].partition(".")[0]
    for forged in (stranger, 999, 0, -1, "x"):
        jonas.taps_data(f"{number}.participant.{forged}")
        jonas.reads("Please tap one of the buttons.", "Whom did you meet?")


def test_somebody_elses_appointment(world, oksana, amina, mara, samir, otto):
    enters(oksana)
    before = facts(world)
    for phone in (amina, mara, samir):
        for data in ("appt.1", "card.1", "bring.1", "note.1", "come.1.1", "cannot.1.1", "move.1"):
            phone.taps_data(data)
            assert phone.popup in (OLD_BUTTON, phone.in_own_language(closed_words()))
        assert phone.texts == []
    otto.taps_data("appt.1")
    assert "Jobcenter" not in "".join(otto.texts)
    assert facts(world)["appointments"] == before["appointments"]


def test_a_mentor_may_not_enter_one_for_the_participant_of_another(world, mara, jonas, oksana):
    agrees(oksana)
    participant = oksana.person.id
    mara.taps_data("new")
    assert mara.popup == OLD_BUTTON
    jonas.taps_data("new")
    number = jonas.last.data[0][0].partition(".")[0]
    mara.taps_data(f"{number}.participant.{participant}")
    assert mara.popup == OLD_BUTTON
