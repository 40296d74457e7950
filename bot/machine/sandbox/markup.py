"""Telegram's HTML: a small subset, parsed strictly, with Telegram's complaints.

Source: core.telegram.org/bots/api#html-style. Offsets in complaints are bytes of UTF-8, offsets in
entities are UTF-16 units; both as the real server counts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from bot.machine.sandbox.entities import Entity
from bot.machine.sandbox.lengths import units
from bot.machine.sandbox.problems import Refused, bad

_KINDS = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
    "blockquote": "blockquote", "code": "code", "pre": "pre",
    "a": "text_link", "tg-emoji": "custom_emoji",
}  # fmt: skip
_ATTRIBUTE = re.compile(r"\s*([^\s=>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TOKEN = re.compile(r"<|&")


@dataclass(frozen=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass
class _Reading:
    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def say(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities. Raises Refused, 400 "can't parse entities: ..."."""
    reading = _Reading(source)
    while (token := _TOKEN.search(source, reading.at)) is not None:
        reading.say(source[reading.at : token.start()])
        reading.at = token.start()
        if token.group() == "&":
            _read_reference(reading)
        elif source.startswith("</", reading.at):
            _read_end(reading)
        else:
            _read_start(reading)
    reading.say(source[reading.at :])
    if reading.stack:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{reading.stack[-1].tag}"')
    return "".join(reading.text), sorted(
        reading.entities, key=lambda entity: (entity["offset"], -entity["length"])
    )


def _read_reference(reading: _Reading) -> None:
    match = _REFERENCE.match(reading.source, reading.at)
    raw = match.group() if match else "&"
    reading.say(unescape(raw) if match else raw)
    reading.at += len(raw)


def _read_start(reading: _Reading) -> None:
    source, start = reading.source, reading.at
    end = source.find(">", start)
    if end < 0:
        raise _cannot(f"Unclosed start tag at byte offset {reading.byte(start)}")
    name = re.split(r"[\s/]", source[start + 1 : end], maxsplit=1)[0]
    tag = name.lower()
    if tag not in _KINDS:
        raise _cannot(f'Unsupported start tag "{tag}" at byte offset {reading.byte(start)}')
    attributes = _attributes(source[start + 1 + len(name) : end])
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset '
                      f"{reading.byte(start)}")  # fmt: skip
    reading.stack.append(_Open(tag, reading.length, attributes))
    reading.at = end + 1


def _attributes(raw: str) -> dict[str, str]:
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(raw)
    }


def _read_end(reading: _Reading) -> None:
    source, start = reading.source, reading.at
    end = source.find(">", start)
    if end < 0:
        raise _cannot(f"Unclosed end tag at byte offset {reading.byte(start)}")
    tag = source[start + 2 : end].strip().lower()
    if not reading.stack:
        raise _cannot(f"Unexpected end tag at byte offset {reading.byte(start)}")
    opened = reading.stack.pop()
    if tag and tag != opened.tag:
        raise _cannot(
            f"Unmatched end tag at byte offset {reading.byte(start)}, "
            f'expected "</{opened.tag}>", found "</{tag}>"'
        )
    reading.entities += _entity(reading, opened)
    reading.at = end + 1


def _entity(reading: _Reading, opened: _Open) -> list[Entity]:
    length = reading.length - opened.offset
    kind = _KINDS[opened.tag]
    entity: Entity = {"type": kind, "offset": opened.offset, "length": length}
    if length == 0:
        return []
    if kind == "text_link":
        # Telegram drops a link it cannot open and keeps the words.
        url = opened.attributes.get("href") or "".join(reading.text)[-length:]
        return [{**entity, "url": url}] if re.match(r"(https?|tg|tel|mailto):", url) else []
    if kind == "blockquote" and "expandable" in opened.attributes:
        return [{**entity, "type": "expandable_blockquote"}]
    if kind == "pre":
        return _pre(reading, entity)
    if kind == "code" and opened.attributes.get("class", "").startswith("language-"):
        return [{**entity, "language": opened.attributes["class"][len("language-") :]}]
    if kind == "custom_emoji":
        return [{**entity, "custom_emoji_id": opened.attributes.get("emoji-id", "")}]
    return [entity]


def _pre(reading: _Reading, entity: Entity) -> list[Entity]:
    """<pre><code class="language-x"> is one entity that knows its language."""
    for inner in reading.entities:
        same = (inner["offset"], inner["length"]) == (entity["offset"], entity["length"])
        if inner["type"] == "code" and same:
            reading.entities.remove(inner)
            return [{**entity, "language": inner["language"]} if "language" in inner else entity]
    return [entity]


def _cannot(reason: str) -> Refused:
    return Refused(bad(f"can't parse entities: {reason}"))
