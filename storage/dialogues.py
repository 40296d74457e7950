"""Where each person is in a form. One row a person, guarded by a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update

from storage.database import Db, changed, insert_new
from storage.tables import dialogues
from storage.vault import Sealed


class Overtaken(Exception):
    """Someone else moved this dialogue first."""


@dataclass(frozen=True)
class Dialogue:
    person_id: int
    number: int = 0
    form: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0

    def closed(self) -> Dialogue:
        return replace(self, form=None, answers={})

    def opened(self, form: str, answers: Mapping[str, Any]) -> Dialogue:
        """A new dialogue: the buttons of the old one are old from now on."""
        return replace(self, number=self.number + 1, form=form, answers=answers)


_of_person = select(dialogues).where(dialogues.c.person_id == bindparam("person"))
_moved = update(dialogues).where(
    dialogues.c.person_id == bindparam("person"), dialogues.c.version == bindparam("before")
)
_t = dialogues.c
_closed = (
    update(dialogues)
    .where(_t.moved_at < bindparam("before"))
    .values(form=None, answers=None, version=_t.version + 1)
)
_half_filled = (
    select(_t.person_id)
    .where(_t.moved_at < bindparam("before"), or_(_t.form.is_not(None), _t.answers.is_not(None)))
    .limit(1)
)
_silent_of_form = _closed.where(_t.form == bindparam("named"))
# Without a form, what is remembered beside it: the last question, or what a guard stands before.
_silent_of_others = _closed.where(
    or_(_t.form.is_not(None), _t.answers.is_not(None)),
    func.coalesce(_t.form, "").not_in(bindparam("named", expanding=True)),
)


def load(db: Db, person_id: int) -> Dialogue:
    row = db.execute(_of_person, {"person": person_id}).one_or_none()
    if row is None:
        return Dialogue(person_id)
    answers = json.loads(row.answers) if row.answers else {}
    return Dialogue(person_id, row.number, row.form, answers, row.version)


def save(db: Db, before: Dialogue, after: Dialogue, now: datetime) -> None:
    """Store the dialogue, unless someone stored it since it was loaded."""
    if before == after:
        return
    text = json.dumps(dict(after.answers), ensure_ascii=False)
    values = {
        "number": after.number,
        "form": after.form,
        "answers": Sealed(after.person_id, text) if after.answers else None,
        "version": after.version + 1,
        "moved_at": now,
    }
    if after.version == 0:
        if not insert_new(db, dialogues, [{"person_id": after.person_id, **values}]):
            raise Overtaken
        return
    mine = {"person": after.person_id, "before": after.version}
    if not changed(db, _moved, {**mine, **values}):
        raise Overtaken


def forget_silent(db: Db, forms: Mapping[str, datetime], otherwise: datetime) -> None:
    """Half-filled answers are personal data: close what nobody went on with.

    `forms` tells for some forms since when silence is too long, `otherwise` for the others.
    """
    latest = max([otherwise, *forms.values()])
    if db.execute(_half_filled, {"before": latest}).first() is None:
        return
    if forms:
        silent = [{"named": form, "before": before} for form, before in forms.items()]
        db.execute(_silent_of_form, silent)
    db.execute(_silent_of_others, {"named": list(forms), "before": otherwise})
