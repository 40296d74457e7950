"""What the bot says by itself about requests for help: day and time, and nobody's name to many."""

from __future__ import annotations

from datetime import timedelta

from bot.core.messages import Option, Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.appointments import Coming
from bot.core.rules.helping import HelpRequest, helper_reminders
from bot.core.rules.people import Level, Role
from bot.core.words import Value, Words, _
from bot.turns import DeliveryKind, Scene
from handlers.helping.access import appointment_of, could_help
from handlers.helping.describing import KINDS, language_of
from storage import deliveries, helping, people

CLAIMED, GIVEN_BACK, MOVED, OVER = "claimed", "back", "moved", "over"


def show(request: HelpRequest) -> Option:
    return Option(f"request.{request.id}", _("Show"))


class HelpWanted(DeliveryKind):
    """To everybody who could help. `detail` is how often it was asked."""

    name = "help_wanted"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        request = helping.get(scene.db, about)
        if request is None or str(request.round) != detail or not could_help(scene, request):
            return None
        if not request.is_open(scene.now, scene.house.zone):
            told = deliveries.last_told(scene.db, scene.person.id, self.name, about)
            return Outgoing(taken_words(), [[HOME]]) if told == detail else None
        words = _(
            "Somebody asks for help: {kind}. Language: {language}.",
            kind=KINDS[request.kind],
            language=language_of(request),
        )
        return Outgoing(words, [[show(request)], [HOME]])


def taken_words() -> Words:
    return _("Somebody else helps already, or it is over. Thank you.")


class HelpTaken(DeliveryKind):
    """In the place of the request, where it was read on the table. `detail` is the round."""

    name = "help_taken"
    discreet = True
    kept_while_paused = False

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        request = helping.get(scene.db, about)
        if request is None or str(request.round) != detail or not could_help(scene, request):
            return None
        if request.claimed_by == scene.person.id or request.is_open(scene.now, scene.house.zone):
            return None
        return Outgoing(taken_words(), [[HOME]])


class HelpNews(DeliveryKind):
    """To those who asked and to the helper. `detail` is `<round>.<what>`, or `moved.<version>`."""

    name = "help_news"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        request = helping.get(scene.db, about)
        first, _dot, second = detail.partition(".")
        if request is None:
            return None
        if first == MOVED:
            words = self._moved(scene, request, second)
        else:
            words = self._changed(scene, request, first, second)
        return Outgoing(words, [*self._rows(scene, request), [HOME]]) if words else None

    def _rows(self, scene: Scene, request: HelpRequest) -> list[Row]:
        finished = request.withdrawn_at is not None or request.done_at is not None
        return [] if finished and scene.person.id == request.claimed_by else [[show(request)]]

    def _changed(self, scene: Scene, request: HelpRequest, round: str, what: str) -> Words | None:
        if what == OVER:
            return self._over(scene, request)
        what, _dot, _version = what.partition(".")
        if str(request.round) != round or not _concerns(scene, request):
            return None
        if what == GIVEN_BACK and request.claimed_by is None:
            return _("Whoever wanted to help cannot after all. I have asked the others again.")
        if what != CLAIMED or request.claimed_by is None:
            return None
        name = people.get(scene.db, request.claimed_by).name
        if request.day is None or request.time is None:
            return _("{name} helps you.", name=name)
        when: dict[str, Value] = {"day": request.day, "time": request.time}
        return _("{name} helps you on {day} at {time}.", name=name, **when)

    def _over(self, scene: Scene, request: HelpRequest) -> Words | None:
        if request.withdrawn_at is None or request.claimed_by != scene.person.id:
            return None
        if request.day is None or request.time is None:
            return _("Your help is not needed any more. Thank you.")
        return _(
            "On {day} at {time} your help is not needed any more. Thank you.",
            day=request.day,
            time=request.time,
        )

    def _moved(self, scene: Scene, request: HelpRequest, version: str) -> Words | None:
        if request.withdrawn_at or str(request.appointment_version) != version or request.settled:
            return None
        if request.claimed_by is None or request.day is None or request.time is None:
            return None
        if request.claimed_by == scene.person.id:
            return _(
                "It has moved. Now: {day} at {time}. Can you still help?",
                day=request.day,
                time=request.time,
            )
        if not _concerns(scene, request):
            return None
        return _("Your appointment has moved. I ask your helper whether that is still possible.")


