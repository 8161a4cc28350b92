"""``regdelta sources check``: a real look at one listing page and one document of a source, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.crawl import Outcome
from domain.run import Run, RunState, SourceHealth, Window
from domain.source import Source
from monitor.run import Step, Watch, choose, ignore, process
from monitor.scratch import detected, scratch, shortened
from monitor.wiring import Rooms


@dataclass(frozen=True, slots=True)
class Checked:
    """What one source gave. ``title`` and ``measures`` are those of the document read, if one was.

    ``expected`` is what the site says it has in all, ``wanted`` what the source file asks for. ``detected`` is the family the page
    looks like, where that is another than the file's.
    """

    source: str
    name: str
    outcome: Outcome
    detail: str
    entries: int
    expected: int | None
    title: str | None
    measures: int
    family: str = ""
    detected: str = ""
    wanted: int = 0


def check(root: Path, wanted: Sequence[str], *, every: bool = False, watch: Watch = ignore) -> list[Checked]:
    """Look at the wanted sources of the project at ``root`` (all enabled ones by default, ``every`` one also of the others).

    One listing page and one document each, done in a scratch project, so nothing is added to the real one. Raises ConfigError
    for a wrong source file.
    """
    with scratch(root) as rooms:
        return _look(rooms, tuple(rooms.sources) if every and not wanted else wanted, watch)


def _look(rooms: Rooms, wanted: Sequence[str], watch: Watch) -> list[Checked]:
    sources = [shortened(source) for source in choose(rooms.sources, wanted)]
    now = rooms.clock()
    run = rooms.store.begin_run([source.id for source in sources], now, Window(now, now))
    rooms.crawl(run, sources, False, _counting(sum(bool(source.listing) for source in sources), watch))
    rooms.store.advance_run(run.id, RunState.CRAWLED)
    process(rooms, run)
    return [_checked(rooms, run, rooms.sources[health.source], health) for health in rooms.store.health(run.id)]


def _counting(sources: int, watch: Watch) -> Callable[[str, int, int], None]:
    """Progress over all sources: a source is done when the crawl has nothing left to ask of it."""
    shares: dict[str, float] = {}

    def told(text: str, done: int, planned: int) -> None:
        shares[text.partition(" ")[0]] = done / max(planned, 1)
        watch(Step("check", text, sum(share >= 1 for share in shares.values()), sources))

    return told


def _checked(rooms: Rooms, run: Run, source: Source, health: SourceHealth) -> Checked:
    known = [document for document in rooms.store.documents() if document.source == health.source]
    measures = len(rooms.store.version(known[0].id)[1].measures) if known else 0
    seems = detected(rooms, run.id, source)
    return Checked(
        source=health.source,
        name=health.name,
        outcome=health.outcome,
        detail="；".join(
            said for said in health.detail.split("；") if "按 max_" not in said
        ),  # the bounds are those of this look
        entries=health.entries,
        expected=health.expected,
        title=known[0].title if known else None,
        measures=measures,
        family=source.family,
        detected=seems if seems != source.family else "",
        wanted=source.expect.entries,
    )
