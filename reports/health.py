"""应查, 成功, 异常: one row for every source that was to be looked at, also for one that left no trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.report import SourceLine, Sources
from domain.run import Run, SourceHealth
from domain.source import Source
from storage.protocol import Store


def of_run(store: Store, run: Run | None, sources: Sequence[Source]) -> Sources:
    """The sources of one run: what was planned and left no health counts as failed."""
    known = {health.source: health for health in store.health(run.id)} if run else {}
    planned = dict.fromkeys(run.sources if run else (source.id for source in sources if source.enabled))
    names = {source.id: source.name for source in sources}
    rows = [_row(known.get(source), source, names.get(source, source)) for source in planned]
    return Sources(
        _bad_first([*rows, *(_row(health, key, health.name) for key, health in known.items() if key not in planned)])
    )


def of_runs(store: Store, runs: Sequence[Run], sources: Sequence[Source]) -> Sources:
    """The newest look at each source over several runs, given newest first."""
    rows: dict[str, SourceLine] = {}
    for run in runs:
        for row in of_run(store, run, sources).rows:
            rows.setdefault(row.source, row)
    return Sources(_bad_first(rows.values()))


def _row(health: SourceHealth | None, source: str, name: str) -> SourceLine:
    if health is None:
        return SourceLine(source, name, good=False, outcome=None, detail="本轮没有留下这个来源的记录")
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
    )


def _bad_first(rows: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    return tuple(sorted(rows, key=lambda row: (row.planned and row.good, not row.planned)))
