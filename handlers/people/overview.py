"""The coordinator sees who is here, and gives mentors their participants."""

from collections.abc import Sequence

from bot.core.messages import Option, below
from bot.core.pages import HOME
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import (
    NotYours,
    Open,
    Reply,
    Response,
    Scene,
    Tap,
    Turn,
    TurnForm,
    id_of,
    people_to_pick,
    pick,
)
from handlers.people.invite import InvitePerson
from handlers.people.mentorship import hand_over
from handlers.people.roles import ROLES
from storage import audit, people

COORDINATORS = frozenset({Role.COORDINATOR})
PER_PAGE = 8


def overview(turn: Turn, first: str = "0") -> Reply:
    everybody = people.everybody(turn.db)
    start = id_of(first)
    shown = everybody[start : start + PER_PAGE]
    rows = below(*(CARD.option(line(person), person.id) for person in shown))
    turning = [PAGE.option(_("Earlier"), start - PER_PAGE)] if start >= PER_PAGE else []
    if start + PER_PAGE < len(everybody):
        turning.append(PAGE.option(_("More"), start + PER_PAGE))
    invite = [INVITE.option(_("Invite somebody"))]
    return Reply(
        counted(everybody), [*rows, turning, invite, [HOME]] if turning else [*rows, invite, [HOME]]
    )


def counted(everybody: Sequence[Person]) -> Words:
    listed = [
        Words("{role}: {n}", {"role": words, "n": sum(p.role is role for p in everybody)})
        for role, words in ROLES.items()
    ]
    return paragraphs(_("These people are here:"), lines(*listed))


def line(person: Person) -> Words:
    return Words("{name} · {role}", {"name": person.name, "role": ROLES[person.role]})


def invite(turn: Turn) -> Open:
    return Open(InvitePerson)


def card(turn: Turn, person_id: str) -> Reply:
    person = people.find(turn.db, id_of(person_id))
    if person is None:
        raise NotYours
    mentor = people.find(turn.db, person.mentor_id) if person.mentor_id else None
    return Reply(lines(*described(person, mentor)), [*actions(person), [BACK, HOME]])


def described(person: Person, mentor: Person | None) -> Sequence[Words]:
    facts = [
        Words("<b>{name}</b> · {role}", {"name": person.name, "role": ROLES[person.role]}),
        _("Language: {language}", language=LANGUAGES.get(person.language, person.language)),
    ]
    if person.region:
        facts.append(_("Region: {region}", region=person.region))
    if person.role is Role.PARTICIPANT:
        facts.append(
            _("Mentor: {name}", name=mentor.name) if mentor else _("No mentor at the moment.")
        )
    if person.paused:
        facts.append(_("Has paused all messages."))
    if not person.reachable:
        facts.append(_("Has blocked the bot: messages do not arrive."))
    return facts


def actions(person: Person) -> list[list[Option]]:
    if person.role is Role.GUEST:
        return [[ADMIT.option(_("Make a participant"), person.id)]]
    if person.role is not Role.PARTICIPANT:
        return []
    give = [GIVE.option(_("Give a mentor"), person.id)]
    if not person.mentor_id:
        return [give]
    return [give, [TAKE.option(_("Take from the mentor"), person.id, person.mentor_id)]]


class GiveMentor(TurnForm):
    """The coordinator gives a participant a mentor."""

    who = COORDINATORS

    participant = pick(_("For whom?"), lambda scene: _everybody(scene, Role.PARTICIPANT))
    mentor = pick(_("Who shall be the mentor?"), lambda scene: _everybody(scene, Role.MENTOR))

    def submit(self, turn: Turn) -> Reply:
        participant = people.get(turn.db, self.participant)
        if participant.mentor_id == self.mentor:
            return Reply(_("That is so already."), [[BACK, HOME]])
        if not hand_over(turn, participant.id, before=participant.mentor_id, after=self.mentor):
            return Reply(_("Somebody else has just changed this."), [[BACK, HOME]])
        audit.note(turn.db, turn.now, actor=turn.person.id, act="gave", about=str(participant.id))
        mentor = people.get(turn.db, self.mentor)
        done = _(
            "{mentor} is now the mentor of {participant}. Both are told.",
            mentor=mentor.name,
            participant=participant.name,
        )
        return Reply(done, [[BACK, HOME]])


def _everybody(scene: Scene, role: Role) -> Sequence[Option]:
    return people_to_pick(people.everybody(scene.db, role))


def give(turn: Turn, person_id: str) -> Response:
    return Open(GiveMentor, {"participant": id_of(person_id)})


def take(turn: Turn, person_id: str, mentor_id: str) -> Reply:
    """From the mentor that was shown: whoever came after is not taken away unseen."""
    person, before = people.find(turn.db, id_of(person_id)), id_of(mentor_id)
    if person is None:
        raise NotYours
    if person.mentor_id is None:
        return Reply(_("That is so already."), [[BACK, HOME]])
    if not hand_over(turn, person.id, before=before, after=None):
        return Reply(_("Somebody else has just changed this."), [[BACK, HOME]])
    audit.note(turn.db, turn.now, actor=turn.person.id, act="took", about=str(person.id))
    done = _("{participant} has no mentor now. Both are told.", participant=person.name)
    return Reply(done, [[BACK, HOME]])


def admit(turn: Turn, person_id: str) -> Reply:
    """A guest becomes a participant: the coordinator knows who it is."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is not Role.GUEST:
        raise NotYours
    people.become(turn.db, person.id, role=Role.PARTICIPANT, region=person.region, mentor_id=None)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="admitted", about=str(person.id))
    return Reply(_("{name} is a participant now.", name=person.name), [[BACK, HOME]])


BACK = Option("people.0", _("Back"))
PAGE = Tap("people", overview, COORDINATORS)
CARD = Tap("person", card, COORDINATORS)
INVITE = Tap("invite", invite, COORDINATORS)
GIVE = Tap("give", give, COORDINATORS)
TAKE = Tap("take", take, COORDINATORS)
ADMIT = Tap("admit", admit, COORDINATORS)
TAPS = [PAGE, CARD, INVITE, GIVE, TAKE, ADMIT]
