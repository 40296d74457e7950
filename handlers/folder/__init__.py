"""The folder: everything about one participant on one page, for whoever may see it."""

from bot.core.messages import Option, below
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.words import _, just
from bot.turns import Case, Command, Feature, Reply, Tap, Turn, all_as_known
from handlers.folder.access import READERS, whose
from handlers.folder.page import folder_of
from storage import people

HOLDERS = frozenset({Role.PARTICIPANT, Role.MENTOR})


def folder(turn: Turn) -> Reply:
    """A participant's own; a mentor chooses whose."""
    if turn.person.role is Role.PARTICIPANT:
        return folder_of(turn, turn.person)
    mine = all_as_known(turn, people.participants_of(turn.db, turn.person.id))
    if not mine:
        return Reply(_("No participant is with you at the moment."), [[HOME]])
    options = [Option(f"{FOLDER.name}.{each.id}", just(each.name)) for each in mine]
    return Reply(_("Whose folder?"), [*below(*options), [HOME]], closes=True)


def open_folder(turn: Turn, participant_id: str) -> Reply:
    return folder_of(turn, whose(turn, participant_id))


FOLDER = Tap("folder", open_folder, READERS, case=Case.PEOPLE)
FEATURE = Feature(
    "folder",
    commands=[Command("folder", _("Folder"), folder, HOLDERS, case=Case.PEOPLE)],
    taps=[FOLDER],
)
