"""What somebody wrote, for a reader of another language: queued to be translated, and shown.

A translation by machine says so, with the original one tap below; where there is none, the reader
gets the original, the reason, and the way to a mediator.
"""

from __future__ import annotations

from bot.core.messages import Option, Row
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.rules.translation import Rung, Translatable, Translation, Why
from bot.core.words import Words, _, just, paragraphs
from bot.turns.delivery import DeliveryKind
from bot.turns.moment import Scene
from storage import people, translations
from storage.translations import Asked, Then

_NOT_WELL = _("The machine could not translate this well enough.")
WHY = {
    Why.NO_MODEL: _("There is no machine translation between these two languages here."),
    Why.TOO_SHORT: _("This is too short to be translated by a machine."),
    Why.TOO_LONG: _("This is too long to be translated by a machine."),
    Why.CHECKS: _NOT_WELL,
    Why.BUSY: _NOT_WELL,
    Why.FAILED: _NOT_WELL,
}
RUNG = {
    Rung.MACHINE: _("Translated by machine, not checked:"),
    Rung.REVIEWED: _("Translated by people of the project:"),
    Rung.GLOSSARY: _("Explained in the word list of the project:"),
}


def reason(why: Why) -> Words:
    """Why there is no translation, in a sentence."""
    return WHY[why]


def tell_translated(
    scene: Scene,
    kind: DeliveryKind,
    reader: Person,
    text: Translatable,
    about: int,
    *,
    whose: int,
) -> None:
    """Say to this reader what `scene.person` wrote, once it is translated; at once, where no
    translation is needed. `whose`: the person whose data it is.
    """
    if text.language == reader.language:
        kind.tell(scene, reader.id, about)
        return
    translations.ask(
        scene.db,
        text,
        reader.language,
        author_id=scene.person.id,
        about_id=whose,
        reader_id=reader.id,
        then=Then(kind.name, about),
        now=scene.now,
        useless_after=scene.now + kind.useless_after,
    )


def as_read(
    scene: Scene, original: str, language: str, then: Then, mediate: str
) -> tuple[Words, list[Row]]:
    """What was written, as this reader reads it, and the buttons that belong to it.

    `mediate`: the button that asks a language mediator for it.
    """
    if language == scene.language:
        return just(original), []
    asked = translations.of(scene.db, then, scene.person.id, scene.language)
    outcome = asked.outcome if asked else None
    if asked is None or outcome is None:
        return paragraphs(just(original), in_language(language)), []
    if isinstance(outcome, Translation):
        words = paragraphs(RUNG[outcome.rung], just(outcome.text))
        return words, [originals_row(asked)]
    words = paragraphs(just(original), in_language(language), reason(outcome.why))
    return words, mediators_row(scene, asked, mediate)


def originals_row(asked: Asked) -> Row:
    """One tap below a translation: what was written, and a word about how well it is translated."""
    wrong = Option(f"badly.{asked.id}", _("Bad translation"))
    return [Option(f"original.{asked.id}", _("Original")), wrong]


def mediators_row(scene: Scene, asked: Asked, mediate: str) -> list[Row]:
    """Mediators are there for what belongs to a participant."""
    whose = people.find(scene.db, asked.about_id)
    if whose is None or whose.role is not Role.PARTICIPANT:
        return []
    return [[Option(mediate, _("Ask a mediator"))]]


def in_language(language: str) -> Words:
    return _("This text is in {language}.", language=LANGUAGES.get(language, language))
