"""A named person has read the declaration in a language, exactly as it is shown today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.questions import one_of, text
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Exactly, Words, _, just
from bot.turns import (
    DeliveryKind,
    Document,
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    Urgency,
)
from handlers.consent.published import hash_in, text_in
from storage import audit, reviews

COORDINATORS = frozenset({Role.COORDINATOR})
DECLARATION = Option("go.declaration", _("Declaration"))


class DeclarationText(DeliveryKind):
    """The whole text, German below it, as a file: too long for one message. `detail`: language."""

    name = "declaration_text"
    discreet = True
    urgency = Urgency.NOW
    at_night = True  # asked for just now
    useless_after = timedelta(hours=1)

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if scene.person.role is not Role.COORDINATOR or detail not in LANGUAGES:
            return None
        content = text_in(scene.house, detail).text.encode()
        proof = hash_in(scene.house, detail)[:12]
        document = Document(f"declaration-{detail}-{proof}.txt", content)
        words = _("This is the whole text, to be read from the first to the last sentence.")
        return Outgoing(words, document=document, shareable=True)


TEXT = DeclarationText()


def texts(scene: Scene) -> Sequence[str]:
    """Each language with the beginning of the hash of its text: of another text it is no answer."""
    return [f"{each}.{hash_in(scene.house, each)[:16]}" for each in LANGUAGES]


def language_of(answer: str) -> str:
    return answer.partition(".")[0]


def named(answer: str) -> Words:
    return just(LANGUAGES.get(language_of(answer), "?"))


class EnterReview(TurnForm):
    """Who has read which text. The file with it was sent before."""

    who = COORDINATORS
    review = True
    forgotten_after = timedelta(days=14)  # reading takes its time

    text_read = one_of(_("Which text was read?"), texts, named)
    reviewer = text(
        _("Who has read it and stands for it? First and last name, please."), longest=80
    )

    def summary(self) -> Words:
        language = language_of(self.text_read)
        return _(
            "{reviewer} has read every sentence of this text, and it says the same as the German."
            " Proof of the text: {proof}",
            reviewer=self.reviewer,
            proof=Exactly(hash_in(self.setting.house, language)),
        )

    def submit(self, turn: Turn) -> Reply:
        language = language_of(self.text_read)
        reviews.enter(
            turn.db,
            text_hash=hash_in(turn.house, language),
            language=language,
            reviewer=self.reviewer,
            by=turn.person.id,
            now=turn.now,
        )
        audit.note(
            turn.db, turn.now, actor=turn.person.id, act="entered a reviewer", about=language
        )
        words = _("Kept. The text counts once it is published: /declaration")
        return Reply(words, [[DECLARATION, HOME]])


def read(turn: Turn, language: str) -> Response:
    """The text as a file, and the form below it."""
    if language not in LANGUAGES:
        raise NotYours
    TEXT.tell(turn, turn.person.id, turn.said.update_id, language)
    return Open(EnterReview, {"text_read": f"{language}.{hash_in(turn.house, language)[:16]}"})


def choose(turn: Turn) -> Reply:
    options = [READ.option(just(name), language) for language, name in LANGUAGES.items()]
    rows = [options[n : n + 2] for n in range(0, len(options), 2)]
    words = _("In which language? I send you the whole text as a file, to read and to pass on.")
    return Reply(words, [*rows, [DECLARATION, HOME]])


READ = Tap("readtext", read, COORDINATORS)
CHOOSE = Tap("reviewtext", choose, COORDINATORS)
TAPS = [READ, CHOOSE]
