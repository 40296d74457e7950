"""A participant has a mentor, or has one no longer: both are told."""

from bot.core.messages import Outgoing
from bot.core.pages import HOME
from bot.core.rules.consent import Purpose
from bot.core.rules.people import Person, Role
from bot.core.words import Words, _, paragraphs
from bot.turns import DeliveryKind, Scene, as_known
from storage import ending, people, shares


class MentorshipNews(DeliveryKind):
    """`about` is the participant, `detail` is `given` or `taken` and the mentor."""

    name = "mentorship"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        participant = people.find(scene.db, about)
        word, _dot, mentor_id = detail.partition(".")
        number = mentor_id.partition(".")[0]
        mentor = people.find(scene.db, int(number)) if number.isdecimal() else None
        if participant is None or mentor is None:
            return None
        if not scene.person.arrived:
            return None  # told on arrival, in the language that is chosen then
        if (participant.mentor_id == mentor.id) is not (word == "given"):
            return None  # it has changed since; that has its own message
        if scene.person.id not in (participant.id, mentor.id):
            return None
        if scene.person.id == mentor.id:
            return Outgoing(_for_mentor(scene, word, participant), [[HOME]])
        return Outgoing(_for_participant(word, mentor.name), [[HOME]])


NEWS = MentorshipNews()


def tell_both(scene: Scene, participant_id: int, mentor_id: int, *, given: bool) -> None:
    # The moment is part of it: the same two may be given to each other again later.
    detail = f"{'given' if given else 'taken'}.{mentor_id}.{scene.now:%y%m%d%H%M%S}"
    for person_id in (participant_id, mentor_id):
        NEWS.tell(scene, person_id, participant_id, detail)


def hand_over(scene: Scene, participant_id: int, *, before: int | None, after: int | None) -> bool:
    """Change a participant's mentor and tell everybody whom it concerns."""
    if after is not None and not _is_mentor(scene, after):
        return False
    if not people.give(scene.db, participant_id, mentor_id=after, instead_of=before):
        return False
    if after is None:
        ending.end_mentorship(scene.db, participant_id, scene.now)
    else:
        people.end_mentorship(scene.db, participant_id, None)
    if before is not None:
        tell_both(scene, participant_id, before, given=False)
    if after is not None:
        tell_both(scene, participant_id, after, given=True)
    return True


def _is_mentor(scene: Scene, person_id: int) -> bool:
    person = people.find(scene.db, person_id)
    return person is not None and person.role is Role.MENTOR


def _for_mentor(scene: Scene, word: str, participant: Person) -> Words:
    name = as_known(scene, participant).name
    if word == "given" and name != participant.name:
        return paragraphs(
            _("You have a new participant: {number}.", number=name),
            _("You read the first name here as soon as the participant agrees to that."),
        )
    if word == "given":
        shares.noted_for_mentor(
            scene.db, participant.id, scene.person, Purpose.MENTORING, "first name", scene.now
        )
        return _("{name} is now with you as a participant.", name=name)
    if name != participant.name:
        return paragraphs(
            _("A participant is no longer with you. Thank you for your time."),
            _("/mentees shows who is with you."),
        )
    return _("{name} is no longer with you as a participant. Thank you for your time.", name=name)


def _for_participant(word: str, name: str) -> Words:
    if word == "given":
        return _("{name} is now your mentor.", name=name)
    return _("{name} is no longer your mentor. The coordinator will tell you more.", name=name)
