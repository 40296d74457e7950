"""Logs tell what happened to which row, and never who it was or what was said."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.machine.outcomes import Never, Unsure
from tests import cast
from tests.chat import Phone, World
from tests.conversations.steps import SHARES_APPOINTMENTS, WANTS_EVENTS, agrees, cancels, enters

SECRETS = (
    *("Amina", "Oksana", "Jonas", "Katrin", "Samir", "Mara", "Somebody"),
    *("Secret Street", "Ms Hidden", "blue folder", "purple sunshine", "swim", "Garden party"),
    *("A private answer", "1:x", "0123456789ABCDEF", "14.09.2026", "2026-09-14"),
)


class Everything(logging.Handler):
    """All records there are, with whatever they carry."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = logging.Formatter().format(record)
        self.lines.append(f"{record.name} {line} {record.args!r}")


@pytest.fixture
def log(world):
    yield from listening(world)


def listening(world):
    """Every logger at DEBUG, from the first statement of a fresh process on."""
    root, handler = logging.getLogger(), Everything()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    world.stop()
    world.start()
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


def test_nobody_is_named_and_nothing_quoted(world, log, amina, oksana, jonas, katrin, otto):
    a_day_in_the_life(world, oksana, jonas, katrin)
    amina.says("purple sunshine")
    otto.says("/start 0123456789ABCDEF purple sunshine")
    world.outcomes += [Unsure(), Never("Bad Request"), Never("Forbidden", unreachable=True)]
    for phone in (amina, oksana, jonas):
        phone.says("/mentees purple sunshine")
    assert any("Forbidden" in line for line in log.lines)  # something was logged at all
    assert told_by(log) == []


def test_trouble_does_not_quote_either(tmp_path):
    world = World(tmp_path / "data")
    for logs in listening(world):
        vars(world.lotse.house.answers)["find"] = quoting
        oksana = Phone(world, cast.OKSANA)
        oksana.says("Oksana has a question about purple sunshine")
        for _time in range(6):
            world.now += timedelta(minutes=1)
            world.hears()
        oksana.sees("Something went wrong on our side. Please try again later.")
        assert any("ValueError" in line for line in logs.lines)
        assert any("laid aside" in line for line in logs.lines)
        assert told_by(logs) == []
    world.close()


def quoting(text, language, own=None):
    raise ValueError(f"cannot find {text!r}")


def told_by(log):
    text = "\n".join(log.lines)
    return [secret for secret in SECRETS if secret in text]


def a_day_in_the_life(world, oksana, jonas, katrin):
    agrees(oksana, SHARES_APPOINTMENTS, WANTS_EVENTS)
    enters(oksana, place="Secret Street 5")
    cancels(jonas, "14.09. 10:30 · Oksana · Jobcenter")
    jonas.says("/log")
    for label in ("Oksana", "Not reached", "Today"):
        jonas.taps(label)
    jonas.says("Wants to swim with Ms Hidden")
    oksana.says("zebra football banana purple sunshine?")
    katrin.says("/inbox")
    katrin.taps("zebra football banana purple sunshine?")
    katrin.taps("Answer")
    katrin.says("A private answer")
    katrin.says("/export")
    katrin.taps_data("make.contacts.xlsx")
