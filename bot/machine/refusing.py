"""What people send although nobody asked for it: refused kindly, kept nowhere, taken back."""

from __future__ import annotations

from bot.core.forms import Form
from bot.core.rules.refusals import finds
from bot.core.words import Words, _
from bot.turns import Said

# What may show papers, people or places. Of the rest the bot says that it only reads text.
PICTURES = frozenset({
    "photo", "document", "video", "video_note", "audio", "contact", "location", "venue",
    "paid_media", "story",
})  # fmt: skip


def refused(said: Said) -> Words | None:
    """Why this is not kept; None if it may be."""
    if said.unreadable in PICTURES:
        return picture_words()
    return number_words() if finds(said.text) else None


def is_asked_for(said: Said, form: Form | None) -> bool:
    """Where a form asks under which reference a paper is kept, that is an answer."""
    question = form.pending() if form else None
    return question is not None and question.paper and not said.unreadable


def number_words() -> Words:
    return _(
        "This looks like a file number or the number of a paper. Please do not write it here."
        " I do not keep it, and I delete it from this chat."
    )


def picture_words() -> Words:
    return _(
        "Please send no photos, files, contacts or places here: a chat is not safe enough for"
        " them. I do not keep it, and I delete it from this chat. If you need help with a letter,"
        " ask your mentor or the coordinator."
    )
