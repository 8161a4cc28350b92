"""``scrapy crawl source -a source=ID``: one source by hand, into the project folder's own database and archive."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.job import ARCHIVE, DATABASE, CrawlJob
from crawler.session import Session, session
from crawler.sources import SHIPPED, load_source
from domain.errors import ConfigError
from domain.run import RunState, Window
from domain.source import Source
from storage.lock import CrawlLock
from storage.sqlite import open_store


def open_project(crawler: Crawler, project: Path, source_id: str) -> tuple[Source, Session]:
    """The source and a session that is closed with the spider, as part of the project's open run or of a new one.

    The run is left crawled: the next ``regdelta run`` reads and reports it. Raises ConfigError for an unknown source and
    StoreLocked while another crawl is at work.
    """
    source = find_source(project, source_id)
    database = project / DATABASE
    stack = ExitStack()
    stack.enter_context(CrawlLock(database.resolve()))
    opened = stack.enter_context(session(_job(project, source)))

    def stopped() -> None:  # after spider_closed, at which the extension still writes the health row
        if any(health.source == source.id for health in opened.store.health(opened.job.run)):
            opened.store.advance_run(opened.job.run, RunState.CRAWLED, opened.now())
        stack.close()

    # A weak reference would be gone before the spider is.
    crawler.signals.connect(stopped, signals.engine_stopped, weak=False)
    return source, opened


def find_source(project: Path, source_id: str) -> Source:
    """``sources/<id>.toml`` of the project, else the one that comes with regdelta."""
    for folder in (project / "sources", SHIPPED):
        if (path := folder / f"{source_id}.toml").is_file():
            source = load_source(path)
            if not source.listing:
                raise ConfigError(f"{path}: listing is empty; write the address of a list of {source.host} there first")
            return source
    said = f"source {source_id}" if source_id else "source without a name (use -a source=ID)"
    raise ConfigError(f"there is no {said} in {project / 'sources'} nor among those that come with regdelta")


def _job(project: Path, source: Source) -> CrawlJob:
    at = datetime.now(UTC)
    store = open_store(project / DATABASE)
    try:
        run = store.unfinished_run() or store.begin_run([source.id], at, Window(at - timedelta(days=1), at))
        return CrawlJob(project / DATABASE, project / ARCHIVE, run.id, (source,), at)
    finally:
        store.close()
