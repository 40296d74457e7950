"""Any update is understood, or left aside; none breaks anything."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.machine.telegram.inbound import KINDS, WANTED, received, understand, update_id
from bot.turns import Said
from tests.telegram.letters import AMINA

CHAT = {"id": AMINA, "type": "private"}
FROM = {"id": AMINA, "first_name": "Amina", "language_code": "ar"}


def heard(**update: Any) -> Said | None:
    """On the way through the inbox, as in life."""
    return understand(received({"update_id": 5, **update}).raw)


def said(**content: Any) -> Said:
    return Said(**{"name": "Amina", "language": "ar", "update_id": 5, **content})


def written(text: str) -> Said | None:
    return heard(message={"message_id": 1, "chat": CHAT, "from": FROM, "text": text})


def test_amina_writes() -> None:
    assert written("مرحبا") == said(text="مرحبا", own_message_id=1)


def test_amina_taps_a_button() -> None:
    tap = {"id": "99", "from": FROM, "message": {"message_id": 3, "chat": CHAT}, "data": "1.a.y"}
    assert heard(callback_query=tap) == said(press="1.a.y", tap_id="99", message_id=3)


@pytest.mark.parametrize("kind", KINDS)
def test_amina_sends_what_the_bot_cannot_read(kind: str) -> None:
    message = {"chat": CHAT, "from": FROM, kind: {}, "caption": "see here"}
    assert heard(message=message) == said(unreadable=kind)


def test_amina_sends_a_voice_message_that_can_be_found_again() -> None:
    voice = {"file_id": "AwACAgIAAxkBAAIB", "duration": 4}
    message = {"message_id": 3, "chat": CHAT, "from": FROM, "voice": voice}
    expected = said(unreadable="voice", file_id="AwACAgIAAxkBAAIB", own_message_id=3)
    assert heard(message=message) == expected


@pytest.mark.parametrize("strange", [None, 7, "x", {}, {"file_id": 7}, {"file_id": None}])
def test_a_voice_message_without_its_id_is_still_one(strange: Any) -> None:
    assert heard(message={"chat": CHAT, "from": FROM, "voice": strange}) == said(unreadable="voice")


def test_jonas_taps_on_a_message_that_cannot_be_copied() -> None:
    message = {"message_id": 3, "chat": CHAT, "has_protected_content": True}
    tap = {"id": "99", "from": FROM, "message": message, "data": "1.a.y"}
    assert heard(callback_query=tap) == said(
        press="1.a.y", tap_id="99", message_id=3, protected=True
    )


def test_an_animation_is_not_taken_for_the_document_it_comes_with() -> None:
    message = {"chat": CHAT, "from": FROM, "document": {}, "animation": {}}
    assert heard(message=message) == said(unreadable="animation")


def test_what_telegram_invents_next_is_unreadable_too() -> None:
    assert heard(message={"chat": CHAT, "from": FROM, "smell": {}}) == said(unreadable="other")


def test_what_the_messenger_notes_down_by_itself_was_not_said() -> None:
    assert heard(message={"chat": CHAT, "from": FROM, "pinned_message": {}}) is None


@pytest.mark.parametrize(
    ("status", "reachable"), [("kicked", False), ("member", True)], ids=["blocks", "lets in"]
)
def test_amina_blocks_the_bot_and_lets_it_in_again(status: str, reachable: bool) -> None:
    change = {"chat": CHAT, "from": FROM, "new_chat_member": {"status": status}}
    assert heard(my_chat_member=change) == said(reachable=reachable)


def test_an_edited_message_is_not_said_again_and_keeps_its_place() -> None:
    edited = {"message_id": 1, "chat": CHAT, "from": FROM, "text": "Hi"}
    assert heard(edited_message=edited) is None
    assert received({"update_id": 5, "edited_message": edited}).chat_id == AMINA


def test_groups_and_channels_are_not_listened_to() -> None:
    for kind in ("group", "supergroup", "channel"):
        chat = {"id": -7, "type": kind}
        assert heard(message={"chat": chat, "from": FROM, "text": "Hi"}) is None
        assert heard(callback_query={"id": "1", "message": {"chat": chat}, "data": "x"}) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\0b", "ab"),
        ("a\ud800b\udc00", "ab"),
        ("😀", "😀"),
        ("a\x1b[0mb\x7f", "a[0mb"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("Mu\u0308ller", "M\u00fcller"),
        ("x" * 10_001, "x" * 10_000),
        ("\u0344" * 10_000, "\u0308\u0301" * 5_000),
        ("", ""),
    ],
    ids=ascii,
)
def test_a_text_is_cleaned(text: str, kept: str) -> None:
    assert written(text) == said(text=kept, own_message_id=1)


STRANGE: list[Any] = [
    {"message": []},
    {"message": None},
    {"message": {"chat": "private"}},
    {"message": {"chat": {"type": "private", "id": True}}},
    {"message": {"chat": {**CHAT, "id": 2**70}}},
    {"message": {"chat": CHAT, "from": 7, "text": {"a": 1}}},
    {"message": {"chat": CHAT, "from": {"first_name": 7, "language_code": []}, "text": 1}},
    {"callback_query": {"data": "x"}},
    {"callback_query": {"message": {"chat": CHAT}}},
    {"callback_query": {"message": {"chat": CHAT, "message_id": "3"}, "data": "x", "id": 9}},
    {"my_chat_member": {"chat": CHAT, "new_chat_member": "kicked"}},
    {"my_chat_member": {"chat": CHAT, "new_chat_member": {"status": "administrator"}}},
    {"poll_answer": {}},
    {},
]


@pytest.mark.parametrize("update", STRANGE, ids=repr)
def test_a_strange_update_breaks_nothing(update: dict[str, Any]) -> None:
    kept = received({"update_id": 5, **update})
    assert kept.chat_id in (AMINA, 0)
    understand(kept.raw)


def test_an_update_nested_without_end_is_kept_without_it() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    kept = received({"update_id": 5, "message": {"chat": CHAT, "text": nested}})
    assert (kept.id, kept.chat_id) == (5, AMINA)
    assert understand(kept.raw) is None


def test_without_a_number_it_is_no_update() -> None:
    numbers: list[Any] = ["5", True, None, 5.0, -1, 2**63]
    strange: list[Any] = [[], "x", None, {}, *({"update_id": number} for number in numbers)]
    assert [update_id(raw) for raw in strange] == [None] * len(strange)
    assert update_id({"update_id": 5}) == 5


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from([*WANTED, "chat", "from", "id", "type", "text", "data", "message_id"]),
            part | st.just("private"),
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(WANTED), ANYTHING))
def test_no_update_breaks_anything(update: dict[str, Any]) -> None:
    kept = received({**update, "update_id": 5})
    kept.raw.encode("ascii")
    result = understand(kept.raw)
    if result is not None:
        held = result.text + result.press + result.name + result.language
        held.encode()
        assert "\0" not in held
        assert unicodedata.is_normalized("NFC", result.text)


def test_what_is_kept_is_what_came() -> None:
    raw = {"update_id": 5, "message": {"chat": CHAT, "text": "a\0\ud800ب"}}
    assert json.loads(received(raw).raw) == raw
