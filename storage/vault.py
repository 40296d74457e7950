"""Secrets: what people wrote is stored encrypted, each person's with a key of their own.

A data key belongs to a person (0: to the house) and is stored wrapped by the key file.
Whoever destroys a person's data key has erased what that person wrote, in backups, too.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Dialect, LargeBinary, TypeDecorator, select
from sqlalchemy.exc import IntegrityError

from bot.core.owned import Owned
from storage.erasures import ErasureLog

KEY_BYTES, NONCE_BYTES, OWNER_BYTES = 32, 12, 8
ENVELOPE = b"\x01"  # version | owner | nonce | ciphertext and tag
HOUSE = 0
# Another process may destroy a key: nobody remembers one longer than this many seconds.
REMEMBERED = 300.0


@dataclass(frozen=True)
class Sealed:
    """A text and whose it is: what a `Private` column takes."""

    owner: int
    text: str


class KeyFileProblem(Exception):
    """The key file is missing, readable by others, or does not fit this database."""


def read_key_file(path: Path) -> bytes:
    """The house's key; made with mode 0600 at the first start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "wb") as file:
            file.write(secrets.token_hex(KEY_BYTES).encode() + b"\n")
    if path.stat().st_mode & 0o077:
        raise KeyFileProblem(f"{path.name} can be read by others; chmod 600 it")
    with suppress(ValueError):
        key = bytes.fromhex(path.read_text().strip())
        if len(key) == KEY_BYTES:
            return key
    raise KeyFileProblem(f"{path.name} does not hold {KEY_BYTES} bytes in hex")


class Erased(Exception):
    """Something was to be written for a person who is erased: nobody may, any more."""


class Vault:
    """Unwraps data keys, and remembers them for some minutes."""

    def __init__(self, house_key: bytes, erasures: ErasureLog | None = None) -> None:
        self.erasures = erasures  # the list of those whose keys were destroyed
        self._house_key = AESGCM(house_key)
        self._keys: dict[int, AESGCM] = {}
        self._destroyed: set[int] = set()
        self._remembered_since = time.monotonic()

    def seal(self, place: str, secret: Sealed, connection: Connection) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        owner = secret.owner.to_bytes(OWNER_BYTES, "big")
        key = self._key(secret.owner, connection) or self._new_key(secret.owner, connection)
        text = secret.text.encode()
        return ENVELOPE + owner + nonce + key.encrypt(nonce, text, place.encode() + owner)

    def open(self, place: str, sealed: bytes, connection: Connection) -> str | None:
        """None if the owner's key was destroyed."""
        owner, nonce, rest = sealed[1:9], sealed[9:21], sealed[21:]
        key = self._key(int.from_bytes(owner, "big"), connection)
        if key is None:
            return None
        try:
            return key.decrypt(nonce, rest, place.encode() + owner).decode()
        except InvalidTag:
            raise KeyFileProblem("the key file does not fit this database") from None

    def prepare(self, owner: int, connection: Connection) -> None:
        """Make the key now, so that no later transaction has to."""
        if self._key(owner, connection) is None:
            self._new_key(owner, connection)

    def destroy(self, owner: int, connection: Connection) -> None:
        """Nobody reads again what was sealed with it, once this transaction is kept."""
        from storage.tables import data_keys

        connection.execute(data_keys.delete().where(data_keys.c.owner == owner))
        # Another thread must not take it up again before the transaction is over.
        self._destroyed.add(owner)
        self.forget(owner)

    def forget(self, owner: int) -> None:
        self._keys.pop(owner, None)

    def forget_all(self) -> None:
        self._keys.clear()
        self._destroyed.clear()

    def _key(self, owner: int, connection: Connection) -> AESGCM | None:
        if time.monotonic() - self._remembered_since > REMEMBERED:
            self._keys = {}
            self._remembered_since = time.monotonic()
        if owner in self._destroyed:
            return None
        key = self._keys.get(owner)
        if key is None:
            from storage.tables import data_keys  # the tables use the column type below

            found = select(data_keys.c.wrapped).where(data_keys.c.owner == owner)
            wrapped = connection.execute(found).scalar_one_or_none()
            if wrapped is None:
                return None
            key = self._keys[owner] = AESGCM(self.unwrap(owner, wrapped))
        return key

    def _new_key(self, owner: int, connection: Connection) -> AESGCM:
        from storage.tables import data_keys, people

        erased = select(people.c.id).where(people.c.id == owner, people.c.erased_at.is_not(None))
        if owner != HOUSE and connection.execute(erased).first():
            raise Erased
        key = AESGCM.generate_key(KEY_BYTES * 8)
        try:
            with connection.begin_nested():
                connection.execute(
                    data_keys.insert().values(owner=owner, wrapped=self.wrap(owner, key))
                )
        except IntegrityError:  # another process was quicker
            found = self._key(owner, connection)
            assert found is not None
            return found
        # Not remembered yet: this transaction may still be rolled back.
        return AESGCM(key)

    def wrap(self, owner: int, key: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._house_key.encrypt(nonce, key, f"data key {owner}".encode())

    def unwrap(self, owner: int, wrapped: bytes) -> bytes:
        nonce, rest = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._house_key.decrypt(nonce, rest, f"data key {owner}".encode())
        except InvalidTag:
            raise KeyFileProblem("the key file does not fit this database") from None


def owner_of(sealed: bytes) -> int:
    return int.from_bytes(sealed[1 : 1 + OWNER_BYTES], "big")


@dataclass
class _Here(threading.local):
    """The vault and the connection of the transaction that runs in this thread."""

    vault: Vault | None = None
    connection: Connection | None = None

    def now(self) -> tuple[Vault, Connection]:
        if self.vault is None or self.connection is None:
            raise RuntimeError("secrets are read and written in a transaction only")
        return self.vault, self.connection


here = _Here()


class Private(TypeDecorator[str]):
    """Text that only this house can read. Takes `Sealed`, gives `str`, or None once erased."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place  # `table.column`; bound to the text, so that rows cannot be swapped

    def process_bind_param(self, value: object, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.place} takes Sealed(owner, text)")
        vault, connection = here.now()
        return vault.seal(self.place, value, connection)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        vault, connection = here.now()
        text = vault.open(self.place, value, connection)
        return None if text is None else Owned(text, owner_of(value), self.place)
