"""The register of what the network has answered itself, and who received which answer."""

from storage.register.kinds import (
    ID,
    VERSION,
    Kept,
    Record,
    Seen,
    Whose,
    personal,
    published,
    technical,
)

EVERYBODY = (Seen.OFFICE, Seen.NETWORK, Seen.MESSENGER)
BY = (Seen.OFFICE, Seen.MEDIATOR)

ANSWERS = (
    Record(
        "entries",
        Whose.HOUSE,
        Kept.HOUSE,
        {
            "id": ID,
            "topic": technical("under which heading it stands"),
            "urgent": technical("whether the emergency numbers stand above it"),
            "language": technical("in which language it was written"),
            "checked_on": published("when somebody last said that it is right"),
            "valid_until": published("until when it is shown"),
            "made_by": personal("who answers for it", seen_by=BY),
            "made_at": technical("the newest first"),
            "version": VERSION,
            "closed_at": technical("that nobody finds it any more"),
        },
        EVERYBODY,
    ),
    Record(
        "entry_texts",
        Whose.HOUSE,
        Kept.HOUSE,
        {
            "entry_id": technical("which answer"),
            "language": technical("in which language"),
            "question": published("in general words, without anything of whoever asked"),
            "answer": published("what the network answers"),
            "state": technical("only what was reviewed is shown"),
            "written_by": personal("who wrote it", seen_by=BY),
            "reviewed_by": personal("who has read it and answers for it", seen_by=BY),
            "reviewed_on": technical("since when it is shown"),
        },
        EVERYBODY,
    ),
    Record(
        "entry_versions",
        Whose.HOUSE,
        Kept.HOUSE,
        {
            "entry_id": technical("which answer"),
            "version": VERSION,
            "language": technical("in which language"),
            "question": published("how it was worded"),
            "answer": published("what was answered until then"),
            "changed_by": personal("who wrote it", seen_by=BY),
            "changed_at": technical("since when it was so"),
        },
        EVERYBODY,
    ),
    Record(
        "answers_received",
        Whose.PERSON,
        Kept.RECEIVED,
        {
            "id": ID,
            "person_id": personal("who hears when the answer changes"),
            "entry": personal("which answer was shown"),
            "language": personal("in which language it was shown"),
            "text_hash": technical("whether it has changed since"),
            "at": personal("when it was shown"),
        },
        (Seen.SELF,),
    ),
    Record(
        "answer_counts",
        Whose.HOUSE,
        Kept.AUDIT,
        {
            "kind": technical("helpful, not meant, not sure, or nothing found"),
            "entry": technical("the nearest answer"),
            "language": technical("in which language an answer is missing"),
            "times": technical("how often; without anybody's name or words"),
            "last_at": technical("what is missed today stands first"),
        },
        (Seen.OFFICE,),
    ),
)
