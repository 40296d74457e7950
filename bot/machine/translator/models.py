"""The models on the own machine: which there are, whether they changed, and which way to go.

A model is an Argos package: a zip file with a CTranslate2 model and a vocabulary, for one
direction. Argos publishes no checksums, so the operator's own are kept: `models.lock` names the
SHA-256 of every file, and a file that differs is not loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

Pair = tuple[str, str]
PIVOT = "en"
LOCK = "models.lock"
LARGEST = 2_000_000_000  # bytes unpacked; the largest Argos model has a tenth of it
PIECE = 1 << 20
_PAIR = re.compile(r"([a-z]{2,3}(?:_[A-Z]{2})?)-([a-z]{2,3}(?:_[A-Z]{2})?)")


class ModelProblem(Exception):
    """A clear sentence for the operator."""


@dataclass(frozen=True)
class Model:
    """One direction. `files` maps each file of the package to its SHA-256."""

    pair: str  # de-en
    version: str
    package: str  # SHA-256 of the file it came from
    size: int  # bytes on disk
    folder: str
    files: Mapping[str, str]


def pair_of(text: str) -> Pair:
    found = _PAIR.fullmatch(text)
    if not found or found[1] == found[2]:
        raise ModelProblem(f"{text} is not a pair of languages such as de-en")
    return found[1], found[2]


class Models:
    """The models in a folder. Nothing here touches the network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = folder / LOCK

    def all(self) -> Sequence[Model]:
        if not self._lock.exists():
            return []
        kept = json.loads(self._lock.read_text(encoding="utf-8"))
        return [Model(pair=pair, **each) for pair, each in sorted(kept.items())]

    def pairs(self) -> frozenset[Pair]:
        return frozenset(pair_of(model.pair) for model in self.all())

    def find(self, pair: Pair) -> Model | None:
        name = "-".join(pair)
        return next((model for model in self.all() if model.pair == name), None)

    def path(self, source: str, target: str) -> Sequence[Pair]:
        """The models to pass through: one, or two through English. Empty if there is no way."""
        return path(self.pairs(), source, target)

    def add(self, pair: Pair, package: Path, *, sha256: str = "") -> Model:
        """Unpack a package and pin it. A pair that is pinned already must come as the same file."""
        fingerprint = _hash_of(package)
        if sha256 and sha256.lower() != fingerprint:
            raise ModelProblem(f"the file has the SHA-256 {fingerprint}, not the one you named")
        known = self.find(pair)
        if known and known.package != fingerprint:
            name = "-".join(pair)
            raise ModelProblem(f"{name} is pinned to another file; remove it first")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder) as temporary:
            unpacked = _unpack(package, Path(temporary))
            version = _described(unpacked, pair)
            place = self.folder / f"{pair[0]}_{pair[1]}"
            if place.exists():
                shutil.rmtree(place)
            unpacked.rename(place)
        model = Model(
            "-".join(pair), version, fingerprint, _size(place), place.name, _fingerprints(place)
        )
        self._keep([each for each in self.all() if each.pair != model.pair] + [model])
        return model

    def remove(self, pair: Pair) -> None:
        model = self.find(pair)
        if model is None:
            raise ModelProblem(f"there is no model {'-'.join(pair)}")
        self._keep([each for each in self.all() if each.pair != model.pair])
        shutil.rmtree(self.folder / model.folder, ignore_errors=True)

    def faults(self, model: Model) -> Sequence[str]:
        """What differs from the lock; empty if the model is what it was."""
        place = self.folder / model.folder
        here = _fingerprints(place) if place.is_dir() else {}
        missing = [f"{name} is missing" for name in model.files if name not in here]
        strange = [f"{name} is not in the lock" for name in here if name not in model.files]
        changed = [
            f"{name} has changed"
            for name, fingerprint in model.files.items()
            if here.get(name, fingerprint) != fingerprint
        ]
        return [*missing, *changed, *strange]

    def _keep(self, models: Sequence[Model]) -> None:
        """Written beside and renamed: whoever reads sees the old lock or the new one."""
        kept = {}
        for model in sorted(models, key=lambda each: each.pair):
            fields = asdict(model)
            kept[fields.pop("pair")] = fields
        beside = self._lock.with_suffix(".new")
        beside.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(beside, self._lock)


def path(pairs: frozenset[Pair], source: str, target: str) -> Sequence[Pair]:
    """Argos would build a way over any language; each step loses meaning, so: one, or English."""
    if source == target:
        return []
    if (source, target) in pairs:
        return [(source, target)]
    through = [(source, PIVOT), (PIVOT, target)]
    return through if PIVOT not in (source, target) and pairs.issuperset(through) else []


def _unpack(package: Path, into: Path) -> Path:
    """The one folder of the package. Nothing is written outside `into`, whatever the file says."""
    if not zipfile.is_zipfile(package):
        raise ModelProblem("this is not an Argos package: it is not a zip file")
    with zipfile.ZipFile(package) as archive:
        inside = [each for each in archive.infolist() if not each.is_dir()]
        if sum(each.file_size for each in inside) > LARGEST:
            raise ModelProblem("this package is larger than any model")
        for each in inside:
            parts = PurePosixPath(each.filename).parts
            if not parts or ".." in parts or parts[0].startswith("/") or "\\" in each.filename:
                raise ModelProblem("this package wants to write outside of its folder")
            place = into.joinpath(*parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(each) as source, place.open("wb") as target:
                _copy(source, target, each.file_size)
    folders = [each for each in into.iterdir() if each.is_dir()]
    if len(folders) != 1:
        raise ModelProblem("this is not an Argos package: it has not exactly one folder")
    return folders[0]


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    """The size a zip file names need not be the size it has."""
    copied = 0
    while piece := source.read(PIECE):
        copied += len(piece)
        if copied > size:
            raise ModelProblem("this package is not what it says it is")
        target.write(piece)


def _described(unpacked: Path, pair: Pair) -> str:
    """The version. The package must be for this pair."""
    try:
        said = json.loads((unpacked / "metadata.json").read_text(encoding="utf-8"))
        found = (said["from_code"], said["to_code"])
    except (OSError, ValueError, KeyError, TypeError):
        raise ModelProblem("this is not an Argos package: it does not describe itself") from None
    if found != pair:
        raise ModelProblem(f"this package is for {'-'.join(map(str, found))}, not {'-'.join(pair)}")
    if not (unpacked / "model" / "model.bin").exists():
        raise ModelProblem("this is not an Argos package: there is no model in it")
    return str(said.get("package_version", ""))


def _fingerprints(place: Path) -> dict[str, str]:
    files = sorted(each for each in place.rglob("*") if each.is_file())
    return {each.relative_to(place).as_posix(): _hash_of(each) for each in files}


def _hash_of(file: Path) -> str:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as trouble:
        raise ModelProblem(f"{file.name} cannot be read: {trouble.strerror}") from None


def _size(place: Path) -> int:
    return sum(each.stat().st_size for each in place.rglob("*") if each.is_file())
