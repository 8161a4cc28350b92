"""A page that came whole and whose text cannot be read: told once, counted and named each day, and nothing is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from domain.crawl import Outcome, Page, PageKind
from domain.run import Run, RunState, SourceHealth
from domain.source import Source
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.run import run
from monitor.wiring import Rooms, open_rooms

from .policy_site import SOURCE

MORNING = datetime(2026, 11, 23, 8, 5, tzinfo=SHANGHAI)
PAGE = Page("one", PageKind.DOCUMENT, "http://127.0.0.1:9/1.html", "http://127.0.0.1:9/1.html", "关于某事项的通知")
WHOLE = (
    "<html><body><h1>关于某事项的通知</h1><div class='TRS_Editor'><p>（一）压缩时限。由20日压缩为10日。</p></div></body></html>"
)
PICTURE = b"\xff\xd8\xff\xe0" + bytes(64)


def day(root: Path, number: int, body: bytes) -> tuple[SourceHealth, int, int]:
    """A run that is given this for the page: the line of the source, the suspects told so far, the versions."""
    with open_rooms(root, clock_from(MORNING + timedelta(days=number))) as rooms:

        def crawl(current: Run, sources: Sequence[Source], force: bool, told: object) -> None:
            _look(rooms, current, body)
            rooms.store.record_health(current.id, SourceHealth("one", "某局", Outcome.OK))

        result = run(replace(rooms, crawl=crawl, crawl_again=lambda *_: None))
        assert rooms.store.runs()[0].state is RunState.REPORTED
        (health,) = rooms.store.health(result.run.id)
        documents = rooms.store.documents()
        events = [one for document in documents for one in rooms.store.events(document.id) if one.event.kind.suspect]
        return health, len(events), sum(document.versions for document in documents)


def _look(rooms: Rooms, current: Run, body: bytes) -> None:
    kept = {"status": 200, "reason": "OK", "headers": [("Content-Type", "text/html" if body[:1] == b"<" else "image/jpeg")]}
    with rooms.desk.archive.writer(current.id) as writer:
        record = writer.write(PAGE.url, body=body, at=rooms.clock(), request_headers=None, **kept)  # type: ignore[arg-type] # by name
    digest = hashlib.sha256(body).hexdigest()
    rooms.store.record_fetch(
        current.id, PAGE, at=rooms.clock(), outcome=Outcome.OK, status=200, sha256=digest, size=len(body), record=record
    )


def test_a_page_without_text_keeps_what_is_known(tmp_path: Path) -> None:
    """Read, a picture in its place for two days, read again: one version; told on the first of the two, in the line on both."""
    root = tmp_path / "watch"
    make_project(root, {"one.toml": SOURCE.format(id="one", level="official", port=9)})
    lines = [day(root, number, body) for number, body in enumerate((WHOLE.encode(), PICTURE, PICTURE, WHOLE.encode()))]
    assert [(told, versions) for _, told, versions in lines] == [(0, 1), (1, 1), (1, 1), (1, 1)]
    assert [health.suspect for health, _, _ in lines] == [0, 1, 1, 0]
    assert [health.detail.startswith("未能读出 1 处：") for health, _, _ in lines] == [False, True, True, False]
    assert all(health.good for health, _, _ in lines)


def test_a_new_page_without_text_is_named(tmp_path: Path) -> None:
    """Nothing is known of it, and nothing is made of it; the line says so."""
    root = tmp_path / "watch"
    make_project(root, {"one.toml": SOURCE.format(id="one", level="official", port=9)})
    health, told, versions = day(root, 0, PICTURE)
    assert (health.good, health.suspect, told, versions) == (True, 0, 0, 0)
    assert health.detail.startswith("未能读出 1 处：")
