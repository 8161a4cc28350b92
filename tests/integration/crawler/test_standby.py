"""A crawling process that was started before its job was known."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from crawler import standby
from crawler.standby import standing_by
from domain.crawl import Outcome

Site = Any  # tests/integration/crawler/conftest.py
Project = Any
Answers = Any


def running(pid: int) -> bool:
    """A process that was ended and waited for has no number any more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_crawl_uses_the_process_that_stands_by(project: Project, site: Site, answer: Answers) -> None:
    """It does what one started for the job would do; the next crawl has to start its own."""
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article()
    source = site.source()
    with standing_by():
        (waiting,) = standby._waiting
        first = project.crawl(source)
        assert not running(waiting.pid)
        assert not standby._waiting
        second = project.crawl(source)
    assert [project.health(run)[source.id].outcome for run in (first, second)] == [Outcome.OK, Outcome.OK]


def test_a_process_that_was_not_needed_is_gone_after_the_block() -> None:
    with standing_by():
        (waiting,) = standby._waiting
        assert running(waiting.pid)
    assert not running(waiting.pid)


def test_a_process_leaves_when_no_job_comes(tmp_path: Path) -> None:
    """Its parent may die before it has one: the end of its input tells it, and nothing was opened."""
    done = subprocess.run(
        [sys.executable, "-m", "crawler.process", str(os.getpid())],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "TMPDIR": str(tmp_path)},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not list(tmp_path.iterdir())
