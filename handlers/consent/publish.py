"""/declaration: what is missing, who has read which text, and a new version for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.core.messages import Row
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.rules.consent import next_version
from bot.core.rules.people import LANGUAGES, Role
from bot.core.words import Exactly, Words, _, _n, commas, just, lines, paragraphs
from bot.turns import NotYours, Open, Reply, Response, Scene, Tap, Turn, TurnForm
from handlers.consent import explain, told, voice
from handlers.consent.published import GERMAN, hash_in, is_published
from handlers.consent.renewal import ask_again
from handlers.consent.review import CHOOSE, DECLARATION
from storage import asks, audit, reviews, transfers
from storage.reviews import Review

COORDINATORS = frozenset({Role.COORDINATOR})


class Meaning(StrEnum):
    """What changed since the version before. A person decides this, no program."""

    CHANGED = "changed"
    SAME = "same"


MEANINGS = {
    Meaning.CHANGED: _("Yes: ask again"),
    Meaning.SAME: _("No: only words"),
}


def declaration(turn: Turn) -> Reply:
    house, version = turn.house, reviews.current(turn.db)
    shown = [just(Exactly(f"{mark} {LANGUAGES[id]}")) for id, mark in _marks(turn)]
    words = paragraphs(
        _("The declaration. Published now: version {version}", version=version)
        if version
        else _("The declaration. No version is published yet."),
        *_missing(house.operator.missing()),
        lines(*shown),
        _("✅ published · ✍️ read, not published · ✖️ not read, or changed since"),
        _("Consent is collected where there is ✅, and only if German has it, too."),
    )
    return Reply(words, [*_work(turn), *_waiting(turn), [HOME]], closes=True)


def _missing(names: Sequence[str]) -> Sequence[Words]:
    if not names:
        return []
    facts = just(Exactly(", ".join(names)))
    return [_("No consent is collected. In operator.toml is missing: {facts}", facts=facts)]


def _marks(scene: Scene) -> Sequence[tuple[str, str]]:
    def mark(language: str) -> str:
        if is_published(scene.db, scene.house, language):
            return "✅"
        return "✍️" if read_by(scene, language) else "✖️"

    return [(language, mark(language)) for language in LANGUAGES]


def read_by(scene: Scene, language: str) -> Review | None:
    """The review of exactly the text of today."""
    return reviews.newest(scene.db, hash_in(scene.house, language), language)


def _work(turn: Turn) -> list[Row]:
    rows: list[Row] = [[CHOOSE.option(_("Enter who has read it"))]]
    if not why_not(turn):
        rows.append([PUBLISH.option(_("Publish"))])
    return [*rows, [voice.VOICES.option(_("Recordings"))]]


def _waiting(turn: Turn) -> list[Row]:
    to_explain, to_tell = len(asks.waiting(turn.db)), len(transfers.to_tell(turn.db))
    return [
        [explain.OPEN.option(_("To be explained: {n}", n=to_explain))],
        [told.TO_TELL.option(_("Who must be told: {n}", n=to_tell))],
    ]


def readable(scene: Scene) -> Sequence[Review]:
    """What a new version would consist of: every text of today that a named person has read."""
    found = [read_by(scene, language) for language in LANGUAGES]
    return [review for review in found if review]


def why_not(scene: Scene) -> Words | None:
    """Why nothing can be published now; None if it can."""
    if scene.house.operator.missing():
        return _("First the facts in operator.toml have to be complete.")
    if read_by(scene, GERMAN) is None:
        return _("First somebody has to read the German text: it binds.")
    if not _new(scene):
        return _("Everything that was read is published.")
    return None


def _new(scene: Scene) -> Sequence[Review]:
    return [
        review
        for review in readable(scene)
        if not reviews.is_published(scene.db, review.text_hash, review.language)
    ]


class Publish(TurnForm):
    """A new version, after a look at what it is and whom it concerns."""

    who = COORDINATORS
    review = True

    meaning = choice(
        _(
            "Does the declaration mean something else than the version before? Other data, other"
            " recipients, another purpose, another responsible body? Then a yes to the version"
            " before counts no longer, and everybody concerned is asked again."
        ),
        MEANINGS,
    )

    def version(self) -> str:
        changed = self.meaning is Meaning.CHANGED
        return next_version(reviews.current(self.setting.db), changed=changed)

    def chosen(self) -> Sequence[Review]:
        return readable(self.setting) if self.meaning is Meaning.CHANGED else _new(self.setting)

    def summary(self) -> Words:
        read = [just(f"{LANGUAGES[each.language]} ({each.reviewer})") for each in self.chosen()]
        return _(
            "Version {version}, in: {languages}",
            version=self.version(),
            languages=commas(*read) if read else _("nothing"),
        )

    def submit(self, turn: Turn) -> Reply:
        if problem := why_not(turn):
            return Reply(problem, [[DECLARATION, HOME]])
        version = self.version()
        for review in self.chosen():
            reviews.publish_text(turn.db, review, version=version, now=turn.now)
        again = ask_again(turn)
        audit.note(
            turn.db,
            turn.now,
            actor=turn.person.id,
            act="published the declaration",
            about=version,
            why=self.meaning,
        )
        words = paragraphs(
            _("Published: version {version}", version=version),
            _n("{n} person is asked again.", "{n} people are asked again.", again),
        )
        return Reply(words, [[DECLARATION, HOME]])


def publish(turn: Turn) -> Response:
    if why_not(turn):
        raise NotYours
    if not reviews.current(turn.db):  # there is nothing before it that it could differ from
        return Open(Publish, {"meaning": Meaning.CHANGED})
    return Open(Publish)


PUBLISH = Tap("publish", publish, COORDINATORS)
