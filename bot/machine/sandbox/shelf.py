"""The files that were sent, in memory, and beside the state file when there is one."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from bot.machine.sandbox.encodings import Upload
from bot.machine.sandbox.problems import NO_FILE, Json, Refused

_FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    name: str
    mime: str
    path: str
    size: int

    def as_json(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }


class Shelf:
    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: dict[str, StoredFile] = {}
        self._contents: dict[str, bytes] = {}

    def put(self, kind: str, upload: Upload) -> StoredFile:
        unique = secrets.token_hex(8)
        # A client may name its file "../../x"; only the last part of a name is a name.
        name = PurePosixPath(upload.name.replace("\\", "/")).name or "file"
        path = f"{_FOLDERS[kind]}/file_{len(self._files)}{PurePosixPath(name).suffix}"
        size = len(upload.content)
        stored = StoredFile(f"{kind}-{unique}", unique, name, upload.mime, path, size)
        self._files[unique] = stored
        self._contents[unique] = upload.content
        if self._folder is not None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / unique).write_bytes(upload.content)
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        """Raises Refused for an id that was never given out."""
        for stored in self._files.values():
            if stored.file_id == file_id:
                return stored
        raise Refused(NO_FILE)

    def by_path(self, path: str) -> StoredFile | None:
        return next((stored for stored in self._files.values() if stored.path == path), None)

    def by_unique_id(self, unique_id: str) -> StoredFile | None:
        return self._files.get(unique_id)

    def content(self, stored: StoredFile) -> bytes:
        known = self._contents.get(stored.unique_id)
        if known is not None or self._folder is None:
            return known or b""
        try:
            return (self._folder / stored.unique_id).read_bytes()
        except FileNotFoundError:
            return b""

    def dump(self) -> list[Json]:
        return [asdict(stored) for stored in self._files.values()]

    def load(self, saved: list[Json]) -> None:
        for entry in saved:
            stored = StoredFile(**entry)
            self._files[stored.unique_id] = stored
