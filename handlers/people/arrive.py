"""Somebody writes for the first time: language, who is writing here, why, and the menu."""

from collections.abc import Sequence

from bot.core.messages import Option, below, beside
from bot.core.pages import HOME
from bot.core.rules.people import LANGUAGES, Level, Role
from bot.core.words import Exactly, Words, _, just, paragraphs
from bot.turns import NotYours, Reply, Tap, Turn
from handlers.people.mentorship import tell_both
from handlers.people.roles import LEVELS
from storage import audit, invitations, people

# The same question in the languages that have the most different scripts.
ASK_LANGUAGE = (
    "Sprache · Language · اللغة · زبان · Мова · Язык · Dil · Langue · Ziman · ژبه · ቋንቋ · Luqad"
)


def greet(turn: Turn) -> Reply:
    """What somebody reads who has not arrived yet, whatever they wrote."""
    code = code_in(turn.said.text)
    waits = turn.person.role is Role.GUEST  # others have used their invitation already
    if code and waits and not redeem(turn, code):
        return ask_language(turn, unusable())
    return ask_language(turn)


def start(turn: Turn) -> Reply:
    """/start of somebody who is here already, perhaps with an invitation at last."""
    code = code_in(turn.said.text)
    if not code:
        return ask_language(turn)
    if turn.person.role is not Role.GUEST:
        return Reply(_("You are here already. An invitation is only for new people."), [[HOME]])
    if not redeem(turn, code):
        return Reply(unusable(), [[HOME]])
    return ask_language(turn)


def ask_language(turn: Turn, first: Words | None = None) -> Reply:
    options = [LANGUAGE.option(just(name), code) for code, name in LANGUAGES.items()]
    ask = paragraphs(_("Please choose your language."), just(ASK_LANGUAGE))
    return Reply(paragraphs(first, ask) if first else ask, beside(options), closes=True)


def choose_language(turn: Turn, code: str) -> Reply:
    if code not in LANGUAGES:
        raise NotYours
    people.speak(turn.db, turn.person.id, code)
    if turn.person.arrived:
        # A form half filled in another language ends: a consent is given in the language read.
        return Reply(_("From now on I write to you in this language."), [[HOME]], closes=True)
    people.arrive(turn.db, turn.person.id, turn.now)
    if turn.person.mentor_id:
        tell_both(turn, turn.person.id, turn.person.mentor_id, given=True)
    return welcome(turn, code)


def welcome(turn: Turn, language: str) -> Reply:
    """Who is writing to you, why, and what this bot never asks for."""
    words = [who_writes(turn), why(turn.person.role), never_asked(), *unreviewed(turn, language)]
    if turn.person.role not in (Role.PARTICIPANT, Role.MENTOR, Role.MEDIATOR):
        return Reply(paragraphs(*words), [[HOME]])
    return Reply(paragraphs(*words, _("How much may a message show?")), level_rows())


def unreviewed(turn: Turn, language: str) -> Sequence[Words]:
    """A language that no native speaker has checked says so, once."""
    if turn.house.speech.is_reviewed(language):
        return []
    return [
        _(
            "No native speaker has checked my words in this language yet. If something is"
            " unclear or wrong, please tell us."
        )
    ]


def level_rows() -> list[list[Option]]:
    return [list(row) for row in below(*(LEVEL.option(w, level) for level, w in LEVELS.items()))]


def choose_level(turn: Turn, level: str) -> Reply:
    if level not in list(Level):
        raise NotYours
    people.be_discreet(turn.db, turn.person.id, Level(level))
    said = {
        Level.NEWS: _("Messages only say that there is news. You see the rest when you tap."),
        Level.TIME: _("Messages show the time. You see the rest when you tap."),
    }
    rows = [[Option("go.consent", _("My consent"))]] if _is_participant(turn) else []
    return Reply(said[Level(level)], [*rows, [HOME]], new=True)  # who writes here stays above


def _is_participant(turn: Turn) -> bool:
    return turn.person.role is Role.PARTICIPANT


def who_writes(turn: Turn) -> Words:
    house = turn.house
    return _(
        "Hello! I am Lotse, the assistant of {organisation}."
        " You reach people there here: {contact}",
        organisation=house.organisation or "Lotse",
        contact=Exactly(house.contact or "–"),
    )


def why(role: Role) -> Words:
    if role is Role.GUEST:
        return _("I answer questions about offices, work, language courses and counselling.")
    if role is Role.PARTICIPANT:
        return _("I remind you of appointments, answer questions and invite you to events.")
    return _("I help the people in the project to work together. You find everything in the menu.")


def never_asked() -> Words:
    return paragraphs(
        _(
            "I never ask about your residence status, for file numbers, photos of documents,"
            " passwords or money. Please send nothing of that here."
        ),
        _("Everything is voluntary. With /stop you pause all messages at once."),
    )


def code_in(text: str) -> str:
    """The code of `/start CODE`, as a deep link sends it."""
    command, _space, code = text.strip().partition(" ")
    if command.partition("@")[0] == "/start":
        return code.strip()
    bare = text.strip().replace("-", "").upper()
    return bare if invitations.looks_like_a_code(bare) else ""


def redeem(turn: Turn, code: str) -> bool:
    """Use an invitation. A wrong, used or expired code, or too many of them, all look alike."""
    chat_id = turn.person.chat_id or 0
    if not invitations.may_try(turn.db, chat_id, turn.now):
        return False
    invited = invitations.use(turn.db, code, person_id=turn.person.id, now=turn.now)
    if invited is None:
        invitations.failed(turn.db, chat_id, turn.now)
        return False
    people.become(
        turn.db,
        turn.person.id,
        role=invited.role,
        region=invited.region,
        mentor_id=invited.mentor_id,
    )
    if invited.name:
        people.rename(turn.db, turn.person.id, invited.name)
    audit.note(turn.db, turn.now, actor=turn.person.id, act=f"came as {invited.role}")
    if invited.mentor_id and turn.person.arrived:  # else once a language is chosen
        tell_both(turn, turn.person.id, invited.mentor_id, given=True)
    return True


def unusable() -> Words:
    return _("This invitation cannot be used. Please ask the person who gave it to you.")


LANGUAGE = Tap("lang", choose_language)
LEVEL = Tap("level", choose_level)
