"""The register of those who use the bot."""

from storage.register.kinds import (
    ID,
    ONLY_THE_HOUSE,
    Kept,
    Record,
    Seen,
    Whose,
    personal,
    technical,
    text,
)

OWN = (Seen.SELF,)
CARD = (Seen.SELF, Seen.OFFICE)
NAME = (Seen.SELF, Seen.OFFICE, Seen.MENTOR, Seen.MESSENGER)

PEOPLE = (
    Record(
        "people",
        Whose.PERSON,
        Kept.MEMBERSHIP,
        {
            "id": ID,
            "role": personal("what the person may see and do"),
            "name": text("to be addressed, and found by mentor and coordinator", seen_by=NAME),
            "language": personal("in which language the bot writes"),
            "level": personal("how much a message may show on the lock screen", seen_by=OWN),
            "region": personal("to which events the person is invited"),
            "mentor_id": personal("who looks after the participant"),
            "came_at": personal("when the membership began"),
            "arrived_at": personal("whether the person has read who writes here"),
            "paused_at": personal("that the bot sends nothing by itself"),
            "age": personal(
                "adult, under 18 or under 16: who must agree; no birthday", seen_by=CARD
            ),
            "decides": personal(
                "whether a guardian decides, alone or with the person", seen_by=CARD
            ),
            "guardian": text("who decides with or for the person, in which role", seen_by=CARD),
            "assessed_by": personal("who assessed age and capacity", seen_by=CARD),
            "assessed_at": personal("when that was", seen_by=CARD),
            "pin": text(
                "that nobody else reads case data on this phone; hashed", seen_by=ONLY_THE_HOUSE
            ),
            "pin_failures": personal("that the PIN cannot be guessed", seen_by=ONLY_THE_HOUSE),
            "opened_at": personal("when the PIN was last given", seen_by=ONLY_THE_HOUSE),
            "mentored_until": personal("when the mentorship ended, and with it consents"),
            "erased_at": technical("that only the number is left, for the rows of others"),
        },
        (Seen.SELF, Seen.OFFICE, Seen.MENTOR),
    ),
    Record(
        "chats",
        Whose.PERSON,
        Kept.MEMBERSHIP,
        {
            "chat_id": personal("where the messenger delivers; apart from the case data"),
            "person_id": personal("whose chat it is"),
            "reachable": personal("whether the person blocked the bot"),
            "commands": technical("which commands the messenger shows below the chat"),
            "silenced_at": personal("somebody there said: this is not me"),
            "told_at": technical("that the coordinator is told once that nothing arrives"),
        },
        (Seen.SELF, Seen.MESSENGER),
    ),
    Record(
        "data_keys",
        Whose.PERSON,
        Kept.MEMBERSHIP,
        {
            "owner": personal("whose texts the key opens"),
            "wrapped": technical("the key; destroying it erases the texts, in backups, too"),
        },
        ONLY_THE_HOUSE,
    ),
    Record(
        "invitations",
        Whose.INVITED,
        Kept.INVITATION,
        {
            "id": ID,
            "code_hash": technical("to know the code again without keeping it"),
            "role": personal("as what the person is invited"),
            "name": text("to be addressed from the first message on", seen_by=NAME),
            "region": personal("to which events the person will be invited"),
            "mentor_id": personal("who will look after the participant"),
            "made_by": personal("which coordinator invited"),
            "made_at": technical("when it was made"),
            "expires_at": technical("until when it can be used"),
            "used_at": personal("that it can be used only once"),
            "used_by": personal("who came with it"),
            "moves": personal("who moves to a new phone with it"),
        },
        (Seen.OFFICE,),
    ),
    Record(
        "code_attempts",
        Whose.SENDER,
        Kept.ATTEMPT,
        {
            "id": ID,
            "chat_id": personal("which chat tried codes that are wrong"),
            "tried_at": personal("that codes cannot be guessed"),
        },
        ONLY_THE_HOUSE,
    ),
)
