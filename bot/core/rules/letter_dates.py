"""The dates of a German letter, each with the part it plays there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum, auto

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jan jänner", "februar feb", "märz mär marz", "april apr", "mai", "juni jun",
         "juli jul", "august aug", "september sept sep", "oktober okt", "november nov",
         "dezember dez"), start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
FURTHEST = timedelta(days=730)

_WEEKDAY = r"(?:(?P<weekday>mo|di|mi|do|fr|sa|so)[a-zäöü]{0,8}\.?\s*,?\s*(?:den|dem)?\s*)?"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"(?<![\w?.])(?:\b{_WEEKDAY})?(?<![\d?.])(?P<day>[0-3]?\d)\.\s?"
    rf"(?:(?P<month>[01]?\d)\.\s?|(?P<name>{_MONTH})\b\.?\s*)(?P<year>20\d\d|\d\d)?(?![\d?:])",
    re.IGNORECASE,
)
# What may be a date that was read badly: it could be the very one that is meant.
DIGIT = r"[\d?OoQIl|SBZ]"
BROKEN = re.compile(
    rf"(?<![\w?./-]){DIGIT}{{1,2}}\s?[.,]\s?{DIGIT}{{1,2}}\s?[.,]\s?(?:20{DIGIT}{{2}}"
    rf"|{DIGIT}{{2}})(?![\w?/-])"
    rf"|(?<![\w?./-]){DIGIT}{{1,2}}[.,]?\s?{DIGIT}{{1,2}}\s?{DIGIT}?[.,]?\s?20{DIGIT}{{2}}(?![\w?/-])"
    rf"|(?<![\w?./-]){DIGIT}{{1,2}}[.,]?\s?(?:{_MONTH})\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?<![\d:.,;?])(?<![\d?] )(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s?[:.]\s?(?P<minute>[0-5]\d)(?![\d.?])\s?(?:Uhr|h\b)|:(?P<bare>[0-5]\d)(?![\d.:?])"
    r"|\s?Uhr(?:\s(?P<after>[0-5]\d)(?![\d.:?]))?)",
    re.IGNORECASE,
)
MAYBE_CLOCK = re.compile(rf"(?<!\w){DIGIT}{{1,4}}\s?[:.;,]?\s?{DIGIT}{{0,3}}\s?(?:Uhr|Uh[rn]|Ubr)")


class Part(Enum):
    """What a date is in a letter."""

    MEANT = auto()  # perhaps the appointment
    DEADLINE = auto()
    BIRTH = auto()
    BEFORE = auto()  # a letter, an application, an appointment that was moved: it is over
    OTHER = auto()  # the letter's own, or one that nothing is said of


@dataclass(frozen=True)
class Found:
    day: date | None = None
    time: time | None = None
    part: Part = Part.OTHER
    contradicts: bool = False  # the weekday is another day's, or it was read badly

    @property
    def may_be_meant(self) -> bool:
        return self.part is Part.MEANT


# Just before a date, at the end of what stands there.
BEFORE_DEADLINE = re.compile(
    r"(?:\bbis(?: zum| spätestens| einschließlich| zur?m?| einschl\.?)*"
    r"|spätestens(?: bis)?(?: zum| am)?"
    r"|\bfrist\w*[^.]{0,30}|fällig\w*[^.]{0,20}|gültig[^.]{0,20}|\bab(?: dem)?|\bseit(?: dem)?"
    r"|(?:läuft|endet|abläuft)[^.]{0,15}|rückmeldung[^.]{0,20}|rückantwort[^.]{0,20}"
    r"|zahlbar[^.]{0,20})"
    r"[\s:,]*$",
    re.IGNORECASE,
)
BEFORE_BIRTH = re.compile(r"(?:\bgeb\w*\.?|geburts\w*)(?: am)?[\s:,*]*$", re.IGNORECASE)
BEFORE_OVER = re.compile(
    r"(?:\bvom|\bvon(?: \w+tag)?,?(?: dem)?|ursprünglich\w*[^.;]{0,50}|bisherig\w*[^.;]{0,40}"
    r"|bisher[^.;]{0,30}"
    r"|(?<!findet )(?<!finden )\bstatt(?: am| wie (?:geplant|vereinbart"
    r"|vorgesehen))?[^.;]{0,20}|anstelle[^.;]{0,30}|anstatt[^.;]{0,30}"
    r"|\balte[rn]? termin[^.;]{0,20}|\bnicht(?: mehr)?(?: wie \w+)? am|zugestellt am"
    r"|eingegangen am|eingang\w*(?: am)?"
    r"|erstellt am|gedruckt am|\bstand|ausgestellt am|bescheid\w*[^.;]{0,12}|beantragt am"
    r"|\bzugang am"
    r"|(?:entfällt|absagen|abgesagt|verschieben|verlegen|aufheben|nicht einhalten)[^.;]{0,40}"
    r"|schreiben\w*[^.;]{0,12}|antrag\w*[^.;]{0,8}|einreise\w*[^.;]{0,10}"
    r"|zustell\w*[^.;]{0,12})[\s:,]*$",
    re.IGNORECASE,
)
# Just after it.
AFTER_OVER = re.compile(
    r"^[^.;]{0,80}?\b(?:entfällt|entfallen|aufgehoben|abgesagt|nicht statt(?:finden|find\w+)"
    r"|ausfallen|fällt aus"
    r"|nicht wahr(?:genommen|nehmen)|nicht möglich|verschoben|verlegt|abzusagen|absagen"
    r"|verschieben|verlegen|storniert|versäumt|nicht erschienen)",
    re.IGNORECASE,
)
MOVED_TO = re.compile(
    r"\bauf(?: den| \w+tag,?(?: den)?)?[\s:,]*$|\bneue[rn]?\b[^.;]{0,40}$", re.IGNORECASE
)
AFTER_DEADLINE = re.compile(
    r"^[^.;]{0,40}?\b(?:einzureichen|vorzulegen|zu zahlen|eingehen|vorliegen|fällig)", re.IGNORECASE
)
# The whole sentence, or its heading.
MEANT = re.compile(
    r"\btermin|einlad|eingeladen|\blade\b|ladung|geladen|vorsprache|vorsprech|vorzusprechen"
    r"|erschein|untersuch|anhörung"
    r"|verhandlung|gespräch|beratung|prüfung|\w*test\b|unterricht|statt\b|elternabend"
    r"|kommen sie|melden sie sich"
    r"|uhrzeit|beginn|reserviert|vorgemerkt|gebucht|\bwann\b|\btag\b|sprechstunde|vereinbart"
    r"|erwarte[tn]? sie|finden sie sich|behandlung|erwarte[tn]? sie"
    r"|impfung|einstufung|trauung|beurkundung|eintreffen",
    re.IGNORECASE,
)
# Hours at which somebody can be reached are nobody's appointment.
HOURS = re.compile(
    r"öffnungszeit|sprechzeit|servicezeit|geöffnet|erreichbar|telefonzeit|hotline", re.IGNORECASE
)
BETWEEN = re.compile(
    r"\bzwischen\s*$|\bca\.?\s*$|\bgegen\s*$|\beinlass[^.;]{0,12}$|\bab\s*$", re.IGNORECASE
)
SENTENCE = re.compile(
    r"(?<=[a-zäöüß)?!])[.!?]\s+(?=[A-ZÄÖÜ])|\n\s*\n(?![a-zäöü]|\d{1,2}[:.]\d\d\s?Uhr|Uhrzeit"
    r"|Uhr\b|Zeit\b|Beginn\b)"
)
# "Datum:", "Musterstadt, den": the letter's own, where no time follows.
DATELINE = re.compile(r"(?:^|\n|\s)(?:datum\s?:?|[A-ZÄÖÜ][a-zäöüß]+, (?:den )?)\s*$", re.IGNORECASE)
REACH = 75  # characters between a date and its time


def dates_of(text: str, today: date) -> Sequence[Found]:
    """Every date from today on, and what could have been one."""
    found = []
    for sentence, above in _sentences(text):
        found += [each for each in _in_sentence(sentence, above, today) if each]
    return found


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each with the one above it: "Ihr Termin" as a heading says what the date below is."""
    above = ""
    for part in SENTENCE.split(text):
        flat = re.sub(r"\s*\n\s*", "\n", part.strip())
        if flat:
            yield flat, above
            above = flat


