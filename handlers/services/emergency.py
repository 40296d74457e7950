"""The numbers for an emergency: one tap away from everywhere, in reviewed words, never translated.

The button stands on every screen (`bot.core.pages.with_emergency`). It opens for whoever is in the
chat: a guest, somebody who has paused, behind a PIN, and who said "this is not me".
"""

from __future__ import annotations

from bot.core.messages import Option
from bot.core.pages import HOME, Press
from bot.core.rules.translation import Binding
from bot.core.words import Exactly, Reader, Words, _, entry, lines, paragraphs, render
from bot.turns import House, Reply, Turn
from storage import dialogues

# As people call for help in our languages. A number alone counts where nothing else is asked.
CALLS = frozenset({
    "112", "110", "sos", "notruf", "hilfe notfall", "notfall", "emergency", "help me", "hilf mir",
    "النجدة", "نجدة", "طوارئ", "الحقوني", "ساعدوني", "کمکم کنید", "اورژانس", "عاجل کمک",
    "мені потрібна швидка", "допоможіть", "швидка", "рятуйте", "помогите", "скорая", "спасите",
    "imdat", "acil", "acil durum", "au secours", "urgence", "à l aide", "alîkarî", "hawar",
    "عاجله مرسته", "مرسته وکړئ", "ሓገዝ", "ህጹጽ", "gargaar degdeg ah", "i caawi",
    # Nobody who writes this waits for the office.
    "ich will sterben", "ich will nicht mehr leben", "ich bringe mich um", "selbstmord", "suizid",
    "i want to die", "i want to kill myself", "i do not want to live", "suicide",
    "i don t want to live", "i don t want to live anymore", "i dont want to live anymore",
    "أريد أن أموت", "اريد ان اموت", "بدي موت", "انتحار", "خودکشی", "می خواهم بمیرم", "میخوام بمیرم",
    "хочу померти", "не хочу жити", "самогубство", "хочу умереть", "не хочу жить", "самоубийство",
    "ölmek istiyorum", "yaşamak istemiyorum", "intihar", "je veux mourir", "je veux me suicider",
    "dixwazim bimirim", "غواړم چې مړ شم", "ክመውት ደልየ", "waxaan rabaa inaan dhinto",
})  # fmt: skip


def numbers(turn: Turn) -> Reply:
    """A new message: whatever form is open stays as it is, and there is a way back to it."""
    dialogue = dialogues.load(turn.db, turn.person.id)
    back = [Option(Press(dialogue.number, "", "").data, _("Back"))] if dialogue.form else []
    return Reply(listed(turn.house), [[*back, HOME]], new=True, shareable=True)


def listed(house: House) -> Words:
    """As they stand in the content, and the two that everybody needs first."""
    each = [
        lines(
            Words(
                "<b>{number}</b> · {name}",
                {"number": Exactly(known.number), "name": entry("emergency", id)},
            ),
            entry("emergency", id, "text"),
        )
        for id, known in house.facts.emergencies.items()
    ]
    return paragraphs(_("These numbers are free. This bot does not call anybody for you."), *each)


def binding(house: House, language: str) -> Binding:
    """The same as it is shown in a language. There is no way from here to a translator."""
    reader = Reader(language, house.zone, house.speech)
    return Binding(render(listed(house), reader), language)


def first() -> Words:
    """Above what can be urgent."""
    return _(
        "This can be urgent. In danger call {all} (fire and ambulance) or {police} (police).",
        all=Exactly("112"),
        police=Exactly("110"),
    )


def by_when(house: House, language: str, id: str) -> list[Words]:
    """The deadline of an entry that has one: above everything but the numbers."""
    if not house.library.text(language, "faq", id, "deadline"):
        return []
    return [Words("⏳ <b>{deadline}</b>", {"deadline": entry("faq", id, "deadline")})]
