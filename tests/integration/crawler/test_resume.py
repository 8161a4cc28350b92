"""Killed at any time, the next crawl of the run goes on from what is stored."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.addresses import identity
from crawler.job import Progress
from crawler.process import crawl
from domain.crawl import Fetch, Outcome, PageKind
from domain.errors import CrawlError
from domain.source import Pace, Source
from sample.server import SampleRegulators
from storage.archive import Archive
from storage.lock import CrawlLock

Project = Any  # tests/integration/crawler/conftest.py
ROOT = Path(__file__).resolve().parents[3]
ENOUGH = 12  # pages looked at before the blow


def slowly(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Slow enough to be hit in the middle."""
    return tuple(replace(source, pace=Pace(0.04, 1)) for source in sources)


def state(fetches: Iterable[Fetch]) -> Counter[tuple[str, str, Outcome, str | None]]:
    """What a run came to, whatever the order."""
    return Counter((fetch.page.source, fetch.page.key, fetch.outcome, fetch.page.title) for fetch in fetches)


def until_gone(pid: int, seconds: float = 8.0) -> bool:
    """True if a process of somebody else's ended in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def crawling_child(project: Project) -> int:
    return int((project.folder / "regdelta.db.crawl").read_text())


def after(pages: int, blow: Callable[[], None]) -> Callable[[Progress], None]:
    seen: list[Progress] = []

    def on_progress(step: Progress) -> None:
        seen.append(step)
        if len(seen) == pages:
            blow()

    return on_progress


def check_goes_on(project: Project, sample: SampleRegulators, run: int, sources: tuple[Source, ...]) -> None:
    """What was got is not asked for again, and the end state is that of an undisturbed run."""
    known = {(fetch.page.source, fetch.page.key) for fetch in project.store.fetches(run) if fetch.outcome.looked}
    assert ENOUGH - 4 <= len(known) < 90
    sample.forget()
    project.crawl(*sources, run=run)
    rest = project.store.fetches(run)
    assert len([request for request in sample.requests if request.path != "/robots.txt"]) <= 93 - len(known)
    plain = project.crawl(*sources, force=True)
    assert state(rest) == state(project.store.fetches(plain))
    compared = ("outcome", "entries", "expected", "fetched", "not_modified", "failed", "detail")
    for source, health in project.health(run).items():
        undisturbed = project.health(plain)[source]
        assert [getattr(health, name) for name in compared] == [getattr(undisturbed, name) for name in compared]


def test_a_killed_child_is_accounted_for_and_gone_on_with(
    project: Project, sample: SampleRegulators, sample_sources: tuple[Source, ...]
) -> None:
    """Every planned source gets a health row that says so; the same run then fetches only the rest."""
    job = project.job(slowly(sample_sources))
    crawl(job, after(ENOUGH, lambda: os.kill(crawling_child(project), signal.SIGKILL)))
    assert {health.outcome for health in project.store.health(job.run)} == {Outcome.PARTIAL}
    assert all("抓取提前结束" in health.detail for health in project.store.health(job.run))
    check_goes_on(project, sample, job.run, sample_sources)


def test_an_interrupted_crawl_ends_its_child_and_leaves_the_run_open(
    project: Project, sample_sources: tuple[Source, ...]
) -> None:
    """Ctrl-C in the parent: the child finishes what is in flight and leaves; no source is called failed."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    job = project.job(slowly(sample_sources))
    with pytest.raises(KeyboardInterrupt):
        crawl(job, after(ENOUGH, interrupt))
    assert until_gone(crawling_child(project), 0.5)
    assert project.store.health(job.run) == []
    project.crawl(*sample_sources, run=job.run)
    assert {health.outcome for health in project.store.health(job.run)} == {Outcome.OK}
    looked = [(fetch.page.source, fetch.page.key) for fetch in project.store.fetches(job.run) if fetch.outcome.looked]
    assert len(looked) == len(set(looked)) > 80


def test_the_child_of_a_killed_parent_leaves_by_itself(project: Project, sample_sources: tuple[Source, ...]) -> None:
    """SIGKILL of the parent leaves nobody to tell: the child sees it and goes, and the database is free again."""
    job = project.job(slowly(sample_sources))
    path = project.folder / "job.json"
    path.write_bytes(job.to_json())
    program = "import sys, pathlib; from crawler.process import *; crawl(CrawlJob.from_json(pathlib.Path(sys.argv[1]).read_bytes()), print)"
    with subprocess.Popen([sys.executable, "-c", program, str(path)], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None and parent.stdout.readline()
        parent.kill()
    assert until_gone(crawling_child(project))
    with CrawlLock(job.database):
        assert project.store.fetches(job.run)


def test_a_second_crawl_on_one_database_is_refused(project: Project, sample_sources: tuple[Source, ...]) -> None:
    """The child does not start, and the sentence says why."""
    job = project.job(sample_sources)
    with CrawlLock(job.database), pytest.raises(CrawlError, match=r"could not start: .*is doing a crawl"):
        crawl(job)


def test_pages_that_wait_for_robots_txt_together_all_obey_it(project: Project, site: Any) -> None:
    """A crawl that is gone on with has its list at once, so that many documents wait for a slow robots.txt side by side."""

    def rules(handler: Any) -> None:
        time.sleep(0.3)
        handler.send(b"User-agent: *\nDisallow: /barred/\n", content_type="text/plain")

    site.answers["/robots.txt"] = rules
    site.lists(*(f"/barred/{n}.html" for n in range(1, 9)))
    source = site.source(pace=Pace(0.0, 8))
    run = project.crawl(source)
    project.crawl(source, run=run)
    assert [path for path in site.paths if "barred" in path] == []
    denied = [fetch for fetch in project.store.fetches(run) if fetch.outcome is Outcome.ROBOTS_DENIED]
    assert len({fetch.page.key for fetch in denied}) == 8


def test_a_crawl_that_cannot_keep_what_it_gets_stops(project: Project, sample_sources: tuple[Source, ...]) -> None:
    """An archive that cannot be written: no source is called good, and each row says what happened."""
    (project.folder / "archive").write_text("a file where the folder should be")
    run = project.crawl(*sample_sources)
    assert {health.outcome for health in project.store.health(run)} == {Outcome.PARTIAL}
    assert all("archive" in health.detail for health in project.store.health(run))
    assert all(fetch.record is None for fetch in project.store.fetches(run))


def test_a_look_is_told_of_when_it_is_on_disk(project: Project, site: Any, answer: Any) -> None:
    """Whoever hears of a page finds its fetch in the database and its bytes in the archive, though many are written at once."""
    site.lists(*(f"a{n}.html" for n in range(30)))
    site.answers |= {f"/list/a{n}.html": answer.article() for n in range(30)}
    job = project.job((site.source(pace=Pace(0.0, 8)),))
    archive, told, missing = Archive(job.archive), set[str](), set[str]()

    def hear(progress: Progress) -> None:
        if progress.kind is PageKind.DOCUMENT:
            told.add(progress.url)
            fetch = project.store.last_good(progress.source, identity(progress.url))
            if fetch is None or not archive.read(fetch.record or "").body:
                missing.add(progress.url)

    crawl(job, hear)
    assert (len(told), missing) == (30, set())
