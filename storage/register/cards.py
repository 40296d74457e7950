"""The register of what belongs to an appointment beside its time."""

from storage.register.kinds import ID, Kept, Record, Seen, Whose, personal, technical, text

SEEN = (Seen.SELF, Seen.OFFICE, Seen.MENTOR, Seen.MESSENGER)
OWN = (Seen.SELF, Seen.MESSENGER)

CARDS = (
    Record(
        "appointment_places",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "appointment_id": personal("which appointment"),
            "participant_id": personal("whose appointment it is"),
            "place_id": personal("which place of the directory it is at"),
            "inside": text("how to find the room"),
        },
        SEEN,
    ),
    Record(
        "checklist",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "appointment_id": personal("which appointment"),
            "participant_id": personal("whose appointment it is"),
            "document": personal("what to bring"),
            "text": text("what to bring, in the person's own words"),
            "ticked_at": personal("what is packed already"),
            "removed": personal("what need not be brought"),
        },
        OWN,
    ),
    Record(
        "letters",
        Whose.PERSON,
        Kept.DIALOGUE,
        {
            "id": ID,
            "person_id": personal("who sent a photo of a letter"),
            "file_id": personal("where the messenger has the photo, until it is read"),
            "message_id": personal("to delete the photo from the chat"),
            "state": technical("whether it is read"),
            "attempts": technical("how often it was tried to read it"),
            "lease_until": technical("which process reads it"),
            "found": text("the appointment read in it, until the person has checked it"),
            "asked_at": personal("the oldest first; when to forget it"),
        },
        OWN,
    ),
)
