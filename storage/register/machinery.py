"""The register of what carries words in and out."""

from storage.register.kinds import ID, VERSION, Kept, Record, Whose, personal, technical, text

MACHINERY = (
    Record(
        "updates",
        Whose.SENDER,
        Kept.UPDATE,
        {
            "update_id": technical("that nothing is heard twice"),
            "chat_id": personal("that each chat is heard in order"),
            "received_at": personal("when it may be forgotten"),
            "raw": text("what was said, until it is answered", Kept.TURN),
            "state": technical("whether it was heard"),
            "attempts": technical("how often it was tried"),
            "try_at": technical("when it is tried again"),
        },
    ),
    Record(
        "dialogues",
        Whose.PERSON,
        Kept.DIALOGUE,
        {
            "person_id": personal("whose form it is"),
            "number": technical("to know old buttons from new ones"),
            "form": personal("which form is open"),
            "answers": text("what was answered so far"),
            "version": VERSION,
            "moved_at": personal("when it is to be forgotten"),
        },
    ),
    Record(
        "deliveries",
        Whose.PERSON,
        Kept.OUTBOX,
        {
            "id": ID,
            "key": personal("that nothing is planned twice; ids only"),
            "kind": personal("what it is"),
            "about": personal("the row it is composed from when it leaves"),
            "detail": technical("which version or stage of it"),
            "body": text("the words of a reply", Kept.SAID),
            "person_id": personal("to whom it goes"),
            "edits": technical("the message it takes the place of"),
            "deletes": technical("the message it takes away"),
            "lives": technical("after how many seconds the message deletes itself"),
            "due_at": technical("when it is to leave"),
            "useless_after": technical("after when it helps nobody any more"),
            "urgency": technical("what leaves first"),
            "state": personal("whether it reached the person"),
            "attempts": technical("whose turn it is to send it"),
            "repeat": technical("that a repeat says that it is one"),
            "lease_until": technical("until when one sender has it"),
            "reason": technical("why it failed, as the messenger says; no words of people"),
            "message_id": technical("to change the message later"),
            "sent_at": personal("when it was sent"),
        },
    ),
    Record(
        "audit",
        Whose.PERSON,
        Kept.AUDIT,
        {
            "id": ID,
            "at": personal("when something was done"),
            "actor": personal("who did it; an id only"),
            "act": personal("what was done; a fixed phrase"),
            "about": personal("to what it was done; ids only"),
            "person_id": personal("whose data were read or changed"),
            "why": technical("in which conversation, command or tick"),
            "seal": technical("that nobody changes it unseen"),
        },
    ),
    Record(
        "marks",
        Whose.HOUSE,
        Kept.HOUSE,
        {
            "name": technical("what is to be remembered"),
            "value": technical("the bot's own name, the last poll"),
        },
    ),
)
