"""What the server counts."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as some

from bot.machine.sandbox.tally import most_in_a_second
from tests.sandbox.house import AMINA, Stage, play

HELLO = {"chat_id": AMINA.chat_id, "text": "Hallo"}


@given(some.lists(some.integers(0, 80).map(lambda n: n / 16), max_size=40))
def test_the_fullest_second(moments: list[float]) -> None:
    moments.sort()
    windows = (sum(start <= moment < start + 1 for moment in moments) for start in moments)
    assert most_in_a_second(moments) == max(windows, default=0)


def test_the_thirty_first_message_of_a_second_is_refused() -> None:
    async def scene(stage: Stage) -> None:
        answers = await asyncio.gather(*[stage.call("sendMessage", **HELLO) for _ in range(40)])
        refused = [answer for answer in answers if not answer["ok"]]
        assert len(refused) >= 1
        assert refused[0]["parameters"] == {"retry_after": 1}
        assert refused[0]["description"] == "Too Many Requests: retry after 1"
        pace = await stage.look("pace")
        assert pace["most_in_a_second"] <= 30
        assert pace["sent"] == 40 - len(refused)

    play(scene, flood_limit=True)


def test_the_transcript_tells_sends_and_edits_in_order() -> None:
    async def scene(stage: Stage) -> None:
        key = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
        sent = await stage.result("sendMessage", **HELLO, reply_markup=key)
        await stage.result("editMessageText", chat_id=AMINA.chat_id, text="Gut.",
                           message_id=sent["message_id"])  # fmt: skip
        await stage.refusal("sendMessage", chat_id=AMINA.chat_id, text="")
        first, second = await stage.look("transcript")
        assert (first["kind"], first["text"]) == ("send", "Hallo")
        assert first["buttons"] == [{"text": "Ja", "data": "ja"}]
        assert (second["kind"], second["text"], second["buttons"]) == ("edit", "Gut.", [])
        assert second["message_id"] == first["message_id"]
        assert second["at"] >= first["at"]
        assert await stage.look("transcript", after=1) == [second]
        assert await stage.look("transcript", chat_id=5) == []
        assert (await stage.look("pace"))["sent"] == 1
        await stage.control("forget")
        assert await stage.look("transcript") == []

    play(scene)


def test_with_everybody_admitted_nobody_is_a_stranger() -> None:
    async def scene(stage: Stage) -> None:
        await stage.result("sendMessage", chat_id=424242, text="Hallo")
        assert (await stage.call("sendMessage", chat_id=-5, text="Hallo"))["error_code"] == 400

    play(scene, admit_everybody=True)
