"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence

PADDING = 4.0  # points, on each side of a cell


def widths(rows: Sequence[Sequence[tuple[float, float]]], width: float) -> Sequence[float]:
    """For cells with a least and a wished width, columns that fill the page.

    Each gets what its longest word needs, and of what is left the more, the more it wishes.
    A column of hashes cannot take more than its share: a hash is broken.
    """
    columns = list(zip(*rows, strict=True))
    most = width / len(columns)
    least = [min(most, max(low for low, _high in column)) for column in columns]
    wishes = [
        max(0.0, max(high for _low, high in column) - low)
        for column, low in zip(columns, least, strict=True)
    ]
    left, wished = width - sum(least), sum(wishes)
    if not wished:
        return [low + left / len(columns) for low in least]
    return [low + left * wish / wished for low, wish in zip(least, wishes, strict=True)]
