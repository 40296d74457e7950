"""Nobody has taken it: the coordinator hears of it in time, and again if it was given back."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.rules.helping import HelpRequest, escalates_at, helper_reminders
from bot.core.rules.people import Person, Role
from bot.turns import Chore, House, Scene
from handlers.helping.telling import (
    GIVEN_BACK,
    MOVED,
    NEWS,
    OVER,
    REMINDER,
    UNCLAIMED,
    ask_everybody,
    tell_the_others,
    tell_those_who_asked,
)
from storage import helping, people
from storage.database import Db

AHEAD = timedelta(hours=2)  # how far the tick looks
FURTHEST = timedelta(days=2)
NOBODY = Person(0, "", Role.COORDINATOR, "de")


def tell_the_office(scene: Scene, request: HelpRequest) -> None:
    """All coordinators, once for each time that it is asked."""
    if not helping.escalated(scene.db, request.id, scene.now):
        return
    until = request.ends(scene.house.zone) or scene.now + timedelta(days=14)
    detail = f"{request.round}.{request.appointment_version}"
    for coordinator in people.everybody(scene.db, Role.COORDINATOR):
        UNCLAIMED.tell(scene, coordinator.id, request.id, detail, useless_after=until)


def look_after(db: Db, now: datetime, house: House) -> None:
    """Follows what has moved, tells the coordinator what nobody has taken, reminds helpers."""
    if not helping.is_anything(db):
        return
    scene = Scene(NOBODY, now, db, house)
    follow_appointments(scene)
    for lost in helping.let_go_of_the_erased(db, now):
        if request := helping.get(db, lost):
            ask_again(scene, request)
    for request in helping.unsettled(db, now):
        over = request.is_over(now, house.zone) or request.escalated_at is not None
        if not over and escalates_at(request, house.zone) <= now:
            tell_the_office(scene, request)
    for request in helping.promised(db, now, now + FURTHEST):
        remind(scene, request)


def follow_appointments(scene: Scene) -> None:
    for moved in helping.moved(scene.db):
        before = helping.get(scene.db, moved.request_id)
        if before is None or not helping.follow(scene.db, moved, scene.now):
            continue
        if moved.cancelled:
            tell_helper(scene, before, f"{before.round}.{OVER}")
            tell_the_others(scene, before)
        elif before.claimed_by is not None:
            for person_id in {before.claimed_by, before.participant_id, before.asker_id}:
                detail = f"{MOVED}.{moved.version}"
                NEWS.tell(scene, person_id, before.id, detail, useless_after=moved.starts)


def tell_helper(scene: Scene, request: HelpRequest, detail: str) -> None:
    if request.claimed_by is not None and request.claimed_by != scene.person.id:
        NEWS.tell(scene, request.claimed_by, request.id, detail)


def ask_again(scene: Scene, request: HelpRequest) -> None:
    """Given back: everybody is asked anew, and those who asked know."""
    tell_those_who_asked(scene, request, f"{request.round}.{GIVEN_BACK}")
    if not ask_everybody(scene, request):
        tell_the_office(scene, request)


def remind(scene: Scene, request: HelpRequest) -> None:
    if not request.settled or request.claimed_by is None:
        return
    for each in helper_reminders(request, scene.house.zone):
        if each.due_at <= scene.now + AHEAD and scene.now < each.useless_after:
            REMINDER.tell(
                scene,
                request.claimed_by,
                request.id,
                f"{request.round}.{request.appointment_version}.{each.stage}",
                due_at=each.due_at,
                useless_after=each.useless_after,
            )


LOOK_AFTER = Chore("look after requests for help", timedelta(minutes=1), look_after)