def _in_sentence(text: str, above: str, today: date) -> Iterator[Found]:
    matches = [each for each in DATE.finditer(text) if _is_date(each, text)]
    taken = [each.span() for each in matches]
    for match in matches:
        begins = max((end for _s, end in taken if end <= match.start()), default=0)
        ends = min((start for start, _e in taken if start >= match.end()), default=len(text))
        yield _read(match, text[begins : match.start()], text[match.end() : ends], above, today)
    clocks = [each.span() for each in CLOCK.finditer(text)]
    for broken in BROKEN.finditer(text):
        apart = all(broken.end() <= s or e <= broken.start() for s, e in [*taken, *clocks])
        if apart and re.search(r"[\d?]", broken[0]) and MEANT.search(text):
            before = text[: broken.start()]
            if not (BEFORE_BIRTH.search(before) or BEFORE_DEADLINE.search(before)):
                yield Found(part=Part.MEANT, contradicts=True)


def _is_date(match: re.Match[str], text: str) -> bool:
    """Without a year it must be said to be one: room 3.05 is none."""
    if match["year"]:
        return True
    before = text[: match.start()]
    return bool(match["weekday"] or re.search(r"\b(?:am|den|dem|vom|bis|zum|auf)\s*$", before))


def _read(match: re.Match[str], before: str, after: str, above: str, today: date) -> Found:
    day = _day(match, today)
    part = _part(before, after, above)
    if day is None:
        return Found(part=part, contradicts=part is Part.MEANT)
    if not today <= day <= today + FURTHEST:
        return Found(day, part=Part.OTHER if part is Part.MEANT else part)
    at = _time(before, after) if part is Part.MEANT else None
    weekday = match["weekday"]
    wrong = weekday is not None and not WEEKDAYS[day.weekday()].startswith(weekday.casefold())
    return Found(day, at, part, contradicts=wrong)


