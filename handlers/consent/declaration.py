"""The declaration: what a person reads before saying yes or no. No machine translates it.

Content and order follow the working list `consent-data-sharing`: who is responsible, why, which
data, who receives them, that it is voluntary, how to take it back, how long, which rights, and
the risk that offices must report some things (AufenthG § 87). The German text binds.
"""

import hashlib
from collections.abc import Sequence

from bot.core.rules.consent import LINES, Answer, Line, Purpose, Recipient
from bot.core.rules.operator import Operator
from bot.core.rules.translation import Binding
from bot.core.words import Both, Exactly, Reader, Words, _, just, lines, paragraphs, render_label

PURPOSES = {
    Purpose.EVENTS: _("To invite me to events of the project through this bot."),
    Purpose.MENTORING: _("To find a mentor for me, and so that the mentor can look after me."),
    Purpose.APPOINTMENTS: _(
        "So that my mentor knows my appointments and can remind or go with me."
    ),
    Purpose.WORK: _("To look for work, an internship or an apprenticeship together with me."),
    Purpose.PERMISSION: _(
        "To clear with the Ausländerbehörde whether I may start a certain job, internship or"
        " apprenticeship. Please talk to a counselling service first: what an office learns can"
        " have consequences for my residence."
    ),
    Purpose.COURSES: _("To agree courses and support for me."),
    Purpose.EMPLOYER: _("To introduce me to an employer. I am asked again for each employer."),
    Purpose.CASE: _("To talk about my case by name with the partners of the project."),
    Purpose.FIGURES: _("To report to the funder of the project in numbers, without my name."),
    Purpose.REFERRAL: _("To make the first contact with a counselling service for me."),
    Purpose.LANGUAGE: _("So that a language mediator can translate for me."),
}
RECIPIENTS = {
    Recipient.OFFICE: _("The project office"),
    Recipient.MENTOR: _("My mentor"),
    Recipient.JOBCENTER: _("Jobcenter"),
    Recipient.AGENCY: _("Agentur für Arbeit"),
    Recipient.IMMIGRATION: _("Ausländerbehörde"),
    Recipient.EMPLOYER: _("Employers"),
    Recipient.COUNSELLING: _("Counselling services"),
    Recipient.MEDIATOR: _("Language mediators"),
    Recipient.FUNDER: _("The funder"),
    Recipient.PARTNERS: _("Partners of the project"),
}
DATA = {
    Purpose.EVENTS: _("my language and my region"),
    Purpose.MENTORING: _("first name, contact, language, goal"),
    Purpose.APPOINTMENTS: _("day, time and place of my appointments"),
    Purpose.WORK: _("language, goal, appointments"),
    Purpose.PERMISSION: _("name, file number, job or training offer; nothing else"),
    Purpose.COURSES: _("goal, course, job offer, appointments; no notes from talks"),
    Purpose.EMPLOYER: _("the CV as agreed with me"),
    Purpose.CASE: _("what is needed for the next step"),
    Purpose.FIGURES: _("figures without my name"),
    Purpose.REFERRAL: _("contact and topic"),
    Purpose.LANGUAGE: _("what is said in the talk, bound to secrecy"),
}
TITLES = {
    Purpose.EVENTS: _("Event invitations"),
    Purpose.MENTORING: _("Mentoring"),
    Purpose.APPOINTMENTS: _("My appointments"),
    Purpose.WORK: _("Finding work"),
    Purpose.PERMISSION: _("Work permission"),
    Purpose.COURSES: _("Courses"),
    Purpose.EMPLOYER: _("Introduction"),
    Purpose.CASE: _("Case discussion"),
    Purpose.FIGURES: _("Figures"),
    Purpose.REFERRAL: _("Referral"),
    Purpose.LANGUAGE: _("Translation"),
}
NOT_SAID = "–"  # never shown to who may answer: without these days nothing is collected
ANSWERS = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.ASK: _("Ask a person first"),
}


def title(line: Line) -> Words:
    names = {"purpose": TITLES[line.purpose], "recipient": RECIPIENTS[line.recipient]}
    return Words("{purpose} – {recipient}", names)


def asks(line: Line) -> Words:
    """One line of the declaration: who, why, which data."""
    return lines(
        Words("<b>{recipient}</b>", {"recipient": RECIPIENTS[line.recipient]}),
        PURPOSES[line.purpose],
        _("Data at most: {data}", data=DATA[line.purpose]),
    )


def beginning(operator: Operator) -> Words:
    return paragraphs(*_free_will(operator), *rights(operator))


def _free_will(operator: Operator) -> Sequence[Words]:
    return [
        Words("<b>{title}</b>", {"title": _("Consent to passing on my data")}),
        _(
            "Responsible: {controller}. Questions about data protection: {officer}.",
            controller=Exactly(operator.controller),
            officer=Exactly(operator.officer),
        ),
        _(
            "I take part of my own free will. I decide for each body separately whether it may"
            " get information about me."
        ),
        *_who_is_meant(operator),
        _(
            "If I say no, I still get benefits and advice from the offices. But without consent"
            " the project cannot speak to these bodies for me."
        ),
        taking_back(operator),
    ]


def _who_is_meant(operator: Operator) -> Sequence[Words]:
    named = (operator.recipients or {}).items()
    each = [
        Words("{recipient}: {name}", {"recipient": RECIPIENTS[recipient], "name": Exactly(name)})
        for recipient, name in named
    ]
    return [lines(*each)] if each else []


def taking_back(operator: Operator) -> Words:
    return _(
        "I can take back my consent at any time, completely or in part: here with /consent,"
        " or at {contact}. From then on nothing more is passed on.",
        contact=Exactly(operator.contact),
    )


def rights(operator: Operator) -> Sequence[Words]:
    return [
        _(
            "It ends with the mentorship, at the latest: {ends}. My data are deleted: {deleted}."
            " Figures without names may remain.",
            ends=operator.ends or NOT_SAID,
            deleted=operator.deleted or NOT_SAID,
        ),
        _(
            "I may ask what is stored, and demand correction or deletion. I can complain to:"
            " {authority}",
            authority=Exactly(operator.authority),
        ),
        _(
            "I know: offices must report some information to the Ausländerbehörde. Nothing is"
            " passed on about my reasons for fleeing, my health or my religion."
        ),
        _(
            "What is written in this chat passes through the servers of Telegram, outside the"
            " European Union."
        ),
    ]


def in_both(words: Words) -> Words:
    """The own language, and German below it: the German text binds."""
    return just(Both("de", words))


def whole_text(operator: Operator, reader: Reader) -> Binding:
    """All that was shown: this is what is hashed and kept, and what no machine translates."""
    words = paragraphs(
        beginning(operator),
        *(Words("{title}\n{line}", {"title": title(line), "line": asks(line)}) for line in LINES),
    )
    return Binding(render_label(in_both(words), reader), reader.language)


def hash_of(text: Binding) -> str:
    return hashlib.sha256(text.text.encode()).hexdigest()
