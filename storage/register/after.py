"""The register of what follows an appointment, and of deadlines."""

from storage.register.kinds import (
    ID,
    VERSION,
    Kept,
    Record,
    Seen,
    Whose,
    personal,
    technical,
)

SEEN = (Seen.SELF, Seen.OFFICE, Seen.MENTOR, Seen.MESSENGER)
FIGURES = (Seen.SELF, Seen.OFFICE, Seen.MESSENGER, Seen.FUNDER)  # a mentor is not told

AFTER = (
    Record(
        "reminder_choices",
        Whose.PERSON,
        Kept.MEMBERSHIP,
        {
            "person_id": personal("who chose when to be reminded"),
            "stages": personal("when the person wants to be reminded"),
            "chosen_at": personal("since when it is so"),
        },
        (Seen.SELF, Seen.MESSENGER),
    ),
    Record(
        "appointment_outcomes",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "appointment_id": personal("which appointment"),
            "version": VERSION,
            "participant_id": personal("whose appointment it is"),
            "how": personal("whether the participant came, was excused, missed it, or it moved"),
            "next": personal("what comes next, for the participant's folder"),
            "why": personal("whether an absence was excused; no illness"),
            "noted_at": personal("when it was noted"),
        },
        FIGURES,
    ),
    Record(
        "presences",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "appointment_id": personal("which appointment"),
            "mentor_id": personal("who was there, so that it becomes one contact only"),
            "participant_id": personal("whose appointment it is"),
            "was_there": personal("whether there is a contact to count"),
            "noted_at": personal("when it was noted"),
        },
        (Seen.SELF, Seen.OFFICE, Seen.MENTOR),
    ),
    Record(
        "deadlines",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "participant_id": personal("whose deadline it is"),
            "entered_by": personal("who entered it, and so may see it"),
            "kind": personal("what has to be done first"),
            "day": personal("until when it has to be done"),
            "zone": technical("whose clock on the wall is meant"),
            "version": VERSION,
            "done": personal("that nobody is reminded of it any more"),
            "told_at": personal("since when it is so"),
            "look_at": personal("when to remind"),
        },
        SEEN,
    ),
)
