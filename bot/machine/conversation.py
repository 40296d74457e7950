"""Carries one turn: what a person said in, what the bot says out, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.clock import Clock
from bot.core.forms import Unclear
from bot.core.messages import LONGEST_POPUP, Outgoing
from bot.core.pages import HOME, SEND, Press, page, tapped
from bot.core.questions import is_blank
from bot.core.rules.people import Person, Role
from bot.core.shown import together, whose
from bot.core.words import Words, _, paragraphs
from bot.machine.composing import Composer, Message
from bot.machine.dispatch import Dispatch, closed_words
from bot.machine.guarding import THE_FORM, granted, instead_of, wish_of, wishing
from bot.machine.languages import nearest
from bot.machine.refusing import is_asked_for, refused
from bot.machine.remembering import asked_in, remembering
from bot.machine.saying import as_message, edited, now_in, queue_reply, take_back
from bot.machine.trouble import way_to
from bot.turns import Open, Reply, Response, Said, Turn, TurnForm
from storage import audit, dialogues, inbox, people
from storage.database import Database, Db
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
                log.debug("update %d: %s", taken[0].id, way_to(trouble))
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
                language=nearest(said.language),
                now=now,
                chat_id=update.chat_id,
            )
        elif not person.reachable:
            people.reach(db, update.chat_id, reachable=True)
        turn = Turn(person, now, db, self._composer.house, said=replace(said, update_id=update.id))
        return self._answer(turn, update)

    def _answer(self, turn: Turn, update: Update) -> Heard:
        before = dialogues.load(turn.db, turn.person.id)
        turn = replace(turn, asked=asked_in(before))
        audit.because(turn.db, self._dispatch.why(turn.said, before.form))
        after, reply = self._respond(turn, before)
        shown = together([whose(reply.words, reply.popup, reply.rows), turn.seen])
        audit.seen(turn.db, turn.now, actor=turn.person.id, of=shown)
        went_on = after.form is not None and after.number == before.number
        # Anything but the next question may have changed the person: the language, the role.
        person = turn.person if went_on else now_in(turn.db, update.chat_id, turn.person)
        if person.id == turn.person.id and not person.erased:
            dialogues.save(turn.db, before, after, turn.now)
        popup = self._composer.label(reply.popup, person) if reply.popup else ""
        nowhere = reply.popup and not turn.said.tap_id  # typed: there is nothing to pop up over
        if nowhere or len(popup.encode("utf-16-le")) // 2 > LONGEST_POPUP:
            assert reply.popup
            reply, popup = as_message(reply), ""
        if reply.takes_back:
            take_back(turn, update)
        message = self._say(turn, update, reply, person)
        return Heard(message, turn.said.tap_id, popup, person)

    # -- what to say ---------------------------------------------------------

    def _respond(self, turn: Turn, dialogue: Dialogue) -> tuple[Dialogue, Reply]:
        said = turn.said
        if urgent := self._dispatch.always(turn, in_form=dialogue.form is not None):
            return self._follow(turn, dialogue, urgent)
        press = Press.of(said.press)
        if press and turn.person.arrived and not turn.person.silenced:
            return self._pressed(turn, dialogue, press)
        if seen := self._dispatch.see(turn, in_form=dialogue.form is not None):
            return self._follow(turn, dialogue, seen)
        if why := refused(said):
            form = self._form(turn, dialogue)
            if not is_asked_for(said, form):
                return self._refuse(turn, dialogue, form, why)
        if wish_of(dialogue) and (passed := self._dispatch.hear_for_guard(turn)):
            return self._follow(turn, dialogue, passed)
        form = self._form(turn, dialogue)
        if said.unreadable and form:
            return self._stop(turn, dialogue, form) or self._heard(turn, dialogue, form)
        response = self._dispatch.respond(turn, in_form=form is not None)
        if response is not None:
            return self._follow(turn, dialogue, response)
        if form is None:  # pragma: no cover - dispatch answers everything outside of forms
            return dialogue, Reply(closed_words())
        return self._stop(turn, dialogue, form) or self._typed(turn, dialogue, form)

    def _refuse(
        self, turn: Turn, dialogue: Dialogue, form: TurnForm | None, why: Words
    ) -> tuple[Dialogue, Reply]:
        """Nothing of it goes any further than here; the person is where they were."""
        person = turn.person
        if person.silenced or not person.arrived:
            nothing = replace(turn, said=replace(turn.said, text="", unreadable=""))
            after, shown = self._respond(nothing, dialogue)
            words = shown.words and not person.silenced and paragraphs(why, shown.words)
            return after, replace(shown, words=words or shown.words, takes_back=True)
        if form is None:
            return dialogue, Reply(why, [[HOME]], takes_back=True)
        after, shown = self._stop(turn, dialogue, form) or (
            dialogue,
            self._page(form, dialogue, Unclear(why)),
        )
        return after, replace(shown, takes_back=True)

    def _typed(self, turn: Turn, dialogue: Dialogue, form: TurnForm) -> tuple[Dialogue, Reply]:
        question = form.pending()
        try:
            after, reply = self._moved(turn, dialogue, form.answer_pending(turn.said.text))
        except Unclear as unclear:
            after, reply = dialogue, self._page(form, dialogue, unclear)
        secret = question is not None and question.secret
        return after, replace(reply, takes_back=True) if secret else reply

    def _heard(self, turn: Turn, dialogue: Dialogue, form: TurnForm) -> tuple[Dialogue, Reply]:
        """A voice message, where a form asks for one. Nothing else that has no text."""
        try:
            return self._moved(turn, dialogue, form.hear(turn.said.file_id))
        except Unclear as unclear:
            return dialogue, self._page(form, dialogue, unclear)

    def _pressed(self, turn: Turn, dialogue: Dialogue, press: Press) -> tuple[Dialogue, Reply]:
        form = self._form(turn, dialogue)
        if form is None or press.dialogue != dialogue.number:
            return dialogue, Reply(popup=closed_words())
        if stopped := self._stop(turn, dialogue, form):
            return stopped
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
            return self._open(turn, dialogue, response)
        if response.goes_on and wish_of(dialogue):
            return self._go_on(turn, dialogue, response)
        after = dialogue.closed() if response.closes else dialogue
        if response.remembers is not None:
            after = remembering(after, response.remembers)
        return wishing(after, response.wish) if response.wish else after, response

    def _open(self, turn: Turn, dialogue: Dialogue, wanted: Open) -> tuple[Dialogue, Reply]:
        if asked := self._dispatch.stop(turn, wanted.form.case, turn.said.press or "go.menu"):
            return wishing(dialogue, asked.wish), asked
        form = wanted.form(turn, wanted.answers)
        opened = dialogue.opened(wanted.form.__name__, form.answers)
        shown = self._page(form, opened)
        first = wanted.first and shown.words and paragraphs(wanted.first, shown.words)
        return opened, replace(shown, words=first or shown.words, takes_back=wanted.takes_back)

    def _stop(
        self, turn: Turn, dialogue: Dialogue, form: TurnForm
    ) -> tuple[Dialogue, Reply] | None:
        """A form that is half filled shows case data, too."""
        asked = self._dispatch.stop(turn, form.case, turn.said.press or THE_FORM)
        return (wishing(dialogue, asked.wish), asked) if asked else None

    def _go_on(self, turn: Turn, dialogue: Dialogue, passed: Reply) -> tuple[Dialogue, Reply]:
        """The guard lets pass: as if the person said only now what they wanted."""
        wish, dialogue = wish_of(dialogue), granted(dialogue)
        person = people.get(turn.db, turn.person.id)
        turn = replace(turn, person=person, said=replace(turn.said, text="", press=wish))
        form = self._form(turn, dialogue)
        if wish != THE_FORM:
            dialogue, shown = self._respond(turn, dialogue)
        elif form is None:
            return dialogue, passed
        else:
            shown = self._page(form, dialogue)
        return dialogue, instead_of(passed, shown)

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
        outgoing = Outgoing(
            reply.words,
            reply.rows,
            voice=reply.voice,
            gone_after=reply.gone_after,
            shareable=reply.shareable,
        )
        edits = edited(turn, reply)
        now, lease = self._clock(), self._lease
        delivery = queue_reply(turn.db, update, person, outgoing, edits, now=now, lease=lease)
        return self._composer.message(delivery, outgoing, person) if delivery else None

    def _stumble(self, update: Update) -> Heard:
        """Must not fail, or this update would be heard for ever. So it composes nothing."""
        with self._database.transaction() as db:
            if inbox.stumbled(db, update, self._clock()):
                return Heard()
            tries = inbox.MOST_ATTEMPTS
            log.critical("update %d is laid aside after %d attempts", update.id, tries)
            person = people.at(db, update.chat_id)
            if person:
                sorry = Outgoing(sorry_words())
                queue_reply(db, update, person, sorry, None, now=self._clock(), lease=None)
        return Heard()


def sorry_words() -> Words:
    return _("Something went wrong on our side. Please try again later.")
