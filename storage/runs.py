"""Runs: when they began, how far they came."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from domain.errors import NotFound
from domain.run import Run, RunState, Window
from storage.engine import Engine
from storage.values import from_json, maybe_moment, moment, stamp, to_json


class Runs(Engine):
    """The table ``runs``."""

    def begin_run(self, sources: Sequence[str], started: datetime, window: Window) -> Run:
        with self.transaction():
            number = self.insert(
                "runs",
                {
                    "started": stamp(started),
                    "state": RunState.CRAWLING,
                    "sources": to_json(tuple(sources)),
                    "window_start": stamp(window.start),
                    "window_end": stamp(window.end),
                },
            )
        return Run(number, started, RunState.CRAWLING, tuple(sources), window)

    def unfinished_run(self) -> Run | None:
        row = self.row("SELECT * FROM runs WHERE state != ? ORDER BY id DESC LIMIT 1", (RunState.REPORTED,))
        return _run(row) if row else None

    def advance_run(self, run: int, state: RunState, finished: datetime | None = None) -> None:
        """Raises NotFound for an unknown run. Without ``finished`` an earlier time of finishing stays."""
        with self.transaction():
            values = (state, stamp(finished) if finished else None, run)
            if not self.run("UPDATE runs SET state = ?, finished = COALESCE(?, finished) WHERE id = ?", values):
                raise NotFound(f"there is no run {run} in {self.path}")

    def runs(self, limit: int = 50) -> list[Run]:
        return [_run(row) for row in self.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (limit,))]


def _run(row: sqlite3.Row) -> Run:
    return Run(
        id=row["id"],
        started=moment(row["started"]),
        state=RunState(row["state"]),
        sources=from_json(row["sources"], tuple[str, ...]),
        window=Window(moment(row["window_start"]), moment(row["window_end"])),
        finished=maybe_moment(row["finished"]),
    )
