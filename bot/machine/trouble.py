"""What may be said of an error: its kind, and where. Its own words may be somebody's."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType

DEEPEST = 5  # causes of causes


def places(error: BaseException) -> str:
    """Like a traceback, without the sentences of the errors: those quote names and texts."""
    return "\n".join(["Traceback (most recent call last):", *_told(error, DEEPEST)])


def way_to(error: BaseException) -> str:
    """The same in one line, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))


def _told(error: BaseException, deepest: int) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and deepest:
        yield from _told(before, deepest - 1)
        yield "and then:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
    yield type(error).__name__
    if isinstance(error, BaseExceptionGroup) and deepest:
        for each in error.exceptions:
            yield "of which:"
            yield from _told(each, deepest - 1)


def install() -> None:
    """Whatever nobody catches, in whichever thread: Python would print its words."""
    sys.excepthook = last_words
    threading.excepthook = lambda last: _write(last.exc_value)
    sys.unraisablehook = lambda last: _write(last.exc_value)


def last_words(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _write(error.with_traceback(trace))


def _write(error: BaseException | None) -> None:
    if error is not None:
        sys.stderr.write(places(error) + "\n")
