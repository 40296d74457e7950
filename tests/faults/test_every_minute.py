"""Time itself: every minute of both nights in which the clocks change, in four zones.

The planning and the outbox are the real ones; only the clock is ours, and nobody speaks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.clock import is_quiet
from bot.core.rules.appointments import Stage, asked_at, reminders, usual_stages
from bot.machine.clockwork import ClockGate
from bot.turns import Scene
from handlers.appointments.after import AFTER
from handlers.appointments.planning import plan
from handlers.appointments.reminder import REMINDER
from storage import appointments, deliveries
from tests.chat import World

ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "Asia/Kabul", "Asia/Kathmandu", "UTC")]
QUARTERS = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 15)]
# From the Saturday on: the appointments whose stages fall into the weekend are on these days.
DAYS_AFTER = (0, 1, 2, 3, 4, 7, 8)
MINUTE, LEASE = timedelta(minutes=1), timedelta(minutes=1)
AUTUMN, SPRING = date(2026, 10, 24), date(2027, 3, 27)
KINDS = {kind.name: kind for kind in (REMINDER, AFTER)}


class Town:
    """Everybody's appointments at every quarter of an hour, and a clock."""

    def __init__(self, world: World, saturday: date, zones: list[ZoneInfo] = ZONES) -> None:
        self.world, self.house = world, world.lotse.house
        self.oksana = world.cast["Oksana"]
        self.houses = {zone: replace(self.house, zone=zone) for zone in zones}
        told = datetime.combine(saturday, time(0), tzinfo=UTC) - MINUTE
        with world.lotse.database.transaction() as db:
            made = [
                self._enter(db, saturday + timedelta(days=days), at, zone, told)
                for days in DAYS_AFTER
                for at in QUARTERS
                for zone in zones
            ]
        self.known = {each.id: each for each in made}
        self.said: list[tuple[int, str, datetime]] = []  # appointment, stage, when

    def _enter(self, db, day, at, zone, told):
        return appointments.add(
            db,
            participant_id=self.oksana.id,
            entered_by=self.oksana.id,
            office="jobcenter",
            day=day,
            time=at,
            zone=zone,
            place=None,
            contact=None,
            note=None,
            now=told,
        )

    def tick(self, now: datetime, *, sends: bool = True) -> None:
        with self.world.lotse.database.transaction() as db:
            plan(db, now, self.house)
            while sends and (claimed := self._claim(db, now)):
                for each in claimed:
                    self._say(db, each, now)

    def catches_up(self, now: datetime) -> None:
        """So many are too many for one tick."""
        for _tick in range(3):
            self.tick(now)

    def _claim(self, db, now):
        return deliveries.claim(db, now=now, lease=LEASE, limit=500, ask_a_human=[])

    def _say(self, db, delivery, now) -> None:
        appointment = self.known[delivery.about]
        house = self.houses[appointment.zone]
        kind = KINDS[delivery.kind]
        assert kind.may_leave(now, delivery.useless_after, house.zone)
        scene = Scene(self.oksana, now, db, house)
        if kind.compose(scene, delivery.about, delivery.detail) is None:
            deliveries.drop(db, delivery)
            return
        deliveries.sent(db, delivery, message_id=1, now=now)
        stage = delivery.detail.partition(".")[2] or "afterwards"
        self.said.append((delivery.about, stage, now))


@pytest.fixture
def world(tmp_path: Path):
    world = World(tmp_path / "data")
    yield world
    world.close()


def due_within(town: Town, begins: datetime, ends: datetime):
    """What has to be said in this time, and when: by the rules, one appointment at a time."""
    stages = usual_stages((7, 3, 1))
    for id, each in town.known.items():
        found = {reminder.stage.value: reminder.due_at for reminder in reminders(each, stages)}
        found["afterwards"] = asked_at(each)
        yield from ((id, stage, at) for stage, at in found.items() if begins <= at < ends)


@pytest.mark.parametrize("saturday", [AUTUMN, SPRING])
def test_every_minute_of_the_weekend_in_which_the_clocks_change(world, saturday):
    town = Town(world, saturday)
    begins = datetime.combine(saturday, time(0), tzinfo=UTC)
    ends = begins + timedelta(days=2)
    town.tick(begins - MINUTE)  # what was due before is another test's
    town.said.clear()
    now = begins
    while now < ends:
        town.tick(now)
        now += MINUTE
    expected = {(id, stage): at for id, stage, at in due_within(town, begins, ends)}
    said = Counter((id, stage) for id, stage, _at in town.said)
    assert said.keys() == expected.keys()
    assert set(said.values()) == {1}, "each exactly once"
    for id, stage, at in town.said:
        zone = town.known[id].zone
        assert not is_quiet(at, zone), "none in quiet hours"
        assert timedelta(0) <= at - expected[id, stage] < MINUTE, "none late by more than a minute"
    at_the_wall(town)
    print(f"{len(town.said)} said in {town.world.lotse.house.zone}, {len(town.known)} appointments")


