"""A crawl in a child process: ``crawl(job)`` starts it, listens to it and sees that every source is accounted for.

Scrapy cannot be started twice in one process, so each crawl has a process of its own: ``python -m crawler.process PARENT``, which
reads its job from standard input. The child says what it does as JSON lines on its standard output. What it did is believed only
from the database.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import msgspec

from crawler.chromium import lacking
from crawler.job import CrawlJob, Progress
from crawler.standby import Child, take
from domain.crawl import Outcome
from domain.errors import CrawlError
from domain.run import SourceHealth
from domain.source import Source
from storage.sqlite import open_store

__all__ = ["CrawlJob", "Progress", "crawl"]

ALARM = re.compile(rb"Timeout \(\d+:\d\d:\d\d")  # how faulthandler begins when the alarm of crawler.child goes off


def crawl(job: CrawlJob, on_progress: Callable[[Progress], None] | None = None, debug: bool = False) -> None:
    """Crawl the sources of a job. Afterwards each has a health row in this run, also one whose crawl ended early.

    ``debug`` lets Scrapy's log through to standard error. An exception in the parent, Ctrl-C above all, stops the child
    gently and leaves the run to be gone on with. Raises CrawlError if the child could not start.
    """
    if not job.sources:
        return
    if kept_out := [source for source in job.sources if _kept_out(source)]:
        for source in kept_out:
            _account_for(replace(job, sources=(source,)), _kept_out(source))
        crawl(replace(job, sources=tuple(source for source in job.sources if source not in kept_out)), on_progress, debug)
        return
    with closing(take(debug)) as child:
        child.begin(job.to_json())
        begun = _listen(child, on_progress or (lambda _: None))
        said = _last_words(child)
    if not begun:
        raise CrawlError(f"the crawl could not start: {said or f'its process left with code {child.code}'}")
    why = said if said and child.code > 0 else f"子进程以代码 {child.code} 退出"
    _account_for(job, f"抓取提前结束：{why}")


def _kept_out(source: Source) -> str:
    """Why a source cannot be visited at all; empty for one that can."""
    if not source.listing:
        return "来源文件没有列表地址，只有主机名，未抓取"
    return f"{why}，未抓取" if source.browser and (why := lacking()) else ""


def _last_words(child: Child) -> str:
    """The last line of what the child wrote to standard error: for an error meant for people, its sentence."""
    last = child.last_lines()
    if any(ALARM.match(line) for line in last):
        return "有一页使程序停住不动，子进程已被强行结束；已入库的内容不受影响"
    return b"".join(last[-1:]).decode("utf-8", "replace").strip()


def _listen(child: Child, on_progress: Callable[[Progress], None]) -> bool:
    """Pass on what the child says until it ends; True if it said that it had begun."""
    begun = False
    for line in child.said():
        if begun:
            on_progress(msgspec.json.decode(line, type=Progress))
        begun = True
    return begun


def _account_for(job: CrawlJob, said: str) -> None:
    """A planned source without a health row was not looked at to the end: that is a failed look and is recorded as one."""
    store = open_store(job.database)
    try:
        recorded = {health.source for health in store.health(job.run)}
        for source in job.sources:
            if source.id not in recorded:
                health = SourceHealth(source.id, source.name, Outcome.PARTIAL, said)
                store.record_health(job.run, health)
    finally:
        store.close()


if __name__ == "__main__":
    gc.disable()  # until all is loaded: none of it is garbage, and looking for some takes a fifth of the time
    import scrapy.core.downloader.contextfactory  # noqa: F401 - first: it searches all modules that are loaded by then, many times

    from crawler.child import main

    code = main(sys.stdin.buffer, int(sys.argv[1]))
    sys.stderr.flush()
    os._exit(code)  # all is closed and on disk; taking Scrapy apart object by object would cost a tenth of a second
