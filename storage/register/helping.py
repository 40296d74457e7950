"""The register of who asks whom for help."""

from storage.register.kinds import ID, VERSION, Kept, Record, Seen, Whose, personal, technical, text

HELPERS = (Seen.SELF, Seen.OFFICE, Seen.MENTOR, Seen.MEDIATOR, Seen.MESSENGER)
READERS = (Seen.SELF, Seen.OFFICE, Seen.MEDIATOR, Seen.MESSENGER)
NAMED = (Seen.SELF, Seen.OFFICE, Seen.NETWORK, Seen.MESSENGER)

HELPING = (
    Record(
        "help_requests",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "kind": personal("what help is asked for"),
            "asker_id": personal("who asked for help, and hears of it"),
            "participant_id": personal("for whom help is asked; by name only with consent"),
            "language": personal("which language a helper must speak"),
            "topic": personal("what it is about, in general"),
            "text": text("what is to be translated, or which form it is", seen_by=HELPERS),
            "day": personal("when help is needed"),
            "time": personal("when help is needed"),
            "starts_at": personal("when to remind the helper"),
            "place": text("where help is needed", seen_by=HELPERS),
            "appointment_id": personal("to which appointment somebody comes along"),
            "appointment_version": VERSION,
            "agreed_version": personal("whether the helper knows that it moved"),
            "message_id": personal("which message is to be translated"),
            "question_id": personal("which question is to be translated"),
            "round": technical("how often it was asked; of two helpers one wins"),
            "claimed_by": personal("who helps, so that nobody is sent twice"),
            "claimed_at": personal("since when somebody helps"),
            "asked_at": personal("when help was asked for"),
            "open_since": personal("when the coordinator is to hear of it"),
            "done_at": personal("that it is done"),
            "minutes": personal("how long the help took, for the figures"),
            "withdrawn_at": personal("that no help is needed any more"),
            "escalated_at": personal("that the coordinator knows"),
        },
        HELPERS,
    ),
    Record(
        "help_messages",
        Whose.PARTICIPANT,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "request_id": personal("to which request for help it belongs"),
            "participant_id": personal("for whom it was translated"),
            "sender_id": personal("who wrote it"),
            "text": text("what was translated or asked back"),
            "file_id": text("which recording was sent; the messenger keeps it"),
            "at": personal("in which order"),
        },
        READERS,
    ),
    Record(
        "person_languages",
        Whose.PERSON,
        Kept.MEMBERSHIP,
        {
            "person_id": personal("who speaks more languages"),
            "language": personal("for which languages the person can be asked"),
        },
        (Seen.SELF, Seen.OFFICE, Seen.MESSENGER),
    ),
    Record(
        "helper_days",
        Whose.PERSON,
        Kept.MEMBERSHIP,
        {
            "person_id": personal("who helps with forms, by first name", seen_by=NAMED),
            "weekday": personal("on which days of the week"),
        },
        NAMED,
    ),
)
