"""/mydata: what is stored about me, why and how long, who received it, who looked at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.core.messages import Option, Row, beside
from bot.core.pages import HOME
from bot.core.rules.people import Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import Case, Reply, Tap, Turn
from handlers.mydata.names import PURPOSES, RECIPIENTS, called, who
from handlers.mydata.paper import facts
from handlers.mydata.subjects import SUBJECTS, how_long, how_many
from storage import audit, copies, people, requests, transfers
from storage.chain import Entry
from storage.register import periods

MOST = 20  # lines in one message; the copy holds all of them
BACK: Row = [Option("go.mydata", _("Back")), HOME]


def mydata(turn: Turn) -> Reply:
    counted = copies.counted(turn.db, turn.person.id)
    known = [
        Words("{what}: <b>{stored}</b>", {"what": what, "stored": stored})
        for what, stored in facts(turn, turn.person)
    ]
    kinds = [
        Words("{title}: {n}", {"title": subject.title, "n": n})
        for subject in SUBJECTS[1:]
        if (n := how_many(subject, counted))
    ]
    words = paragraphs(_("This is stored about you:"), lines(*known), lines(*kinds))
    return Reply(words, [*beside(_ways(turn)), [HOME]])


def _ways(turn: Turn) -> Sequence[Option]:
    ways = [
        WHY.option(_("Why and how long")),
        GOT.option(_("Who received what")),
        LOOKED.option(_("Who looked at it")),
        Option("copy", _("Take a copy")),
        Option("correct", _("Put something right")),
        Option("go.stop", _("Pause everything")),
        Option("erase", _("Erase everything")),
    ]
    if turn.person.role is Role.COORDINATOR:
        waiting = requests.waiting(turn.db)
        ways.append(Option("wishes", _("Requests ({n})", n=waiting)))
    return ways


def why(turn: Turn) -> Reply:
    counted = copies.counted(turn.db, turn.person.id)
    kept = periods.read(turn.house.operator.periods)
    told = [
        lines(
            Words("<b>{title}</b>", {"title": subject.title}),
            subject.why,
            how_long(subject.kept, kept),
        )
        for subject in SUBJECTS
        if how_many(subject, counted)
    ]
    return Reply(paragraphs(*told), [BACK])


def got(turn: Turn) -> Reply:
    """Who received what, and when; the newest first."""
    passed = list(reversed(transfers.of(turn.db, turn.person.id)))
    if not passed:
        words = _("Nothing about you was passed on to anybody outside of the project.")
        return Reply(paragraphs(words, _inside()), [BACK])
    shown = [
        Words(
            "{day} · {to} · {purpose}",
            {
                "day": each.at.astimezone(turn.house.zone).date(),
                "to": each.receiver or called(RECIPIENTS, each.line.recipient),
                "purpose": called(PURPOSES, each.line.purpose),
            },
        )
        for each in passed[:MOST]
    ]
    return Reply(paragraphs(_("This was passed on:"), lines(*shown), _inside()), [BACK])


def _inside() -> Words:
    return _(
        "Within the project your mentor and the coordinator see what they need. What mentors see,"
        " you decide with your consent."
    )


def looked(turn: Turn) -> Reply:
    """Who looked at it or changed it: by day and role, the newest first."""
    entries = [each for each in audit.of(turn.db, turn.person.id) if each.actor != turn.person.id]
    if not entries:
        return Reply(_("Nobody but you has looked at your data so far."), [BACK])
    roles = {person.id: person.role for person in people.everybody(turn.db)}
    counted = Counter(
        (_day(turn, each), _role(roles, each), each.act == audit.SAW) for each in entries
    )
    newest = sorted(counted.items(), key=lambda each: (each[0][0], str(each[0][1])), reverse=True)
    shown = [_line(day, role, looked=saw, n=n) for (day, role, saw), n in newest[:MOST]]
    return Reply(paragraphs(_("Who looked at your data or changed them:"), lines(*shown)), [BACK])


def _day(turn: Turn, entry: Entry) -> date:
    return entry.at.astimezone(turn.house.zone).date()


def _role(roles: dict[int, Role], entry: Entry) -> Role | str | None:
    """None: nobody, the bot did it by itself."""
    return roles.get(entry.actor, "–") if entry.actor is not None else None


def _line(day: date, role: Role | str | None, *, looked: bool, n: int) -> Words:
    if looked:
        return _("{day} · {who}: looked at it ({n})", day=day, who=who(role), n=n)
    return _("{day} · {who}: changed something ({n})", day=day, who=who(role), n=n)


WHY = Tap("mydatawhy", why, case=Case.OWN)
GOT = Tap("mydatagot", got, case=Case.OWN)
LOOKED = Tap("mydataseen", looked, case=Case.OWN)
