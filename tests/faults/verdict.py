"""What the transcript of the local messenger says about a campaign."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from tests.chat import plain
from tests.faults.mentors import Mentor


@dataclass
class Verdict:
    expected: int = 0
    lost: int = 0
    out_of_order: list[int] = field(default_factory=list)  # chats
    doubled_sends: int = 0
    doubled_edits: int = 0
    unmarked: int = 0  # new messages that came again and did not say so
    per_kill: Counter[int] = field(default_factory=Counter)

    @property
    def doubled(self) -> int:
        return self.doubled_sends + self.doubled_edits


def verdict(
    lines: Sequence[dict[str, Any]],
    mentors: Sequence[Mentor],
    contacts: int,
    kills: Sequence[float],
) -> Verdict:
    """`kills` are moments of the clock that the lines have, too."""
    found = Verdict()
    for mentor in mentors:
        said = [line for line in lines if line["chat_id"] == mentor.chat_id]
        _hear_out(found, mentor, said, contacts, kills)
    return found


def _hear_out(
    found: Verdict,
    mentor: Mentor,
    said: Sequence[dict[str, Any]],
    contacts: int,
    kills: Sequence[float],
) -> None:
    expected = list(mentor.expected) * contacts
    groups = [(text, list(same)) for text, same in groupby(said, lambda line: core(line, mentor))]
    texts = [text for text, _same in groups]
    found.expected += len(expected)
    found.lost += (Counter(expected) - Counter(texts)).total()
    if texts != expected:
        found.out_of_order.append(mentor.chat_id)
    for _text, same in groups:
        for first, again in pairwise(same):
            found.per_kill[bisect(kills, first["at"])] += 1
            if again["kind"] == "edit":
                found.doubled_edits += 1
                continue
            found.doubled_sends += 1
            found.unmarked += not plain(again["text"]).startswith(mentor.mark)


def core(line: dict[str, Any], mentor: Mentor) -> str:
    """What was said, without the mark of a repeat."""
    return plain(line["text"]).removeprefix(mentor.mark).strip()
