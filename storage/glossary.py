"""Words of the glossary: who wants one a day, what is proposed, and what the house says itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, delete, func, select, update

from bot.core.rules.people import Role
from storage.database import Db, changed, insert_new, new_id
from storage.tables import card_subscriptions, chats, people, term_proposals, term_texts
from storage.vault import HOUSE, Sealed

_p, _t = term_proposals.c, term_texts.c
_open = _p.decided_at.is_(None)


@dataclass(frozen=True)
class Proposal:
    """A better wording for a term in one language. `accepted` is None until it is decided."""

    id: int
    proposer_id: int
    term: str
    language: str
    text: str
    accepted: bool | None


@dataclass(frozen=True)
class OwnText:
    """What the house says instead of the text in the content files, and who stands for it."""

    text: str
    reviewer: str
    accepted_at: datetime


# -- one word a day ------------------------------------------------------------------


def subscribe(db: Db, person_id: int, now: datetime) -> bool:
    """False if the person had it already."""
    row = {"person_id": person_id, "wanted_since": now}
    return bool(insert_new(db, card_subscriptions, [row]))


def unsubscribe(db: Db, person_id: int) -> bool:
    """False if the person did not have it."""
    mine = card_subscriptions.c.person_id == person_id
    return changed(db, delete(card_subscriptions).where(mine))


def subscribes(db: Db, person_id: int) -> bool:
    mine = card_subscriptions.c.person_id == person_id
    return db.execute(select(card_subscriptions.c.person_id).where(mine)).first() is not None


def subscribers(db: Db, *roles: Role) -> Sequence[int]:
    """Who wants a word, has one of these roles, can be written to and has not paused."""
    return [row.person_id for row in db.execute(_subscribers(frozenset(roles)))]


@cache
def _subscribers(roles: frozenset[Role]) -> Select[Any]:
    """Asked again and again: to build it takes longer than to run it."""
    t = card_subscriptions.c
    here = and_(chats.c.person_id == t.person_id, chats.c.reachable, chats.c.silenced_at.is_(None))
    return (
        select(t.person_id)
        .join(people, people.c.id == t.person_id)
        .join(chats, here)
        .where(people.c.role.in_([role.value for role in roles]), people.c.paused_at.is_(None))
        .order_by(t.person_id)
    )


# -- better wordings -----------------------------------------------------------------


def propose(db: Db, *, proposer_id: int, term: str, language: str, text: str, now: datetime) -> int:
    return new_id(
        db,
        term_proposals,
        proposer_id=proposer_id,
        term=term,
        language=language,
        text=Sealed(proposer_id, text),
        proposed_at=now,
    )


def get(db: Db, proposal_id: int) -> Proposal | None:
    row = db.execute(select(term_proposals).where(_p.id == proposal_id)).one_or_none()
    return _proposal(row) if row else None


def open_proposals(db: Db, limit: int = 20) -> Sequence[Proposal]:
    """What nobody has decided yet, the oldest first."""
    found = select(term_proposals).where(_open).order_by(_p.id).limit(limit)
    return [_proposal(row) for row in db.execute(found)]


def how_many_open(db: Db) -> int:
    return db.execute(select(func.count()).where(_open)).scalar_one()


def decline(db: Db, proposal_id: int, *, by: int, now: datetime) -> bool:
    """False if somebody else decided first."""
    return _decide(db, proposal_id, accepted=False, by=by, now=now)


def accept(db: Db, proposal_id: int, *, reviewer: str, by: int, now: datetime) -> bool:
    """From now on it is said instead of the file's text. False if somebody decided first."""
    proposal = get(db, proposal_id)
    if proposal is None or not _decide(db, proposal_id, accepted=True, by=by, now=now):
        return False
    this = and_(_t.term == proposal.term, _t.language == proposal.language)
    db.execute(delete(term_texts).where(this))
    row = {
        "term": proposal.term,
        "language": proposal.language,
        "text": str(proposal.text),
        "reviewer": Sealed(HOUSE, reviewer),
        "accepted_by": by,
        "accepted_at": now,
    }
    insert_new(db, term_texts, [row])
    return True


def own_text(db: Db, term: str, language: str) -> OwnText | None:
    found = select(term_texts).where(_t.term == term, _t.language == language)
    row = db.execute(found).one_or_none()
    return OwnText(row.text, row.reviewer or "", row.accepted_at) if row else None


def take_back(db: Db, term: str, language: str) -> bool:
    """The text of the content files is said again. False if it was said already."""
    this = and_(_t.term == term, _t.language == language)
    return changed(db, delete(term_texts).where(this))


def _decide(db: Db, proposal_id: int, *, accepted: bool, by: int, now: datetime) -> bool:
    undecided = update(term_proposals).where(_p.id == proposal_id, _open)
    return changed(db, undecided.values(accepted=accepted, decided_by=by, decided_at=now))


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(row.id, row.proposer_id, row.term, row.language, row.text or "", row.accepted)
