"""A page that is byte for byte the same is not read once more, and nobody can tell but by the time it takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler import cms, recall
from crawler.middlewares.conditional import KEPT, WHOLE
from crawler.recall import Recall
from crawler.session import Session, session
from domain.crawl import Outcome, Page, PageKind
from domain.source import Source

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

NAMED = '<a href="P0202603.pdf">附件：办理流程.pdf</a><a href="202603/t20260301_2.html">政策解读</a>'


@pytest.fixture
def papers(project: Project, site: Site, answer: Answers) -> Source:
    """A list of one paper with an attachment and an interpretation, all crawled once."""
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article(NAMED)
    site.answers["/list/202603/t20260301_2.html"] = answer.article()
    site.answers["/list/P0202603.pdf"] = lambda handler: handler.send(b"%PDF-1.4\n%%EOF", content_type="application/pdf")
    source = site.source()
    project.crawl(source)
    site.asked.clear()
    return source


class Look:
    """The second look at the paper, as the middlewares would have it, with anything in it changed."""

    def __init__(self, project: Project, source: Source, opened: Session) -> None:
        self.source, self.opened = source, opened
        (self.page,) = project.store.pages(source.id, PageKind.DOCUMENT)
        self.before = project.store.last_good(source.id, self.page.key)
        self.kept = opened.kept(self.before)
        self.headers = dict(self.kept.headers)
        self.meta: dict[str, Any] = {"page": self.page, KEPT: self.before}

    def at(self, source: Source | None = None, page: Page | None = None, **response: Any) -> list[str] | None:
        """The names of the parts that are recalled, or None."""
        source = source or self.source
        request = Request(self.page.url, meta={**self.meta, **({"page": page} if page else {})})
        whole = {"url": self.kept.url, "status": 200, "headers": self.headers, "body": self.kept.body, **response}
        answer = Response(request=request, **whole)
        found = Recall(self.opened, source, cms.family(source.family).of(source)).of(request, answer)
        return [part.url.rsplit("/", 1)[1] for part in found.parts] if found else None


@pytest.fixture
def look(project: Project, papers: Source) -> Iterator[Look]:
    with session(project.job((papers,))) as opened:
        yield Look(project, papers, opened)


def test_the_same_bytes_name_what_they_named(look: Look) -> None:
    """In page order."""
    assert look.at() == ["P0202603.pdf", "t20260301_2.html"]


@pytest.mark.parametrize(
    "other",
    [
        {"body": b"<html><body></body></html>"},
        {"url": "http://127.0.0.1/elsewhere.html"},
        {"status": 206},
        {"flags": ["partial"]},
        {"headers": {"Content-Type": "text/plain"}},
        {"headers": {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "__jsl_clearance=1.2|3; path=/"}},
    ],
)
def test_another_answer_is_read(look: Look, other: dict[str, Any]) -> None:
    """Its bytes, its address, its status, what its headers say, and the mark of a guard."""
    assert look.at(**other) is None


def test_a_cookie_that_is_no_guards_changes_nothing(look: Look) -> None:
    """Sites set a new one with every answer."""
    assert look.at(headers={**look.headers, "Set-Cookie": "JSESSIONID=a1b2c3; path=/"}) == look.at()


@pytest.mark.parametrize("change", [{"title": "关于别的事项的通知"}, {"url": "https://127.0.0.1/list/a.html"}])
def test_another_row_of_the_list_is_read(look: Look, change: dict[str, Any]) -> None:
    """A page is judged by what the list calls it."""
    assert look.at(page=replace(look.page, **change)) is None


@pytest.mark.parametrize("change", [{"options": {"rows": "ul.rows > li", "body": "#other"}}, {"site_code": "3700000012"}])
def test_a_source_file_that_was_edited_has_its_pages_read(look: Look, change: dict[str, Any]) -> None:
    """Another container, another 网站标识码: what was an article may be none."""
    assert look.at(source=replace(look.source, **change)) is None


def test_a_family_of_another_package_reads_for_itself_once_it_is_other_code(
    look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its module is part of the mark, down to the byte."""
    assert look.at() is not None
    module = ModuleType("crawler.cms.trs_wcm")
    module.__file__ = str(tmp_path / "trs_wcm.py")
    (tmp_path / "trs_wcm.py").write_text("", "utf-8")
    monkeypatch.setitem(recall.sys.modules, "crawler.cms.trs_wcm", module)
    assert look.at() is None


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the code that reads pages."""
    for name in ("crawler", "normalizer", "domain"):
        shutil.copytree(recall.ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(recall, "ROOT", tmp_path)
    recall.program.cache_clear()
    yield tmp_path
    recall.program.cache_clear()


@pytest.mark.parametrize("name", ["crawler/cms/article.py", "crawler/outcomes.py", "normalizer/decode.py"])
def test_what_other_code_of_ours_has_read_is_read_once_more(look: Look, house: Path, name: str) -> None:
    """A number that somebody has to raise would be forgotten: the files themselves are marked."""
    assert look.at() is not None
    recall.program.cache_clear()
    with (house / name).open("a", encoding="utf-8") as file:
        file.write("# another word\n")
    assert look.at() is None


def test_who_asks_for_a_page_whole_has_it_read(look: Look) -> None:
    """The second look at a text in doubt; a page without a good look before."""
    look.meta[WHOLE] = True
    assert look.at() is None
    look.meta = {"page": look.page}
    assert look.at() is None


def test_force_reads_everything(project: Project, papers: Source, look: Look) -> None:
    """As its help says: without asking whether it changed."""
    look.opened.job = replace(look.opened.job, force=True)
    assert look.at() is None


@pytest.mark.parametrize("validators", [{}, {"ETag": '"a1"'}])
def test_a_second_crawl_looks_at_the_same_pages(
    project: Project, site: Site, answer: Answers, papers: Source, validators: dict[str, str]
) -> None:
    """The parts of a page that is not read are asked for like those of one that is, after a 304 too."""
    body = answer.article(NAMED, **validators)

    def page(handler: Any) -> None:
        body(handler) if not validators or handler.headers.get("If-None-Match") is None else handler.send(b"", 304)

    site.answers["/list/a.html"] = page
    runs = [project.crawl(papers) for _ in range(2)]
    first, second = ({name: fetch.outcome for name, fetch in project.looks(run, papers.id).items()} for run in runs)
    assert first == dict.fromkeys(("index.html", "a.html", "P0202603.pdf", "t20260301_2.html"), Outcome.OK)
    assert second == (first | {"a.html": Outcome.NOT_MODIFIED} if validators else first)


def test_the_same_bytes_under_another_name_are_judged_anew(project: Project, site: Site, answer: Answers) -> None:
    """A page that shows the name of its paper is that paper whatever else stands there; once the list calls it otherwise, it is not."""
    site.answers["/list/a.html"] = answer.article("<p>关于1号事项的通知：页面不存在的，以本通知2026年3月1日所载为准。</p>")
    site.lists("a.html")
    source = site.source()
    assert project.looks(project.crawl(source), source.id)["a.html"].outcome is Outcome.OK
    assert project.looks(project.crawl(source), source.id)["a.html"].outcome is Outcome.OK
    site.lists("b.html", "a.html")
    assert project.looks(project.crawl(source), source.id)["a.html"].outcome is Outcome.SOFT_404
