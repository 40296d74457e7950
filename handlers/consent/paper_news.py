"""The participant is told what a coordinator entered from paper, and can take it back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.messages import Option, Outgoing
from bot.core.pages import HOME
from bot.core.rules.consent import Acted, Answer, Consent
from bot.core.rules.people import Role
from bot.core.words import Words, _, lines, paragraphs
from bot.turns import Case, DeliveryKind, NotYours, Reply, Scene, Tap, Turn
from handlers.consent.declaration import ANSWERS, title
from handlers.consent.give import PARTICIPANTS
from storage import consents


class PaperEntered(DeliveryKind):
    """Neutral: whom a yes is for is nobody's business who looks at the phone."""

    name = "consent_on_paper"
    discreet = True

    def compose(self, scene: Scene, about: int, detail: str) -> Outgoing | None:
        if scene.person.role is not Role.PARTICIPANT or about != scene.person.id:
            return None
        if not newest_paper(scene):
            return None
        words = _("There is news for you. Tap to see it.")
        return Outgoing(words, [[SEEN.option(_("Show"))], [HOME]])


ENTERED = PaperEntered()


def newest_paper(scene: Scene) -> Sequence[Consent]:
    """The entries of the paper that was entered last."""
    ledger = consents.of(scene.db, scene.person.id)
    on_paper = [each for each in ledger if each.act.acted is Acted.PAPER]
    return [each for each in on_paper if each.at == on_paper[-1].at]


def seen(turn: Turn) -> Reply:
    entries = newest_paper(turn)
    if not entries or entries[0].act.paper_day is None:
        raise NotYours
    listed = [
        Words("{title}: <b>{answer}</b>", {"title": title(e.line), "answer": ANSWERS[e.answer]})
        for e in entries
        if e.answer in (Answer.YES, Answer.NO)
    ]
    words = paragraphs(
        _(
            "The coordinator has entered what you signed on paper on {day}:",
            day=entries[0].act.paper_day,
        ),
        lines(*listed),
        _("Is something wrong? You can change it or take it back at any time: tap My consent."),
    )
    return Reply(words, [[Option("go.consent", _("My consent")), HOME]])


SEEN = Tap("entered", seen, PARTICIPANTS, case=Case.OWN)
