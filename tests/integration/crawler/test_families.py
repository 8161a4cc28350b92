"""A site of each family, built from its anatomy with its traps and crawled whole: every entry once, and the counts are those the site states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from crawler.cms import base
from crawler.cms.detect import SURE, detect
from crawler.discovery import trial
from crawler.job import ARCHIVE
from domain.crawl import Fetch, Outcome, PageKind
from domain.run import SourceHealth
from domain.source import Pace, Source
from monitor.documents import raw_page
from normalizer.normalize import normalize
from storage.archive import Archive

from .family_sites import HTML, OWN, SENTENCE, SITES, Anatomy, generic, title

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

SHAPES = [(family, number) for family, shapes in SITES.items() for number in range(len(shapes))]
BUILT_IN = sorted(base.BUILT_IN)


def source_of(family: str, number: int, anatomy: Anatomy, url: str) -> Source:
    name = f"{family}_{number}"
    keys: dict[str, Any] = {"pace": Pace(0.0, 4), "loopback": True, "options": anatomy.options}
    return Source(name, f"某局·{name}", "某省", "某局", "文件", family, url + anatomy.listing, **keys)


def put(site: Site, anatomy: Anatomy) -> None:
    """Show a site's pages; where it needs the port of the server, it says so."""
    port = site.url.rpartition(":")[2]
    for path, page in {**anatomy.pages, **anatomy.articles}.items():
        text, kind = page if isinstance(page, tuple) else (f"<html><body>{page}</body></html>", HTML)
        site.answers[path] = _answer(text.replace("{port}", port), kind)
    for name in anatomy.files:
        site.answers |= {
            path: _answer("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n", "application/pdf")
            for path in _file_paths(anatomy, name)
        }


def _answer(text: str, kind: str) -> Any:
    return lambda handler: handler.send(text.encode(), content_type=kind)


def _file_paths(anatomy: Anatomy, name: str) -> Iterator[str]:
    """Where the first article's file stands."""
    from html import unescape
    from urllib.parse import urljoin

    for path, text in anatomy.articles.items():
        for piece in text.replace("\\", "").split('href="')[1:]:
            if name in (href := unescape(piece.partition('"')[0])):
                yield urljoin(f"http://host{path}", href).removeprefix("http://host")


@dataclass(slots=True)
class Crawled:
    """Two days of all sites: what each source came to, and the entrances of the site that were asked for on the first."""

    anatomies: dict[str, Anatomy]
    health: list[dict[str, SourceHealth]]
    looks: list[dict[str, list[Fetch]]]
    runs: list[int]
    asked: list[str]


@pytest.fixture(scope="module")
def crawled(common_project: Project, common_site: Site) -> Crawled:
    result = Crawled({}, [], [], [], [])
    for when in (1, 2):
        sources = []
        for family, number in SHAPES:
            anatomy = SITES[family][number](when)
            put(common_site, anatomy)
            source = source_of(family, number, anatomy, common_site.url)
            result.anatomies[source.id] = anatomy
            sources.append(source)
        run = common_project.crawl(*sources, force=when == 2)
        result.health.append(common_project.health(run))
        result.looks.append({source.id: common_project.store.fetches(run, source.id) for source in sources})
        result.asked = result.asked or list(common_site.paths)
        result.runs.append(run)
        common_project.finish(run)
    return result


def of_kind(fetches: list[Fetch], kind: PageKind) -> list[Fetch]:
    return [fetch for fetch in fetches if fetch.page.kind is kind]


def test_every_registered_family_has_a_site() -> None:
    """A new family comes with a server of its kind."""
    assert sorted(SITES) == BUILT_IN


@pytest.mark.parametrize(("family", "number"), SHAPES)
def test_every_entry_once_and_the_counts_agree(crawled: Crawled, family: str, number: int) -> None:
    """Eight papers on three pages, whatever the family does to hide them; what leads out is noted and not fetched."""
    name = f"{family}_{number}"
    anatomy, health = crawled.anatomies[name], crawled.health[0][name]
    assert (health.outcome, health.detail) == (Outcome.OK, "")
    assert (health.entries, health.expected) == (len(OWN) + anatomy.external, anatomy.rows)
    looks = crawled.looks[0][name]
    assert len(of_kind(looks, PageKind.LISTING)) == anatomy.asked
    documents = of_kind(looks, PageKind.DOCUMENT)
    assert Counter(fetch.outcome for fetch in documents) == Counter({Outcome.OK: 7, Outcome.EXTERNAL_SKIPPED: anatomy.external})
    assert {fetch.page.title: fetch.page.listed_on for fetch in documents if fetch.outcome is Outcome.OK} == {
        title(n): date(2026, 3, n) for n in OWN
    }


@pytest.mark.parametrize(("family", "number"), SHAPES)
def test_files_are_known_by_their_names(crawled: Crawled, family: str, number: int) -> None:
    """The article's own file, and not the guide in the footer; a day later its address may be another, its identity is not."""
    name = f"{family}_{number}"
    keys = [[fetch.page.key for fetch in of_kind(looks[name], PageKind.ATTACHMENT)] for looks in crawled.looks]
    assert [key.rpartition("#")[2] for key in keys[0]] == list(crawled.anatomies[name].files)
    assert keys[0] == keys[1]
    assert {fetch.outcome for fetch in of_kind(crawled.looks[0][name], PageKind.ATTACHMENT)} == {Outcome.OK}


