"""Every way on which something about a participant reaches somebody else, and the line it needs.

A new kind of delivery, sheet, page, or command, button or form of a mentor or mediator that shows
case data has to be entered here: with its line, or with the reason why it needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.core.messages import Outgoing
from bot.core.rules.consent import Line, Purpose, Recipient
from bot.core.rules.people import Age, Decides, Level, Role
from bot.core.words import render_label
from bot.machine.dispatch import closed_words
from bot.turns import Open, Reply, Turn
from handlers.events.broadcast import COMING, InviteToEvent
from handlers.export.sheets import SHEETS
from storage import events, people
from storage.database import Db
from tests.every.crawling import KINDS
from tests.every.scenes import DISPATCH
from tests.ready_made import NOON

NAME, PLACE, NOTE = "Quittenbaum", "Birkenallee 99", "Mag gern Zimtsterne"  # nobody else's
EVENTS = Line(Purpose.EVENTS, Recipient.OFFICE)
MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)
APPOINTMENTS = Line(Purpose.APPOINTMENTS, Recipient.MENTOR)

# Here nothing about a participant leaves for anybody but the participant or the project office.
OWN = "to the person it is about"
OFFICE = "to a coordinator: the project office itself, which is responsible"
HARMLESS = "about the reader, or about nobody"
NEEDS_NONE = {
    "delivery reminder": OWN,
    "delivery question_answered": OWN,
    "delivery question_waiting": OFFICE,
    "delivery consent_withdrawn": OFFICE,
    "delivery consent_explained": OWN,
    "delivery consent_ended": OWN,
    "delivery consent_again": OWN,
    "delivery consent_on_paper": OWN,
    "delivery consent_receipt": OWN,
    "delivery wants_explained": OFFICE,
    "delivery recipients_to_tell": OFFICE,
    "delivery declaration_text": HARMLESS,
    "delivery voice": HARMLESS,
    "delivery people_news": OFFICE,
    "delivery pledge_renewal": HARMLESS,
    "delivery my_data": OWN,
    "delivery copy_fetched": OFFICE,
    "delivery request_waiting": OFFICE,
    "delivery request_done": OWN,
    "delivery gone": "that a number is gone: neither name nor reason",
    "sheet events": "figures: how many came, and nobody's name",
    "page receipt": OWN,
    "page mydata": OWN,
    "tap new": HARMLESS,
    "tap note": "what the reader wrote, or the participant, each for oneself only",
}


@dataclass(frozen=True)
class Way:
    """`leaves`: whether it shows what must not be seen, as the house stands now."""

    line: Line
    leaves: Callable[[Visit], bool]


@dataclass(frozen=True)
class Visit:
    """The house at one moment: whose data it is, and who looks."""

    stage: Any
    db: Db
    ids: dict[str, int]  # of people, the appointment, the event

    def turn(self, name: str, press: str = "", text: str = "") -> Turn:
        turn: Turn = self.stage.turn(self.db, Role.COORDINATOR, press=press, text=text)
        person = people.get(self.db, self.ids[name])
        return Turn(person, NOON, self.db, turn.house, turn.said)

    def seen(self, response: Reply | Open | Outgoing | None, person: str) -> str:
        """All words and labels, as that person reads them."""
        if isinstance(response, Open):
            form = response.form(self.turn(person), response.answers)
            question = form.pending()
            response = Reply(form.ask(question), form.rows(question)) if question else None
        if response is None:
            return ""
        reader = self.stage.reader("de")
        popup = getattr(response, "popup", None)
        words = [each for each in (response.words, popup) if each]
        labels = [option.label for row in response.rows for option in row]
        return "\n".join(render_label(each, reader) for each in [*words, *labels])

    def says(self, name: str, text: str) -> str:
        return self.seen(DISPATCH.respond(self.turn(name, text=text), in_form=False), name)

    def taps(self, name: str, press: str) -> str:
        return self.seen(DISPATCH.respond(self.turn(name, press=press), in_form=False), name)

    def told(self, name: str, kind: str, about: int, detail: str) -> str:
        """What the bot says by itself, to somebody who wished for all details."""
        people.be_discreet(self.db, self.ids[name], Level.DETAILS)
        return self.seen(KINDS[kind].compose(self.turn(name), about, detail), name)

    def sheet(self, name: str) -> str:
        sheet = SHEETS[name](self.db, self.stage.world.lotse.house.zone, NOON)
        return "\n".join(str(cell) for row in sheet.rows for cell in row)


def _invited(visit: Visit) -> bool:
    form = InviteToEvent(visit.turn("Katrin"), {"roles": "participant", "languages": "en"})
    return visit.ids["Oksana"] in [person.id for person in form.audience().invited]


def _relayed(visit: Visit) -> bool:
    """Of somebody under 16, with a guardian who agreed."""
    _grow(visit, Age.UNDER_16)
    detail = str(visit.ids["Oksana"])
    told = visit.told("Jonas", "event_through_mentor", visit.ids["event"], detail)
    tapped = visit.taps("Jonas", f"speak.{visit.ids['event']}.{detail}")
    assert bool(told) is ("party" in tapped)
    _grow(visit, Age.ADULT)
    return bool(told)


def _grow(visit: Visit, age: Age) -> None:
    people.assess(
        visit.db,
        visit.ids["Oksana"],
        age=age,
        decides=Decides.SELF,
        guardian="",
        by=visit.ids["Katrin"],
        now=NOON,
    )


def _coming(visit: Visit) -> bool:
    return NAME in visit.taps("Katrin", f"{COMING.name}.{visit.ids['event']}")


def _shows_appointment(words: str) -> bool:
    return any(sign in words for sign in (PLACE, "14:35", "10.09."))


def _tap(name: str) -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        words = visit.taps("Jonas", f"{name}.{visit.ids['appointment']}")
        return words != visit.seen(Reply(popup=closed_words()), "Jonas")

    return leaves


def _told(kind: str, about: str, detail: str) -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        detailed = detail.format(**visit.ids)
        return bool(visit.told("Jonas", kind, visit.ids[about], detailed))

    return leaves


def _named(kind: str, about: str, detail: str) -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        return NAME in visit.told("Jonas", kind, visit.ids[about], detail.format(**visit.ids))

    return leaves


def _names(text: str = "", press: str = "") -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        return NAME in (visit.taps("Jonas", press) if press else visit.says("Jonas", text))

    return leaves


def _moves(visit: Visit) -> bool:
    form = DISPATCH.form("MoveAppointment", visit.turn("Jonas").person)
    assert form
    return _shows_appointment(visit.seen(Open(form), "Jonas"))


def _cancels(visit: Visit) -> bool:
    words = visit.taps("Jonas", f"cancelled.{visit.ids['appointment']}.1")
    return words != visit.seen(Reply(popup=closed_words()), "Jonas")


def _sheet(name: str, *signs: str) -> Callable[[Visit], bool]:
    return lambda visit: any(sign in visit.sheet(name) for sign in signs)


def _invitation(visit: Visit) -> bool:
    return bool(visit.told("Oksana", events.INVITATION, visit.ids["event"], ""))


def _enters(visit: Visit) -> bool:
    form = DISPATCH.form("EnterFor", visit.turn("Jonas").person)
    assert form
    return NAME in visit.seen(Open(form), "Jonas")


WAYS = {
    "delivery event_invitation": Way(EVENTS, _invitation),
    "delivery event_through_mentor": Way(EVENTS, _relayed),
    "tap speak": Way(EVENTS, _relayed),
    "form InviteToEvent": Way(EVENTS, _invited),
    "tap coming": Way(EVENTS, _coming),
    "delivery appointment_news": Way(APPOINTMENTS, _told("appointment_news", "appointment", "1")),
    "delivery cannot_come": Way(APPOINTMENTS, _told("cannot_come", "appointment", "1")),
    "command appointments": Way(
        APPOINTMENTS, lambda visit: _shows_appointment(visit.says("Jonas", "/appointments"))
    ),
    "tap appt": Way(APPOINTMENTS, _tap("appt")),
    "tap card": Way(APPOINTMENTS, _tap("card")),
    "tap bring": Way(APPOINTMENTS, _tap("bring")),
    "tap move": Way(APPOINTMENTS, _tap("move")),
    "tap cancel": Way(APPOINTMENTS, _tap("cancel")),
    "tap cancelled": Way(APPOINTMENTS, _cancels),
    "form MoveAppointment": Way(APPOINTMENTS, _moves),
    "delivery mentorship": Way(
        MENTORING, _named("mentorship", "Oksana", "given.{Jonas}.260901120000")
    ),
    "delivery name_known": Way(MENTORING, _told("name_known", "Oksana", "260901120000")),
    "command mentees": Way(MENTORING, _names("/mentees")),
    "command contacts": Way(MENTORING, _names("/contacts")),
    "command log": Way(MENTORING, _names("/log")),
    "form LogContact": Way(MENTORING, _names("/log")),
    "form EnterFor": Way(MENTORING, _enters),
    "sheet contacts": Way(MENTORING, _sheet("contacts", NAME, NOTE)),
    "sheet people": Way(MENTORING, _sheet("people", NAME)),
    "delivery sheet": Way(MENTORING, _sheet("people", NAME)),
}
