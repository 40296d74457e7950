"""Questions to a human, and the answers, between two languages: down the whole ladder.

Where nothing holds, both read what was written, why that is so, and how to ask a mediator.
"""

from __future__ import annotations

from datetime import timedelta

from bot.core.content import SOURCE
from bot.core.messages import Option, Outgoing, Row, below
from bot.core.pages import HOME
from bot.core.rules.people import Person
from bot.core.rules.questions import Asked
from bot.core.rules.translation import Kind, Translatable, Translation
from bot.core.words import Words, _, just, paragraphs
from bot.turns import DeliveryKind, Scene
from bot.turns.interpreted import as_read, tell_translated
from handlers.services import emergency, own
from storage import questions, translations
from storage.translations import Then

SHOWN = 3


def tell(
    scene: Scene, kind: DeliveryKind, reader: Person, asked: Asked, said: Translatable
) -> None:
    """Of a question: `said` is its text, or its answer."""
    tell_translated(scene, kind, reader, said, asked.id, whose=asked.asker_id)


def shown(scene: Scene, kind: DeliveryKind, asked: Asked, original: str) -> tuple[Words, list[Row]]:
    """The question or its answer as this reader reads it, and the buttons that belong to it."""
    then = Then(kind.name, asked.id)
    known = translations.of(scene.db, then, scene.person.id, scene.language)
    if known is None:
        return just(original), []
    return as_read(scene, original, known.text.language, then, f"mediate.q.{asked.id}")


class QuestionFound(DeliveryKind):
    """What the search did not know in this language, it may know in German."""

    name = "question_found"
    useless_after = timedelta(hours=12)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        asked = questions.get(scene.db, about)
        if asked is None or asked.asker_id != scene.person.id or asked.answer is not None:
            return None
        known = translations.of(scene.db, Then(self.name, about), scene.person.id, SOURCE)
        if known is None or not isinstance(known.outcome, Translation):
            return None
        found = own.search(scene, known.outcome.text, SOURCE)
        ids = [id for id in found.ids if own.is_there(scene, id)][:SHOWN]
        if not found.confident or not ids:
            return None
        words = _(
            "Perhaps this is what you asked. A machine translated your question to find it;"
            " the answers are from people."
        )
        if any(own.is_urgent(scene, id) for id in ids):
            words = paragraphs(emergency.first(), words)
        rows = below(*(Option(f"faq.{id}", own.asked_as(scene, id)) for id in ids))
        return Outgoing(words, [*rows, [HOME]])


def seek(scene: Scene, question_id: int, text: str) -> None:
    """Nothing was found with certainty: look again, in German. A human has the question anyway."""
    language = scene.language
    if language == SOURCE or not scene.house.interpreter.can(language, SOURCE):
        return
    translations.ask(
        scene.db,
        Translatable(text[:1000], language, Kind.QUESTION),
        SOURCE,
        author_id=scene.person.id,
        about_id=scene.person.id,
        reader_id=scene.person.id,
        then=Then(FOUND.name, question_id),
        now=scene.now,
        useless_after=scene.now + FOUND.useless_after,
    )


FOUND = QuestionFound()
