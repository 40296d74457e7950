"""The coordinator invites a person: a link for one use, one role, fourteen days."""

from collections.abc import Sequence

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.questions import choice, one_of, text
from bot.core.rules.people import Role
from bot.core.words import Exactly, _, just, paragraphs
from bot.turns import Reply, Scene, Turn, TurnForm, people_to_pick, pick
from handlers.people.roles import INVITED
from storage import audit, invitations, people

NOBODY = "0"


def mentors(scene: Scene) -> Sequence[Option]:
    return [
        *people_to_pick(people.everybody(scene.db, Role.MENTOR)),
        Option(NOBODY, _("Nobody yet")),
    ]


def regions(scene: Scene) -> Sequence[str]:
    return scene.house.regions


class InvitePerson(TurnForm):
    """Whom to invite, and with which mentor."""

    who = frozenset({Role.COORDINATOR})

    role = choice(_("Whom do you want to invite?"), INVITED, columns=2)
    name = text(_("What is the person's first name?"), longest=60)
    mentor = pick(_("Who shall be the mentor?"), mentors).when(role.is_(Role.PARTICIPANT))
    region = one_of(_("From which region?"), regions, just).optional()

    def submit(self, turn: Turn) -> Reply:
        code = invitations.make(
            turn.db,
            role=self.role,
            now=turn.now,
            name=self.name,
            region=self.region or "",
            mentor_id=self.mentor or None,
            made_by=turn.person.id,
        )
        audit.note(turn.db, turn.now, actor=turn.person.id, act=f"invited a {self.role}")
        words = paragraphs(
            _("Please give this link to {name}, and to nobody else:", name=self.name),
            just(Exactly(turn.house.link(code))),
            _(
                "It works once, until {day}. Without the link: write /start and this code: {code}",
                day=(turn.now + invitations.LIVES).astimezone(turn.house.zone).date(),
                code=Exactly(code),
            ),
        )
        return Reply(words, [[HOME]], new=True, shareable=True)  # it is to be handed on
