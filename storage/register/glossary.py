"""The register of the glossary."""

from storage.register.kinds import (
    ID,
    Kept,
    Record,
    Seen,
    Whose,
    personal,
    published,
    technical,
    text,
)

GLOSSARY = (
    Record(
        "card_subscriptions",
        Whose.PERSON,
        Kept.MEMBERSHIP,
        {
            "person_id": personal("who wants a German word each day"),
            "wanted_since": personal("since when it is so"),
        },
        (Seen.SELF,),
    ),
    Record(
        "term_proposals",
        Whose.PERSON,
        Kept.MENTORSHIP,
        {
            "id": ID,
            "proposer_id": personal("who proposed it, and hears what became of it"),
            "term": technical("which German word is explained"),
            "language": technical("in which language"),
            "text": text("how a German word would be explained better"),
            "proposed_at": personal("the oldest first"),
            "accepted": technical("whether it is shown from now on"),
            "decided_by": personal("which coordinator decided"),
            "decided_at": technical("whether it is still open"),
        },
        (Seen.SELF, Seen.OFFICE, Seen.MESSENGER),
    ),
    Record(
        "term_texts",
        Whose.HOUSE,
        Kept.HOUSE,
        {
            "term": technical("which German word is explained"),
            "language": technical("in which language"),
            "text": published("how the word is explained to everybody"),
            "reviewer": text("who read it and stands for it"),
            "accepted_by": personal("which coordinator decided"),
            "accepted_at": technical("since when it is shown"),
        },
        (Seen.OFFICE, Seen.NETWORK, Seen.MESSENGER),
    ),
)
