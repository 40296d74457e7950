"""Help with a form or letter. The bot says who helps today, and what words mean; nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice, one_of, several, text
from bot.core.rules.helping import HelpRequest, Kind
from bot.core.rules.people import Role
from bot.core.words import Words, _, commas, entry, just, paragraphs
from bot.turns import Case, Open, Reply, Response, Scene, Tap, Turn, TurnForm, pick
from handlers.helping.access import ASKERS, HELPERS
from handlers.helping.asking import REQUESTS, asked, language_label, languages, participants
from storage import audit, helping, offers

WEEKDAYS = {
    "0": _("Monday"),
    "1": _("Tuesday"),
    "2": _("Wednesday"),
    "3": _("Thursday"),
    "4": _("Friday"),
    "5": _("Saturday"),
    "6": _("Sunday"),
}


class By(StrEnum):
    """By when, in days."""

    SOON = "2"
    WEEK = "7"
    FORTNIGHT = "14"
    MONTH = "30"


BY = {
    By.SOON: _("Within two days"),
    By.WEEK: _("Within a week"),
    By.FORTNIGHT: _("Within two weeks"),
    By.MONTH: _("Within a month"),
}


def offices(scene: Scene) -> Sequence[str]:
    return list(scene.house.facts.offices)


def office_label(office: str) -> Words:
    return entry("offices", office, "label")


class AskForm(TurnForm):
    """A participant needs help with a form or letter."""

    case = Case.PEOPLE
    who = frozenset({Role.PARTICIPANT})

    office = one_of(_("From whom is the form or letter?"), offices, office_label)
    paper = text(
        _("What is it called? No names, no file numbers, nothing of what it says."), longest=100
    ).optional()
    language = one_of(_("In which language do you need help?"), languages, language_label)
    by = choice(_("By when?"), BY)

    def submit(self, turn: Turn) -> Reply:
        return self.ask_for(turn, turn.person.id)

    def ask_for(self, turn: Turn, participant_id: int) -> Reply:
        request = helping.ask(
            turn.db,
            kind=Kind.FORM,
            asker_id=turn.person.id,
            participant_id=participant_id,
            language=self.language,
            topic=self.office,
            text=self.paper,
            day=turn.today + timedelta(days=int(self.by)),
            now=turn.now,
        )
        assert request
        return with_today(turn, asked(turn, request), request)


class AskFormFor(AskForm):
    """A mentor or coordinator asks for a participant."""

    who = frozenset({Role.MENTOR, Role.COORDINATOR})

    participant = pick(_("For whom?"), participants)

    def submit(self, turn: Turn) -> Reply:
        return self.ask_for(turn, self.participant)


def with_today(turn: Turn, reply: Reply, request: HelpRequest) -> Reply:
    assert reply.words
    terms = [Option(f"helpterms.{request.id}", _("German words"))]
    words = paragraphs(reply.words, today(turn, request.language))
    return Reply(words, [terms, *reply.rows])


def today(scene: Scene, language: str = "") -> Words:
    """By first name, of those who agreed to be named."""
    found = offers.on(scene.db, scene.today.weekday(), language)
    if not found:
        return _("Nobody helps with forms today.")
    return _("With forms today help: {names}", names=commas(*(just(p.name) for p in found)))


def form_help(turn: Turn) -> Reply:
    """What there is before anybody asks."""
    words = paragraphs(
        _("A person can sit down with you and go through a form or letter."),
        today(turn),
        _("I explain German words. I never fill in a form, and I give no legal advice."),
    )
    ask = ASK.option(_("Ask for help"))
    explain = Option("go.glossary", _("German words"))
    return Reply(words, [[ask], [explain], [REQUESTS, HOME]])


def ask(turn: Turn) -> Response:
    return Open(AskForm if turn.person.role is Role.PARTICIPANT else AskFormFor)


class MyFormDays(TurnForm):
    """On which days somebody helps with forms, and may be named."""

    who = HELPERS

    days = several(
        _(
            "On which days do you help with forms?"
            " Then participants see your first name on those days."
        ),
        lambda scene: list(WEEKDAYS),
        lambda day: WEEKDAYS[day],
    )

    def submit(self, turn: Turn) -> Reply:
        offers.help_on(turn.db, turn.person.id, [int(day) for day in self.days])
        own = turn.person.id
        audit.note(turn.db, turn.now, actor=own, act="set days of help", person=own)
        return Reply(_("Kept. Thank you."), [[REQUESTS, HOME]])


def my_days(turn: Turn) -> Reply:
    mine = offers.weekdays(turn.db, turn.person.id)
    if not mine:
        words = _("You have said no day on which you help with forms.")
    else:
        named = commas(*(WEEKDAYS[str(day)] for day in mine))
        words = _("You help with forms on: {days}", days=named)
    none = [NO_DAYS.option(_("No day any more"))] if mine else []
    return Reply(words, [[CHANGE.option(_("Change")), *none], [REQUESTS, HOME]])


def change_days(turn: Turn) -> Open:
    return Open(MyFormDays)


def no_days(turn: Turn) -> Reply:
    offers.help_on(turn.db, turn.person.id, [])
    own = turn.person.id
    audit.note(turn.db, turn.now, actor=own, act="set days of help", person=own)
    return Reply(_("Kept. Nobody sees your name there any more."), [[REQUESTS, HOME]])


FORM_HELP = Tap("formhelp", form_help, ASKERS)
ASK = Tap("askform", ask, ASKERS, case=Case.PEOPLE)
MY_DAYS = Tap("formdays", my_days, HELPERS)
CHANGE = Tap("changedays", change_days, HELPERS)
NO_DAYS = Tap("nodays", no_days, HELPERS)
TAPS = [FORM_HELP, ASK, MY_DAYS, CHANGE, NO_DAYS]
