"""A crawl in a child process: ``crawl(job)`` starts it, listens to it and sees that every source is accounted for.

Scrapy cannot be started twice in one process, so each crawl has a process of its own: ``python -m crawler.process JOB PARENT``. The
child says what it does as JSON lines on its standard output. What it did is believed only from the database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

import msgspec

from crawler.job import CrawlJob, Progress
from domain.crawl import Outcome
from domain.errors import CrawlError
from domain.run import SourceHealth
from storage.sqlite import open_store

__all__ = ["CrawlJob", "Progress", "crawl"]

PATIENCE = 20.0  # seconds a child that was asked to stop may take to finish what is in flight
CODE = Path(__file__).resolve().parent.parent


def crawl(job: CrawlJob, on_progress: Callable[[Progress], None] | None = None, debug: bool = False) -> None:
    """Crawl the sources of a job. Afterwards each has a health row in this run, also one whose crawl ended early.

    ``debug`` lets Scrapy's log through to standard error. An exception in the parent, Ctrl-C above all, stops the child
    gently and leaves the run to be gone on with. Raises CrawlError if the child could not start.
    """
    if not job.sources:
        return
    waiting = [source for source in job.sources if not source.listing]
    if waiting:
        _account_for(replace(job, sources=tuple(waiting)), "来源文件没有列表地址，只有主机名，未抓取")
        crawl(replace(job, sources=tuple(source for source in job.sources if source.listing)), on_progress, debug)
        return
    with TemporaryDirectory(prefix="regdelta-") as folder, TemporaryFile() as log:
        path = Path(folder) / "job.json"
        path.write_bytes(job.to_json())
        child = _start(path, None if debug else log)
        begun = _listen(child, on_progress or (lambda _: None))
        said = _last_words(log)
    if not begun:
        raise CrawlError(f"the crawl could not start: {said or f'its process left with code {child.returncode}'}")
    why = said if said and child.returncode > 0 else f"子进程以代码 {child.returncode} 退出"
    _account_for(job, f"抓取提前结束：{why}")


def _last_words(log: IO[bytes]) -> str:
    """The last line of what the child wrote to standard error: for an error meant for people, its sentence."""
    log.seek(0)
    return b"".join(deque(log, 1)).decode("utf-8", "replace").strip()


def _start(job: Path, log: IO[bytes] | None) -> subprocess.Popen[bytes]:
    """The child, in a session of its own: Ctrl-C reaches it through us, once."""
    paths = [str(CODE), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    command = [sys.executable, "-P", "-m", "crawler.process", str(job), str(os.getpid())]
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, env=environment, start_new_session=True
        )
    except OSError as error:
        raise CrawlError(f"the crawl could not start: {error.strerror}; check {sys.executable}") from error


def _listen(child: subprocess.Popen[bytes], on_progress: Callable[[Progress], None]) -> bool:
    """Pass on what the child says until it ends; True if it said that it had begun."""
    begun = False
    try:
        for line in child.stdout or ():
            if begun:
                on_progress(msgspec.json.decode(line, type=Progress))
            begun = True
        child.wait()
    finally:
        _stop(child)
    return begun


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Ask a child that still runs to finish what is in flight; end it when that takes too long."""
    if child.stdout:
        child.stdout.close()
    if child.poll() is None:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
            return
        child.kill()
        child.wait()


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
    from crawler.child import main

    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
