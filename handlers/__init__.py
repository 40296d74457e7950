"""Everything the bot can say: the table of contents. The order is the menu's."""

from handlers import appointments, consent, contacts, events, export, mydata, people, services

FEATURES = [
    contacts.FEATURE,
    appointments.FEATURE,
    services.FEATURE,
    consent.FEATURE,
    events.FEATURE,
    people.FEATURE,
    mydata.FEATURE,
    export.FEATURE,
]
