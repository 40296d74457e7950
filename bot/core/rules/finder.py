"""Who helps with what: which body is responsible, and which counselling service there is.

Rules are data (`bot.core.rules.who_helps`). Each names the entries of the content it rests on,
whose sources stand there; a test looks each of them up. What decides is the topic, the age (JMD,
MBE, school), the level of German, and for a few topics the residence status. The status is an
argument and nothing else: it is in no result, so that nothing kept of a result can tell it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AgeBand(StrEnum):
    UNDER_18 = "under18"
    YOUNG = "young"  # 18 to 26
    ADULT = "adult"  # from 27 on


class German(StrEnum):
    NONE = "none"
    BASIC = "basic"  # A1, A2
    B1 = "b1"
    B2 = "b2"  # and better
    UNKNOWN = "unknown"


class Status(StrEnum):
    ASYLUM = "asylum"  # Ankunftsnachweis, Aufenthaltsgestattung
    TOLERATED = "tolerated"  # Duldung
    TITLE = "title"  # any residence title, also section 24
    UNSAID = "unsaid"


# Topics for which the status decides who is responsible. For no other topic is it asked.
DECIDED_BY_STATUS = frozenset({"work", "benefits", "language", "health"})
WITHOUT_TITLE = frozenset({Status.ASYLUM, Status.TOLERATED})
WITH_TITLE = frozenset({Status.TITLE})
ANY_STATUS = frozenset(Status)
SCHOOL_AGE = frozenset({AgeBand.UNDER_18})
GROWN_UP = frozenset({AgeBand.YOUNG, AgeBand.ADULT})
JMD_AGE = frozenset({AgeBand.UNDER_18, AgeBand.YOUNG})
MBE_AGE = frozenset({AgeBand.ADULT})
ANY_AGE = frozenset(AgeBand)
LITTLE_GERMAN = frozenset({German.NONE, German.BASIC, German.UNKNOWN})
MORE_GERMAN = frozenset({German.B1, German.B2})
STUDY_GERMAN = frozenset({German.B2, German.UNKNOWN})
ANY_GERMAN = frozenset(German)
# Whom the general counselling services do not replace.
OWN_SERVICES = frozenset({"asylum", "mentoring", "data"})


@dataclass(frozen=True)
class Asked:
    topic: str
    age: AgeBand
    german: German


@dataclass(frozen=True)
class Rule:
    """`sources` are entries of the content, `<table>.<id>`. `lines`: services whose number is
    nationwide. Without topics a rule holds for all but those with services of their own."""

    topics: frozenset[str]
    sources: tuple[str, ...]
    offices: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    ages: frozenset[AgeBand] = ANY_AGE
    german: frozenset[German] = ANY_GERMAN
    statuses: frozenset[Status] = ANY_STATUS

    def holds(self, asked: Asked) -> bool:
        meant = asked.topic in self.topics if self.topics else asked.topic not in OWN_SERVICES
        return meant and asked.age in self.ages and asked.german in self.german


@dataclass(frozen=True)
class Help:
    """Ids of the content, each once, the most fitting first."""

    offices: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
