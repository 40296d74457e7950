"""How a concrete place is shown, to whomever: what is known, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from bot.core.messages import Option, Row, copies
from bot.core.rules.directory import Place, State, Today, open_today
from bot.core.rules.hours import Span
from bot.core.rules.people import LANGUAGES
from bot.core.rules.services import Facts
from bot.core.words import Entry, Exactly, Words, _, commas, just, lines, paragraphs, weekday

FIELDS = {
    "name": _("Name"),
    "street": _("Address"),
    "postcode": _("Address"),
    "town": _("Address"),
    "phone": _("Phone"),
    "hours": _("Opening times"),
    "by_appointment": _("Opening times"),
    "vacant": _("Who is there"),
    "instead": _("Who is there"),
}


def kind_name(facts: Facts, kind: str) -> Words:
    """Of a kind of service or of office."""
    table = "offices" if kind in facts.offices else "services"
    return just(Entry(table, kind))


def described(
    place: Place,
    facts: Facts,
    language: str,
    now: datetime,
    zone: ZoneInfo,
    holidays: Collection[date] = (),
) -> Words:
    """All that everybody may know of a place. What is not known is left out, never guessed."""
    known = [kind for kind in place.kinds if kind in facts.offices or kind in facts.service_kinds]
    kinds = commas(*[kind_name(facts, kind) for kind in known])
    head = [Words("<b>{name}</b>", {"name": place.name}), *([kinds] if known else [])]
    today = open_today(place, now, zone, holidays)
    return paragraphs(
        lines(*head),
        *vacancy(place),
        *([lines(*reached)] if (reached := reach(place)) else []),
        lines(today_words(today), *week(place, language)),
        *spoken(place),
        checked(place, now.astimezone(zone).date()),
    )


def reach(place: Place) -> Sequence[Words]:
    shown = (
        (place.address, _("Address: {address}", address=Exactly(place.address))),
        (place.phone, _("Phone: {phone}", phone=Exactly(place.phone))),
        (place.email, _("E-mail: {email}", email=Exactly(place.email))),
        (place.website, _("Website: {website}", website=Exactly(place.website))),
    )
    return [words for known, words in shown if known]


def vacancy(place: Place) -> Sequence[Words]:
    if not place.vacant:
        return []
    if place.instead:
        return [_("At present nobody is there. Please turn to: {instead}", instead=place.instead)]
    return [_("At present nobody is there.")]


def today_words(today: Today) -> Words:
    at = today.at
    if today.state is State.OPEN and at:
        return _("Today open until {time}.", time=at)
    if today.state is State.LATER and at:
        return _("Opens today at {time}.", time=at)
    return {
        State.OVER: _("Closed for today."),
        State.CLOSED: _("Closed today."),
        State.HOLIDAY: _("Today is a public holiday: probably closed."),
        State.BY_APPOINTMENT: _("Only by appointment. Please call or write first."),
    }.get(today.state, _("The opening times are not known."))


def week(place: Place, language: str) -> Sequence[Words]:
    return [
        Words("{day}: {times}", {"day": weekday(day, language), "times": times(spans)})
        for day, spans in place.hours.week
        if not place.by_appointment
    ]


def times(spans: Sequence[Span]) -> Words:
    return commas(*[just(Exactly(f"{start:%H:%M}–{end:%H:%M}")) for start, end in spans])


def spoken(place: Place) -> Sequence[Words]:
    known = [just(_language(code)) for code in place.languages]
    return [_("Languages there: {languages}", languages=commas(*known))] if known else []


def _language(code: str) -> str:
    """By its own name; also one that the bot does not speak."""
    if code in LANGUAGES:
        return LANGUAGES[code]
    try:
        return Locale.parse(code).language_name or code
    except (ValueError, UnknownLocaleError):
        return code


def checked(place: Place, today: date) -> Words:
    if place.checked_on is None:
        return _("Nobody has checked this yet.")
    day = Exactly(f"{place.checked_on:%d.%m.%Y}")
    if place.stale(today):
        return _("Not checked since {day}. Please call before you go.", day=day)
    return _("Last checked on {day}.", day=day)


def copy_rows(place: Place) -> list[Row]:
    """Buttons that put the address or the number into the clipboard."""
    buttons = [
        *([copies(_("Copy the address"), place.address)] if place.address else []),
        *([copies(_("Copy the number"), place.phone)] if place.phone else []),
    ]
    return [buttons] if buttons else []


def place_option(place: Place, *, button: str) -> Option:
    """`<button>.<id>`: name and town."""
    named = [just(place.name), *([just(place.town)] if place.town else [])]
    return Option(f"{button}.{place.id}", commas(*named))