@pytest.mark.parametrize(("family", "number"), SHAPES)
def test_a_day_later_nothing_is_new(crawled: Crawled, family: str, number: int) -> None:
    """New hashes, tokens and counters; the same papers at the same pages."""
    name = f"{family}_{number}"
    first, second = ({fetch.page.key for fetch in of_kind(looks[name], PageKind.DOCUMENT)} for looks in crawled.looks)
    assert crawled.health[1][name].outcome is Outcome.OK and first == second


@pytest.mark.parametrize(("family", "number"), SHAPES)
def test_an_article_becomes_its_text_and_nothing_else(
    common_project: Project, crawled: Crawled, family: str, number: int
) -> None:
    """Once, though a page may print it twice; without footer, counters and links around it; from a script where it stands there.

    A day later times of generation, tokens and addresses of downloads are others, and the text is the same.
    """
    name = f"{family}_{number}"
    source = source_of(family, number, crawled.anatomies[name], "http://mpa.test.example")
    archive = Archive(common_project.folder / ARCHIVE)
    texts = []
    for run in crawled.runs:
        papers = [item for item in common_project.store.pending(run) if item.page.source == name]
        read = {item.page.key: normalize(raw_page(item.page, item.parts[:1], source, archive)).text for item in papers}
        assert len(read) == len(OWN)
        assert all(text.count(SENTENCE) == 4 and "指南" not in text for text in read.values())
        texts.append(read)
    assert texts[0] == texts[1]


def test_no_address_is_asked_for_twice(crawled: Crawled) -> None:
    """Phone twins, copies of rows and several spellings of one address are one page."""
    assert [path for path, times in Counter(crawled.asked).items() if times > 1] == []


def test_numbers_and_validity_come_from_the_list(common_project: Project, crawled: Crawled) -> None:
    """Codes are read by the source file's own table, flags of the platform as they are."""
    status = {
        name: Counter(page.status for page in common_project.store.pages(name, PageKind.DOCUMENT)) for name in crawled.anatomies
    }
    assert status["generic_0"] == {"有效": 8} and status["json_list_0"] == {"有效": 8}
    assert status["gd_gkmlpt_0"] == {"有效": 7, "废止": 1}


ALONE = [(family, number) for family, number in SHAPES if family not in ("json_list", "hanweb_xxgk")]
"""Shapes whose list has a page of its own, from which the family can be told."""


@pytest.mark.parametrize(("family", "number"), ALONE)
def test_a_list_is_recognised_by_its_page_alone(family: str, number: int) -> None:
    """As `sources discover` does it: by address and marks, proven by reading the rows."""
    anatomy = SITES[family][number](1)
    url = f"http://mpa.test.example{anatomy.listing}"
    found = trial.column(str(anatomy.pages[anatomy.listing]), Source("x", "x", "x", "x", "x", "static", url))
    assert found.good and found.source.family == family, found.verdict


@pytest.mark.parametrize(("family", "number"), SHAPES)
def test_no_other_family_is_sure_of_it(family: str, number: int) -> None:
    """Neither of its lists nor of its articles."""
    anatomy = SITES[family][number](1)
    for path, content in {**anatomy.pages, **anatomy.articles}.items():
        sure = [guess for guess in detect(str(content), f"http://mpa.test.example{path}") if guess.weight >= SURE]
        assert {guess.family for guess in sure[:1]} <= {family, *SHARED.get(family, ())}, path


SHARED = {"hanweb_xxgk": ("hanweb_jpage",), "json_list": ("trs_wcm",)}
"""Families whose articles are made by another product of the same house."""


@pytest.fixture
def sources(site: Site) -> tuple[Source, ...]:
    anatomy = generic(1)
    put(site, anatomy)
    return (source_of("generic", 0, anatomy, site.url),)


def test_a_validity_that_turns_in_the_list_is_noted(project: Project, site: Site, sources: tuple[Source, ...]) -> None:
    """The article is what it was; only the list says 废止 now."""
    (source,) = sources
    assert project.store.status_changes(project.crawl(source)) == []
    path, text = "/ge/list.html", str(generic(1).pages["/ge/list.html"])
    site.answers[path] = _answer(text.replace("有效", "废止", 1), HTML)
    (change,) = project.store.status_changes(project.crawl(source))
    assert (change.before, change.after, change.page.url) == ("有效", "废止", f"{site.url}/ge/a3.html")


def test_a_source_that_only_has_a_host_is_accounted_for(project: Project, site: Site, sources: tuple[Source, ...]) -> None:
    """Named by hand it is not looked at, and says so; the others are crawled."""
    waiting = Source("waiting", "某局", "某省", "某局", "文件", "static", "", enabled=False, host="mpa.test.example")
    health = project.health(project.crawl(waiting, *sources))
    assert health["waiting"].outcome is Outcome.PARTIAL and "没有列表地址" in health["waiting"].detail
    assert health["generic_0"].outcome is Outcome.OK