def at_the_wall(town: Town) -> None:
    """Without the rules: what the clock on the wall showed, where nothing was shifted."""
    for id, stage, at in town.said:
        appointment = town.known[id]
        here = at.astimezone(appointment.zone)
        if stage == Stage.DAY:
            assert (here.time(), here.date()) == (time(18), appointment.day - timedelta(days=1))
        if stage in (Stage.WEEK, Stage.DAYS) and not is_quiet_at(appointment):
            days = 7 if stage == Stage.WEEK else 3
            before = appointment.day - timedelta(days=days)
            assert (here.date(), here.time()) == (before, appointment.time)


def is_quiet_at(appointment) -> bool:
    return appointment.time >= time(21) or appointment.time < time(8)


# -- a clock that jumps, and a bot that slept ------------------------------------------------

HOME = ZONES[:1]
WRONG_FOR = 5  # minutes until somebody puts the clock right


class Clocks:
    """The one on the wall, which is wrong for a while, and the one that only counts seconds."""

    def __init__(self, now: datetime) -> None:
        self.right, self.wrong_by = now, timedelta(0)
        self.gate = ClockGate(lambda: self.wall, lambda: self.right.timestamp())

    @property
    def wall(self) -> datetime:
        return self.right + self.wrong_by


TO_1970 = datetime(1970, 1, 1, tzinfo=UTC) - datetime.combine(AUTUMN, time(12), tzinfo=UTC)
JUMPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=3), TO_1970]


@pytest.mark.parametrize("by", JUMPS, ids=str)
def test_a_clock_that_jumps_sends_nothing_and_forgets_nothing(world, by):
    """It is wrong for five minutes; then everything goes on, at most as late as it was held."""
    town = Town(world, AUTUMN, HOME)
    begins = datetime.combine(AUTUMN, time(10), tzinfo=UTC)
    town.catches_up(begins)
    town.said.clear()
    clocks, closed = Clocks(begins), 0
    for minute in range(1, 181):
        clocks.right = begins + minute * MINUTE
        clocks.wrong_by = by if 60 <= minute < 60 + WRONG_FOR else timedelta(0)
        before = len(town.said)
        if clocks.gate.is_open():
            town.tick(clocks.wall)
        else:
            closed += 1
            assert len(town.said) == before
    assert WRONG_FOR + 10 <= closed <= WRONG_FOR + 11
    expected = {
        (id, stage): at
        for id, stage, at in due_within(town, begins + MINUTE, begins + 181 * MINUTE)
    }
    assert Counter((id, stage) for id, stage, _at in town.said) == Counter(expected.keys())
    for id, stage, at in town.said:
        assert timedelta(0) <= at - expected[id, stage] <= (closed + 1) * MINUTE


@pytest.mark.parametrize("by", JUMPS, ids=str)
def test_what_was_planned_by_a_wrong_clock_is_planned_anew(world, by):
    """Even if the planning believed it: nothing is left out when the clock is right again."""
    town = Town(world, AUTUMN, HOME)
    begins = datetime.combine(AUTUMN, time(10), tzinfo=UTC)
    town.catches_up(begins)
    town.said.clear()
    for minute in range(3):
        town.tick(begins + by + minute * MINUTE, sends=False)
    for minute in range(1, 241):
        town.tick(begins + minute * MINUTE)
    expected = {
        (id, stage) for id, stage, _at in due_within(town, begins + MINUTE, begins + 241 * MINUTE)
    }
    assert Counter((id, stage) for id, stage, _at in town.said) == Counter(expected)


def test_after_three_days_down_each_is_said_once_and_nothing_false(world):
    """Per appointment one message at most: the newest stage, or how it was; none of what is over
    for long."""
    town = Town(world, AUTUMN, HOME)
    begins = datetime.combine(AUTUMN, time(7), tzinfo=UTC)
    town.catches_up(begins)
    town.said.clear()
    wakes = begins + timedelta(days=3)
    town.catches_up(wakes)
    said = Counter(id for id, _stage, _at in town.said)
    assert set(said.values()) == {1}
    for id, stage, _at in town.said:
        appointment = town.known[id]
        if stage == "afterwards":
            over = wakes - appointment.starts
            assert timedelta(hours=2) <= over < timedelta(days=2)
            continue
        assert appointment.starts > wakes
        stages = usual_stages((7, 3, 1))
        due = [each for each in reminders(appointment, stages) if each.due_at <= wakes]
        assert stage == due[-1].stage, "only the newest"
    assert town.known.keys() - said.keys(), "what was over for more than two days"
