"""The coordinator sees who is here, and gives mentors their participants."""

from collections.abc import Sequence

from bot.core.messages import Option, Row, below
from bot.core.pages import HOME
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import (
    Case,
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
from handlers.people.capacity import ASSESS, assessed
from handlers.people.invite import InvitePerson
from handlers.people.mentorship import hand_over
from handlers.people.phone import NEW_PHONE
from handlers.people.pin import RESET_PIN
from handlers.people.roles import ROLES
from handlers.people.who import CHECK
from storage import audit, people, transfers

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
    invite = [INVITE.option(_("Invite somebody")), CHECK.option(_("Check a code"))]
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
    copy = [Option(f"copyfor.{person.id}", _("Copy of the data"))]
    if person.id != turn.person.id:
        copy.append(Option(f"erasefor.{person.id}", _("Erase everything")))
    consent = [*consent_rows(person), *to_tell_rows(turn, person)]
    talks = [*letters_rows(person), *speaks_rows(person)]
    rows = [*actions(person), *talks, *consent, *phone_rows(person), copy]
    rows.append([BACK, HOME])
    facts = [*described(person, mentor), *assessed(turn, person)]
    return Reply(lines(*facts), rows)


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
    facts += reached(person)
    return facts


def reached(person: Person) -> Sequence[Words]:
    if person.chat_id is None:
        return [_("Has no phone here at the moment.")]
    if person.silenced:
        return [_("Somebody there said: this is not me. Nothing is sent.")]
    if not person.reachable:
        return [_("Has blocked the bot: messages do not arrive.")]
    return []


def letters_rows(person: Person) -> list[Row]:
    if person.role not in (Role.PARTICIPANT, Role.MENTOR):
        return []
    letters = Option(f"letters.{person.id}", _("Messages"))
    return [[letters, Option(f"writeto.{person.id}", _("Write"))]]


def consent_rows(person: Person) -> list[Row]:
    if person.role is not Role.PARTICIPANT:
        return []
    on_paper = Option(f"paper.{person.id}", _("Consent on paper"))
    receipts = Option(f"receipts.{person.id}", _("Receipts"))
    passing = Option(f"passon.{person.id}", _("Data passed on"))
    folder = Option(f"folder.{person.id}", _("Folder"))
    about = [ASSESS.option(_("Age and guardian"), person.id), on_paper]
    return [about, [receipts, passing], [folder]]


def speaks_rows(person: Person) -> list[Row]:
    """In which languages somebody can be asked for help."""
    if person.role not in (Role.MENTOR, Role.MEDIATOR):
        return []
    return [[Option(f"speaks.{person.id}", _("Languages"))]]


def to_tell_rows(scene: Scene, person: Person) -> list[Row]:
    """Consent is over, and somebody who got something does not know yet."""
    if not any(each.person_id == person.id for each in transfers.to_tell(scene.db)):
        return []
    return [[Option(f"totell.{person.id}", _("Who must be told"))]]


def phone_rows(person: Person) -> list[Row]:
    if person.role is Role.GUEST:
        return []
    reset = [RESET_PIN.option(_("Reset the PIN"), person.id)] if person.has_pin else []
    return [[NEW_PHONE.option(_("New phone"), person.id), *reset]]


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
    case = Case.PEOPLE

    participant = pick(_("For whom?"), lambda scene: _everybody(scene, Role.PARTICIPANT))
    mentor = pick(_("Who shall be the mentor?"), lambda scene: _everybody(scene, Role.MENTOR))

    def submit(self, turn: Turn) -> Reply:
        participant = people.get(turn.db, self.participant)
        if participant.mentor_id == self.mentor:
            return Reply(_("That is so already."), [[BACK, HOME]])
        if not hand_over(turn, participant.id, before=participant.mentor_id, after=self.mentor):
            return Reply(_("Somebody else has just changed this."), [[BACK, HOME]])
        audit.note(
            turn.db,
            turn.now,
            actor=turn.person.id,
            act="gave",
            about=str(participant.id),
            person=participant.id,
        )
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
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is not Role.PARTICIPANT:
        raise NotYours
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
    audit.note(
        turn.db,
        turn.now,
        actor=turn.person.id,
        act="took",
        about=str(person.id),
        person=person.id,
    )
    done = _("{participant} has no mentor now. Both are told.", participant=person.name)
    return Reply(done, [[BACK, HOME]])


def admit(turn: Turn, person_id: str) -> Reply:
    """A guest becomes a participant: the coordinator knows who it is."""
    person = people.find(turn.db, id_of(person_id))
    if person is None or person.role is not Role.GUEST:
        raise NotYours
    people.become(turn.db, person.id, role=Role.PARTICIPANT, region=person.region, mentor_id=None)
    audit.note(
        turn.db,
        turn.now,
        actor=turn.person.id,
        act="admitted",
        about=str(person.id),
        person=person.id,
    )
    return Reply(_("{name} is a participant now.", name=person.name), [[BACK, HOME]])


BACK = Option("people.0", _("Back"))
PAGE = Tap("people", overview, COORDINATORS, case=Case.PEOPLE)
CARD = Tap("person", card, COORDINATORS, case=Case.PEOPLE)
INVITE = Tap("invite", invite, COORDINATORS)
GIVE = Tap("give", give, COORDINATORS, case=Case.PEOPLE)
TAKE = Tap("take", take, COORDINATORS, case=Case.PEOPLE)
ADMIT = Tap("admit", admit, COORDINATORS, case=Case.PEOPLE)
TAPS = [PAGE, CARD, INVITE, GIVE, TAKE, ADMIT]
