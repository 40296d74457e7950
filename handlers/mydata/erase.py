"""Erase everything: read what goes and what stays, confirm once, and it is done."""

from __future__ import annotations

from enum import StrEnum

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.questions import choice
from bot.core.rules.people import Person, Role
from bot.core.words import Words, _, paragraphs
from bot.turns import Case, DeliveryKind, Open, Reply, Scene, Tap, Turn, TurnForm
from storage import erasing, helping, people, transfers
from storage.erasing import Why


class Sure(StrEnum):
    ERASE = "erase"
    KEEP = "keep"


SURE = {
    Sure.ERASE: _("Erase everything"),
    Sure.KEEP: _("Keep everything"),
}


class EraseMe(TurnForm):
    """The person's own wish, without a reason, confirmed once."""

    case = Case.OWN
    review = True

    sure = choice(
        paragraphs(
            _("Do you want everything about you to be erased here? Nobody asks for a reason."),
            _(
                "It goes at once: name, chat, appointments, questions, notes about you, messages."
                " Your key is destroyed: what you wrote can be read by nobody any more. Whoever"
                " puts an old backup in place erases you again."
            ),
            _(
                "It stays, without your name: that you agreed to something and took it back, as"
                " proof, until the end of the third year. If something was passed on: to whom, with"
                " your first name, until they have been told, at most one month."
            ),
            _("It cannot be undone. With /mydata you can take a copy first."),
        ),
        SURE,
    )

    def summary(self) -> Words | None:
        if self.sure is Sure.KEEP:
            return None
        return _("Now everything about you is erased. This cannot be undone.")

    def submit(self, turn: Turn) -> Reply:
        if self.sure is Sure.KEEP:
            return Reply(_("Nothing was changed."), [[Option("go.mydata", _("My data")), HOME]])
        if _is_last_coordinator(turn):
            return Reply(
                _("You are the last coordinator. Please invite another one first."), [[HOME]]
            )
        tell_others(turn, turn.person)
        erasing.erase(turn.db, turn.person.id, Why.WISH, turn.now)
        return Reply(
            paragraphs(
                _("Everything about you is erased. I do not know you any more."),
                _("You can delete this chat. If you ever write again, we begin anew."),
            ),
            new=True,
        )


def _is_last_coordinator(turn: Turn) -> bool:
    if turn.person.role is not Role.COORDINATOR:
        return False
    return len(people.everybody(turn.db, Role.COORDINATOR)) == 1


def tell_others(turn: Turn, person: Person) -> None:
    """Before it happens: afterwards nobody knows any more whom it concerned. Without names."""
    if person.role is Role.GUEST:
        return
    for coordinator in people.everybody(turn.db, Role.COORDINATOR):
        if coordinator.id != person.id:
            GONE.tell(turn, coordinator.id, person.id, "office")
    if person.mentor_id:
        GONE.tell(turn, person.mentor_id, person.id, "participant")
    for helper_id in helping.helpers_of(turn.db, person.id):
        GONE.tell(turn, helper_id, person.id, "helped")
    for participant in people.participants_of(turn.db, person.id):
        GONE.tell(turn, participant.id, person.id, "mentor")


class Gone(DeliveryKind):
    """Somebody had everything erased. `about` is the number that is left, `detail` who hears."""

    name = "gone"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if not erasing.was_erased(scene.db, about):
            return None
        match detail:
            case "participant":
                return Outgoing(
                    _(
                        "One of your participants does not take part any more. What belonged to"
                        " it is gone from your lists. Thank you for your time."
                    ),
                    [[HOME]],
                )
            case "mentor":
                return Outgoing(
                    _("Your mentor is not here any more. The coordinator will tell you more."),
                    [[HOME]],
                )
            case "helped":
                return Outgoing(
                    _(
                        "Somebody whom you wanted to help does not take part any more. Your help"
                        " is not needed. Thank you."
                    ),
                    [[HOME]],
                )
            case "office":
                return self._for_office(scene, about)
        return None

    def _for_office(self, scene: Scene, about: int) -> Outgoing | None:
        if scene.person.role is not Role.COORDINATOR:
            return None
        waiting = [each for each in transfers.to_tell(scene.db) if each.person_id == about]
        tell: list[Option] = []
        words = [_("A person had all data erased. Please remove the person from your own lists.")]
        if waiting:
            words.append(_("Some places got data about the person and have to be told."))
            tell = [Option("totell", _("Who must be told"))]
        return Outgoing(paragraphs(*words), [tell, [HOME]] if waiting else [[HOME]])


def erase(turn: Turn) -> Open:
    return Open(EraseMe)


GONE = Gone()
ERASE = Tap("erase", erase, case=Case.OWN)
