"""Scrapy's own commands work from the checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from domain.crawl import Outcome
from domain.run import RunState

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any
ROOT = Path(__file__).resolve().parents[3]

SOURCE = """
id = "own_mpa"
name = "某局·文件"
province = "某省"
authority = "某局"
channel = "文件"
family = "trs_wcm"
listing = "{url}/list/index.html"
loopback = true
options = {{ rows = "ul.rows > li" }}
[pace]
delay = 0
"""


def scrapy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_scrapy_list_names_the_one_spider() -> None:
    """scrapy.cfg leads to our settings."""
    assert scrapy("list").stdout == "source\n"


def test_scrapy_crawl_reads_a_source_of_a_project(project: Project, site: Site, answer: Answers) -> None:
    """Into the project's own database and archive, as a run that the next `regdelta run` goes on with."""
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article()
    (project.folder / "sources").mkdir()
    (project.folder / "sources" / "own_mpa.toml").write_text(SOURCE.format(url=site.url), "utf-8")
    done = scrapy("crawl", "source", "-a", "source=own_mpa", "-s", f"REGDELTA_PROJECT={project.folder}")
    assert done.returncode == 0, done.stderr
    run = project.store.unfinished_run()
    assert run is not None and run.state is RunState.CRAWLED
    assert project.health(run.id)["own_mpa"].outcome is Outcome.OK
    assert [pending.page.title for pending in project.store.pending(run.id)] == ["关于1号事项的通知"]
    assert list((project.folder / "archive").rglob("*.warc.gz"))


def test_scrapy_crawl_without_a_known_source_says_so(project: Project) -> None:
    """The sentence names both places that were looked at."""
    done = scrapy("crawl", "source", "-a", "source=nobody", "-s", f"REGDELTA_PROJECT={project.folder}")
    assert "there is no source nobody in" in done.stderr
