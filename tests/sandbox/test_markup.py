"""Telegram's HTML and what is found in plain text."""

from __future__ import annotations

import pytest

from bot.machine.sandbox.entities import found, trimmed, with_found
from bot.machine.sandbox.markup import parse_html
from bot.machine.sandbox.problems import Refused


def test_tags_become_entities_in_utf16_units() -> None:
    text, entities = parse_html("😀 <b>fett <i>und</i></b> &lt;&#228;&gt; &copy;")
    assert text == "😀 fett und <ä> &copy;"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 8},
        {"type": "italic", "offset": 8, "length": 3},
    ]


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("<strong>x</strong>", {"type": "bold"}),
        ("<em>x</em>", {"type": "italic"}),
        ("<ins>x</ins>", {"type": "underline"}),
        ("<del>x</del>", {"type": "strikethrough"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler"}),
        ("<blockquote>x</blockquote>", {"type": "blockquote"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ("<code>x</code>", {"type": "code"}),
        ('<pre><code class="language-sql">x</code></pre>', {"type": "pre", "language": "sql"}),
        ("<a href='https://example.org/?a=1&amp;b=2'>x</a>",
         {"type": "text_link", "url": "https://example.org/?a=1&b=2"}),
    ],
)  # fmt: skip
def test_every_tag(source: str, entity: dict[str, str]) -> None:
    assert parse_html(source) == ("x", [{"offset": 0, "length": 1, **entity}])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("ä <div>x</div>", 'Unsupported start tag "div" at byte offset 3'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>",
         'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)  # fmt: skip
def test_complaints(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.problem.description == f"Bad Request: can't parse entities: {complaint}"


def test_a_link_that_cannot_be_opened_is_dropped() -> None:
    assert parse_html('<a href="javascript:alert(1)">x</a>') == ("x", [])


def test_commands_links_and_addresses_are_found() -> None:
    text = "/start 1/2 https://example.org/a. mail an a@example.org, /help"
    kinds = [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in found(text)]
    assert kinds == [
        ("bot_command", "/start"),
        ("url", "https://example.org/a"),
        ("email", "a@example.org"),
        ("bot_command", "/help"),
    ]


def test_nothing_is_found_inside_code() -> None:
    code = {"type": "code", "offset": 0, "length": 5}
    assert with_found("/help", [code]) == [code]


def test_white_space_at_the_ends_goes_and_entities_move() -> None:
    marked = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 6, "length": 1},
    ]
    assert trimmed("  ab  \n", marked) == ("ab", [{"type": "bold", "offset": 0, "length": 2}])
