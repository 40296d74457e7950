"""Who may do what: commands, taps, menus and help, all from what the features declare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from inspect import signature

from bot.core.messages import Option, beside
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, Words, _, lines, paragraphs
from bot.turns import (
    Case,
    Command,
    Feature,
    Guard,
    NotYours,
    Reply,
    Response,
    Said,
    Tap,
    Turn,
    TurnForm,
    id_of,
)
from storage import deliveries

LONGEST_CALL = 8  # words
POLITE = frozenset(
    ["bitte", "please", "plaît", "vous", "пожалуйста", "ласка", "lütfen", "لطفا", "فضلك", "fadlan"]
)
GO = "go"  # the button of a command: `go.<command>`
SEE = "see"  # the button of a message that only says that there is news: `see.<delivery>`
DETAILS_STAY = timedelta(minutes=15)  # in the chat, where a pop-up is too small for them


def news_words() -> Words:
    return _("There is news for you. Tap to see it.")


def see(delivery_id: int) -> Option:
    return Option(f"{SEE}.{delivery_id}", _("Show"))


def closed_words() -> Words:
    return _("This button is from an earlier message. Nothing has changed.")


class Dispatch:
    def __init__(self, features: Sequence[Feature]) -> None:
        own = [
            Command("menu", _("Menu"), self.menu, in_menu=False),
            Command("help", _("What I can do"), self.help),
            Command("cancel", _("Stop this form"), self.cancel, in_menu=False),
        ]
        self.commands = [*(c for feature in features for c in feature.commands), *own]
        # Two features may have a command of the same name, for different roles.
        self._of_role = {(c.name, role): c for c in self.commands for role in c.who}
        self._names = {command.name for command in self.commands}
        self._said = {word: command for command in self.commands for word in command.said}
        self.taps = [Tap(SEE, self.show, case=Case.PEOPLE), *(t for f in features for t in f.taps)]
        self._taps: Mapping[str, Tap] = {tap.name: tap for tap in self.taps}
        self._kinds = {kind.name: kind for f in features for kind in f.deliveries}
        self._hears = [feature.hears for feature in features if feature.hears]
        self._otherwise = next(f.otherwise for f in features if f.otherwise)
        self._sees = [feature.sees for feature in features if feature.sees]
        self._greets = next(feature.greets for feature in features if feature.greets)
        self._hushes = next((f.hushes for f in features if f.hushes), self._greets)
        self._guards = guards_of(features)
        self._forms = {form.__name__: (form, who) for form, who in _forms(features)}
        self.forms = [form for form, _who in self._forms.values()]

    def of_role(self, person: Person) -> Sequence[Command]:
        return [command for command in self.commands if person.role in command.who]

    def form(self, name: str | None, person: Person) -> type[TurnForm] | None:
        form, who = self._forms.get(name or "", (None, frozenset[Role]()))
        return form if person.role in who else None

    def why(self, said: Said, form: str | None) -> str:
        """What was used, for the audit. Button data can be forged: only names that there are."""
        pressed, _dot, rest = said.press.partition(".")
        obeyed = rest if pressed == GO else said.text[1:].partition(" ")[0].partition("@")[0]
        if pressed in self._taps:
            return f"button {pressed}"
        if obeyed in self._names and (pressed == GO or said.text.startswith("/")):
            return f"command {obeyed}"
        return f"form {form}" if form in self._forms else "words"

    def respond(self, turn: Turn, *, in_form: bool) -> Response | None:
        """None: what was said is an answer to the form."""
        try:
            return self._response(turn, in_form=in_form)
        except NotYours:
            return Reply(popup=closed_words())

    def see(self, turn: Turn, *, in_form: bool) -> Response | None:
        """What is said to a photo; None: that there should be none."""
        if not turn.said.picture or not turn.person.arrived or turn.person.silenced:
            return None
        seen = (sees(turn, in_form) for sees in self._sees)
        return next((response for response in seen if response is not None), None)

    def always(self, turn: Turn, *, in_form: bool) -> Response | None:
        """What nothing may stand before, as it was tapped, typed or said."""
        for command in (each for each in self.commands if each.always):
            names = {f"{GO}.{command.name}", f"/{command.name}"}
            if {turn.said.press, turn.said.text.casefold().partition("@")[0]} & names:
                return command.respond(turn)
            if self._says(turn, command, in_form=in_form):
                return command.respond(turn)
        return None

    def _says(self, turn: Turn, command: Command, *, in_form: bool) -> bool:
        text = turn.said.text.strip(" !.?")
        if not text.isdecimal():
            return _bare(text) in command.said
        # A number may be the answer to what a form asks, or a PIN.
        locked = any(guard.stops(turn, Case.PEOPLE) for guard in self._guards)
        return text in command.said and not in_form and not locked

    def _response(self, turn: Turn, *, in_form: bool) -> Response | None:
        said = turn.said
        if turn.person.silenced:
            return self._hushes(turn)
        if not turn.person.arrived:
            return self._arriving(turn)
        if said.press:
            return self._tapped(turn)
        if said.unreadable:
            return Reply(_("I can only read text. Please write your message."), [[HOME]])
        meant = self._said.get(_bare(said.text))
        if meant and turn.person.role in meant.who:
            return self._obey(turn, meant.name)
        if said.text.startswith("/"):
            return self._obey(turn, said.text[1:].partition(" ")[0])
        return None if in_form else self._heard(turn)

    def _heard(self, turn: Turn) -> Response:
        """The first feature that knows what to say to it; else the one that answers anything."""
        heard = (hears(turn) for hears in self._hears)
        known = next((response for response in heard if response is not None), None)
        return known or self._otherwise(turn)

    def _arriving(self, turn: Turn) -> Response:
        tap, arguments = self._tap(turn)
        if tap is None or not tap.arriving:
            return self._greets(turn)
        return self._do(turn, tap, arguments)

    def _tapped(self, turn: Turn) -> Response:
        name, _dot, argument = turn.said.press.partition(".")
        if name == GO:
            return self._obey(turn, argument)
        tap, arguments = self._tap(turn)
        return self._do(turn, tap, arguments) if tap else Reply(popup=closed_words())

    def _do(self, turn: Turn, tap: Tap, arguments: Sequence[str]) -> Response:
        return self.stop(turn, tap.case, turn.said.press) or tap.does(turn, *arguments)

    def _tap(self, turn: Turn) -> tuple[Tap | None, Sequence[str]]:
        name, *arguments = turn.said.press.split(".")
        tap = self._taps.get(name)
        if tap is None or turn.person.role not in tap.who or not _fits(tap, arguments):
            return None, ()
        return tap, arguments

    def _obey(self, turn: Turn, name: str) -> Response:
        command = self._of_role.get((name.partition("@")[0].casefold(), turn.person.role))
        if command is None:
            return self.help(turn)
        return self.stop(turn, command.case, f"{GO}.{command.name}") or command.respond(turn)

    # -- what stands before case data ------------------------------------------

    def stop(self, turn: Turn, case: Case, wish: str) -> Reply | None:
        """What a guard asks before this is done, if one does."""
        for guard in self._guards:
            if guard.stops(turn, case):
                return replace(guard.asks(turn), wish=wish)
        return None

    def hear_for_guard(self, turn: Turn) -> Reply | None:
        """What was typed, if it answers a guard that asks."""
        if turn.person.silenced:
            return None
        for guard in self._guards:
            if guard.stops(turn, Case.PEOPLE) and (heard := guard.hears(turn)):
                return heard
        return None

    # -- what every bot can do -------------------------------------------------

    def show(self, turn: Turn, delivery_id: str) -> Reply:
        """What a message had to say that only said that there is news: as it is true now."""
        told = deliveries.told(turn.db, id_of(delivery_id), turn.person.id)
        kind = self._kinds.get(told.kind) if told else None
        if told is None or kind is None:
            raise NotYours
        said = kind.compose(turn, told.about or 0, told.detail)
        if said is None or said.document is not None or said.venue:
            raise NotYours
        if said.voice:
            return Reply(said.words, said.rows, new=True, gone_after=DETAILS_STAY, voice=said.voice)
        if any(option != HOME for row in said.rows for option in row):
            return Reply(said.words, said.rows, new=True, gone_after=DETAILS_STAY)
        return Reply(popup=said.words, rows=said.rows)

    def menu(self, turn: Turn) -> Reply:
        shown = [command for command in self.of_role(turn.person) if command.in_menu]
        options = [Option(f"{GO}.{command.name}", command.help) for command in shown]
        ask = _("What would you like to do? You can also just write a question.")
        # A new message: what stood above the button home was perhaps to be kept.
        return Reply(ask, beside(options), closes=True, new=True)

    def help(self, turn: Turn) -> Reply:
        listed = [
            Words("{command} – {help}", {"command": Exactly(f"/{c.name}"), "help": c.help})
            for c in self.of_role(turn.person)
        ]
        return Reply(paragraphs(_("This is what you can do:"), lines(*listed)), [[HOME]])

    def cancel(self, turn: Turn) -> Reply:
        return Reply(_("All right. Nothing was kept."), [[HOME]], closes=True)


def guards_of(features: Sequence[Feature]) -> Sequence[Guard]:
    return [guard for feature in features for guard in feature.guards]


def _forms(features: Sequence[Feature]) -> Sequence[tuple[type[TurnForm], frozenset[Role]]]:
    """Every form, and for whom it exists."""
    opened = [
        (command.does, command.who)
        for feature in features
        for command in feature.commands
        if isinstance(command.does, type)
    ]
    return [*opened, *((form, form.who) for feature in features for form in feature.forms)]


def _bare(text: str) -> str:
    """Without signs, emoji and politeness: "bitte stop!" is stop."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    bare = [word for word in words if word not in POLITE]
    return " ".join(bare) if len(words) <= LONGEST_CALL else ""


def _fits(tap: Tap, arguments: Sequence[str]) -> bool:
    """Whether the tap takes so many arguments: button data can be forged."""
    try:
        signature(tap.does).bind(None, *arguments)
    except TypeError:
        return False
    return True
