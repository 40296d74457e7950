"""Every table. Which column is kept why and how long: see `storage.register`."""

from storage.tables.consent import consents as consents
from storage.tables.consent import declarations as declarations
from storage.tables.consent import erasures as erasures
from storage.tables.consent import links as links
from storage.tables.consent import requests as requests
from storage.tables.consent import reviews as reviews
from storage.tables.consent import transfers as transfers
from storage.tables.consent import voices as voices
from storage.tables.machinery import audit as audit
from storage.tables.machinery import deliveries as deliveries
from storage.tables.machinery import dialogues as dialogues
from storage.tables.machinery import marks as marks
from storage.tables.machinery import updates as updates
from storage.tables.naming import metadata as metadata
from storage.tables.people import chats as chats
from storage.tables.people import code_attempts as code_attempts
from storage.tables.people import data_keys as data_keys
from storage.tables.people import invitations as invitations
from storage.tables.people import people as people
from storage.tables.work import appointment_versions as appointment_versions
from storage.tables.work import appointments as appointments
from storage.tables.work import contacts as contacts
from storage.tables.work import event_answers as event_answers
from storage.tables.work import event_texts as event_texts
from storage.tables.work import events as events
from storage.tables.work import questions as questions