def _day(match: re.Match[str], today: date) -> date | None:
    month = int(match["month"]) if match["month"] else MONTHS[match["name"].casefold()]
    try:
        if year := match["year"]:
            return date(int(year) if len(year) == 4 else 2000 + int(year), month, int(match["day"]))
        soon = [date(today.year + more, month, int(match["day"])) for more in (0, 1)]
    except ValueError:
        return None
    return next((each for each in soon if each >= today), None)


def _part(before: str, after: str, above: str) -> Part:
    near, next_to = before[-90:].replace("\n", " "), after[:90].replace("\n", " ")
    if BEFORE_BIRTH.search(near):
        return Part.BIRTH
    if BEFORE_DEADLINE.search(near) or AFTER_DEADLINE.search(next_to):
        return Part.DEADLINE
    moved_to = MOVED_TO.search(near)
    if not moved_to and (BEFORE_OVER.search(near) or AFTER_OVER.search(next_to)):
        return Part.BEFORE
    if moved_to or _clock_of(after) is not None or _is_announced(before, after, above):
        return Part.MEANT
    return Part.OTHER


def _is_announced(before: str, after: str, above: str) -> bool:
    """Of a date without a time: whether its own line, or what leads to it, says what it is."""
    *over, line = before[-120:].rsplit("\n", 1)
    line += " " + after.partition("\n")[0][:60]
    if MEANT.search(line) or MAYBE_CLOCK.search(line):
        return True
    if DATELINE.search(before):
        return False
    return bool(MEANT.search(" ".join(over)[-60:] or above[-60:]))


def _time(before: str, after: str) -> time | None:
    """The one after it; the one before only where the sentence says "um 9 Uhr am …"."""
    at = _clock_of(after)
    if at is None and not MAYBE_CLOCK.search(after[:REACH]):
        turned = re.search(r"(?:um|ab)\s(\S+(?:\sUhr)?)\s*,?\s*(?:am)?\s*$", before, re.IGNORECASE)
        found = CLOCK.search(turned[1]) if turned else None
        return _as_time(found) if found else None
    return at


def _clock_of(after: str) -> time | None:
    """The first time within reach; None if what comes first was read badly, or is a span."""
    reach = after[:REACH]
    found, maybe = CLOCK.search(reach), MAYBE_CLOCK.search(reach)
    if found is None or (maybe and maybe.start() < found.start() and maybe.end() <= found.start()):
        return None
    if HOURS.search(reach[: found.start()]):
        return None
    while found and BETWEEN.search(reach[: found.start()]):
        if not re.search(r"einlass", reach[: found.start()], re.IGNORECASE):
            return None
        found = CLOCK.search(reach, found.end())
    return _as_time(found) if found else None


def _as_time(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or found["bare"] or found["after"] or 0)
    return time(hour, minute) if hour < 24 else None
