"""The HTML of a mail in a real browser, as a mail program would show it: phone and desktop, light and dark, nothing asked of the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from domain.delivery import DeliveryTrouble, Failure
from domain.report import Report
from domain.subscription import Subscription
from reports.notifiers import Letter
from reports.notifiers.mail import html
from reports.subscription import filtered
from tests.browser.reports.test_html import CONTRAST, DESKTOP, PHONE
from tests.unit.reports.mornings import busy, report_of
from tests.unit.reports.test_hostile import hostile


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A busy morning on which a channel is down and a subscription hides something."""
    report = report_of(busy(tmp_path_factory.mktemp("monday")))
    down = DeliveryTrouble("注册群", "wecom", report.generated - timedelta(days=1), Failure.TIMEOUT, 1)
    return filtered(replace(report, deliveries=(down,)), Subscription(provinces=("上海", "浙江")))


def show(browser: Browser, report: Report, folder: Path, **options: object) -> tuple[Page, list[str]]:
    path = folder / "mail.html"
    path.write_text(html(Letter(1, "0" * 32, report, "https://intranet.example/2026-11-23.html")), "utf-8")
    page = browser.new_page(**options)  # type: ignore[arg-type]
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(path.as_uri())
    return page, [one for one in heard if one != path.as_uri()]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 568}], ids=["phone", "desktop", "small phone"])
def test_nothing_is_wider_than_the_screen(browser: Browser, monday: Report, tmp_path: Path, viewport: dict[str, int]) -> None:
    """No horizontal scroll, and nothing is asked of the network."""
    page, heard = show(browser, monday, tmp_path, viewport=viewport)
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    assert heard == []


def test_the_verdict_and_what_is_wrong_stand_on_the_first_screen(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """Verdict, sources, the channel that is down, what was hidden, and the first line that asks for something to be done."""
    page, _ = show(browser, monday, tmp_path, viewport=PHONE)
    for words in ("实质变动 5 项", "山西省药监局", "未送达：超时", "已按订阅隐藏", "15个工作日"):
        box = page.get_by_text(words).first.bounding_box()
        assert box and box["y"] + box["height"] <= PHONE["height"], words


def test_it_is_styled_without_its_style_sheet(browser: Browser, monday: Report, tmp_path: Path) -> None:
    """Many mail programs drop <style>; colours and marks stand on the elements themselves."""
    page, _ = show(browser, monday, tmp_path, viewport=DESKTOP)
    page.evaluate("document.querySelectorAll('style').forEach(one => one.remove())")
    assert page.locator("ins").first.evaluate("one => getComputedStyle(one).color") == "rgb(10, 90, 55)"
    assert page.locator("del").first.inner_text().startswith("【")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Browser, monday: Report, tmp_path: Path, scheme: str) -> None:
    """Every word has a contrast of at least 4.5 to 1 (WCAG AA), in light and in dark."""
    page, _ = show(browser, monday, tmp_path, color_scheme=scheme, viewport=PHONE)
    ratio, place = page.evaluate(CONTRAST)
    assert ratio >= 4.5, place


def test_hostile_text_is_inert(browser: Browser, tmp_path: Path) -> None:
    """No script ran, nothing was loaded, no link but http(s)."""
    page, heard = show(browser, hostile(tmp_path / "desk"), tmp_path, viewport=PHONE)
    assert heard == [] and page.locator("script, img, iframe, object").count() == 0
    hrefs = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    assert all(href.startswith(("http://", "https://")) for href in hrefs)
    assert "<script>alert(1)</script>" in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
