"""Crawled text that tries to be more than text, on every kind of page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from domain.crawl import Outcome
from storage.sqlite import open_store
from tests.browser.reports.site.conftest import PHONE, Looker
from tests.unit.reports.desk import Desk, paper
from tests.unit.reports.site.shelf import build
from tests.unit.reports.test_hostile import EVIL, ITEMS, OVERRIDE, hostile

FILES = ("2026-11-21-<img src=x onerror=alert(9)>.html", "2026-11-21-\u202egpj.html", "2026-11-21-javascript:alert(9).html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An enemy's papers, source and files, two versions and a failed look."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile(folder)
    desk = Desk(folder)
    desk.store = open_store(folder / "regdelta.db")
    desk.source("evil", f"来源{EVIL}{OVERRIDE}", f"甲{OVERRIDE}")
    desk.source("../../evil<b>", f"来源{EVIL}", "甲")
    desk.begin()
    twin = [*ITEMS, ("（二）", "检验时限", f"医疗器械{EVIL}注册检验时限由60个工作日压缩为{OVERRIDE}30个工作日。", ())]
    for at in range(2):  # two provinces that say the same, for the table that holds them together
        desk.publish(
            "evil", paper(f"办法{at}{EVIL}{OVERRIDE}", f"{'乙丙'[at]}{EVIL}{OVERRIDE}", twin), url=f"javascript:alert({at})"
        )
    desk.store.save_baseline("敌", desk.at, [(one.id, one.versions) for one in desk.store.documents()])
    for source in desk.sources:
        desk.looked(source.id, Outcome.HTTP_ERROR, detail=f"返回{EVIL}{OVERRIDE}")
    reports = folder / "reports"
    reports.mkdir()
    for name in FILES:
        (reports / name).write_text("x")
    build(desk, reports)
    return reports


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name not in FILES)


def test_every_page_is_inert(looker: Looker, site: Path) -> None:
    """No script ran, nothing was asked for, no link but to the site and the web, no override, and no foreign element."""
    found = pages(site)
    assert len(found) >= 12
    for path in found:
        seen = looker(path, viewport=PHONE)
        assert seen.console == [] and seen.width == PHONE["width"]
        assert all(one.startswith(site.resolve().as_uri()) for one in seen.requests)
        assert seen.page.locator("main script, img, iframe, object, embed, style, [onerror], [style]").count() == 0
        hrefs = seen.page.eval_on_selector_all(
            "[href]", "all => all.map(one => new URL(one.getAttribute('href'), location).protocol)"
        )
        assert set(hrefs) <= {"file:", "http:", "https:"}
        assert not any(mark in path.read_text("utf-8") for mark in "\u202e\u200b\u2066")


def test_the_words_are_there_to_read(looker: Looker, site: Path) -> None:
    """Escaped, not left out: the reader sees what the page says."""
    said = "".join(looker(path).page.locator("body").inner_text() for path in pages(site))
    assert "<script>alert(1)</script>" in said and "⟦U+202E⟧" in said and "javascript:alert(4)" in said


def test_axe_finds_nothing(looker: Looker, site: Path) -> None:
    """Nor do names from outside break the page for a screen reader."""
    for path in pages(site):
        assert looker(path, viewport=PHONE, bypass_csp=True).faults() == [], path


def test_the_comparison_holds_the_words_as_text(looker: Looker, site: Path) -> None:
    """Names of provinces, phrases and quotes of an enemy are cells like others, and none of his addresses is a link."""
    seen = looker(site / "site/matrix.html")
    assert "<script>alert(1)</script>" in seen.page.locator(".matrix").first.inner_text()
    assert seen.page.locator(".quoted [href^=javascript]").count() == 0


def test_a_search_result_is_only_text(looker: Looker, site: Path) -> None:
    """What the script puts on the page it puts there as text."""
    seen = looker(site / "site/search.html", "?q=alert")
    expect(seen.page.locator("#state")).to_contain_text("找到")
    results = seen.page.locator("#results")
    assert "<script>alert(1)</script>" in results.inner_text()
    assert results.locator("script, img").count() == 0 and seen.console == []
    assert seen.page.eval_on_selector_all(
        "#results a", "all => all.every(one => /^documents\\/\\d+\\.html(#(m\\d+|text))?$/.test(one.getAttribute('href')))"
    )


def test_nothing_was_written_outside(site: Path) -> None:
    """A source whose id climbs has its page in the folder of sources."""
    assert len(list((site / "site/sources").glob("*evil*.html"))) == 2
    assert not list(site.parent.glob("*evil*"))


def test_a_page_cannot_be_left_by_a_name(looker: Looker, site: Path) -> None:
    """Files with hostile names are linked by their whole name and nothing else."""
    page = looker(site / "index.html").page
    hrefs = page.eval_on_selector_all(".files a", "all => all.map(one => one.getAttribute('href'))")
    assert sorted(hrefs) == sorted(quote(name) for name in FILES)
