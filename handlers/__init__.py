"""Everything the bot can say: the table of contents. The order is the menu's."""

from handlers import (
    appointments,
    consent,
    contacts,
    directory,
    events,
    export,
    finder,
    folder,
    glossary,
    helping,
    messages,
    mydata,
    people,
    services,
)

FEATURES = [
    contacts.FEATURE,
    appointments.FEATURE,
    folder.FEATURE,
    services.FEATURE,
    glossary.FEATURE,
    finder.FEATURE,
    messages.FEATURE,
    helping.FEATURE,
    directory.FEATURE,
    consent.FEATURE,
    events.FEATURE,
    people.FEATURE,
    mydata.FEATURE,
    export.FEATURE,
]
