"""The monitor against a model of a few lines: any sequence of texts, faults, repeats and deaths between two writes.

Store, archive, normalizer, differ and report are the real ones; only the looks are made by hand in the place of a crawl.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from domain.change import Change, EventKind, Status
from domain.crawl import Outcome, Page, PageKind
from domain.run import Run, SourceHealth
from domain.source import Source
from monitor.clock import SHANGHAI, clock_from
from monitor.config import CONFIG_NAME
from monitor.project import make_project
from monitor.run import RunResult, run
from monitor.wiring import Rooms, open_rooms
from tests.faults.papers import policy

SOURCE = """id = "one"
name = "某局"
province = "测试"
authority = "测试省药品监督管理局"
channel = "文件"
family = "trs_wcm"
listing = "http://127.0.0.1:9/index.html"
loopback = true
"""
PAGE = Page("one", PageKind.DOCUMENT, "http://127.0.0.1:9/1.html", "http://127.0.0.1:9/1.html", policy(1).title)
LIST = Page("one", PageKind.LISTING, "http://127.0.0.1:9/index.html", "http://127.0.0.1:9/index.html")
WHOLE = {
    "A": policy(1).text,
    "B": policy(1).text.replace("压缩至45个工作日", "压缩至40个工作日"),
    "C": policy(1, extra=4).text,
}
SHORT = "\n".join(policy(1).lines[:6])
ERROR = "系统繁忙，请稍后再试！如多次出现此提示，请联系网站管理员，给您带来的不便敬请谅解，感谢您对本网站的关注。"
SHOWN = {**WHOLE, "short": SHORT, "error": ERROR}
FAILED = (Outcome.HTTP_ERROR, Outcome.CHALLENGE, Outcome.TIMEOUT, Outcome.SOFT_404)
START = datetime(2026, 11, 20, 8, 5, tzinfo=SHANGHAI)
WRITES = ("record_fetch", "record_health", "record_visit", "record_report", "advance_run", "save_baseline", "remark")
BEFORE_HEALTH = 2  # both looks are written


class Died(Exception):
    """The process ended here."""


class Mortal:
    """A store whose user dies before its ``last``-th write."""

    def __init__(self, store: Any, last: int | None) -> None:
        self._store = store
        self._left = last

    def __getattr__(self, name: str) -> Any:
        if name in WRITES and self._left is not None:
            if self._left == 0:
                raise Died
            self._left -= 1
        return getattr(self._store, name)


class Monitor(RuleBasedStateMachine):
    """``versions`` are the texts that must be stored, ``last`` what the last good look showed, ``told`` the refusals that were news."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="regdelta-model-"))
        make_project(self.root, {"one.toml": SOURCE})
        config = self.root / CONFIG_NAME
        config.write_text(config.read_text("utf-8").replace('["html", "markdown", "json"]', '["json"]'), "utf-8")
        self.hours = 0
        self.versions: list[str] = []
        self.last = ""
        self.told = 0

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @initialize(shown=st.sampled_from(sorted(WHOLE)))
    def first_morning(self, shown: str) -> None:
        self._morning(shown, None, None)
        self.versions = [SHOWN[shown]]
        self.last = SHOWN[shown]

    @rule(
        shown=st.sampled_from(sorted(SHOWN)),
        again=st.none() | st.sampled_from(sorted(SHOWN)),
        mornings=st.integers(1, 2),
        death=st.none() | st.integers(0, 11),
    )
    def good_looks(self, shown: str, again: str | None, mornings: int, death: int | None) -> None:
        """A whole text is a version if it is another one; a short one on the second look; an error page never.

        ``again`` is what a second look of the same run shows, None for one that fails.
        """
        for _ in range(mornings):
            self._morning(shown, None, death, again)
            self.last = self._taken(SHOWN[shown], SHOWN[again] if again else None)

    def _taken(self, text: str, again: str | None) -> str:
        """Say what follows from a look; returns the text last seen."""
        if text == self.versions[-1] or (text == ERROR and self.last == ERROR):
            return text
        if text in WHOLE.values() or self.last == SHORT == text or text == again == SHORT:
            self.versions.append(text)
            return text
        if again != self.versions[-1]:
            self.told += again is None or again != ERROR or self.last != ERROR
        return again or text

    @rule(outcome=st.sampled_from(FAILED), death=st.none() | st.integers(0, 9))
    def a_failed_look(self, outcome: Outcome, death: int | None) -> None:
        """Nothing follows from it."""
        self._morning(None, outcome, death)

    @rule(
        shown=st.sampled_from(sorted(SHOWN)), again=st.none() | st.sampled_from(sorted(SHOWN)), outcome=st.sampled_from(FAILED)
    )
    def a_run_that_is_gone_on_with(self, shown: str, again: str | None, outcome: Outcome) -> None:
        """The page fails, the process ends, and the same run sees the page after all: that is its first look."""
        with suppress(Died):
            self._run(None, outcome, BEFORE_HEALTH, later=24)
        self._run(shown, None, None, later=0, again=again)
        self.last = self._taken(SHOWN[shown], SHOWN[again] if again else None)

    @rule()
    def the_same_look_again(self) -> None:
        """A second run of the day that sees the same adds nothing: no version, no change, no report."""
        if SHORT in (self.last, self.versions[-1]) or (self.last != self.versions[-1] and self.last != ERROR):
            return  # there the second look is the one that counts
        before = self._counts()
        shown = next(name for name, text in SHOWN.items() if text == self.last)
        result = self._run(shown, None, None, later=1)
        assert (result.versions, result.changes, result.report) == (0, 0, None)
        assert self._counts() == before

    @invariant()
    def holds(self) -> None:
        if not self.versions:
            return
        with open_rooms(self.root) as rooms:
            store = rooms.store
            (document,) = store.documents()
            texts = [store.version(document.id, number)[1].text for number in range(1, document.versions + 1)]
            assert texts == self.versions
            assert store.undelivered() == ([], [])
            events = store.events(document.id)
            assert sum(one.event.kind.suspect for one in events) == self.told
            for one in events:  # only a version without its closing lines, or with them again, has more to tell
                if not one.event.kind.suspect and one.event.kind is not EventKind.FIRST_SEEN:
                    assert SHORT in self.versions[one.sequence - 2 : one.sequence]
            reports = store.reports()
            assert _once(change for one in reports for change in one.changes) == {one.id for one in store.changes()}
            assert _once(event for one in reports for event in one.events) == {one.id for one in events}
            for change in store.changes():
                _honest(change.change, self.versions[change.from_sequence - 1], self.versions[change.to_sequence - 1])

    def _counts(self) -> tuple[int, ...]:
        with open_rooms(self.root) as rooms:
            store = rooms.store
            return len(store.changes()), len(store.events()), len(store.reports()), store.documents()[0].versions

    def _morning(self, shown: str | None, outcome: Outcome | None, death: int | None, again: str | None = None) -> None:
        """A day's run; after a death another one that goes on with it."""
        with suppress(Died):
            self._run(shown, outcome, death, later=24, again=again)
            return
        self._run(shown, outcome, None, later=0, again=again)

    def _run(
        self, shown: str | None, outcome: Outcome | None, death: int | None, later: int, again: str | None = None
    ) -> RunResult:
        self.hours += later
        with open_rooms(self.root, clock_from(START + timedelta(hours=self.hours))) as rooms:
            store: Any = Mortal(rooms.store, death)
            mortal = replace(rooms, store=store, desk=replace(rooms.desk, store=store))
            crawl = _by_hand(mortal, SHOWN[shown] if shown else None, outcome or Outcome.OK)
            return run(replace(mortal, crawl=crawl, crawl_again=_once_more(mortal, SHOWN[again] if again else None)))


