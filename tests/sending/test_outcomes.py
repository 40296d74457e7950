"""However sending ends, it leaves its mark; and nothing disappears."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.machine.outcomes import Later, Moved, Never, Outcome, Sent, Unsure
from storage import people
from storage.deliveries import State
from tests import cast
from tests.sending.post import BUG, GONE, Post

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("outcome", "kind", "state"),
    [
        (Sent(5), "greeting", State.SENT),
        (Later(MINUTE), "greeting", State.DUE),
        (Later(MINUTE, whole_bot=True), "greeting", State.DUE),
        (Never("message is too long"), "greeting", State.FAILED),
        (Never("bot was blocked by the user", unreachable=True), "greeting", State.FAILED),
        (Unsure(), "greeting", State.DUE),
        (Unsure(), "circular", State.UNSURE),
    ],
)
def test_each_outcome_leaves_its_mark(
    post: Post, outcome: Outcome, kind: str, state: State
) -> None:
    post.queue("a", kind=kind)
    post.messenger.outcomes = [outcome]
    post.sends()
    assert (post.state("a"), len(post.messenger.left)) == (state, 1)


def test_what_is_over_keeps_no_words(post: Post) -> None:
    post.reply("Thank you")
    post.sends()
    row = post.row("Thank you")
    assert (row.state, row.body, row.message_id) == (State.SENT, None, 1)


def test_what_nobody_knows_the_fate_of_comes_again_and_says_so(post: Post) -> None:
    post.queue("a")
    post.messenger.outcomes = [Unsure()]
    post.sends()
    post.passes(minutes=1)
    post.sends()
    first, again = post.messenger.texts
    assert (first, post.state("a")) == ("greeting", State.SENT)
    assert again == "🔁 You may have got this message already.\n\ngreeting"


def test_what_surely_did_not_leave_comes_once_and_unmarked(post: Post) -> None:
    post.queue("a")
    post.messenger.outcomes = [Later(MINUTE)]
    post.sends()
    post.passes(seconds=59)
    assert post.sends() == 0
    post.passes(seconds=2)
    post.sends()
    assert post.messenger.texts == ["greeting", "greeting"]


def test_the_longer_it_goes_wrong_the_longer_it_waits(post: Post) -> None:
    post.queue("a", useless_after=post.now + timedelta(days=2))
    tries = []
    for _minute in range(40):
        post.messenger.outcomes = [Unsure()]
        post.sends()
        tries.append(len(post.messenger.left))
        post.passes(minutes=1)
    assert tries[:6] == [1, 2, 3, 4, 5, 6]
    assert tries[-1] < 16


def test_a_chat_with_a_new_number_is_written_to_there(post: Post) -> None:
    post.queue("a")
    post.messenger.outcomes = [Moved(-4711)]
    post.sends()
    post.sends()
    assert [message.chat_id for message in post.messenger.left] == [cast.JONAS, -4711]


@pytest.mark.parametrize(("unreachable", "reachable"), [(True, False), (False, True)])
def test_only_a_blocked_bot_makes_a_person_unreachable(
    post: Post, *, unreachable: bool, reachable: bool
) -> None:
    post.queue("a")
    post.messenger.outcomes = [Never("Forbidden: some other reason", unreachable=unreachable)]
    post.sends()
    with post.database.transaction() as db:
        assert people.get(db, post.cast["Jonas"].id).reachable is reachable


def test_one_that_cannot_be_composed_keeps_nobody_waiting(post: Post) -> None:
    post.queue("bug", about=BUG)
    post.queue("gone", about=GONE)
    post.queue("unknown", kind="removed")
    post.queue("good")
    post.sends()
    kept = {key: post.state(key) for key in ("bug", "gone", "unknown", "good")}
    assert kept == {"bug": "failed", "gone": "dropped", "unknown": "failed", "good": "sent"}


def test_what_is_too_late_to_be_useful_is_dropped(post: Post) -> None:
    post.queue("a", useless_after=post.now + timedelta(hours=1))
    post.passes(hours=2)
    post.sends()
    assert (post.state("a"), post.messenger.left) == (State.DROPPED, [])


def test_the_same_key_is_said_once(post: Post) -> None:
    assert post.queue("reminder:1:1:week:5")
    assert not post.queue("reminder:1:1:week:5")
    post.sends()
    assert not post.queue("reminder:1:1:week:5")
    assert (post.sends(), len(post.messenger.left)) == (0, 1)
