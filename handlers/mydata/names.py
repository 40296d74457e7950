"""How purposes, recipients, roles and answers are called."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.rules.consent import Answer, Purpose, Recipient
from bot.core.rules.contacts import NOT_REACHED
from bot.core.rules.people import Level, Role
from bot.core.words import Words, _, entry, just

ROLES: Mapping[str, Words] = {
    Role.PARTICIPANT: _("Participant"),
    Role.MENTOR: _("Mentor"),
    Role.MEDIATOR: _("Language mediator"),
    Role.COORDINATOR: _("Coordinator"),
    Role.GUEST: _("Guest"),
}
MYSELF, MACHINE = _("You"), _("The bot by itself")
PURPOSES: Mapping[str, Words] = {
    Purpose.EVENTS: _("Event invitations"),
    Purpose.MENTORING: _("Mentoring"),
    Purpose.APPOINTMENTS: _("Appointments"),
    Purpose.WORK: _("Finding work"),
    Purpose.PERMISSION: _("Work permission"),
    Purpose.COURSES: _("Courses"),
    Purpose.EMPLOYER: _("Introduction"),
    Purpose.CASE: _("Case discussion"),
    Purpose.FIGURES: _("Figures"),
    Purpose.REFERRAL: _("Referral"),
    Purpose.LANGUAGE: _("Translation"),
    Purpose.PLEDGE: _("Promise to keep secrets"),
}
RECIPIENTS: Mapping[str, Words] = {
    Recipient.OFFICE: _("The project office"),
    Recipient.MENTOR: _("The mentor"),
    Recipient.JOBCENTER: _("Jobcenter"),
    Recipient.AGENCY: _("Agentur für Arbeit"),
    Recipient.IMMIGRATION: _("Ausländerbehörde"),
    Recipient.EMPLOYER: _("Employers"),
    Recipient.COUNSELLING: _("Counselling services"),
    Recipient.MEDIATOR: _("Language mediators"),
    Recipient.FUNDER: _("The funder"),
    Recipient.PARTNERS: _("Partners of the project"),
}
ANSWERS: Mapping[str, Words] = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.ASK: _("Ask a person first"),
    Answer.WITHDRAWN: _("Taken back"),
    Answer.ENDED: _("Ended"),
    "maybe": _("Maybe"),
    "": _("No answer yet"),
}
# What is noted of a transfer is a fixed phrase.
DATA: Mapping[str, Words] = {
    "first name": _("first name"),
    "appointment": _("day, time and place of my appointments"),
    "appointments": _("day, time and place of my appointments"),
    **{
        words.one: words
        for words in (
            _("name, file number, job or training offer; nothing else"),
            _("goal, course, job offer, appointments; no notes from talks"),
            _("the CV as agreed with me"),
            _("what is needed for the next step"),
            _("contact and topic"),
            _("what is said in the talk, bound to secrecy"),
        )
    },
}
LEVELS: Mapping[str, Words] = {
    Level.NEWS: _("Only: there is news"),
    Level.TIME: _("With the time"),
    Level.DETAILS: _("With time and place"),
}


def called(names: Mapping[str, Words], key: object) -> Words:
    """What a newer release kept may have no name here."""
    return names.get(str(key)) or just(str(key or "–"))


def who(role: object) -> Words:
    if role == "me":
        return MYSELF
    return called(ROLES, role) if role else MACHINE


def contact_kind(kind: str) -> Words:
    return _("Not reached") if kind == NOT_REACHED else entry("contact_kinds", kind, "label")
