"""A real browser on pages from disk, and axe-core to look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from domain.handling import Doing, Handling, Matter
from tests.unit.reports.desk import MONDAY, Desk
from tests.unit.reports.mornings import busy
from tests.unit.reports.site.shelf import build, publish

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
LOOKS = tuple(product(SCHEMES, (PHONE, DESKTOP)))

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run(document, {preload: false, runOnly: rules}).then(told =>
  told.violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 120) + ' ' + node.failureSummary).join(' | ')}`))"""
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@dataclass
class Seen:
    """A page with everything it said and asked for."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def faults(self, scheme: Literal["light", "dark"] = "light", viewport: ViewportSize | None = None) -> list[str]:
        """What axe-core finds wrong, with everything unfolded. Needs a context that lets it in past the page's policy."""
        self.page.emulate_media(color_scheme=scheme)
        if viewport:
            self.page.set_viewport_size(viewport)
        self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        return list(self.page.evaluate(RUN, RULES))


def look(context: BrowserContext, address: str) -> Seen:
    seen = Seen(context.new_page())
    seen.page.on("console", lambda message: seen.console.append(message.text))
    seen.page.on("pageerror", lambda error: seen.console.append(str(error)))
    seen.page.on("dialog", lambda dialog: seen.console.append(dialog.message))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.goto(address)
    return seen


class Looker:
    """Opens pages, each in a context of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def __call__(self, path: Path | str, query: str = "", **options: Any) -> Seen:
        self._contexts.append(self._browser.new_context(**options))
        return look(self._contexts[-1], (path if isinstance(path, str) else path.resolve().as_uri()) + query)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def looker(browser: Browser) -> Iterator[Looker]:
    made = Looker(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def monday_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of two mornings: the first papers, then one change of nearly every kind, and a second version of the report."""
    folder = tmp_path_factory.mktemp("site")
    desk: Desk = busy(folder)
    publish(desk, folder / "reports")
    publish(desk, folder / "reports", revision=2)
    hand_out(desk)
    build(desk, folder / "reports")
    return folder / "reports"


def hand_out(desk: Desk) -> None:
    """Two changes given out: one is overdue, one closed."""
    matter = Matter("C1", MONDAY.date(), 1, 3, "上海", "某措施", "（二）优化检验服务", "检验时限", "20 → 15个工作日")
    other = replace(matter, item="C2", number=4, subject="（三）合并办理变更事项" * 4)
    for log in (
        Handling(matter, Doing.ASSIGNED, MONDAY, "李某", "器械注册组", MONDAY.date() - timedelta(days=3), "核对在审产品" * 9),
        Handling(other, Doing.ASSIGNED, MONDAY, "李某", "王某"),
        Handling(other, Doing.CLOSED, MONDAY, "王某", words="已更新"),
    ):
        desk.store.record_handling(log)
