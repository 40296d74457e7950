"""At night, in a pause, after a jump of the clock: what leaves, and what waits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage import deliveries, people
from storage.deliveries import State
from tests.sending.post import Post


@pytest.mark.parametrize(
    ("hour", "leaves"),
    [(20, True), (21, False), (23, False), (2, False), (7, False), (8, True), (12, True)],
)
def test_nothing_leaves_between_nine_in_the_evening_and_eight(
    post: Post, hour: int, *, leaves: bool
) -> None:
    post.now = datetime(2026, 9, 2, (hour - 2) % 24, 30, tzinfo=UTC)  # summer time in Berlin
    post.queue("a")
    post.sends()
    assert bool(post.messenger.left) is leaves


def test_what_waited_for_the_morning_leaves_at_eight(post: Post) -> None:
    post.now = datetime(2026, 9, 1, 21, 0, tzinfo=UTC)
    post.queue("a")
    post.sends()
    row = post.row("a")
    assert (row.state, row.due_at) == (State.DUE, datetime(2026, 9, 2, 6, tzinfo=UTC))
    post.now = row.due_at
    post.sends()
    assert (post.state("a"), post.row("a").repeat) == (State.SENT, False)


def test_replies_and_what_was_asked_for_leave_at_any_hour(post: Post) -> None:
    post.now = datetime(2026, 9, 1, 22, 0, tzinfo=UTC)
    post.queue("alarm", kind="alarm", detail="now")
    post.reply("Here you are")
    post.sends()
    assert sorted(post.messenger.texts) == ["Here you are", "greeting now"]


def test_who_paused_hears_only_what_was_asked_for(post: Post) -> None:
    with post.database.transaction() as db:
        people.pause(db, post.cast["Jonas"].id, post.now)
    post.queue("a")
    post.queue("alarm", kind="alarm", detail="now")
    post.reply("Here you are")
    post.sends()
    assert sorted(post.messenger.texts) == ["Here you are", "greeting now"]
    assert post.state("a") == State.DUE  # it waits for the person to go on

    with post.database.transaction() as db:
        people.pause(db, post.cast["Jonas"].id, None)
        deliveries.wake(db, post.cast["Jonas"].id, post.now)
    post.sends()
    assert post.state("a") == State.SENT


def test_while_the_clock_is_doubtful_only_answers_leave(post: Post) -> None:
    post.sender.held = True
    post.queue("a")
    assert post.sends() == 0
    answer = post.reply("Here you are", leased=True)
    assert answer
    post.sender.soon(answer)
    post.sends()
    assert post.messenger.texts == ["Here you are"]
    post.sender.held = False
    post.sends()
    assert post.state("a") == State.SENT
