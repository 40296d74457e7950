"""German office words at hand: those of the text, or else those of the topic or the office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.content import SOURCE
from bot.core.messages import Option, beside
from bot.core.pages import HOME
from bot.core.rules.helping import HelpRequest, Kind
from bot.core.rules.services import Term
from bot.core.words import Exactly, _, just
from bot.turns import Case, Reply, Scene, Tap, Turn
from handlers.helping.access import HERE, PLACE, allowed, asks_for, the
from handlers.helping.asking import REQUESTS
from storage import help_messages

MOST = 12
ALWAYS = ("letters",)  # the category whose words stand in every letter


def show(turn: Turn, id: str) -> Reply:
    request = the(turn, id)
    found = terms_of(turn, request)
    rows = beside([Option(f"term.{each.id}", just(Exactly(each.term))) for each in found[:MOST]])
    return Reply(_("Tap a German word. I explain it."), [*rows, [REQUESTS, HOME]], new=True)


def terms_of(scene: Scene, request: HelpRequest) -> Sequence[Term]:
    """What the text gives away is for those alone who may read it."""
    every = list(scene.house.facts.terms.values())
    if asks_for(scene, request) or allowed(scene, request, PLACE):
        texts = [request.text or ""]
        texts += [each.text for each in help_messages.of(scene.db, request.id)]
        if found := found_in("\n".join(texts), every):
            return found
    if request.kind is Kind.FORM and request.topic:
        of_office = found_in(about_office(scene, request.topic), every)
        return list(dict.fromkeys([*of_office, *_of_letters(every)]))
    questions = scene.house.facts.questions
    of_topic = [
        each
        for each in every
        if each.question
        and each.question in questions
        and questions[each.question].topic == request.topic
    ]
    return of_topic or _of_letters(every)


def _of_letters(terms: Sequence[Term]) -> Sequence[Term]:
    return [each for each in terms if each.category in ALWAYS]


def about_office(scene: Scene, office: str) -> str:
    """What the content says in German of such an office: its words stand in its forms, too."""
    library = scene.house.library
    fields = ("name", "purpose", "tips")
    return "\n".join(library.text(SOURCE, "offices", office, field) for field in fields)


def found_in(text: str, terms: Sequence[Term]) -> Sequence[Term]:
    """Whole German words, in whatever case; the longest first where one is part of another."""
    folded = text.casefold()
    return [each for each in terms if any(_stands(name, folded) for name in (each.term, *each.aka))]


def _stands(name: str, folded: str) -> bool:
    """Also in the plural or the genitive: up to two letters more."""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}\w{{0,2}}(?!\w)", folded) is not None


TERMS = Tap("helpterms", show, HERE, case=Case.PEOPLE)
