"""应查, 成功, 异常: one row for every source that was to be looked at, also for one that left no trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from domain.digest import Fortune
from domain.report import SourceLine, Sources
from domain.run import Run, SourceHealth, Window
from domain.source import Source
from storage.protocol import Store

MANY = 1000
"""Runs looked through for a window: more than a month of them even every hour."""

LOOK_BACK = 30
"""Runs searched for the last word of a source that left none in this one: about a month of mornings."""


def of_run(store: Store, run: Run | None, sources: Sequence[Source]) -> Sources:
    """The sources of one run: what was planned and left no health counts as failed."""
    known = {health.source: health for health in store.health(run.id)} if run else {}
    planned = run.sources if run else tuple(source.id for source in sources if source.enabled)
    names = {source.id: source.name for source in sources}
    unseen = (_unseen(store, key, names.get(key, key)) for key in dict.fromkeys(planned) if key not in known)
    return Sources(_bad_first([*unseen, *(_row(health, names.get(key, key)) for key, health in known.items())]))


def of_runs(store: Store, runs: Sequence[Run], sources: Sequence[Source]) -> Sources:
    """The newest look at each source over several runs, given newest first."""
    rows: dict[str, SourceLine] = {}
    for run in runs:
        for row in of_run(store, run, sources).rows:
            rows.setdefault(row.source, row)
    return Sources(_bad_first(rows.values()))


def fortunes(store: Store, window: Window, sources: Sequence[Source]) -> tuple[Fortune, ...]:
    """How each source fared over all runs of a window, the least lucky first."""
    names = {source.id: source.name for source in sources}
    looks: dict[str, list[tuple[datetime, bool]]] = {}
    for run in reversed([run for run in store.runs(MANY) if window.start <= run.started < window.end]):
        for row in of_run(store, run, sources).rows:
            if row.planned:
                looks.setdefault(row.source, []).append((run.started, row.good))
                names[row.source] = row.name
    found = [_fortune(source, names[source], seen, window) for source, seen in looks.items()]
    return tuple(sorted(found, key=lambda one: (one.succeeded / one.looked, one.source)))


def _fortune(source: str, name: str, looks: Sequence[tuple[datetime, bool]], window: Window) -> Fortune:
    good = [at for at, succeeded in looks if succeeded]
    bounds = [window.start, *good, window.end]
    start, end = max(pairwise(bounds), key=lambda gap: gap[1] - gap[0])
    return Fortune(source, name, len(looks), len(good), start, end)


def _unseen(store: Store, source: str, name: str) -> SourceLine:
    """A source the run was to look at and left no word of; what is known of it comes from the runs before."""
    earlier = (health for run in store.runs(LOOK_BACK) for health in store.health(run.id) if health.source == source)
    last = next(earlier, None)
    success = last.last_success if last else None
    return SourceLine(source, name, good=False, outcome=None, detail="本轮没有留下这个来源的记录", last_success=success)


def _row(health: SourceHealth, name: str) -> SourceLine:
    return SourceLine(
        source=health.source,
        name=health.name or name,
        good=health.good,
        outcome=health.outcome,
        detail=health.detail,
        entries=health.entries,
        expected=health.expected,
        fetched=health.fetched,
        not_modified=health.not_modified,
        failed=health.failed,
        failures=health.failures,
        last_success=health.last_success,
        suspect=health.suspect,
        planned=health.planned,
        plan=health.plan,
        rests_until=health.rests_until,
    )


def _bad_first(rows: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    return tuple(sorted(rows, key=lambda row: (row.planned and row.good, not row.planned)))
