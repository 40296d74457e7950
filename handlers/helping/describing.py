"""How a request for help is shown: as one line in a list, and as a card."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.rules.helping import ANY_LANGUAGE, MEDIATION, HelpRequest, Kind
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Exactly, Value, Words, _, entry, just, lines
from bot.turns import Scene
from handlers.helping.access import (
    NAME,
    PLACE,
    allowed,
    appointment_of,
    asks_for,
    first_name,
    passes,
)
from storage import people

KINDS = {
    Kind.ACCOMPANY: _("Coming along"),
    Kind.FORM: _("Help with a form"),
    Kind.WRITTEN: _("Written translation"),
    Kind.PHONE: _("Interpreting by phone"),
    Kind.IN_PERSON: _("Interpreting on site"),
}


def language_of(request: HelpRequest) -> Words:
    if request.language == ANY_LANGUAGE:
        return _("any language")
    return just(LANGUAGES.get(request.language, request.language))


def line(request: HelpRequest) -> Words:
    """For a button in a list. Nobody's name: the list is open to many."""
    values: dict[str, Value] = {"kind": KINDS[request.kind], "language": language_of(request)}
    if request.day is None:
        return Words("№ {id} · {kind} · {language}", {**values, "id": request.id})
    when = f"{request.day:%d.%m.}" + (f" {request.time:%H:%M}" if request.time else "")
    return Words("{when} · {kind} · {language}", {**values, "when": Exactly(when)})


def card(scene: Scene, request: HelpRequest) -> Words:
    if asks_for(scene, request):
        return lines(*facts(request), *for_asker(scene, request), *who_helps(scene, request))
    if request.claimed_by == scene.person.id:
        return lines(*facts(request), *for_helper(scene, request))
    return lines(*facts(request), *for_many(scene, request))


def facts(request: HelpRequest) -> Sequence[Words]:
    """What everybody who is asked may see."""
    shown = [
        Words("<b>{kind}</b>", {"kind": KINDS[request.kind]}),
        _("Language: {language}", language=language_of(request)),
    ]
    if request.day and request.time:
        shown.append(Words("{day}, {time}", {"day": request.day, "time": request.time}))
    elif request.day:
        shown.append(_("By {day}", day=request.day))
    if request.kind in MEDIATION and request.topic:
        shown.append(_("About: {topic}", topic=entry("topics", request.topic)))
    return shown


def whereabouts(scene: Scene, request: HelpRequest) -> Sequence[Words]:
    """The office and the place, to whom they may be shown."""
    appointment = appointment_of(scene, request)
    shown = []
    if appointment:
        shown.append(entry("offices", appointment.office))
    elif request.kind is Kind.FORM and request.topic:
        shown.append(entry("offices", request.topic))
    if request.kind is Kind.FORM and request.text:
        shown.append(_("About: {topic}", topic=request.text))
    place = appointment.place if appointment else request.place
    if place:
        shown.append(_("Where: {place}", place=place))
    return shown


def for_asker(scene: Scene, request: HelpRequest) -> Sequence[Words]:
    """A mentor who asked knows no more than the participant agreed to."""
    if scene.person.id == request.participant_id:
        return whereabouts(scene, request)
    named = _("For: {name}", name=first_name(scene, request))
    if scene.person.role is Role.COORDINATOR or passes(scene, request, PLACE):
        return [named, *whereabouts(scene, request)]
    return [named]


def for_many(scene: Scene, request: HelpRequest) -> Sequence[Words]:
    """Before anybody helps: no name. In which town and at what kind of office, with consent."""
    if not allowed(scene, request, PLACE):
        return []
    scene.saw(request.participant_id, "help_requests.place")
    shown = []
    appointment = appointment_of(scene, request)
    office = appointment.office if appointment else request.topic
    if office and request.kind in (Kind.ACCOMPANY, Kind.FORM):
        shown.append(entry("offices", office))
    if region := people.get(scene.db, request.participant_id).region:
        shown.append(_("Region: {region}", region=region))
    return shown


def for_helper(scene: Scene, request: HelpRequest) -> Sequence[Words]:
    """Who it is for and where, as far as the participant agreed."""
    shown = [_("For: {name}", name=first_name(scene, request))]
    if passes(scene, request, PLACE):
        shown += whereabouts(scene, request)
    if not (allowed(scene, request, NAME) and allowed(scene, request, PLACE)):
        shown.append(_("I may not tell you more. Please ask the coordinator."))
    if not request.settled:
        shown.append(_("It has moved. Please say whether you still come."))
    return shown


def who_helps(scene: Scene, request: HelpRequest) -> Sequence[Words]:
    """For those who asked."""
    if request.withdrawn_at:
        return [_("This is not needed any more.")]
    if request.claimed_by is None:
        return [_("Nobody has said yes so far.")]
    name = people.get(scene.db, request.claimed_by).name
    shown = [_("{name} helps.", name=name)]
    if not request.settled:
        shown.append(_("It has moved. I have asked again whether that is possible."))
    return shown