def _concerns(scene: Scene, request: HelpRequest) -> bool:
    """Those who asked, and for whom it is."""
    asker = request.asker_id == scene.person.id and scene.person.role is not Role.MENTOR
    mine = people.is_participant_of(scene.db, request.participant_id, scene.person.id)
    return (
        scene.person.id == request.participant_id
        or asker
        or (mine and request.asker_id == scene.person.id)
    )


class HelpReminder(DeliveryKind):
    """To the helper. `detail` is `<round>.<version>.<stage>`."""

    name = "help_reminder"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        request = helping.get(scene.db, about)
        if request is None or request.claimed_by != scene.person.id or not request.settled:
            return None
        round, version, stage = [*detail.split("."), "", ""][:3]
        if (round, version) != (str(request.round), str(request.appointment_version)):
            return None
        if request.done_at or request.withdrawn_at or not _stands(scene, request):
            return None
        due = [
            each
            for each in helper_reminders(request, scene.house.zone)
            if each.due_at <= scene.now < each.useless_after
        ]
        if not due or due[-1].stage != stage:
            return None
        return Outgoing(self._words(scene, request), [[show(request)], [HOME]])

    def _words(self, scene: Scene, request: HelpRequest) -> Words:
        if scene.person.level is Level.NEWS or request.day is None or request.time is None:
            return _("There is news for you. Tap to see it.")
        return _("Please remember: {day} at {time}.", day=request.day, time=request.time)


def _stands(scene: Scene, request: HelpRequest) -> bool:
    """The appointment is still as it is in the request: it may have moved a moment ago."""
    appointment = appointment_of(scene, request)
    if appointment is None:
        return request.appointment_id is None
    known = appointment.version == request.appointment_version
    return known and not appointment.cancelled and appointment.coming is not Coming.CANNOT


class HelpUnclaimed(DeliveryKind):
    """To the coordinators, in time. `detail` is `<round>.<version>`."""

    name = "help_unclaimed"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        request = helping.get(scene.db, about)
        if request is None or scene.person.role is not Role.COORDINATOR:
            return None
        now = f"{request.round}.{request.appointment_version}"
        if detail != now or request.settled or request.is_over(scene.now, scene.house.zone):
            return None
        return Outgoing(
            _("Nobody has taken a request for help so far. Please have a look."),
            [[show(request)], [HOME]],
        )


def ask_everybody(scene: Scene, request: HelpRequest) -> int:
    """Everybody who could help, but nobody who has paused. How many."""
    found = [
        person
        for person in people.everybody(scene.db, Role.MENTOR, Role.MEDIATOR)
        if not person.paused
        and could_help(Scene(person, scene.now, scene.db, scene.house), request)
    ]
    until = request.ends(scene.house.zone) or scene.now + timedelta(days=14)
    for person in found:
        WANTED.tell(scene, person.id, request.id, str(request.round), useless_after=until)
    return len(found)


def tell_the_others(scene: Scene, request: HelpRequest) -> None:
    """Those whose message shows the request see it taken. All others read only that there is news,
    and what became of it when they look."""
    found = deliveries.messages_about(scene.db, WANTED.name, request.id, str(request.round))
    for person_id, message in found.items():
        if person_id == request.claimed_by:
            continue
        if people.get(scene.db, person_id).level is Level.DETAILS:
            TAKEN.tell(scene, person_id, request.id, str(request.round), edits=message)


def tell_those_who_asked(scene: Scene, request: HelpRequest, what: str) -> None:
    """Participant and whoever asked, but not whoever has just done it."""
    until = request.ends(scene.house.zone) or scene.now + timedelta(days=14)
    for person_id in {request.participant_id, request.asker_id} - {scene.person.id}:
        NEWS.tell(scene, person_id, request.id, what, useless_after=until)


WANTED, TAKEN, NEWS = HelpWanted(), HelpTaken(), HelpNews()
REMINDER, UNCLAIMED = HelpReminder(), HelpUnclaimed()
