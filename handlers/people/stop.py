"""Pause and privacy: one word is enough, in any language."""

from bot.core.messages import Option
from bot.core.pages import HOME
from bot.core.rules.consent import LINES, Answer, answer_to
from bot.core.rules.people import Role
from bot.core.words import Exactly, _, paragraphs
from bot.turns import Reply, Tap, Turn
from handlers.people.arrive import never_asked, who_writes
from handlers.people.level import ASK_LEVEL
from handlers.people.pin import pin_rows
from handlers.people.pledge import pledge_rows
from storage import audit, consents, deliveries, people

STOP_WORDS = frozenset(
    [
        *("stop", "stopp", "halt", "aufhören"),
        *(
            "توقف",
            "قف",
            "إيقاف",
            "ايقاف",
            "أوقف",
            "بس",
            "بس کن",
            "ایست",
            "ایستاد",
            "بند کړه",
            "ودروه",
        ),
        *("стоп", "зупинити", "зупинись", "стой", "хватит", "остановить"),
        *("dur", "durdur", "arrêt", "arrêter", "arrete", "stoppez", "rawestîne", "raweste", "bes"),
        *("ኣቁም", "ደው", "ደው በል", "ስረዝ", "jooji", "joogso", "istaag"),
    ]
)


def stop(turn: Turn) -> Reply:
    """Pauses everything the bot sends by itself, at once.

    What waits is dropped only when it is due: whoever paused by mistake misses nothing.
    """
    people.pause(turn.db, turn.person.id, turn.now)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="paused", person=turn.person.id)
    words = paragraphs(
        _("Everything is paused. I send you nothing by myself any more, no reminders either."),
        _("You can go on whenever you want. You can also take back your consent."),
    )
    return Reply(words, [[GO_ON.option(_("Go on again"))], *_further(turn), [HOME]], closes=True)


def _further(turn: Turn) -> list[list[Option]]:
    """Withdrawal in one tap where something stands, and erasure for everybody."""
    erase = [Option("erase", _("Erase everything"))]
    if turn.person.role is not Role.PARTICIPANT:
        return [erase]
    ledger = consents.of(turn.db, turn.person.id)
    consent = [Option("go.consent", _("My consent"))]
    if any(answer_to(ledger, line) is Answer.YES for line in LINES):
        return [[Option("withdraw.all", _("Take everything back"))], consent, erase]
    return [consent, erase]


def go_on(turn: Turn) -> Reply:
    people.pause(turn.db, turn.person.id, None)
    deliveries.wake(turn.db, turn.person.id, turn.now)
    audit.note(turn.db, turn.now, actor=turn.person.id, act="went on", person=turn.person.id)
    return Reply(_("Good to have you back. You get messages again."), [[HOME]])


def privacy(turn: Turn) -> Reply:
    words = paragraphs(
        who_writes(turn),
        never_asked(),
        _(
            "What is written here passes through the servers of Telegram. So I write as little"
            " as possible, and what you write is stored encrypted on our own server only."
        ),
        _("The coordinator reads questions that I cannot answer."),
        _("Responsible: {controller}", controller=Exactly(turn.house.operator.controller or "–")),
    )
    shown = ASK_LEVEL.option(_("What messages show"))
    stored = [Option("go.mydata", _("My data"))]
    rows = [[WHO], stored, [shown], *pin_rows(turn.person), *pledge_rows(turn.person)]
    return Reply(words, [*rows, [HOME]])


WHO = Option("go.who", _("Who is writing to me?"))
GO_ON = Tap("resume", go_on)
