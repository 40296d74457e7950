"""`lotse models`: the translator's models, from a file, a stick, or an address the operator names.

This command is the only place of Lotse that fetches anything, and only when it is told to.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from bot.machine.translator.models import LARGEST, PIECE, ModelProblem, Models, pair_of
from bot.settings import Settings

FETCHING = 3600  # seconds; a model has 120 MB, and the line may be slow


def add(pair: str, source: str, sha256: str) -> int:
    def work(models: Models) -> int:
        languages = pair_of(pair)
        if urlsplit(source).scheme in ("http", "https"):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "package"
                asyncio.run(_fetch(source, file))
                model = models.add(languages, file, sha256=sha256)
        else:
            model = models.add(languages, Path(source), sha256=sha256)
        print(f"{model.pair}: {model.size / 1e6:.1f} MB, pinned to SHA-256 {model.package}")
        return 0

    return _clearly(work)


def show(*, as_json: bool) -> int:
    def work(models: Models) -> int:
        if as_json:
            listed = [
                {"pair": m.pair, "version": m.version, "size": m.size, "sha256": m.package}
                for m in models.all()
            ]
            print(json.dumps(listed))
            return 0
        for model in models.all():
            print(f"{model.pair}  {model.size / 1e6:7.1f} MB  version {model.version}")
        if not models.all():
            print("There is no model. Add one: lotse models add de-en FILE")
        return 0

    return _clearly(work)


def verify() -> int:
    """1 if any file differs from the lock."""

    def work(models: Models) -> int:
        ill = 0
        for model in models.all():
            faults = models.faults(model)
            ill += bool(faults)
            print(f"{model.pair}: {'; '.join(faults) or 'as it was'}")
        return int(ill > 0)

    return _clearly(work)


def remove(pair: str) -> int:
    def work(models: Models) -> int:
        models.remove(pair_of(pair))
        print(f"{pair} is removed.")
        return 0

    return _clearly(work)


def _clearly(work: Callable[[Models], int]) -> int:
    try:
        return work(Models(Settings().models_dir))
    except ModelProblem as problem:
        print(problem, file=sys.stderr)
        return 1


async def _fetch(address: str, file: Path) -> None:
    import aiohttp

    limit = aiohttp.ClientTimeout(total=FETCHING)
    try:
        async with (
            aiohttp.ClientSession(timeout=limit, trust_env=True) as session,
            session.get(address) as answer,
        ):
            answer.raise_for_status()
            fetched = 0
            with file.open("wb") as target:
                async for piece in answer.content.iter_chunked(PIECE):
                    fetched += len(piece)
                    if fetched > LARGEST:
                        raise ModelProblem("this file is larger than any model")
                    target.write(piece)
    except (aiohttp.ClientError, TimeoutError) as trouble:
        raise ModelProblem(f"it cannot be fetched: {type(trouble).__name__}") from None
