"""Searching without a server: from disk and from a web server, in either script and width."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from monitor.site import TOOLS
from reports.site.words import folded, table
from tests.browser.reports.site.conftest import PHONE, Looker

SEARCH = "site/search.html"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(monday_site: Path) -> Iterator[str]:
    """The folder under a plain web server on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(monday_site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def found(page: Page) -> list[str]:
    """Titles of the documents found, when the search has ended."""
    expect(page.locator("#state")).to_contain_text("找到")
    return page.locator("#results > li > a").all_inner_texts()


def ask(page: Page, words: str) -> None:
    page.locator("#q").fill(words)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("words", ["检验时限", "檢驗時限", "检验 时限", "15个工作日", "１５個工作日"])
def test_a_measure_is_found_however_it_is_typed(looker: Looker, monday_site: Path, words: str) -> None:
    """Simplified or Traditional, full or half width, from disk, under the page's own policy."""
    seen = looker(monday_site / SEARCH, viewport=PHONE)
    ask(seen.page, words)
    assert found(seen.page) == ["上海市促进生物医药监管服务提升若干措施"]
    assert "（二）优化检验服务" in seen.page.locator("#results").inner_text()
    assert seen.console == [] and seen.width == PHONE["width"]


def test_a_result_leads_to_its_measure(looker: Looker, monday_site: Path) -> None:
    """By keyboard alone."""
    page = looker(monday_site / SEARCH).page
    ask(page, "检验时限")
    found(page)
    page.locator("#results ul a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("site/documents/1.html#m2"))
    assert page.locator("#m2").count() == 1


def test_titles_come_first(looker: Looker, monday_site: Path) -> None:
    """A word of a title before a word of a text; the 文号 is found too."""
    page = looker(monday_site / SEARCH, "?q=检验").page
    assert found(page)[0] == "山东省药械检验能力建设意见"
    ask(page, "浙政办发〔2026〕12号")
    expect(page.locator("#results > li")).to_have_count(1)
    assert found(page) == ["浙江省推动医药产业创新实施意见"]


@pytest.mark.parametrize("words", ["检验飞船", "zzz", "不存在的词"])
def test_nothing_found_is_said(looker: Looker, monday_site: Path, words: str) -> None:
    """In the status line, which a screen reader reads out."""
    page = looker(monday_site / SEARCH).page
    ask(page, words)
    expect(page.locator("#state[role=status]")).to_contain_text("没有找到")
    assert page.locator("#results > li").count() == 0


def test_a_single_character_is_enough(looker: Looker, monday_site: Path) -> None:
    """Every character begins a word of the index."""
    page = looker(monday_site / SEARCH, "?q=时").page
    assert "上海市促进生物医药监管服务提升若干措施" in found(page)


def test_it_works_from_a_web_server(looker: Looker, served: str) -> None:
    """The same page, the same policy; the address can be kept and sent."""
    seen = looker(f"{served}/{SEARCH}")
    ask(seen.page, "檢驗時限")
    assert found(seen.page) == ["上海市促进生物医药监管服务提升若干措施"]
    assert seen.console == [] and "q=" in seen.page.url
    again = looker(seen.page.url)
    assert found(again.page) == ["上海市促进生物医药监管服务提升若干措施"]


def test_only_what_is_needed_is_loaded(looker: Looker, monday_site: Path) -> None:
    """The texts of documents without a match stay on disk."""
    seen = looker(monday_site / SEARCH, "?q=检验时限")
    found(seen.page)
    loaded = {Path(one.partition("?")[0]).name for one in seen.requests}
    assert {"start.js", "w0.js", "d1.js"} <= loaded and "d2.js" not in loaded


def test_without_script_there_is_a_note(looker: Looker, monday_site: Path) -> None:
    """And the lists; no field that would do nothing."""
    page = looker(monday_site / SEARCH, java_script_enabled=False).page
    assert page.get_by_text("搜索需要脚本").is_visible()
    assert not page.locator("#q").is_visible()
    assert page.get_by_role("link", name="全部文件").is_visible()


def test_a_lost_index_is_said(looker: Looker, monday_site: Path, tmp_path: Path) -> None:
    """And the next try works once it is there."""
    (tmp_path / "site").mkdir()
    for name in ("search.html", "search.js", "site.css"):
        (tmp_path / "site" / name).write_bytes((monday_site / "site" / name).read_bytes())
    page = looker(tmp_path / SEARCH).page
    ask(page, "检验")
    expect(page.locator("#state")).to_contain_text("索引文件没有读到")


def test_the_browser_folds_as_python_does(looker: Looker, monday_site: Path) -> None:
    """Every character of the table, and all of the common Han block."""
    known = table(TOOLS.fold)
    said = "".join(sorted(known)) + "".join(chr(code) for code in range(0x4E00, 0xA000))
    page = looker(monday_site / SEARCH).page
    assert page.evaluate("said => regdelta.fold(said)", said) == folded(said, known)
