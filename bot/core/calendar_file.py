"""An appointment as a file for a phone's own calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75  # bytes; a longer line goes on below, after a space (RFC 5545, 3.1)
LASTS = timedelta(hours=1)  # nobody knows; so long it keeps the place free


@dataclass(frozen=True)
class CalendarEntry:
    """`uid` stays the same for ever, `sequence` rises with every change: so a newer file takes
    the place of an older one. `title` is neutral: calendars are shared, and copied to others."""

    uid: str
    sequence: int
    title: str
    starts: datetime
    changed: datetime
    place: str = ""
    cancelled: bool = False


def written(entry: CalendarEntry) -> bytes:
    """In UTC, so that no zone has to be explained. Without an alarm: the bot reminds itself,
    at the hours and in the words that the person chose."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lotse//Appointments//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_utc(entry.changed)}",
        f"LAST-MODIFIED:{_utc(entry.changed)}",
        f"DTSTART:{_utc(entry.starts)}",
        f"DTEND:{_utc(entry.starts + LASTS)}",
        f"SUMMARY:{_escaped(entry.title)}",
        *([f"LOCATION:{_escaped(entry.place)}"] if entry.place else []),
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        f"TRANSP:{'TRANSPARENT' if entry.cancelled else 'OPAQUE'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, instead)
    return text.replace("\r", "")


def _folded(line: str) -> bytes:
    """Never in the middle of a character."""
    rows, row = [], b""
    for sign in line:
        more = sign.encode()
        if len(row) + len(more) > LONGEST_LINE:
            rows.append(row)
            row = b" "
        row += more
    return b"\r\n".join([*rows, row]) + b"\r\n"
