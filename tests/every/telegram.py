"""What a messenger accepts, by the rules of the Bot API."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from bot.core.messages import Outgoing
from bot.core.words import Reader, Words, render, render_label
from bot.turns import Reply

LONGEST_TEXT = 4096  # UTF-16 units, after the tags are taken out
LONGEST_DATA = 64  # bytes
MOST_BUTTONS, MOST_IN_ROW = 100, 8
LONGEST_POPUP = 200

ALLOWED = frozenset({"b", "i", "u", "s", "code", "blockquote"})
PLACE = re.compile(r"\{\w+\}")


def units(words: Words, reader: Reader) -> int:
    return _units(visible(render(words, reader)))


def visible(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_message(message: Outgoing | Reply, reader: Reader) -> None:
    assert message.words
    html = render(message.words, reader)
    assert 1 <= _units(visible(html)) <= LONGEST_TEXT, f"{_units(visible(html))} units"
    assert not PLACE.search(html), f"a place is left open in {html!r}"
    check_tags(html)
    check_buttons(message, reader)


def check_buttons(message: Outgoing | Reply, reader: Reader) -> None:
    options = [option for row in message.rows for option in row]
    assert len(options) <= MOST_BUTTONS
    for row in message.rows:
        assert len(row) <= MOST_IN_ROW
    for option in options:
        assert 1 <= len(option.value.encode()) <= LONGEST_DATA, option.value
        label = render_label(option.label, reader)
        assert label.strip(), f"{option.value} has no label"
        assert "\n" not in label, f"{option.value} has a label of two lines"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, f"<{tag}>"
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def check_tags(html: str) -> None:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    assert not parser.open, f"never closed: {parser.open}"
