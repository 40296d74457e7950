"""Every way on which something about a participant reaches somebody else, and the line it needs.

A new kind of delivery, sheet, page, or command, button or form of a mentor or mediator that shows
case data has to be entered here: with its line, or with the reason why it needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import update

from bot.core.clock import moment
from bot.core.messages import Outgoing
from bot.core.rules.consent import Line, Purpose, Recipient
from bot.core.rules.people import Age, Decides, Level, Role
from bot.core.rules.translation import Kind, Translatable
from bot.core.words import render_label
from bot.machine.dispatch import closed_words
from bot.turns import Open, Reply, Turn
from handlers.events.broadcast import COMING, InviteToEvent
from handlers.export.sheets import SHEETS
from storage import events, helping, messages, people, translations
from storage.database import Db
from storage.tables import appointments as all_appointments
from tests.every.crawling import KINDS
from tests.every.scenes import DISPATCH
from tests.ready_made import NOON

NAME, PLACE, NOTE = "Quittenbaum", "Birkenallee 99", "Mag gern Zimtsterne"  # nobody else's
EVENTS = Line(Purpose.EVENTS, Recipient.OFFICE)
MENTORING = Line(Purpose.MENTORING, Recipient.MENTOR)
APPOINTMENTS = Line(Purpose.APPOINTMENTS, Recipient.MENTOR)
MEDIATED = Line(Purpose.LANGUAGE, Recipient.MEDIATOR)

# Here nothing about a participant leaves for anybody but the participant or the project office.
OWN = "to the person it is about"
OFFICE = "to a coordinator: the project office itself, which is responsible"
HARMLESS = "about the reader, or about nobody"
ASKED = "kind, day and language of what was asked for or promised; no participant's name"
NEEDS_NONE = {
    "delivery place_ping": HARMLESS,
    "delivery place_work": HARMLESS,
    "delivery place_changed": HARMLESS,
    "delivery reminder": OWN,
    "delivery question_answered": OWN,
    "delivery question_waiting": OFFICE,
    "delivery question_found": OWN,
    "delivery invitation_drafted": HARMLESS,
    "delivery writing_ended": "that it is over: without the consent a number, and no name",
    "tap badly": "that it is bad: nothing of the text",
    "delivery daily_word": HARMLESS,
    "delivery wording_waiting": OFFICE,
    "delivery wording_decided": OWN,
    "delivery answer_changed": HARMLESS,
    "delivery answer_voice": HARMLESS,
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
    "delivery help_wanted": ASKED,
    "delivery help_taken": "that a request is taken: neither whose nor by whom",
    "delivery help_news": ASKED,
    "delivery help_reminder": ASKED,
    "delivery help_unclaimed": OFFICE,
    "delivery help_message": "to those who asked, what they asked for; to a mediator no words",
    "command requests": ASKED,
    "tap giveback": ASKED,
    "tap nohelp": ASKED,
    "tap mediate": HARMLESS,
    "tap helpanswer": ASKED,
    "form AnswerRequest": ASKED,
    "tap askback": ASKED,
    "form AskBack": ASKED,
    "tap helpdone": ASKED,
    "form NoteMinutes": ASKED,
    "sheet helping": "figures: how many minutes, and nobody's name",
    "sheet events": "figures: how many came, and nobody's name",
    "page receipt": OWN,
    "page mydata": OWN,
    "delivery letter_read": HARMLESS,
    "tap letter": "what the reader photographed",
    "tap new": HARMLESS,
    "delivery afterwards": OWN,
    "delivery deadline": OWN,
    "delivery companion_alone": "to whom the participant asked along: no name",
    "delivery were_you_there": "to whom the participant asked along, and who was there",
    "tap newdeadline": HARMLESS,
    "tap deadlinedone": "of a deadline that the reader entered",
    "tap movedeadline": "of a deadline that the reader entered",
    "form MoveDeadline": "of deadlines that the reader entered",
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


def _moves_in(name: str) -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        form = DISPATCH.form(name, visit.turn("Jonas").person)
        assert form
        return _shows_appointment(visit.seen(Open(form), "Jonas"))

    return leaves


def _cancels(visit: Visit) -> bool:
    words = visit.taps("Jonas", f"cancelled.{visit.ids['appointment']}.1")
    return words != visit.seen(Reply(popup=closed_words()), "Jonas")


def _shows_place(press: str) -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        helping.claim(visit.db, visit.ids["help"], visit.ids["Jonas"], round=1, now=NOON)
        return PLACE in visit.taps("Jonas", press.format(**visit.ids))

    return leaves


def _mediates(press: str, sign: str) -> Callable[[Visit], bool]:
    return lambda visit: sign in visit.taps("Samir", press.format(**visit.ids))


def _asks_for(form: str) -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        found = DISPATCH.form(form, visit.turn("Jonas").person)
        assert found
        return NAME in visit.seen(Open(found), "Jonas")

    return leaves


def _sheet(name: str, *signs: str) -> Callable[[Visit], bool]:
    return lambda visit: any(sign in visit.sheet(name) for sign in signs)


def _invitation(visit: Visit) -> bool:
    return bool(visit.told("Oksana", events.INVITATION, visit.ids["event"], ""))


def _enters(visit: Visit) -> bool:
    form = DISPATCH.form("EnterFor", visit.turn("Jonas").person)
    assert form
    return NAME in visit.seen(Open(form), "Jonas")


def _today(visit: Visit, at: str) -> None:
    """The appointment is on this day; what is done here is undone."""
    day, hour = NOON.date(), time.fromisoformat(at)
    values = {"day": day, "time": hour, "starts_at": moment(day, hour)}
    visit.db.execute(update(all_appointments).values(values))


def _on_the_day(at: str, kind: str, detail: str) -> Callable[[Visit], bool]:
    def leaves(visit: Visit) -> bool:
        _today(visit, at)
        return bool(visit.told("Jonas", kind, visit.ids["appointment"], detail))

    return leaves


def _was_there(visit: Visit) -> bool:
    _today(visit, "09:00")
    words = visit.taps("Jonas", f"with.{visit.ids['appointment']}.1.60")
    return words != visit.seen(Reply(popup=closed_words()), "Jonas")


def _deadline(visit: Visit) -> bool:
    """That there is one, and when: what ends on that day leaves for nobody but who entered it."""
    words = visit.taps("Jonas", f"deadline.{visit.ids['deadline']}")
    assert "Widerspruch" not in words
    return "30.09.2026" in words


def _folder(visit: Visit) -> bool:
    return "10.09.2026" in visit.taps("Jonas", f"folder.{visit.ids['Oksana']}")


def _enters_deadline(visit: Visit) -> bool:
    form = DISPATCH.form("EnterDeadlineFor", visit.turn("Jonas").person)
    assert form
    opened = form(visit.turn("Jonas"), {"kind": "other", "day": "2026-09-30"})
    return NAME in visit.seen(Open(form, opened.answers), "Jonas")


def _letter(visit: Visit) -> int:
    """Oksana wrote to Jonas; translated for him, too."""
    oksana, jonas = visit.ids["Oksana"], visit.ids["Jonas"]
    return messages.write(
        visit.db,
        sender_id=oksana,
        receiver_id=jonas,
        about_id=oksana,
        text=NOTE,
        language="en",
        answer_to=None,
        now=NOON,
    )


def _reads(press: str) -> Callable[[Visit], bool]:
    return lambda visit: NOTE in visit.taps("Jonas", press.format(_letter(visit)))


def _reads_original(visit: Visit) -> bool:
    return NOTE in visit.taps("Jonas", f"original.{_translated(visit, _letter(visit))}")


def _is_written_to(visit: Visit) -> bool:
    return NOTE in visit.told("Jonas", messages.KIND, _letter(visit), "")


def _is_in_the_list(visit: Visit) -> bool:
    _letter(visit)
    return NAME in visit.says("Jonas", "/messages")


def _translated(visit: Visit, letter: int) -> int:
    oksana, jonas = visit.ids["Oksana"], visit.ids["Jonas"]
    return translations.ask(
        visit.db,
        Translatable(NOTE, "en", Kind.MESSAGE),
        "de",
        author_id=oksana,
        about_id=oksana,
        reader_id=jonas,
        then=translations.Then(messages.KIND, letter),
        now=NOON,
        useless_after=NOON,
    )


WAYS = {
    "delivery event_invitation": Way(EVENTS, _invitation),
    "delivery event_through_mentor": Way(EVENTS, _relayed),
    "tap speak": Way(EVENTS, _relayed),
    "form InviteToEvent": Way(EVENTS, _invited),
    "tap coming": Way(EVENTS, _coming),
    "delivery message": Way(MENTORING, _is_written_to),
    "command messages": Way(MENTORING, _is_in_the_list),
    "tap message": Way(MENTORING, _reads("message.{}")),
    "tap respond": Way(MENTORING, _reads("respond.{}")),
    "form AnswerMessage": Way(MENTORING, _reads("respond.{}")),
    "tap original": Way(MENTORING, _reads_original),
    "tap write": Way(MENTORING, _names(press="write")),
    "form WriteMessage": Way(MENTORING, _names(press="write")),
    "delivery appointment_news": Way(APPOINTMENTS, _told("appointment_news", "appointment", "1")),
    "delivery comes_late": Way(APPOINTMENTS, _on_the_day("15:00", "comes_late", "1.20")),
    "delivery asks_for_call": Way(APPOINTMENTS, _on_the_day("15:00", "asks_for_call", "1.1")),
    "tap with": Way(APPOINTMENTS, _was_there),
    "tap deadline": Way(APPOINTMENTS, _deadline),
    "tap folder": Way(APPOINTMENTS, _folder),
    "command folder": Way(MENTORING, _names("/folder")),
    "form EnterDeadlineFor": Way(MENTORING, _enters_deadline),
    "delivery cannot_come": Way(APPOINTMENTS, _told("cannot_come", "appointment", "1")),
    "command appointments": Way(
        APPOINTMENTS, lambda visit: _shows_appointment(visit.says("Jonas", "/appointments"))
    ),
    "delivery calendar_file": Way(APPOINTMENTS, _told("calendar_file", "appointment", "1.1")),
    "delivery way": Way(APPOINTMENTS, _told("way", "appointment", "1")),
    "tap ics": Way(APPOINTMENTS, _tap("ics")),
    "tap way": Way(APPOINTMENTS, _tap("way")),
    "tap room": Way(APPOINTMENTS, _tap("room")),
    "form PutRoom": Way(APPOINTMENTS, _moves_in("PutRoom")),
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
    "form EnterFromLetterFor": Way(MENTORING, _enters),
    "tap request": Way(APPOINTMENTS, _shows_place("request.{help}")),
    "tap claim": Way(APPOINTMENTS, _shows_place("claim.{help}.1")),
    "tap stillhelp": Way(APPOINTMENTS, _shows_place("stillhelp.{help}.1")),
    "tap accompany": Way(APPOINTMENTS, _tap("accompany")),
    "tap gowith": Way(APPOINTMENTS, _tap("gowith")),
    "tap askform": Way(MENTORING, _names(press="askform")),
    "tap mediation": Way(MENTORING, _names(press="mediation")),
    "form AskFormFor": Way(MENTORING, _asks_for("AskFormFor")),
    "form AskMediationFor": Way(MENTORING, _asks_for("AskMediationFor")),
    "tap mediatenow": Way(
        MENTORING, lambda visit: NAME in visit.taps("Jonas", f"mediatenow.m.{visit.ids['letter']}")
    ),
    "tap helptext": Way(MEDIATED, _mediates("helptext.{text}", NOTE)),
    "tap helpterms": Way(MEDIATED, _mediates("helpterms.{text}", "Duldung")),
    "sheet contacts": Way(MENTORING, _sheet("contacts", NAME, NOTE)),
    "sheet people": Way(MENTORING, _sheet("people", NAME)),
    "delivery sheet": Way(MENTORING, _sheet("people", NAME)),
}
