"""What is stored about a person, in plain words: what it is, what for, and how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.words import Words, _, _n
from storage.register import Kept
from storage.register.periods import TERM_OF, Periods

A_MONTH = 30.5  # days


@dataclass(frozen=True)
class Subject:
    """A kind of data as a person would name it; it may lie in more than one table."""

    title: Words
    why: Words
    kept: Kept
    tables: Sequence[str]


SUBJECTS: Sequence[Subject] = (
    Subject(
        _("About you"),
        _("How you are called and how the bot writes to you; whether somebody decides with you."),
        Kept.MEMBERSHIP,
        ("people",),
    ),
    Subject(
        _("Your chat"),
        _("The number of this chat, so that messages arrive; the invitation with which you came."),
        Kept.MEMBERSHIP,
        ("chats", "invitations", "code_attempts"),
    ),
    Subject(
        _("Your appointments"),
        _("To remind you, and to tell when something changes."),
        Kept.MENTORSHIP,
        ("appointments", "appointment_versions", "appointment_places", "checklist"),
    ),
    Subject(
        _("What came of your appointments"),
        _("What you said afterwards, and who was with you. It is for your folder and the figures."),
        Kept.MENTORSHIP,
        ("appointment_outcomes", "presences"),
    ),
    Subject(
        _("Your deadlines"),
        _("To remind you of a day by which something must be done."),
        Kept.MENTORSHIP,
        ("deadlines",),
    ),
    Subject(
        _("When I remind you"),
        _("Which reminders you want."),
        Kept.MEMBERSHIP,
        ("reminder_choices",),
    ),
    Subject(
        _("Contacts with your mentor"),
        _("What your mentor noted after you spoke, so that the coordinator sees how it goes."),
        Kept.MENTORSHIP,
        ("contacts",),
    ),
    Subject(
        _("Your questions"),
        _("What you asked a person, and the answer."),
        Kept.MENTORSHIP,
        ("questions",),
    ),
    Subject(
        _("Your messages"),
        _("What you and others wrote to each other through the bot, and its translation."),
        Kept.MENTORSHIP,
        ("messages", "translations"),
    ),
    Subject(
        _("Your requests for help"),
        _("That somebody comes along, helps with a form or translates for you."),
        Kept.MENTORSHIP,
        ("help_requests", "help_messages"),
    ),
    Subject(
        _("How you help others"),
        _("Which languages you speak, and on which days you help with forms."),
        Kept.MEMBERSHIP,
        ("person_languages", "helper_days"),
    ),
    Subject(
        _("Answers you received"),
        _("To tell you when one of them changes."),
        Kept.RECEIVED,
        ("answers_received",),
    ),
    Subject(
        _("Your words of the glossary"),
        _("Wordings you proposed."),
        Kept.MENTORSHIP,
        ("term_proposals",),
    ),
    Subject(
        _("A German word each day"),
        _("That you get a word each day, until you stop it."),
        Kept.MEMBERSHIP,
        ("card_subscriptions",),
    ),
    Subject(
        _("Your requests about your data"),
        _("What you asked the coordinator to hand over or to put right."),
        Kept.MENTORSHIP,
        ("requests",),
    ),
    Subject(
        _("What you agreed to"),
        _("Each yes and no, to prove it. After an erasure it stays without your name."),
        Kept.PROOF,
        ("consents",),
    ),
    Subject(
        _("What was passed on"),
        _("Who received what about you, and when."),
        Kept.PROOF,
        ("transfers",),
    ),
    Subject(
        _("Answers to invitations"),
        _("So that the project knows who comes to an event."),
        Kept.EVENT,
        ("event_answers",),
    ),
    Subject(
        _("Places you asked about"),
        _("So that you hear of it when an address or a phone number changes."),
        Kept.PLACE,
        ("place_seen", "place_pings"),
    ),
    Subject(
        _("Messages to you"),
        _("Which message left when. The words are kept only until it has left."),
        Kept.OUTBOX,
        ("deliveries",),
    ),
    Subject(
        _("What you wrote just now"),
        _("Until it is answered. A form that you began is kept until you send it or stop it."),
        Kept.UPDATE,
        ("updates", "dialogues", "letters"),
    ),
    Subject(
        _("Links to your files"),
        _("That a link opens once only."),
        Kept.ATTEMPT,
        ("links",),
    ),
    Subject(
        _("Your recordings"),
        _("What you read out for others as a voice message."),
        Kept.HOUSE,
        ("voices",),
    ),
    Subject(
        _("Who did what"),
        _("That nobody looks at data or changes them unseen. Only numbers, no words."),
        Kept.AUDIT,
        ("audit",),
    ),
    Subject(
        _("Your key"),
        _("What you write is encrypted with it. An erasure destroys it."),
        Kept.MEMBERSHIP,
        ("data_keys",),
    ),
)
# The person is gone when there is a row in it.
AFTERWARDS = frozenset(["erasures"])


def how_many(subject: Subject, counted: Mapping[str, int]) -> int:
    """Versions of an appointment are no appointments more."""
    return counted.get(subject.tables[0], 0) or sum(counted.get(each, 0) for each in subject.tables)


def how_long(kept: Kept, periods: Periods) -> Words:
    time = _time(periods.days(TERM_OF[kept]) if kept in TERM_OF else None)
    match kept:
        case Kept.MEMBERSHIP:
            return _("Kept as long as you take part.")
        case Kept.MENTORSHIP:
            return _("Kept until {time} after the mentorship ended.", time=time)
        case Kept.EVENT:
            return _("Kept until {time} after the event.", time=time)
        case Kept.OUTBOX | Kept.SAID:
            return _("Kept until {time} after it was of use.", time=time)
        case Kept.PROOF:
            return _("Kept until the end of the third year after it ended.")
        case Kept.INVITATION:
            return _("Kept until it is used or over.")
        case Kept.HOUSE | Kept.REFERRED:
            return _("Kept as long as it is shown.")
    return _("Kept at most {time}.", time=time)


def _time(days: int | None) -> Words:
    if days is None:
        return _("three years")
    if days >= 2 * A_MONTH:
        months = round(days / A_MONTH)
        return _n("one month", "{n} months", months)
    return _n("one day", "{n} days", days)
