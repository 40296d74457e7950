"""Who hears when a place changes: whoever goes there, or goes along and may know where it is."""

from __future__ import annotations

from dataclasses import replace

from bot.core.rules.consent import Answer, Line, Purpose, Recipient
from storage import appointments, cards, consents, directory, helping, visitors
from tests.chat import NOON
from tests.placed import a_place
from tests.storage.test_consents import publish, record
from tests.storage.test_helping import appointment, asked

ALONG = Line(Purpose.LANGUAGE, Recipient.MEDIATOR)
SEEN = Line(Purpose.APPOINTMENTS, Recipient.MENTOR)


def test_the_mentor_and_who_comes_along_hear_of_it_if_the_participant_agreed(database, everybody):
    oksana, jonas, samir = (everybody[name].id for name in ("Oksana", "Jonas", "Samir"))
    with database.transaction() as db:
        publish(db, "1")
        consents.keep_text(db, text_hash="h", version="1", language="ar", text="…", now=NOON)
        place, at = a_place(db, NOON), appointment(db, everybody)
        cards.put(db, at, cards.Where(place_id=place.id))
        request = asked(db, everybody, at)
        assert helping.claim(db, request.id, samir, round=request.round, now=NOON)
        assert visitors.of(db, place.id, NOON) == {oksana}
        record(db, oksana, (ALONG, Answer.YES))
        assert visitors.of(db, place.id, NOON) == {oksana, samir}
        record(db, oksana, (SEEN, Answer.YES))
        assert visitors.of(db, place.id, NOON) == {oksana, samir, jonas}
        directory.save(db, replace(place, phone="112"), by=None, now=NOON)
        assert set(directory.shown_to(db, place.id, NOON)) == {oksana, samir, jonas}
        appointments.cancel(db, at, by=oksana, now=NOON)
        assert visitors.of(db, place.id, NOON) == frozenset()
