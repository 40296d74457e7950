"""Somebody writes for the first time: language, who is writing here, why, and the menu."""

from collections.abc import Sequence

from bot.core.messages import Option, Row, beside
from bot.core.pages import HOME
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.words import Exactly, Words, _, just, paragraphs
from bot.turns import NotYours, Reply, Tap, Turn
from handlers.people.level import level_rows, level_words
from handlers.people.mentorship import tell_both
from handlers.people.phone import move_in
from storage import audit, invitations, people
from storage.invitations import Invitation

# The same question in the languages that have the most different scripts.
ASK_LANGUAGE = (
    "Sprache · Language · اللغة · زبان · Мова · Язык · Dil · Langue · Ziman · ژبه · ቋንቋ · Luqad"
)


def greet(turn: Turn) -> Reply:
    """What somebody reads who has not arrived yet, whatever they wrote."""
    code = code_in(turn.said.text)
    if code and turn.person.role is Role.GUEST:  # others have used their invitation already
        return begin(turn, code) or ask_language(turn, unusable())
    return ask_language(turn)


def start(turn: Turn) -> Reply:
    """/start of somebody who is here already, perhaps with an invitation at last."""
    code = code_in(turn.said.text)
    if not code:
        return ask_language(turn)
    if turn.person.role is not Role.GUEST:
        return Reply(_("You are here already. An invitation is only for new people."), [[HOME]])
    return begin(turn, code) or Reply(unusable(), [[HOME]])


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
    words = [who_writes(turn), *to_whom(turn), why(turn.person.role), never_asked()]
    words += unreviewed(turn, language)
    rows = not_me_rows(turn.person.role)
    if turn.person.role not in (Role.PARTICIPANT, Role.MENTOR, Role.MEDIATOR):
        return Reply(paragraphs(*words), [*rows, [HOME]])
    return Reply(paragraphs(*words, level_words(turn)), [*level_rows(), *rows])


def to_whom(turn: Turn) -> Sequence[Words]:
    """So that whoever got somebody else's link sees it at once."""
    if turn.person.role is Role.GUEST or turn.person.name in ("", "?"):
        return []
    return [_("I write to {name}.", name=turn.person.name)]


def not_me_rows(role: Role) -> list[Row]:
    return [] if role is Role.GUEST else [[Option("notme", _("This is not me"))]]


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


def begin(turn: Turn, code: str) -> Reply | None:
    """Use an invitation. A wrong, used or expired code, or too many of them, all look alike."""
    chat_id = turn.person.chat_id or 0
    if not invitations.may_try(turn.db, chat_id, turn.now):
        return None
    invited = invitations.use(turn.db, code, person_id=turn.person.id, now=turn.now)
    if invited is None:
        invitations.failed(turn.db, chat_id, turn.now)
        return None
    if invited.moves is not None:
        person = move_in(turn, invited.moves)
        return welcome_back(turn, person) if person else None
    join(turn, invited)
    return ask_language(turn)


def welcome_back(turn: Turn, person: Person) -> Reply:
    if not person.arrived:
        return ask_language(turn)
    words = _("Welcome back. From now on I write to you here, and no longer to the old chat.")
    return Reply(words, [[HOME]], closes=True)


def join(turn: Turn, invited: Invitation) -> None:
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


def unusable() -> Words:
    return _("This invitation cannot be used. Please ask the person who gave it to you.")


LANGUAGE = Tap("lang", choose_language, arriving=True)
