"""The register of what the network does for people."""

from storage.register.kinds import (
    ID,
    ONLY_THE_HOUSE,
    VERSION,
    Kept,
    Record,
    Seen,
    Whose,
    personal,
    published,
    technical,
    text,
)

OWN = (Seen.SELF, Seen.MESSENGER)  # whoever did not enter it does not see it
ASK_FOR = (Seen.SELF, Seen.OFFICE, Seen.MESSENGER)
CONTACT_NOTE = (Seen.OFFICE, Seen.MENTOR, Seen.MESSENGER)

WORK = (
    Record(
        "questions",
        Whose.PERSON,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "asker_id": personal(
                "to whom the answer goes; not shown to whoever answers", seen_by=ONLY_THE_HOUSE
            ),
            "text": text("what is to be answered"),
            "language": personal("in which language it was asked"),
            "asked_at": personal("the oldest first"),
            "answer": text("what was answered"),
            "answered_by": personal("who answered"),
            "answered_at": personal("whether it is still open"),
        },
        (Seen.SELF, Seen.OFFICE, Seen.MESSENGER),
    ),
    Record(
        "appointments",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "participant_id": personal("whose appointment it is"),
            "entered_by": personal("who entered it, and so may see it"),
            "office": personal("at what kind of office, and so what to bring"),
            "day": personal("when to be there"),
            "time": personal("when to be there"),
            "zone": technical("whose clock on the wall is meant"),
            "starts_at": personal("when to remind"),
            "place": text("where to go"),
            "contact": text("whom to ask for", seen_by=ASK_FOR),
            "note": text("the participant's own note; shown on a tap only", seen_by=OWN),
            "version": VERSION,
            "cancelled": personal("that nobody is reminded of it any more"),
            "answer": personal("whether the participant comes"),
            "entered_at": personal("when it was entered"),
        },
        (Seen.SELF, Seen.OFFICE, Seen.MENTOR, Seen.MESSENGER),
    ),
    Record(
        "appointment_versions",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "appointment_id": personal("which appointment"),
            "version": VERSION,
            "day": personal("when it was to be, to say old and new"),
            "time": personal("when it was to be, to say old and new"),
            "place": text("where it was to be"),
            "cancelled": personal("that it was cancelled"),
            "changed_by": personal("who need not be told"),
            "changed_at": personal("since when it is so"),
        },
        (Seen.SELF, Seen.OFFICE, Seen.MENTOR, Seen.MESSENGER),
    ),
    Record(
        "contacts",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "mentor_id": personal("who was in touch"),
            "participant_id": personal("with whom"),
            "kind": personal("what it was about"),
            "day": personal("when it was"),
            "minutes": personal("how long, for the figures"),
            "outcome": personal("what came out of it, for the figures"),
            "note": text("what the coordinator should know", seen_by=CONTACT_NOTE),
            "logged_at": personal("when it was noted"),
        },
        (Seen.OFFICE, Seen.MENTOR, Seen.MESSENGER, Seen.FUNDER),
    ),
    Record(
        "events",
        Whose.HOUSE,
        Kept.EVENT,
        {
            "id": ID,
            "made_by": personal("which coordinator invited"),
            "roles": technical("who was meant"),
            "languages": technical("who was meant"),
            "regions": technical("who was meant"),
            "day": technical("when it takes place"),
            "time": technical("when it takes place"),
            "starts_at": technical("until when an invitation makes sense"),
            "sent_at": technical("when it was sent"),
        },
        (Seen.OFFICE, Seen.NETWORK, Seen.MESSENGER),
    ),
    Record(
        "event_texts",
        Whose.HOUSE,
        Kept.EVENT,
        {
            "event_id": technical("which event"),
            "language": technical("in which language"),
            "text": published("what the coordinator wrote to everybody"),
        },
        (Seen.OFFICE, Seen.NETWORK, Seen.MESSENGER),
    ),
    Record(
        "event_answers",
        Whose.PERSON,
        Kept.EVENT,
        {
            "id": ID,
            "event_id": personal("to which event"),
            "person_id": personal("who answered"),
            "answer": personal("whether the person comes"),
            "answered_at": personal("when it was answered"),
        },
        (Seen.SELF, Seen.OFFICE),
    ),
)
