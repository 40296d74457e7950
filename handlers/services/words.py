"""German words from letters that stand in a question: a button for each says what it means."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Row, below
from bot.core.words import Entry, Words
from bot.turns import Scene


def word_rows(scene: Scene, asked: str | None) -> Sequence[Row]:
    ids = scene.house.facts.naming.within(asked or "")
    return below(*(Option(f"term.{id}", _label(id)) for id in ids))


def _label(term: str) -> Words:
    return Words("📖 {word}", {"word": Entry("glossary", term, "term")})
