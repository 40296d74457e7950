"""Who may do what: commands, taps, menus and help, all from what the features declare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from inspect import signature

from bot.core.messages import Option, beside
from bot.core.pages import HOME
from bot.core.rules.people import Person, Role
from bot.core.words import Exactly, Words, _, lines, paragraphs
from bot.turns import Command, Feature, NotYours, Reply, Response, Tap, Turn, TurnForm

POLITE = frozenset(
    ["bitte", "please", "plaît", "vous", "пожалуйста", "ласка", "lütfen", "لطفا", "فضلك", "fadlan"]
)
GO = "go"  # the button of a command: `go.<command>`


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
        self._by_name = {command.name: command for command in self.commands}
        self._said = {word: command for command in self.commands for word in command.said}
        self._taps: Mapping[str, Tap] = {t.name: t for f in features for t in f.taps}
        self._hears = next(feature.hears for feature in features if feature.hears)
        self._greets = next(feature.greets for feature in features if feature.greets)
        self._forms = {form.__name__: (form, who) for form, who in _forms(features)}
        self.forms = [form for form, _who in self._forms.values()]

    def of_role(self, person: Person) -> Sequence[Command]:
        return [command for command in self.commands if person.role in command.who]

    def form(self, name: str | None, person: Person) -> type[TurnForm] | None:
        form, who = self._forms.get(name or "", (None, frozenset[Role]()))
        return form if person.role in who else None

    def respond(self, turn: Turn, *, in_form: bool) -> Response | None:
        """None: what was said is an answer to the form."""
        try:
            return self._response(turn, in_form=in_form)
        except NotYours:
            return Reply(popup=closed_words())

    def _response(self, turn: Turn, *, in_form: bool) -> Response | None:
        said = turn.said
        if not turn.person.arrived:
            return self._arriving(turn)
        if said.press:
            return self._tapped(turn)
        if said.unreadable:
            return Reply(_("I can only read text. Please write your message."), [[HOME]])
        meant = self._said.get(_bare(said.text))
        if meant and turn.person.role in meant.who:
            return meant.respond(turn)
        if said.text.startswith("/"):
            return self._obey(turn, said.text[1:].partition(" ")[0])
        return None if in_form else self._hears(turn)

    def _arriving(self, turn: Turn) -> Response:
        tap, arguments = self._tap(turn)
        return tap.does(turn, *arguments) if tap else self._greets(turn)

    def _tapped(self, turn: Turn) -> Response:
        name, _dot, argument = turn.said.press.partition(".")
        if name == GO:
            return self._obey(turn, argument)
        tap, arguments = self._tap(turn)
        return tap.does(turn, *arguments) if tap else Reply(popup=closed_words())

    def _tap(self, turn: Turn) -> tuple[Tap | None, Sequence[str]]:
        name, *arguments = turn.said.press.split(".")
        tap = self._taps.get(name)
        if tap is None or turn.person.role not in tap.who or not _fits(tap, arguments):
            return None, ()
        return tap, arguments

    def _obey(self, turn: Turn, name: str) -> Response:
        command = self._by_name.get(name.partition("@")[0].casefold())
        if command is None or turn.person.role not in command.who:
            return self.help(turn)
        return command.respond(turn)

    # -- what every bot can do -------------------------------------------------

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
    return " ".join(word for word in words if word not in POLITE) if len(words) <= 4 else ""


def _fits(tap: Tap, arguments: Sequence[str]) -> bool:
    """Whether the tap takes so many arguments: button data can be forged."""
    try:
        signature(tap.does).bind(None, *arguments)
    except TypeError:
        return False
    return True
