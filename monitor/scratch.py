"""Looks by hand that must not touch a project: its sources and settings copied to a folder that is gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from crawler.cms.detect import detect
from domain.crawl import Fetch, PageKind
from domain.source import Expectation, Source
from monitor.config import CONFIG_NAME
from monitor.wiring import Rooms, open_rooms
from normalizer.decode import decode


@contextmanager
def scratch(root: Path) -> Iterator[Rooms]:
    """The rooms of a scratch copy of the project at ``root``. Raises ConfigError for a wrong file in it."""
    with tempfile.TemporaryDirectory(prefix="regdelta-look-") as folder:
        copy = Path(folder)
        if (root / CONFIG_NAME).exists():  # where it does not, opening says so
            shutil.copy(root / CONFIG_NAME, copy)
            shutil.copytree(root / "sources", copy / "sources", dirs_exist_ok=True)
        with open_rooms(copy if (root / CONFIG_NAME).exists() else root) as rooms:
            yield rooms


def shortened(source: Source) -> Source:
    """One listing page and one document; what the whole listing should hold is not asked of one page."""
    return replace(source, max_pages=1, max_documents=1, expect=Expectation())


def detected(rooms: Rooms, run: int, source: Source) -> str:
    """The family that the list's page looks like, told by addresses and marks; empty where nothing tells, or nothing came."""
    listings = [fetch for fetch in rooms.store.fetches(run, source.id) if fetch.page.kind is PageKind.LISTING and fetch.record]
    for fetch in listings:
        if guesses := detect(text_of(rooms, fetch), fetch.final_url or fetch.page.url):
            return guesses[0].family
    return ""


def text_of(rooms: Rooms, fetch: Fetch) -> str:
    """The decoded body of a kept answer."""
    return decode(rooms.desk.archive.read(fetch.record or "").body, None)
