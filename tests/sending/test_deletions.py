"""A message deletes itself, or what a person wrote is taken back: once, and whatever happens."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.messages import Outgoing, pack
from bot.core.words import just
from bot.machine.outcomes import Later, Never, Outcome, Sent, Unsure
from bot.turns import Scene
from storage import deliveries, people
from storage.deliveries import State
from tests import cast
from tests.chat import plain
from tests.sending.post import LEASE, Greeting, Post

QUARTER = timedelta(minutes=15)


class Whisper(Greeting):
    """It stays a quarter of an hour."""

    name = "whisper"

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        return Outgoing(just("psst"), gone_after=QUARTER)


class PowerCut(BaseException):
    pass


class Dying:
    """The message arrives, and the process dies before anybody could note that down."""

    def __init__(self, post: Post) -> None:
        self.post = post

    async def send(self, message: object) -> Outcome:
        await self.post.messenger.send(message)  # type: ignore[arg-type]
        raise PowerCut


def whispers(post: Post) -> None:
    post.kinds.deliveries.append(Whisper())  # type: ignore[attr-defined]
    post.sender = post.another_sender()
    post.queue("a", kind="whisper")
    post.sends()


def take_back(post: Post, message_id: int = 77, to: str = "Jonas") -> bool:
    person = post.cast[to]
    assert person.chat_id is not None
    with post.database.transaction() as db:
        return deliveries.queue_deletion(
            db, person_id=person.id, chat_id=person.chat_id, message_id=message_id,
            due_at=post.now, written_at=post.now,
        )  # fmt: skip


def deleted(post: Post) -> list[tuple[int, int]]:
    left = post.messenger.left
    return [(m.chat_id, m.deletes) for m in left if m.deletes is not None]


def test_it_deletes_itself_after_its_time_and_not_before(post: Post) -> None:
    whispers(post)
    post.passes(minutes=14)
    post.sends()
    assert deleted(post) == []
    post.passes(minutes=1)
    post.sends()
    assert deleted(post) == [(cast.JONAS, 1)]
    post.passes(hours=1)
    assert post.sends() == 0


@pytest.mark.parametrize("hour", [3, 12, 22])
def test_what_is_taken_back_goes_at_once_at_any_hour(post: Post, hour: int) -> None:
    post.now = datetime(2026, 9, 2, hour, tzinfo=UTC)
    assert take_back(post)
    assert not take_back(post)  # asked for twice, done once
    post.sends()
    assert deleted(post) == [(cast.JONAS, 77)]
    assert post.state(f"deletion:{cast.JONAS}:77") == State.SENT


def test_a_pause_and_a_withdrawal_keep_nothing_in_the_chat(post: Post) -> None:
    jonas = post.cast["Jonas"].id
    take_back(post)
    with post.database.transaction() as db:
        people.pause(db, jonas, post.now)
        assert deliveries.drop_waiting(db, jonas) == 0
        deliveries.wake(db, jonas, post.now)
    post.sends()
    assert deleted(post) == [(cast.JONAS, 77)]


def test_it_is_deleted_where_it_stands_though_the_person_has_a_new_phone(post: Post) -> None:
    whispers(post)
    with post.database.transaction() as db:
        people.move(db, cast.JONAS, to=4711)
    post.passes(minutes=15)
    post.sends()
    assert deleted(post) == [(cast.JONAS, 1)]


@pytest.mark.parametrize("outcome", [Later(timedelta(minutes=1)), Unsure()])
def test_it_is_tried_again_until_it_is_gone(post: Post, outcome: Outcome) -> None:
    take_back(post)
    post.messenger.outcomes = [outcome]
    post.sends()
    post.passes(minutes=2)
    post.sends()
    assert deleted(post) == [(cast.JONAS, 77)] * 2
    assert post.state(f"deletion:{cast.JONAS}:77") == State.SENT
    assert all("🔁" not in text for text in post.messenger.texts)


def test_what_is_too_old_to_be_deleted_is_given_up(post: Post) -> None:
    take_back(post)
    post.passes(hours=48)
    assert post.sends() == 0
    assert post.state(f"deletion:{cast.JONAS}:77") == State.DROPPED


def test_a_refusal_leaves_its_mark(post: Post) -> None:
    take_back(post)
    post.messenger.outcomes = [Never("bot was blocked by the user", unreachable=True)]
    post.sends()
    assert post.state(f"deletion:{cast.JONAS}:77") == State.FAILED


def test_who_dies_while_deleting_leaves_it_to_the_next(post: Post) -> None:
    take_back(post)
    sender = post.another_sender()
    sender._messenger = Dying(post)  # type: ignore[assignment]
    with suppress(PowerCut):
        post.sends(sender)
    assert post.sends() == 0  # it is on lease
    post.now += LEASE + timedelta(seconds=1)
    post.sends()
    post.passes(hours=1)
    assert post.sends() == 0
    assert deleted(post) == [(cast.JONAS, 77)] * 2  # the second finds it gone, and that is that


def test_two_processes_delete_it_once(post: Post) -> None:
    take_back(post)
    with post.database.transaction() as db:
        [mine] = deliveries.claim(db, now=post.now, lease=LEASE, limit=9, ask_a_human=())
        assert mine.deletes == 77
        assert deliveries.claim(db, now=post.now, lease=LEASE, limit=9, ask_a_human=()) == []


def test_who_dies_after_sending_deletes_at_least_what_is_sent_again(post: Post) -> None:
    """Of the first one nobody knows the number: that is what the messenger does not offer."""
    post.kinds.deliveries.append(Whisper())  # type: ignore[attr-defined]
    sender = post.another_sender()
    sender._messenger = Dying(post)  # type: ignore[assignment]
    post.queue("a", kind="whisper")
    with suppress(PowerCut):
        post.sends(sender)
    post.sender = post.another_sender()
    post.now += LEASE + timedelta(seconds=1)
    post.sends()
    post.passes(minutes=15)
    post.sends()
    assert deleted(post) == [(cast.JONAS, 2)]


def test_something_else_in_its_place_stays(post: Post) -> None:
    """The person went on from there: what stands in the message now is not for a while."""
    whispers(post)
    person = post.cast["Jonas"]
    with post.database.transaction() as db:
        deliveries.queue_reply(
            db, key="r", person_id=person.id, chat_id=cast.JONAS,
            body=pack(Outgoing(just("Menu"))),
            edits=1, now=post.now, lease=None,
        )  # fmt: skip
    post.messenger.outcomes = [Sent(1)]
    post.sends()
    post.passes(hours=1)
    post.sends()
    assert deleted(post) == []


def test_at_night_nothing_rings(post: Post) -> None:
    """What may leave at all then: a change before an early appointment."""

    class Early(Greeting):
        name, at_night_with_less = "early", timedelta(hours=24)

    post.kinds.deliveries.append(Early())  # type: ignore[attr-defined]
    post.sender = post.another_sender()
    post.now = datetime(2026, 9, 2, 3, tzinfo=UTC)
    post.queue("a", kind="early", useless_after=post.now + timedelta(hours=4))
    post.reply("Here you are", to="Mara")
    post.sends()
    post.now = datetime(2026, 9, 2, 12, tzinfo=UTC)
    post.queue("b", kind="early")
    post.sends()
    silent = {plain(message.text): message.silent for message in post.messenger.left}
    assert [m.silent for m in post.messenger.left if m.chat_id == cast.JONAS] == [True, False]
    assert silent["Here you are"] is False  # somebody has just written, and is awake
