"""A process may die with messages in its hands; another takes them over."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from bot.machine.outcomes import Outcome, Sent
from storage import deliveries
from storage.deliveries import State
from tests.sending.post import LEASE, Post


def taken_by_a_process_that_dies(post: Post) -> None:
    with post.database.transaction() as db:
        deliveries.claim(db, now=post.now, lease=LEASE, limit=9, ask_a_human=["circular"])


def test_a_reminder_comes_again_marked_when_its_lease_is_over(post: Post) -> None:
    post.queue("a")
    taken_by_a_process_that_dies(post)
    assert post.sends() == 0
    post.passes(seconds=61)
    post.sends()
    assert post.messenger.texts == ["🔁 You may have got this message already.\n\ngreeting"]


def test_a_circular_waits_for_a_human_and_then_comes_marked(post: Post) -> None:
    post.queue("a", kind="circular")
    taken_by_a_process_that_dies(post)
    post.passes(seconds=61)
    assert (post.sends(), post.state("a")) == (0, State.UNSURE)
    with post.database.transaction() as db:
        assert deliveries.send_again(db, "circular", 1, post.now) == 1
    post.sends()
    assert post.messenger.texts == ["🔁 You may have got this message already.\n\ngreeting"]


def test_a_reply_survives_the_process_that_owed_it(post: Post) -> None:
    post.reply("Thank you", leased=True)
    assert post.sends() == 0
    post.passes(seconds=61)
    post.sends()
    assert post.messenger.texts == ["🔁 You may have got this message already.\n\nThank you"]


def test_who_wakes_too_late_settles_nothing(post: Post) -> None:
    """A process that was stopped for minutes must not undo what another one did since."""
    post.queue("a")
    with post.database.transaction() as db:
        [mine] = deliveries.claim(db, now=post.now, lease=LEASE, limit=9, ask_a_human=())
    post.passes(seconds=61)
    post.sends()
    with post.database.transaction() as db:
        assert not deliveries.sent(db, mine, message_id=99, now=post.now)
        assert not deliveries.postpone(db, mine, until=post.now)
        assert not deliveries.give_up(db, mine, reason="late")
    assert (post.state("a"), post.row("a").message_id) == (State.SENT, 1)


def test_what_waited_here_for_most_of_its_lease_does_not_leave(post: Post) -> None:
    late = post.reply("Thank you", leased=True)
    assert late
    post.passes(seconds=50)
    post.sender.soon(late)
    post.sends()
    assert post.messenger.texts == ["Thank you"]
    assert post.row("Thank you").attempts == 2  # given back and taken again, so nobody had it twice
    assert not post.row("Thank you").repeat


def test_after_a_crash_few_circulars_are_in_doubt(post: Post) -> None:
    """What a process takes at once is what it may have sent, or little more."""

    class PowerCut(BaseException):
        pass

    class Dying:
        async def send(self, message: object) -> Outcome:
            raise PowerCut

    people = list(post.cast)
    for number in range(60):
        post.queue(
            f"c{number}", to=people[number % len(people)], kind="circular", about=100 + number
        )
    sender = post.another_sender(in_flight=2)
    sender._messenger = Dying()  # type: ignore[assignment]
    with suppress(PowerCut):
        post.sends(sender)
    post.now += LEASE + timedelta(seconds=1)
    post.sends()
    states = [post.state(f"c{number}") for number in range(60)]
    assert 0 < states.count(State.UNSURE) <= 4
    assert states.count(State.SENT) == 60 - states.count(State.UNSURE)


def test_an_ordinary_message_is_marked_only_where_it_may_be_a_repeat(post: Post) -> None:
    post.queue("a")
    post.messenger.outcomes = [Sent(7)]
    post.sends()
    assert post.messenger.texts == ["greeting"]
