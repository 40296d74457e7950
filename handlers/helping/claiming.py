"""Helpers say yes: one wins, everybody else sees that it is taken. It can be given back."""

from __future__ import annotations

from bot.core.messages import Option, Row
from bot.core.pages import HOME
from bot.core.rules.helping import MEDIATION, HelpRequest, Kind
from bot.core.rules.people import Role
from bot.core.words import Words, _, paragraphs
from bot.turns import Case, NotYours, Reply, Tap, Turn, id_of
from handlers.helping.access import (
    HELPERS,
    HERE,
    NOBODYS,
    asked_by,
    asks_for,
    claimed_by,
    could_help,
    may_see,
    noted,
    the,
)
from handlers.helping.asking import REQUESTS, rows_for_asker
from handlers.helping.describing import card
from handlers.helping.escalating import ask_again, tell_helper
from handlers.helping.telling import (
    CLAIMED,
    OVER,
    WANTED,
    taken_words,
    tell_the_others,
    tell_those_who_asked,
)
from storage import deliveries, helping


def show(turn: Turn, id: str) -> Reply:
    if was_taken(turn, id):
        return Reply(taken_words(), [[REQUESTS, HOME]])
    request = the(turn, id)
    return Reply(card(turn, request), rows(turn, request), new=True)


def was_taken(turn: Turn, id: str) -> bool:
    """This person was asked; meanwhile somebody else has said yes, or it is over."""
    asked = deliveries.last_told(turn.db, turn.person.id, WANTED.name, id_of(id)) is not None
    request = helping.get(turn.db, id_of(id))
    if not asked or request is None or not could_help(turn, request):
        return False
    return not may_see(turn, request)


def rows(turn: Turn, request: HelpRequest) -> list[Row]:
    if asks_for(turn, request):
        return rows_for_asker(request)
    if request.claimed_by != turn.person.id:
        yes = CLAIM.option(_("I can do that"), request.id, request.round)
        return [[yes], [REQUESTS, HOME]]
    return rows_for_helper(turn, request)


def rows_for_helper(turn: Turn, request: HelpRequest) -> list[Row]:
    if request.done_at is not None or request.withdrawn_at is not None:
        return [[REQUESTS, HOME]]
    found: list[Row] = []
    if not request.settled:
        still = STILL.option(_("Yes, I still come"), request.id, request.appointment_version)
        found.append([still])
    if request.kind is Kind.WRITTEN and turn.person.role is Role.MEDIATOR:
        found.append([Option(f"helptext.{request.id}", _("Read the text"))])
        found.append([Option(f"helpanswer.{request.id}", _("Answer"))])
    if request.kind in MEDIATION or request.kind is Kind.FORM:
        found.append([Option(f"helpterms.{request.id}", _("German words"))])
    done = Option(f"helpdone.{request.id}", _("It is done"))
    back = GIVE_BACK.option(_("I cannot after all"), request.id)
    return [*found, [done, back], [REQUESTS, HOME]]


def claim(turn: Turn, id: str, round: str) -> Reply:
    """Of all who tap at once, one wins."""
    found = helping.get(turn.db, id_of(id))
    if not could_help(turn, found or NOBODYS) or found is None:
        raise NotYours
    won = helping.claim(turn.db, found.id, turn.person.id, round=id_of(round), now=turn.now)
    request = helping.get(turn.db, found.id)
    assert request
    if not won and request.claimed_by != turn.person.id:
        return Reply(taken_words(), [[REQUESTS, HOME]])
    if won:
        noted(turn, request, "promised to help")
        tell_those_who_asked(turn, request, f"{request.round}.{CLAIMED}")
        tell_the_others(turn, request)
    return Reply(paragraphs(thanks(request), card(turn, request)), rows_for_helper(turn, request))


def thanks(request: HelpRequest) -> Words:
    if request.starts is None:
        return _("Thank you. It is yours now. Nobody else is sent.")
    return _("Thank you. It is yours now. Nobody else is sent. I remind you in time.")


def still_comes(turn: Turn, id: str, version: str) -> Reply:
    request = claimed_by(turn, id)
    if not helping.agree(turn.db, request.id, turn.person.id, version=id_of(version)):
        raise NotYours
    noted(turn, request, "still helps")
    agreed = helping.get(turn.db, request.id)
    assert agreed
    tell_those_who_asked(turn, agreed, f"{agreed.round}.{CLAIMED}.{agreed.appointment_version}")
    return Reply(paragraphs(thanks(agreed), card(turn, agreed)), rows_for_helper(turn, agreed))


def give_back(turn: Turn, id: str) -> Reply:
    request = claimed_by(turn, id)
    if not helping.give_back(turn.db, request.id, turn.person.id, now=turn.now):
        raise NotYours
    noted(turn, request, "gave help back")
    again = helping.get(turn.db, request.id)
    assert again
    ask_again(turn, again)
    return Reply(_("All right. I ask the others again."), [[REQUESTS, HOME]])


def withdraw(turn: Turn, id: str) -> Reply:
    """No help is needed any more: whoever had promised it hears so."""
    request = asked_by(turn, id)
    if not helping.withdraw(turn.db, request.id, turn.now):
        raise NotYours
    noted(turn, request, "withdrew a request")
    tell_helper(turn, request, f"{request.round}.{OVER}")
    tell_the_others(turn, request)
    return Reply(_("All right. I have told everybody concerned."), [[REQUESTS, HOME]])


SHOW = Tap("request", show, HERE, case=Case.PEOPLE)
CLAIM = Tap("claim", claim, HELPERS, case=Case.PEOPLE)
STILL = Tap("stillhelp", still_comes, HELPERS, case=Case.PEOPLE)
GIVE_BACK = Tap("giveback", give_back, HELPERS, case=Case.PEOPLE)
WITHDRAW = Tap("nohelp", withdraw, HERE - {Role.MEDIATOR}, case=Case.PEOPLE)
TAPS = [SHOW, CLAIM, STILL, GIVE_BACK, WITHDRAW]
