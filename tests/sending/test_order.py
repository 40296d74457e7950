"""One chat in order, many chats at once, and answers before everything else."""

from __future__ import annotations

import time

from bot.machine.pace import Pace
from tests import cast
from tests.chat import plain
from tests.sending.post import Post


def test_answers_leave_before_what_nobody_waits_for(post: Post) -> None:
    for name in ("Amina", "Oksana", "Mara"):
        post.queue(f"circular {name}", to=name, kind="circular", detail=name)
    answer = post.reply("Here you are", to="Jonas", leased=True)
    sender = post.another_sender(in_flight=1)

    async def play() -> None:
        await sender._claim_some()
        assert answer
        sender.soon(answer)
        await sender.send_due()

    post.loop.run(play())
    assert post.messenger.texts[0] == "Here you are"
    assert len(post.messenger.left) == 4


def test_the_urgent_leaves_before_the_rest(post: Post) -> None:
    post.queue("later", to="Amina", kind="circular", detail="later", urgency=1)
    post.queue("first", to="Mara", detail="first", urgency=3)
    post.sends(post.another_sender(in_flight=1))
    assert post.messenger.texts == ["greeting first", "greeting later"]


def test_one_chat_is_written_to_in_order_while_others_go_on(post: Post) -> None:
    post.messenger.latency = 0.002
    for number in range(5):
        for name in ("Jonas", "Mara", "Amina", "Samir", "Katrin", "Oksana"):
            post.queue(f"{name}{number}", to=name, detail=f"{name} {number}")
    post.sends()
    assert post.messenger.most_at_once == 4
    for name, chat_id in (("Jonas", cast.JONAS), ("Amina", cast.AMINA)):
        read = [plain(m.text) for m in post.messenger.left if m.chat_id == chat_id]
        assert read == [f"greeting {name} {number}" for number in range(5)]


def test_the_replies_to_one_person_never_overtake_each_other(post: Post) -> None:
    for number in range(5):
        post.reply(f"Answer {number}")
    post.sends()
    assert post.messenger.texts == [f"Answer {number}" for number in range(5)]


def test_a_chat_that_must_wait_keeps_no_other_chat_waiting(post: Post) -> None:
    pace = Pace(time.monotonic, bot=1000, chat=5)
    sender = post.another_sender(in_flight=1, pace=pace)
    for number in range(12):
        post.queue(f"j{number}", detail=f"Jonas {number}")
    post.queue("m", to="Mara", detail="Mara")
    post.sends(sender)
    texts = list(post.messenger.texts)
    assert texts.index("greeting Mara") < texts.index("greeting Jonas 11")
    assert len(texts) == 13
