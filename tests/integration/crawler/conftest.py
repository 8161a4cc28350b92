"""A project folder to crawl into, and a small site whose every answer a test can choose."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from crawler.job import ARCHIVE, DATABASE, CrawlJob, Progress
from crawler.process import crawl
from domain.crawl import Fetch
from domain.run import RunState, SourceHealth, Window
from domain.source import Pace, Source
from sample.server import SampleRegulators
from storage.protocol import Store
from storage.sqlite import open_store

AT = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
BODY = "药品经营企业应当保存完整的购销记录，保存期限不得少于五年，疫苗的购销记录另有规定的从其规定。" * 3


@dataclass(slots=True)
class Project:
    """A database, an archive, and a run after another."""

    folder: Path
    store: Store
    days: int = 0
    progress: list[Progress] = field(default_factory=list)

    def job(self, sources: tuple[Source, ...], run: int | None = None, force: bool = False) -> CrawlJob:
        """The job of a new run a day after the last one, or of an open run."""
        at = AT + timedelta(days=self.days)
        if run is None:
            self.days += 1
            run = self.store.begin_run([source.id for source in sources], at, Window(at - timedelta(days=1), at)).id
        return CrawlJob(self.folder / DATABASE, self.folder / ARCHIVE, run, sources, at, force)

    def crawl(self, *sources: Source, run: int | None = None, force: bool = False) -> int:
        """Crawl in a new run, or on in an open one; returns its number."""
        job = self.job(sources, run, force)
        self.progress.clear()
        crawl(job, self.progress.append)
        return job.run

    def health(self, run: int) -> dict[str, SourceHealth]:
        return {health.source: health for health in self.store.health(run)}

    def looks(self, run: int, source: str) -> dict[str, Fetch]:
        """The last look at each page of a source, by the end of its address."""
        return {fetch.page.url.rsplit("/", 1)[1]: fetch for fetch in self.store.fetches(run, source)}

    def finish(self, run: int) -> None:
        self.store.advance_run(run, RunState.REPORTED)


def _project(folder: Path) -> Iterator[Project]:
    store = open_store(folder / DATABASE)
    yield Project(folder, store)
    store.close()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    yield from _project(tmp_path)


@pytest.fixture(scope="module")
def common_project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project that all tests of a module share, for a crawl that is looked at from many sides."""
    yield from _project(tmp_path_factory.mktemp("common"))


@pytest.fixture
def sample() -> Iterator[SampleRegulators]:
    """The four sample regulators on day 0."""
    with SampleRegulators() as regulators:
        yield regulators


@pytest.fixture
def sample_sources(sample: SampleRegulators, tmp_path: Path) -> tuple[Source, ...]:
    from crawler.sources import load_sources

    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in sample.source_files().items():
        (folder / name).write_text(text, "utf-8")
    return tuple(load_sources(folder).values())


Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the site says; without an answer of its own an address is 404."""

    protocol_version = "HTTP/1.1"
    answers: ClassVar[dict[str, Answer]]
    asked: ClassVar[list[tuple[str, dict[str, str]]]]

    def do_GET(self) -> None:
        self.answer(self.path)

    def do_POST(self) -> None:
        """A form is known as the query of its address would be, where the site tells forms apart."""
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        asked = f"{self.path}?{form}"
        self.answer(asked if asked in self.answers else self.path)

    def answer(self, path: str) -> None:
        self.asked.append((path, {name.lower(): value for name, value in self.headers.items()}))
        self.answers.get(path, status(404))(self)

    def send(self, body: bytes, code: int = 200, content_type: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content_Type": content_type, "Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.send(b"", code, **headers)


def html(text: str, **headers: str) -> Answer:
    return lambda handler: handler.send(f"<html><body>{text}</body></html>".encode(), **headers)


def article(more: str = "", **headers: str) -> Answer:
    return html(f'<div class="TRS_Editor"><p>{BODY}</p>{more}</div>', **headers)


@dataclass(slots=True)
class Site:
    """A list of this family's plainest kind, and the source that reads it."""

    url: str
    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]
    handler: type[Handler] = Handler

    def source(self, name: str = "own_mpa", listing: str = "/list/index.html", url: str = "", **keys: Any) -> Source:
        """``url`` for another server that gives the same answers."""
        keys = {"loopback": True, "pace": Pace(0.0, 1), "options": {"rows": "ul.rows > li"}, **keys}
        return Source(name, f"某局·{name}", "某省", "某局", "文件", "trs_wcm", (url or self.url) + listing, **keys)

    def lists(self, *hrefs: str, listing: str = "/list/index.html") -> None:
        """Show these links on the list."""
        rows = "".join(
            f'<li><a href="{href}">关于{n}号事项的通知</a><em>2026-03-{n:02}</em></li>' for n, href in enumerate(hrefs, 1)
        )
        self.answers[listing] = html(f'<ul class="rows">{rows}</ul><script>createPageHTML(1, 0, "index", "html")</script>')

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


def _site() -> Iterator[Site]:
    class Own(Handler):
        answers: ClassVar[dict[str, Answer]] = {}
        asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", Own.answers, Own.asked, Own)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    yield from _site()


@pytest.fixture(scope="module")
def common_site() -> Iterator[Site]:
    """A site that all tests of a module share."""
    yield from _site()


@pytest.fixture
def answer() -> type[Answers]:
    return Answers


class Answers:
    """The answers a test may put on a site."""

    status = staticmethod(status)
    html = staticmethod(html)
    article = staticmethod(article)
