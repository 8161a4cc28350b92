"""A status that turns to 废止 in the listing is an event of the document although its text is unchanged."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from domain.change import EventKind
from domain.crawl import Outcome, PageKind
from domain.run import Window
from monitor import visits
from monitor.clock import system_clock
from monitor.demo import DemoDay
from monitor.wiring import open_rooms


def test_a_flip_of_the_listed_status_is_a_repeal_told_once(tmp_path: Path, lived: tuple[Path, list[DemoDay]]) -> None:
    """The document is repealed by the site's word; asked again, nothing more is said."""
    root = Path(shutil.copytree(lived[0], tmp_path / "copy"))
    with open_rooms(root) as rooms:
        page = next(one for one in rooms.store.pages("nanyu_mpa", PageKind.DOCUMENT) if _in_force(rooms.store, one))
        now = system_clock()
        run = rooms.store.begin_run(["nanyu_mpa"], now, Window(now, now + timedelta(seconds=1)))
        for status in ("有效", "废止"):
            rooms.store.record_fetch(run.id, replace(page, status=status), at=now, outcome=Outcome.NOT_MODIFIED)
        (lapse,) = visits.lapses(rooms.desk, run.id, now)
        rooms.store.record_visit(lapse)
        document = rooms.store.document_at(page.source, page.key)
        assert document
        assert document.repealed
        assert rooms.store.events(document.id)[-1].event.kind is EventKind.REPEALED
        assert visits.lapses(rooms.desk, run.id, now) == ()


def _in_force(store, page) -> bool:
    document = store.document_at(page.source, page.key)
    return document is not None and not document.repealed
