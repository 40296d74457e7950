"""The register of messages through the bot and of machine translation."""

from storage.register.kinds import ID, Kept, Record, Seen, Whose, personal, technical, text

BOTH = (Seen.SELF, Seen.MENTOR, Seen.OFFICE, Seen.MESSENGER)

TRANSLATION = (
    Record(
        "messages",
        Whose.PERSON,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "sender_id": personal("who wrote it"),
            "receiver_id": personal("who is to read it"),
            "about_id": personal("whose mentorship it belongs to, and so whose consent counts"),
            "text": text("what one person tells the other without a phone number"),
            "language": personal("in which language it was written"),
            "answer_to": personal("what it answers"),
            "sent_at": personal("when it was written"),
            "read_at": personal("whether it still waits to be read"),
            "closed_at": personal("that both were told that they can no longer write"),
        },
        BOTH,
    ),
    Record(
        "translations",
        Whose.PERSON,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "author_id": personal("who wrote it"),
            "about_id": personal("whose data it is"),
            "reader_id": personal("who is to read it"),
            "source": personal("in which language it was written"),
            "target": personal("in which language it is read"),
            "kind": technical("what kind of text it is; what binds is never translated"),
            "text": text("what is to be translated"),
            "then_kind": technical("what is said once it is translated"),
            "then_about": technical("about which row"),
            "then_detail": technical("which stage of it"),
            "useless_after": technical("until when it makes sense to say it"),
            "state": technical("whether it waits, is done or was refused"),
            "attempts": technical("whose turn it is to translate it"),
            "lease_until": technical("until when one process has it"),
            "result": text("the translation, with the original one tap below"),
            "rung": technical("whether people or a machine translated it"),
            "why": technical("why it was refused"),
            "asked_at": personal("when it was written"),
            "done_at": technical("when it was translated"),
            "reported_at": technical("that the reader called it bad"),
        },
        BOTH,
    ),
    Record(
        "translation_counts",
        Whose.HOUSE,
        Kept.HOUSE,
        {
            "pair": technical("between which languages"),
            "what": technical("translated, refused and why, called bad"),
            "day": technical("on which day"),
            "many": technical("how often; without names"),
        },
    ),
)
