"""Carries one turn: what a person said in, what the bot says out, in one transaction."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.clock import Clock
from bot.core.forms import Unclear
from bot.core.messages import LONGEST_POPUP, Outgoing, pack
from bot.core.pages import SEND, Press, page, tapped
from bot.core.questions import is_blank
from bot.core.rules.people import LANGUAGES, Person, Role
from bot.core.words import Words, _
from bot.machine.composing import Composer, Message
from bot.machine.dispatch import Dispatch, closed_words
from bot.turns import Open, Reply, Response, Said, Turn, TurnForm
from storage import deliveries, dialogues, inbox, people
from storage.database import Database, Db
from storage.deliveries import Delivery
from storage.dialogues import Dialogue
from storage.inbox import Update

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Heard:
    """What a turn leaves for the rim to do at once. Only the reply is in the outbox, too."""

    reply: Message | None = None
    tap_id: str = ""
    popup: str = ""
    person: Person | None = None


class Conversation:
    def __init__(
        self,
        database: Database,
        dispatch: Dispatch,
        understand: Callable[[str], Said | None],
        composer: Composer,
        clock: Clock,
        lease: timedelta,
    ) -> None:
        self._database = database
        self._dispatch = dispatch
        self._understand = understand
        self._composer = composer
        self._clock = clock
        self._lease = lease

    def hear_next(self) -> Heard | None:
        """Hear the oldest update of the inbox. None if nobody waits to be heard."""
        return next(iter(self.hear_some(1)), None)

    def hear_some(self, most: int) -> Sequence[Heard]:
        """Hear up to so many updates, each of another chat. None left: nobody waits.

        All in one transaction, because a commit that waits for the disk takes longer than
        a turn. If one of them fails, none was heard, and each is heard in its own.
        """
        taken: Sequence[Update] = ()
        try:
            with self._database.transaction() as db:
                taken = inbox.take(db, self._clock(), most)
                heard = [self._hear(db, update) for update in taken]
                if taken:
                    inbox.done(db, taken)
                return heard
        except Exception as trouble:  # an update may hold anything; the others must not wait
            if not taken:
                raise
            if len(taken) == 1:
                log.error("update %d: %s", taken[0].id, type(trouble).__name__)
                log.debug("update %d: %s", taken[0].id, _place(trouble))
                return [self._stumble(taken[0])]
        alone = (self.hear_next() for _update in taken)
        return [heard for heard in alone if heard]

    def _hear(self, db: Db, update: Update) -> Heard:
        said = self._understand(update.raw)
        if said is None:
            return Heard()
        now = self._clock()
        person = people.at(db, update.chat_id)
        if said.reachable is not None:
            people.reach(db, update.chat_id, reachable=said.reachable)
            return Heard()
        if person is None:
            person = people.add(
                db,
                name="?" if is_blank(said.name) else said.name,
                role=Role.GUEST,
                language=_guess(said.language),
                now=now,
                chat_id=update.chat_id,
            )
        elif not person.reachable:
            people.reach(db, update.chat_id, reachable=True)
        turn = Turn(person, now, db, self._composer.house, said=replace(said, update_id=update.id))
        return self._answer(turn, update)

    def _answer(self, turn: Turn, update: Update) -> Heard:
        before = dialogues.load(turn.db, turn.person.id)
        after, reply = self._respond(turn, before)
        dialogues.save(turn.db, before, after, turn.now)
        went_on = after.form is not None and after.number == before.number
        # Anything but the next question may have changed the person: the language, the role.
        person = turn.person if went_on else people.get(turn.db, turn.person.id)
        popup = self._composer.label(reply.popup, person) if reply.popup else ""
        if len(popup.encode("utf-16-le")) // 2 > LONGEST_POPUP:
            assert reply.popup
            reply, popup = Reply(reply.popup, reply.rows, new=True), ""
        message = self._say(turn, update, reply, person)
        return Heard(message, turn.said.tap_id, popup, person)

    # -- what to say ---------------------------------------------------------

    def _respond(self, turn: Turn, dialogue: Dialogue) -> tuple[Dialogue, Reply]:
        said = turn.said
        press = Press.of(said.press)
        if press and turn.person.arrived:
            return self._pressed(turn, dialogue, press)
        form = self._form(turn, dialogue)
        if said.unreadable and form:
            return dialogue, self._page(form, dialogue, Unclear(_("I can only read text.")))
        response = self._dispatch.respond(turn, in_form=form is not None)
        if response is not None:
            return self._follow(turn, dialogue, response)
        if form is None:  # pragma: no cover - dispatch answers everything outside of forms
            return dialogue, Reply(closed_words())
        try:
            return self._moved(turn, dialogue, form.answer_pending(said.text))
        except Unclear as unclear:
            return dialogue, self._page(form, dialogue, unclear)

    def _pressed(self, turn: Turn, dialogue: Dialogue, press: Press) -> tuple[Dialogue, Reply]:
        form = self._form(turn, dialogue)
        if form is None or press.dialogue != dialogue.number:
            return dialogue, Reply(popup=closed_words())
        try:
            moved = tapped(form, press)
        except Unclear as unclear:
            return dialogue, self._page(form, dialogue, unclear)
        return self._moved(turn, dialogue, moved, confirmed=press.moves_form(SEND))

    def _moved(
        self, turn: Turn, dialogue: Dialogue, form: TurnForm, *, confirmed: bool = False
    ) -> tuple[Dialogue, Reply]:
        if form.pending() is None and (confirmed or not form.review):
            try:
                response = form.submit(turn)
            except Unclear as unclear:
                return dialogue, self._page(form, dialogue, unclear)
            return self._follow(turn, dialogue.closed(), response)
        asked = replace(dialogue, form=type(form).__name__, answers=form.answers)
        return asked, self._page(form, asked)

    def _follow(self, turn: Turn, dialogue: Dialogue, response: Response) -> tuple[Dialogue, Reply]:
        if isinstance(response, Open):
            form = response.form(turn, response.answers)
            opened = dialogue.opened(response.form.__name__, form.answers)
            return opened, self._page(form, opened)
        return dialogue.closed() if response.closes else dialogue, response

    def _form(self, turn: Turn, dialogue: Dialogue) -> TurnForm | None:
        form = self._dispatch.form(dialogue.form, turn.person)
        return form(turn, dialogue.answers) if form else None

    def _page(self, form: TurnForm, dialogue: Dialogue, unclear: Unclear | None = None) -> Reply:
        shown = page(form, dialogue.number, unclear=unclear)
        return Reply(shown.words, shown.rows)

    # -- saying it -----------------------------------------------------------

    def _say(self, turn: Turn, update: Update, reply: Reply, person: Person) -> Message | None:
        if reply.words is None:
            return None
        outgoing = Outgoing(reply.words, reply.rows)
        edits = None if reply.new else turn.said.message_id
        delivery = self._queue(turn.db, update, person, outgoing, edits, lease=self._lease)
        return self._composer.message(delivery, outgoing, person) if delivery else None

    def _queue(
        self,
        db: Db,
        update: Update,
        person: Person,
        outgoing: Outgoing,
        edits: int | None,
        lease: timedelta | None,
    ) -> Delivery | None:
        now = self._clock()
        return deliveries.queue_reply(
            db,
            key=f"reply:{update.id}:{now:%Y%m%dT%H%M%S}",  # Telegram counts anew after a quiet week
            person_id=person.id,
            chat_id=update.chat_id,
            body=pack(outgoing),
            edits=edits,
            now=now,
            lease=lease,
        )

    def _stumble(self, update: Update) -> Heard:
        """Must not fail, or this update would be heard for ever. So it composes nothing."""
        with self._database.transaction() as db:
            if inbox.stumbled(db, update, self._clock()):
                return Heard()
            log.critical(
                "update %d is laid aside after %d attempts", update.id, inbox.MOST_ATTEMPTS
            )
            person = people.at(db, update.chat_id)
            if person:
                sorry = Outgoing(sorry_words())
                self._queue(db, update, person, sorry, None, lease=None)
        return Heard()


def sorry_words() -> Words:
    return _("Something went wrong on our side. Please try again later.")


def _guess(code: str) -> str:
    """The bot's language nearest to that of the messenger's menus."""
    code = code.replace("-", "_")
    return next((known for known in (code, code.partition("_")[0]) if known in LANGUAGES), "de")


def _place(trouble: Exception) -> str:
    """Where it happened. Not the exception itself: it may quote what people wrote."""
    frames = traceback.extract_tb(trouble.__traceback__)
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
