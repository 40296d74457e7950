"""`lotse invite`: the first coordinator comes in through here."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import segno

from bot.app import Lotse, assemble
from bot.core.rules.people import Role
from bot.machine.telegram.account import NoAnswer, UnknownToken, line, who_am_i
from bot.serving import remember_name
from bot.settings import Settings
from storage import audit, invitations


def make(role: Role, name: str, region: str, qr: Path | None) -> int:
    lotse = assemble(Settings())
    if not lotse.house.address.bot_name:
        learn_name(lotse)
    now = lotse.clock()
    with lotse.database.transaction() as db:
        code = invitations.make(db, role=role, now=now, name=name, region=region)
        audit.note(db, now, actor=None, act=f"invited a {role}")
    link = lotse.house.link(code)
    if qr:
        segno.make(link, error="m").save(str(qr), scale=8, border=2)
        print(f"QR code: {qr}")
    until = (now + invitations.LIVES).astimezone(lotse.house.zone)
    print(f"For one {role}, once, until {until:%d.%m.%Y}. Without the link: /start {code}")
    print(link)
    return 0


def learn_name(lotse: Lotse) -> None:
    settings = lotse.settings
    token = settings.telegram_token.get_secret_value()

    async def ask() -> str:
        async with line(token, settings.telegram_api) as bot:
            return (await who_am_i(bot)).username

    try:
        if ":" in token:
            remember_name(lotse, asyncio.run(ask()))
            return
    except (NoAnswer, UnknownToken) as trouble:
        print(f"The bot's name is not known: {type(trouble).__name__}", file=sys.stderr)
    print("Set LOTSE_TELEGRAM_TOKEN first: then the link names your bot.", file=sys.stderr)
