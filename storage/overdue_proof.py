"""Of what proves: what has been kept as long as the register says."""

from __future__ import annotations

from sqlalchemy import and_, exists, or_

from bot.core.rules.consent import Answer
from storage.measured import At
from storage.overdue import Condition
from storage.register.periods import Term
from storage.tables import consents, declarations, erasures, people, reviews, transfers


def consent(at: At) -> Condition:
    """An answer counts until the next one to the same line; the last one until it is taken back
    or has ended, or the person is erased. A no stands as long as the person is here: it is why
    nobody asks again. The older ones go first, so that no yes is ever the last that is left."""
    t, before = consents.c, at.before(Term.PROOF)
    other = consents.alias()
    same_line = and_(
        other.c.person_id == t.person_id,
        other.c.purpose == t.purpose,
        other.c.recipient == t.recipient,
    )
    replaced = exists().where(same_line, other.c.id > t.id, other.c.at < before)
    alone = ~exists().where(same_line, other.c.id != t.id)
    whose = people.alias()
    erased = exists().where(whose.c.id == t.person_id, whose.c.erased_at < before)
    left = exists().where(whose.c.id == t.person_id, whose.c.erased_at.is_not(None))
    taken_back = and_(t.at < before, t.answer.in_([Answer.WITHDRAWN, Answer.ENDED]))
    over_by_date = and_(t.at < before, t.ends_on < at.day_before(Term.PROOF))
    refused = and_(t.at < before, t.answer != Answer.YES, left)
    return or_(replaced, and_(alone, or_(erased, taken_back, over_by_date, refused)))


def transfer(at: At) -> Condition:
    return transfers.c.ended_at < at.before(Term.PROOF)


def erasure(at: At) -> Condition:
    return erasures.c.at < at.before(Term.PROOF)


def declaration(at: At) -> Condition:
    t = declarations.c
    meant = exists().where(consents.c.text_hash == t.text_hash)
    shown = exists().where(reviews.c.text_hash == t.text_hash)
    return and_(t.shown_since < at.before(Term.REFERRED), ~meant, ~shown)


def review(at: At) -> Condition:
    """A newer one took its place, and nobody agreed to the text that it was about."""
    t, newer = reviews.c, reviews.alias()
    replaced = exists().where(
        newer.c.language == t.language, newer.c.id > t.id, newer.c.published_at.is_not(None)
    )
    meant = exists().where(consents.c.text_hash == t.text_hash)
    return and_(t.entered_at < at.before(Term.REFERRED), replaced, ~meant)
