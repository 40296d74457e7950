"""Mentors and mediators promise to keep secrets, before they see the first name of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.messages import Outgoing, Row
from bot.core.pages import HOME
from bot.core.rules.people import Person
from bot.core.rules.pledge import NOTICE, PLEDGERS, VALID, stands
from bot.core.words import Both, Exactly, Reader, Words, _, just, paragraphs, render_label
from bot.turns import Case, DeliveryKind, Guard, House, Reply, Scene, Tap, Turn
from storage import audit, people, pledges


def promise() -> Words:
    """The own language, and German below it. All that is hashed and kept."""
    words = paragraphs(
        Words("<b>{title}</b>", {"title": _("My promise to keep secrets")}),
        _(
            "I keep secret what I learn about participants: names, addresses, families, health,"
            " reasons for fleeing, appointments. I tell nobody, not at home and not online."
        ),
        _(
            "I speak about it only with the coordinator, and with those to whom the participant"
            " has agreed."
        ),
        _("I write down only what is needed, and only here. I make no copies, photos or lists."),
        _("I lock my phone and let nobody read here with me."),
        _(
            "I give no legal advice. Questions about the law I pass on to a counselling service"
            " ({law}).",
            law=Exactly("RDG § 6"),
        ),
        _(
            "If something goes wrong, a phone is lost or a word too many is said, I tell the"
            " coordinator at once."
        ),
        _("This promise stays when my time in the project is over. I renew it every year."),
    )
    return just(Both("de", words))


class PledgeFirst(Guard):
    """No promise, no names."""

    def stops(self, scene: Scene, case: Case) -> bool:
        if case is not Case.PEOPLE or scene.person.role not in PLEDGERS:
            return False
        return not stands(pledges.given_at(scene.db, scene.person.id), scene.now)

    def asks(self, turn: Turn) -> Reply:
        words = paragraphs(_("Before you see who takes part, please read this."), promise())
        return Reply(words, [[ACCEPT.option(_("I promise this"))], [HOME]], new=True)


def accept(turn: Turn) -> Reply:
    given = pledges.given_at(turn.db, turn.person.id)
    thanks = _("Thank you. Your promise is kept, with the day and the exact words.")
    if given is None or turn.now >= given + VALID - NOTICE:
        sign(turn, update_id=turn.said.update_id, message_id=turn.said.message_id)
        audit.note(turn.db, turn.now, actor=turn.person.id, act="pledged", person=turn.person.id)
    # What was read stays in the chat.
    return Reply(thanks, [[HOME]], new=True, goes_on=True)


def sign(scene: Scene, *, update_id: int | None = None, message_id: int | None = None) -> None:
    """In the ledger: the exact words, the language, the moment. And when to ask again."""
    house, person = scene.house, scene.person
    pledges.record(
        scene.db,
        person.id,
        text=whole_text(house, person),
        language=person.language,
        now=scene.now,
        update_id=update_id,
        message_id=message_id,
    )
    ends = scene.now + VALID
    RENEWAL.tell(
        scene,
        person.id,
        person.id,
        f"{scene.now:%y%m%d%H%M%S}",
        due_at=ends - NOTICE,
        useless_after=ends + timedelta(days=30),
    )


def whole_text(house: House, person: Person) -> str:
    return render_label(promise(), Reader(person.language, house.zone, house.speech))


class PledgeRenewal(DeliveryKind):
    """Two weeks before a year is over. `about` is the person, `detail` when it was given."""

    name = "pledge_renewal"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        person = people.find(scene.db, about)
        if person is None or person.id != scene.person.id or person.role not in PLEDGERS:
            return None
        given = pledges.given_at(scene.db, person.id)
        if given is None or scene.now < given + VALID - NOTICE:
            return None  # renewed since
        words = _(
            "Your promise to keep secrets is for one year. Please read it again by {day}.",
            day=(given + VALID).astimezone(scene.house.zone).date(),
        )
        return Outgoing(words, [[MINE.option(_("Read it"))], [HOME]])


def mine(turn: Turn) -> Reply:
    """What was promised, since when and until when."""
    given = pledges.given_at(turn.db, turn.person.id)
    if given is None:
        return Reply(promise(), [[ACCEPT.option(_("I promise this"))], [HOME]])
    until = _("Promised on {day}, for one year.", day=given.astimezone(turn.house.zone).date())
    due = turn.now >= given + VALID - NOTICE
    renew: list[Row] = [[ACCEPT.option(_("I promise this"))]] if due else []
    return Reply(paragraphs(promise(), until), [*renew, [HOME]])


def pledge_rows(person: Person) -> Sequence[Row]:
    if person.role not in PLEDGERS:
        return []
    return [[MINE.option(_("My promise"))]]


ACCEPT = Tap("pledge", accept, PLEDGERS)
MINE = Tap("mypledge", mine, PLEDGERS)
RENEWAL = PledgeRenewal()
