"""`lotse audit`: whether anybody has tampered with it, and the line that proves it later."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot.app import Lotse, assemble
from bot.settings import Settings
from storage import audit
from storage.proof import Kind, Problem, Proof, examine
from storage.witness import BEGINNING, HEADS, NEWEST, DayHead, read_heads


def head(*, as_json: bool) -> int:
    """The newest entry, as one line to be kept elsewhere."""
    lotse = assemble(Settings())
    today = lotse.clock().astimezone(lotse.house.zone).date()
    with lotse.database.transaction() as db:
        newest = DayHead(today, audit.newest(db))
    if newest.head == BEGINNING:
        print("Nothing is written in the audit yet.", file=sys.stderr)
        return 1
    if as_json:
        told = {"day": f"{today}", "entry": newest.head.id, "seal": newest.head.seal}
        print(json.dumps(told))
    else:
        print(newest)
    return 0


def verify(anchor: Path | None, *, as_json: bool) -> int:
    """1 if something was changed, taken out, cut off or exchanged."""
    lotse = assemble(Settings())
    anchors: Sequence[DayHead] = ()
    if anchor is not None:
        anchors = read_heads(anchor.read_text(encoding="utf-8", errors="replace"))
        if not anchors:
            print(f"{anchor.name}: no line of `lotse audit head` is in it", file=sys.stderr)
            return 2
    proof = examine(lotse.database, anchors)
    if as_json:
        print(json.dumps({**asdict(proof), "whole": proof.whole}, default=str))
    else:
        for line in report(lotse, proof, anchors):
            print(line)
    return 0 if proof.whole else 1


def resume(why: str) -> int:
    """After a backup was put back: the chain goes on from where the backup ends."""
    lotse = assemble(Settings())
    with lotse.database.transaction() as db:
        audit.resume(db, lotse.clock(), why=why)
    print("The audit goes on. What came after the backup is lost, and the audit says so.")
    return 0


def report(lotse: Lotse, proof: Proof, anchors: Sequence[DayHead]) -> Sequence[str]:
    told = [sentence(lotse, each) for each in proof.problems]
    for each in proof.resumed:
        day = f"{each.at.astimezone(lotse.house.zone):%d.%m.%Y}"
        told.append(f"A backup was put back on {day}: what came after entry {each.after} is lost.")
    known = f", and fits {len(anchors)} heads kept elsewhere" if anchors else ""
    whole = f"The audit is whole: {proof.entries} entries, {proof.forgotten} forgotten in time"
    return [*told, *([f"{whole}{known}."] if proof.whole else [])]


def sentence(lotse: Lotse, problem: Problem) -> str:
    at = problem.at.astimezone(lotse.house.zone) if problem.at else None
    when = f" ({at:%d.%m.%Y %H:%M})" if at else ""
    by = f"the head of {problem.told_by}" if problem.told_by else f"{NEWEST}, beside the database,"
    some = f"Entry {problem.first} is" if problem.first == problem.last else (
        f"Entries {problem.first} to {problem.last} are"
    )  # fmt: skip
    match problem.kind:
        case Kind.CHANGED:
            return f"Entry {problem.first}{when} was changed or put in after it was written."
        case Kind.MISSING:
            return f"{some} missing: taken out before the entry of {when.strip(' ()')}."
        case Kind.REWRITTEN:
            return (
                f"The whole audit, {problem.last} entries, was written anew without the key"
                " (or stamps.key is not the one of this house)."
            )
        case Kind.CUT:
            return f"{some} missing at the end: {by} knows of entry {problem.last}."
        case Kind.EXCHANGED:
            return (
                f"From entry {problem.first} on the audit is not the one it was: {by} knows"
                f" another entry {problem.last}. Was an older copy put in its place?"
            )
        case Kind.BASE:
            return "That entries were forgotten in time was not said by this house."
        case Kind.WITNESS:
            return (
                f"{NEWEST} beside the database is missing or damaged: whether the newest entries"
                f" were cut off can be told up to the last line of {HEADS} only."
            )
