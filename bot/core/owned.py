"""What somebody wrote, and names, know whose they are: so it is seen who is shown to whom."""

from __future__ import annotations

from typing import Self


class Owned(str):
    """A text out of the database. Whatever makes another text of it loses the owner: keep it
    with `of_same`, or say so with `Scene.saw`, as where only days and times are shown."""

    __slots__ = ("owner", "place")
    owner: int  # a person's id; 0: nobody's
    place: str  # `table.column`

    def __new__(cls, text: str, owner: int, place: str) -> Self:
        owned = super().__new__(cls, text)
        owned.owner, owned.place = owner, place
        return owned

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)  # a copy is a text like any other


def of_same(whole: str, part: str) -> str:
    """`part`, owned by whoever owns the text it was taken from."""
    return Owned(part, whole.owner, whole.place) if isinstance(whole, Owned) else part
