"""Law: what a crawl records does not depend on what it recalls. The same site is crawled twice, once by a crawl that has to read every page."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crawler.job import DATABASE, Progress
from crawler.process import crawl
from domain.crawl import Fetch, PageKind
from domain.source import Source, Visiting
from storage.sqlite import open_store

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

PAPERS, RUNS = 32, 5
FORCED, STOPPED, EDITED = 3, (1,), {2: "a site code", 4: "another container"}
"""The run with --force, those that are stopped and gone on with, those that meet another source file: after any of them pages are read anew."""
BODY = "药品经营企业应当保存完整的购销记录，保存期限不得少于五年，疫苗的购销记录另有规定的从其规定。" * 3
FILE = '<a href="{n}.pdf">附件：办理流程.pdf</a>'
READING = '<a href="202603/t20260301_{n}.html">政策解读</a>'
OUTWARD = '<a href="http://elsewhere.example/202603/t20260301_9.html">媒体解读</a>'
TWIN = "/list/202603/t20260302_{n}.html"

Look = Callable[[Any, int], None]


def article(more: str = "", text: str = BODY, end: str = "</div></body></html>", code: int = 200, **headers: str) -> Look:
    """A page of paper ``n``; with an ETag in the headers it answers 304 to it."""

    def answer(handler: Any, n: int) -> None:
        body = f'<html><body><div class="TRS_Editor"><p>{text}</p>{more.format(n=n)}{end}'
        asked = handler.headers["If-None-Match"]
        if asked and asked == headers.get("ETag"):
            handler.send(b"", 304)
        else:
            handler.send(body.encode(), code, **headers)

    return answer


def led(to: str, code: int) -> Look:
    return lambda handler, n: handler.send(b"", code, Location=to.format(n=n))


def cut(handler: Any, n: int) -> None:
    """Half of what was packed."""
    packed = gzip.compress(f"<html><body>{BODY}{n}</body></html>".encode() * 9)
    handler.send(packed[: len(packed) // 2], Content_Encoding="gzip")


STATES: dict[str, Look] = {
    "bare": article(),
    "file": article(FILE),
    "reading": article(READING),
    "both": article(FILE + READING + OUTWARD),
    "both, validated": article(FILE + READING, ETag='"1"'),
    "bare, validated": article(ETag='"2"'),
    "other, under the old validator": article(FILE, BODY[::-1], ETag='"1"'),
    "other text": article(FILE, BODY[::-1]),
    "as plain text": article(FILE, content_type="text/plain"),
    "with a guard's cookie": article(FILE, Set_Cookie="__jsl_clearance=1.2|3; path=/"),
    "without an end": article(FILE, end=""),
    "gone, it says": lambda handler, _: handler.send("<html><body>您访问的页面不存在</body></html>".encode()),
    "doubtful but for its title": article(
        text="关于1号事项的通知：页面不存在的，以本通知2026年3月1日所载为准；药品经营企业的记录保存期限不变。"
    ),
    "of another site": article("<p>网站标识码：3700000011</p>"),
    "cut": cut,
    "404": lambda handler, _: handler.send(b"", 404),
    "500": lambda handler, _: handler.send(b"", 500),
    "304 unasked": lambda handler, _: handler.send(b"", 304),
    "moved": led(TWIN, 301),
    "elsewhere today": led(TWIN, 302),
}
TELLING = ["doubtful but for its title", "of another site", "both, validated"]
"""Those that are something else without a change of their own: drawn more often."""
FILES = {
    "good": lambda handler, _: handler.send(b"%PDF-1.4\n%%EOF", content_type="application/pdf"),
    "validated": lambda handler, _: (
        handler.send(b"", 304) if handler.headers["If-None-Match"] else handler.send(b"%PDF-1.4\n%%EOF", ETag='"f"')
    ),
    "gone": lambda handler, _: handler.send(b"", 404),
    "a page": article(),
}
EDITS: dict[str, Callable[[Source], Source]] = {
    "none": lambda source: source,
    "another container": lambda source: replace(source, options={**source.options, "body": "#other"}),
    "a site code": lambda source: replace(source, site_code="3700000012"),
}


@dataclass(frozen=True)
class Day:
    """What is true of the site, of the source file and of the run. ``stopped`` after so many looks, 0 for not."""

    papers: list[str]
    twins: list[str]
    files: list[str]
    titles: list[bool]
    edit: str
    force: bool
    stopped: int
    again: bool

    def after(self, before: Day | None, changes: list[bool]) -> Day:
        """This day, with what does not change as it was the day before; what the list says may change by itself."""
        if before is None:
            return self

        def kept(new: list[Any], old: list[Any]) -> list[Any]:
            return [one if changed else other for changed, one, other in zip(changes, new, old, strict=True)]

        return replace(
            self,
            papers=kept(self.papers, before.papers),
            twins=kept(self.twins, before.twins),
            files=kept(self.files, before.files),
        )


def some_day(chance: Random, number: int) -> Day:
    """Any day; the first sees the whole list through by itself."""
    still = [name for name in STATES if name not in ("moved", "elsewhere today")]
    return Day(
        papers=chance.choices([*STATES, *TELLING * 3], k=PAPERS),
        twins=chance.choices(still, k=PAPERS),
        files=chance.choices(list(FILES), k=PAPERS),
        titles=chance.choices([False, True], k=PAPERS),
        edit=EDITED.get(number, "none"),
        force=number == FORCED,
        stopped=PAPERS if number in STOPPED else 0,
        again=number % 2 == 0,
    )


def stands(site: Site, day: Day) -> None:
    """Have the site be as it is on a day."""
    rows = []
    for n in range(PAPERS):
        put(site, f"/list/{n}.html", STATES[day.papers[n]], n)
        put(site, TWIN.format(n=n), STATES[day.twins[n]], n)
        put(site, f"/list/{n}.pdf", FILES[day.files[n]], n)
        put(site, f"/list/202603/{n}.pdf", FILES[day.files[n]], n)
        put(site, f"/list/202603/t20260301_{n}.html", article(), n)
        rows.append(f'<li><a href="{n}.html">关于{1 if day.titles[n] else n + 2}号事项的通知</a><em>2026-03-02</em></li>')
    paging = '<script>createPageHTML(1, 0, "index", "html")</script>'
    list_page = f'<html><body><ul class="rows">{"".join(rows)}</ul>{paging}</body></html>'
    site.answers["/list/index.html"] = lambda handler: handler.send(list_page.encode())


def put(site: Site, path: str, look: Look, n: int) -> None:
    site.answers[path] = lambda handler: look(handler, n)


class Enough(Exception):
    """Somebody stops the run."""


def run(project: Project, source: Source, day: Day) -> int:
    """One run as the day wants it: perhaps stopped and gone on with, perhaps with a second look at all papers."""
    job = project.job((source,), force=day.force)
    looks = count(1)

    def stop(_: Progress) -> None:
        if next(looks) == day.stopped:
            raise Enough

    with suppress(Enough):
        crawl(job, stop)
    if day.stopped:
        crawl(job)
    if day.again:
        crawl(replace(job, again=tuple(project.store.pages(source.id, PageKind.DOCUMENT)[:4])))
    return int(job.run)


def recorded(project: Project, number: int, source: str) -> dict[str, Any]:
    """All that a run left that may be asked for later, but for numbers and times."""
    pages = {page.key: page for page in project.store.pages(source)}
    return {
        "looks": {fetch.page.key: essence(fetch) for fetch in project.store.fetches(number, source)},
        "health": [replace(health, detail=without_numbers(health.detail)) for health in project.store.health(number)],
        "pages": {key: astuple(page) for key, page in pages.items()},
        "folded": project.store.aliases(source),
        "good": {key: essence(good) for key in pages if (good := project.store.last_good(source, key))},
    }


def essence(fetch: Fetch) -> tuple[Any, ...]:
    said = (fetch.outcome, fetch.status, without_numbers(fetch.detail), fetch.sha256, fetch.size, fetch.content_type)
    return (*said, fetch.etag, fetch.final_url, tuple((hop.url, hop.status) for hop in fetch.hops))


def without_numbers(detail: str) -> str:
    """A 304 names the number of the look it stands for."""
    return re.sub(r"第 \d+ 次抓取", "", detail)


def forget(project: Project) -> None:
    """Let nothing be recalled."""
    with sqlite3.connect(project.folder / DATABASE) as database:
        database.execute("DELETE FROM page_parts")
    database.close()


@pytest.fixture
def fresh(tmp_path: Path, project: Project) -> Iterator[Callable[[], Project]]:
    """New projects, each in a folder of its own."""
    numbers, opened = count(), []

    def make() -> Project:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        opened.append(open_store(folder / DATABASE))
        return type(project)(folder, opened[-1])

    yield make
    for store in opened:
        store.close()


@pytest.mark.parametrize("seed", [5])
def test_what_is_recalled_changes_nothing(site: Site, fresh: Callable[[], Project], seed: int) -> None:
    """Over days on which papers change, move, fail and come back, files too, while the source file is edited and runs are stopped."""
    chance = Random(seed)  # noqa: S311 - no secret
    source = site.source(visit=Visiting(recheck_days=0, second_look=0))
    recalling, reading = fresh(), fresh()
    today: Day | None = None
    for number in range(RUNS):
        changes = chance.choices([False, False, True], k=PAPERS)
        today = some_day(chance, number).after(today, changes)
        stands(site, today)
        edited = EDITS[today.edit](source)
        with_marks = recorded(recalling, run(recalling, edited, today), source.id)
        forget(reading)
        without = recorded(reading, run(reading, edited, today), source.id)
        for what, said in without.items():
            assert with_marks[what] == said, (number, what)
