"""What stands on the receipt: whose consent, for what, to whom, which text, when and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.core.rules.consent import (
    LINES,
    Acted,
    Answer,
    Consent,
    Hold,
    Standing,
    answer_to,
    hold,
    newest_of,
)
from bot.core.rules.papers import Annex, Grid, Heading, Paper, Part
from bot.core.rules.people import LANGUAGES, Person
from bot.core.words import Exactly, Words, _, just, lines
from bot.turns import Scene
from handlers.consent.declaration import ANSWERS, DATA, rights, taking_back, title
from storage import consents, people

GIVEN, TAKEN = "given", "taken"
KINDS = {GIVEN: _("Receipt of consent"), TAKEN: _("Receipt of withdrawal")}
ALL_ANSWERS = {
    **ANSWERS,
    Answer.WITHDRAWN: _("Taken back"),
    Answer.ENDED: _("Ended"),
}


# A yes that does not count (any more, or not yet).
BUT = {
    Hold.OLDER: _("This was for an earlier text and does not count any more."),
    Hold.PAPER: _("The signature on paper is still missing."),
    Hold.GUARDIAN: _("Somebody else has to agree, too."),
    Hold.ENDED: _("Ended"),
}


def paper_of(scene: Scene, person: Person, kind: str) -> Paper | None:
    """None if there is nothing to certify: nothing answered, or nothing taken back."""
    standing = consents.standing(scene.db, person.id)
    return given(scene, person, standing) if kind == GIVEN else taken(scene, person, standing)


def given(scene: Scene, person: Person, now: Standing) -> Paper | None:
    """How every line stands, each with its newest answer."""
    newest = {line: newest_of(now.ledger, line) for line in LINES}
    entries = [entry for entry in newest.values() if entry]
    if not entries:
        return None
    head = [_("For what, and who"), _("Data at most"), _("My answer"), _("Since")]
    rows = [
        [
            title(line),
            DATA[line.purpose],
            _answered(entry, hold(now, line, scene.now)),
            just(entry.at.astimezone(scene.house.zone).date() if entry else "–"),
        ]
        for line, entry in newest.items()
    ]
    return Paper(
        KINDS[GIVEN],
        [*_whose(scene, person), Grid(head, rows), *_proven(scene, entries), *_after(scene)],
        "consent-receipt",
        _texts(scene, entries),
    )


def taken(scene: Scene, person: Person, now: Standing) -> Paper | None:
    """What was taken back and not given again since."""
    ledger = now.ledger
    entries = [
        entry
        for line in LINES
        if answer_to(ledger, line) is Answer.WITHDRAWN and (entry := newest_of(ledger, line))
    ]
    if not entries:
        return None
    head = [_("For what, and who"), _("Given on"), _("Taken back on")]
    rows = [[title(each.line), _given_on(ledger, each), just(each.at)] for each in entries]
    nothing = _("From then on nothing of this is passed on. Nobody asks for a reason.")
    parts = [*_whose(scene, person), Grid(head, rows), nothing, *_proven(scene, entries)]
    return Paper(KINDS[TAKEN], [*parts, *_after(scene)], "consent-withdrawal")


def _whose(scene: Scene, person: Person) -> Sequence[Part]:
    operator = scene.house.operator
    return [
        lines(
            _("For: {name}", name=person.name),
            _("Organisation: {organisation}", organisation=scene.house.organisation),
            _(
                "Responsible: {controller}. Questions about data protection: {officer}.",
                controller=Exactly(operator.controller),
                officer=Exactly(operator.officer),
            ),
            _("This receipt was made from the ledger on {moment}.", moment=scene.now),
        )
    ]


def _answered(entry: Consent | None, how: Hold) -> Words:
    if entry is None:
        return _("Not answered")
    but = [BUT[how]] if entry.answer is Answer.YES and how in BUT else []
    return lines(ALL_ANSWERS[entry.answer], *but)


def _given_on(ledger: Sequence[Consent], taken: Consent) -> Words:
    """When the yes was given that is taken back: the newest before."""
    earlier = [
        entry
        for entry in ledger
        if entry.line == taken.line and entry.id < taken.id and entry.answer is Answer.YES
    ]
    return just(earlier[-1].at if earlier else "–")


def _proven(scene: Scene, entries: Iterable[Consent]) -> Sequence[Part]:
    """Once for each time something was answered: when, how, and to which text exactly."""
    by_time = sorted(entries, key=lambda entry: (entry.at, entry.text_hash, entry.id))
    times = groupby(by_time, key=lambda entry: (entry.at, entry.text_hash))
    return [
        Heading(_("Which text, and how it was answered")),
        *(lines(*_proof(scene, list(group))) for _time, group in times),
    ]


def _proof(scene: Scene, together: Sequence[Consent]) -> Sequence[Words]:
    entry = together[0]
    ends = {each.ends_on for each in together if each.ends_on and each.answer is Answer.YES}
    return [
        _(
            "{moment}: version {version}, shown in {language}.",
            moment=entry.at,
            version=entry.version,
            language=LANGUAGES.get(entry.language, entry.language),
        ),
        _("SHA-256 of the text: {hash}", hash=Exactly(entry.text_hash)),
        *_how(scene, entry),
        *(_("A yes ends on {day} at the latest.", day=day) for day in sorted(ends)),
    ]


def _how(scene: Scene, entry: Consent) -> Iterable[Words]:
    act = entry.act
    match act.acted:
        case Acted.PAPER:
            yield _("Signed on paper; the coordinator entered it.")
        case Acted.HOUSE:
            yield _("Ended by itself: with the mentorship, or on its date.")
        case _self:
            yield _("Answered in the chat.")
    if act.paper_day:
        yield _("The paper is of {day}.", day=act.paper_day)
    if act.paper:
        yield _("It is kept here: {place}", place=act.paper)
    if act.guardian:
        yield _("Signed by or together with: {guardian}", guardian=act.guardian)
    if mediator := _mediator(scene, entry):
        yield _("Read out by: {mediator}", mediator=mediator)
    if act.heard:
        yield _("The voice version was played.")
    if act.tries:
        yield _("The question back was answered rightly. Tries: {n}", n=act.tries)


def _mediator(scene: Scene, entry: Consent) -> str:
    known = people.find(scene.db, entry.act.mediator_id) if entry.act.mediator_id else None
    return entry.act.mediator or (known.name if known else "")


def _after(scene: Scene) -> Sequence[Part]:
    operator = scene.house.operator
    return [
        Heading(_("Taking it back, and my rights")),
        taking_back(operator),
        *rights(operator),
    ]


def _texts(scene: Scene, entries: Sequence[Consent]) -> Sequence[Annex]:
    """Each text that an answer belongs to, as it is kept: the proof can be checked."""
    versions = {entry.text_hash: entry.version for entry in entries}
    kept = {text_hash: consents.text_of(scene.db, text_hash) for text_hash in versions}
    return [
        Annex(_("The text that was shown, version {version}", version=versions[each]), text)
        for each, text in kept.items()
        if text
    ]
