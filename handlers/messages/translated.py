"""The original one tap below, a bad translation reported, and how it goes between languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.rules.people import LANGUAGES, Role
from bot.core.rules.translation import Rung, Why
from bot.core.words import Words, _, just, lines, paragraphs
from bot.turns import Case, NotYours, Reply, Tap, Turn, id_of
from bot.turns.interpreted import mediators_row
from handlers.messages.relation import may_reach
from storage import audit, messages, translations
from storage.translations import CALLED_BAD, Asked

COUNTED = timedelta(days=90)
COORDINATORS = frozenset({Role.COORDINATOR})


def original(turn: Turn, translation_id: str) -> Reply:
    return Reply(popup=just(_mine(turn, translation_id).original))


def badly(turn: Turn, translation_id: str) -> Reply:
    """Counted without a name; and a person may be asked instead."""
    asked = _mine(turn, translation_id)
    translations.report(turn.db, asked, turn.now)
    by = turn.person.id
    audit.note(turn.db, turn.now, actor=by, act="called a translation bad", about=translation_id)
    source = "m" if asked.then.kind == messages.KIND else "q"
    mediate = mediators_row(turn, asked, f"mediate.{source}.{asked.then.about}")
    if not mediate:
        return Reply(_("Thank you. It is counted."), [[HOME]], new=True)
    words = _("Thank you. It is counted. A language mediator can translate it for you.")
    return Reply(words, [*mediate, [HOME]], new=True)


def _mine(turn: Turn, translation_id: str) -> Asked:
    """Only for whom it was made, and while it may still be shown."""
    asked = translations.get(turn.db, id_of(translation_id), turn.person.id)
    if asked is None:
        raise NotYours
    if asked.then.kind == messages.KIND:
        message = messages.get(turn.db, asked.then.about)
        if message is None or not may_reach(turn, message):
            raise NotYours
    return asked


def pairs(turn: Turn) -> Reply:
    """For the coordinator: where the machine helps, and where it does not. No names, no texts."""
    counted = translations.counts(turn.db, turn.today - COUNTED)
    if not counted:
        return Reply(_("Nothing has been translated in the last 90 days."), [[BACK, HOME]])
    listed = [_pair(pair, how) for pair, how in list(counted.items())[:30]]
    return Reply(paragraphs(_("Translations in the last 90 days:"), *listed), [[BACK, HOME]])


def _pair(pair: str, how: Mapping[str, int]) -> Words:
    source, _dash, target = pair.partition("-")
    title = Words(
        "<b>{source} → {target}</b>",
        {"source": LANGUAGES.get(source, source), "target": LANGUAGES.get(target, target)},
    )
    counts = lines(*(Words("{what}: {n}", {"what": WHAT[what], "n": n}) for what, n in how.items()))
    return lines(title, counts)


WHAT: Mapping[str, Words] = {
    Rung.MACHINE: _("Translated by machine"),
    Rung.REVIEWED: _("Translated by people"),
    Rung.GLOSSARY: _("Explained in the word list"),
    Why.NO_MODEL: _("No model for these languages"),
    Why.TOO_SHORT: _("Too short"),
    Why.TOO_LONG: _("Too long"),
    Why.CHECKS: _("Refused by the checks"),
    Why.BUSY: _("Translator too busy"),
    Why.FAILED: _("Translator failed"),
    CALLED_BAD: _("Called bad by readers"),
}
BACK = Option("go.messages", _("Back"))
ORIGINAL = Tap("original", original, case=Case.PEOPLE)
BADLY = Tap("badly", badly, case=Case.PEOPLE)
PAIRS = Tap("pairs", pairs, COORDINATORS)