def _by_hand(rooms: Rooms, text: str | None, outcome: Outcome) -> Callable[[Run, Sequence[Source], bool, object], None]:
    """A crawl that finds the list, then the page as it is said to be; what it has looked at already it does not look at again."""

    def crawl(current: Run, *_: object) -> None:
        for page, body in ((LIST, "<ul></ul>"), (PAGE, _html(text) if text else None)):
            if rooms.store.fetched_in(current.id, page.source, page.key) is None:
                _look(rooms, current, page, body, Outcome.OK if body else outcome)
        rooms.store.record_health(current.id, SourceHealth("one", "某局", outcome, "" if text else "未能读取"))

    return crawl


def _once_more(rooms: Rooms, text: str | None) -> Callable[[Run, Sequence[Page], object], None]:
    """A second look at the page; one without text fails."""

    def crawl(current: Run, pages: Sequence[Page], _: object) -> None:
        assert [page.key for page in pages] == [PAGE.key]
        _look(rooms, current, PAGE, _html(text) if text else None, Outcome.OK if text else Outcome.TIMEOUT)

    return crawl


def _look(rooms: Rooms, current: Run, page: Page, body: str | None, outcome: Outcome) -> None:
    received: dict[str, Any] = {}
    if body is not None:
        with rooms.desk.archive.writer(current.id) as writer:
            kept = {"status": 200, "reason": "OK", "headers": [("Content-Type", "text/html; charset=utf-8")]}
            received["record"] = writer.write(page.url, body=body.encode(), at=rooms.clock(), request_headers=None, **kept)
        received |= {"sha256": hashlib.sha256(body.encode()).hexdigest(), "size": len(body.encode()), "status": 200}
    rooms.store.record_fetch(current.id, page, at=rooms.clock(), outcome=outcome, detail="" if body else "未能读取", **received)


def _html(text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f'<html><body><h1>{policy(1).title}</h1><div class="TRS_Editor">{lines}</div></body></html>'


def _once(numbers: Any) -> set[int]:
    """The numbers; none may stand in two reports."""
    counted = Counter(numbers)
    assert set(counted.values()) <= {1}
    return set(counted)


def _honest(change: Change, old: str, new: str) -> None:
    """Nothing is called deleted that the new text still says, nor added that the old one said."""
    assert old != new
    if change.status is Status.DELETED:
        assert len(new) < len(old)
    if change.status is Status.ADDED:
        assert len(new) > len(old)


def test_the_monitor_keeps_to_the_model() -> None:
    """Versions are the sequence of distinct accepted texts; a failed or refused look removes nothing; nothing is told twice."""
    bounds = settings(max_examples=12, stateful_step_count=8, deadline=None, derandomize=True)
    run_state_machine_as_test(Monitor, settings=bounds)  # type: ignore[no-untyped-call] # of hypothesis
