"""What a machine may translate, and what none may.

Consent, deadlines, medicine and whatever binds cannot be passed in: a translator takes a
`Translatable`, and there is no way from a `Binding` to one, nor from what stands in the content
or among the network's own answers (`Written`). Nothing takes a bare string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What people write to each other; the only texts a machine may translate."""

    MESSAGE = "message"  # between participant, mentor and coordinator
    QUESTION = "question"
    ANSWER = "answer"  # the coordinator's, to a question
    INVITATION = "invitation"  # a draft, approved by the coordinator before it leaves


@dataclass(frozen=True)
class Translatable:
    """A text that somebody wrote, in which language, and as what."""

    text: str
    language: str
    kind: Kind

    def __post_init__(self) -> None:
        # At run time, too: types are not checked there.
        if type(self.text) is not str or not isinstance(self.kind, Kind):
            raise TypeError("only what people write to each other may be translated")


class Written(str):
    """What stands in the content or is an answer for all: people write it in every language, and
    where they have not, it is shown as it stands. Whatever is urgent, has a deadline or is about
    medicine is one of these."""

    __slots__ = ()


@dataclass(frozen=True)
class Binding:
    """A text that binds: a declaration, a deadline, a word about medicine. Shown as it was
    written and reviewed, or not at all."""

    text: str
    language: str


class Rung(StrEnum):
    """Which rung of the ladder held."""

    REVIEWED = "reviewed"  # people wrote both texts
    GLOSSARY = "glossary"
    MACHINE = "machine"  # checked by rules, not by a human; shown as such


class Why(StrEnum):
    """Why a text was not translated."""

    NO_MODEL = "no-model"  # for this pair of languages
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    CHECKS = "checks"  # the machine's answer was not fit to be shown
    BUSY = "busy"
    FAILED = "failed"  # too slow, too big, or it fell over


@dataclass(frozen=True)
class Translation:
    text: str
    rung: Rung


@dataclass(frozen=True)
class Untranslated:
    """A refusal: the original goes out as it is, with the way to a mediator."""

    why: Why
    faults: Sequence[str] = ()
