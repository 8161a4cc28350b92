"""``regdelta sources check``: a real look at one listing page and one document of a source, kept nowhere."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from domain.crawl import Outcome
from domain.run import RunState, SourceHealth, Window
from domain.source import Expectation, Source
from monitor.config import CONFIG_NAME
from monitor.run import choose, process
from monitor.wiring import Rooms, open_rooms


@dataclass(frozen=True, slots=True)
class Checked:
    """What one source gave. ``title`` and ``measures`` are those of the document read, if one was."""

    source: str
    name: str
    outcome: Outcome
    detail: str
    entries: int
    expected: int | None
    title: str | None
    measures: int


def check(root: Path, wanted: Sequence[str]) -> list[Checked]:
    """Look at the wanted sources of the project at ``root`` (all enabled ones by default), one listing page and one document each.

    Everything is done in a scratch project, so nothing is added to the real one. Raises ConfigError for a wrong source file.
    """
    with tempfile.TemporaryDirectory(prefix="regdelta-check-") as folder:
        scratch = Path(folder)
        shutil.copy(root / CONFIG_NAME, scratch)
        shutil.copytree(root / "sources", scratch / "sources")
        with open_rooms(scratch) as rooms:
            return _look(rooms, wanted)


def _look(rooms: Rooms, wanted: Sequence[str]) -> list[Checked]:
    sources = [_shortened(source) for source in choose(rooms.sources, wanted)]
    now = rooms.clock()
    run = rooms.store.begin_run([source.id for source in sources], now, Window(now, now))
    rooms.crawl(run, sources, False, lambda *_: None)
    rooms.store.advance_run(run.id, RunState.CRAWLED)
    process(rooms, run)
    return [_checked(rooms, health) for health in rooms.store.health(run.id)]


def _shortened(source: Source) -> Source:
    """One listing page and one document; what the whole listing should hold is not asked of one page."""
    return replace(source, max_pages=1, max_documents=1, expect=Expectation())


def _checked(rooms: Rooms, health: SourceHealth) -> Checked:
    known = [document for document in rooms.store.documents() if document.source == health.source]
    measures = len(rooms.store.version(known[0].id)[1].measures) if known else 0
    return Checked(
        source=health.source,
        name=health.name,
        outcome=health.outcome,
        detail=health.detail,
        entries=health.entries,
        expected=health.expected,
        title=known[0].title if known else None,
        measures=measures,
    )
