"""The register: of every column why it is kept, about whom it says something, and how long.

It is the ground of the record of processing (GDPR Art. 30), of what `/mydata` shows and of what
is erased. A test fails for a column that is not in it, and for one without purpose, category,
period or recipient. What each period is in days says `storage.register.periods`; they are
proposals until the operator has confirmed them. `storage.forgetting` keeps them, every night.
"""

from collections.abc import Sequence

from storage.register.after import AFTER
from storage.register.answers import ANSWERS
from storage.register.cards import CARDS
from storage.register.consent import CONSENT
from storage.register.directory import DIRECTORY
from storage.register.glossary import GLOSSARY
from storage.register.helping import HELPING
from storage.register.kinds import Entry as Entry
from storage.register.kinds import Kept as Kept
from storage.register.kinds import Nature as Nature
from storage.register.kinds import Seen as Seen
from storage.register.kinds import Whose as Whose
from storage.register.machinery import MACHINERY
from storage.register.people import PEOPLE
from storage.register.translation import TRANSLATION
from storage.register.work import WORK


def register() -> Sequence[Entry]:
    """Every column of the database."""
    records = (
        *PEOPLE,
        *CONSENT,
        *MACHINERY,
        *WORK,
        *DIRECTORY,
        *AFTER,
        *CARDS,
        *HELPING,
        *GLOSSARY,
        *TRANSLATION,
        *ANSWERS,
    )
    return [entry for record in records for entry in record.entries()]
