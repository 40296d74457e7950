"""Somebody asks for help: who is asked, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Row, beside
from bot.core.pages import HOME
from bot.core.rules.helping import HelpRequest
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Words, _, _n, just, paragraphs
from bot.turns import Reply, Scene, Turn, all_as_known, people_to_pick
from handlers.helping.access import noted, of_whom
from handlers.helping.describing import card
from handlers.helping.escalating import tell_the_office
from handlers.helping.telling import ask_everybody
from storage import people

REQUESTS = Option("go.requests", _("Requests for help"))


def participants(scene: Scene) -> Sequence[Option]:
    return people_to_pick(all_as_known(scene, of_whom(scene)))


def languages(scene: Scene) -> Sequence[str]:
    """The own one first."""
    own = scene.person.language
    return [own, *(each for each in LANGUAGES if each != own)]


def language_label(language: str) -> Words:
    return just(LANGUAGES[language])


def asked(turn: Turn, request: HelpRequest) -> Reply:
    """Everybody who could help is asked now; if that is nobody, the coordinator hears of it."""
    noted(turn, request, "asked for help")
    count = ask_everybody(turn, request)
    if not count:
        tell_the_office(turn, request)
        words = _("Nobody here can do this at the moment. I have told the coordinator.")
    else:
        words = _n(
            "I have asked one person. There is no name in it.",
            "I have asked {n} people. There is no name in it.",
            count,
        )
    return Reply(paragraphs(words, *agreement(turn), card(turn, request)), rows_for_asker(request))


def agreement(scene: Scene) -> Sequence[Words]:
    """What a helper learns depends on the consent: those who ask should know."""
    if scene.person.role is not Role.PARTICIPANT:
        return []
    return [
        _(
            "Whoever helps learns your first name, the place and the text only as far as you"
            " agreed under My consent."
        )
    ]


def rows_for_asker(request: HelpRequest) -> list[Row]:
    rows: list[Row] = []
    if request.withdrawn_at is None and request.done_at is None:
        rows.append([Option(f"nohelp.{request.id}", _("Not needed any more"))])
    return [*rows, [Option("go.consent", _("My consent"))], [REQUESTS, HOME]]


def already(turn: Turn, request: HelpRequest) -> Reply:
    words = _("This is asked for already. Nobody is sent twice.")
    return Reply(paragraphs(words, card(turn, request)), rows_for_asker(request))


def ways_to_ask(scene: Scene) -> list[Row]:
    """What this person may ask for."""
    match scene.person.role:
        case Role.PARTICIPANT | Role.COORDINATOR:
            along = [Option("comealong", _("Somebody comes along"))]
        case Role.MENTOR:
            along = []
        case _:
            return []
    both = [
        Option("formhelp", _("Help with a form")),
        Option("mediation", _("Language mediation")),
    ]
    return beside([*along, *both], 1)


def name_of(scene: Scene, person_id: int) -> str:
    return people.get(scene.db, person_id).name
