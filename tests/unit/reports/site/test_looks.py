"""How a source fared, and how many changes there were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain.crawl import Outcome
from domain.run import SourceHealth
from reports.site.looks import History, history, saying
from reports.site.shelves import Look
from reports.site.trends import trend
from tests.unit.reports.mornings import busy
from tests.unit.reports.site.shelf import build, shelves

START = datetime(2026, 11, 2, 0, 5, tzinfo=UTC)


def looks(marks: str) -> list[Look]:
    """``+`` good, ``-`` failed, ``.`` not planned; one a day."""
    outcomes = {"+": Outcome.OK, "-": Outcome.TIMEOUT, ".": Outcome.OK}
    return [
        Look(START + timedelta(days=at), SourceHealth("a", "甲局", outcomes[mark], planned=mark != "."))
        for at, mark in enumerate(marks)
    ]


def told(marks: str) -> History:
    found = looks(marks)
    return history("a", "甲局", found, found[-1].at if found else None)


@pytest.mark.parametrize(
    ("marks", "good", "planned", "failing", "gap"),
    [
        ("", 0, 0, 0, None),
        ("+", 1, 1, 0, 0),
        ("++-++", 4, 5, 0, 2),
        ("+--", 1, 3, 2, 2),
        ("--", 0, 2, 2, None),
        ("+..+", 2, 2, 0, 3),
        ("+-.", 1, 2, 1, 2),
    ],
)
def test_history(marks: str, good: int, planned: int, failing: int, gap: int | None) -> None:
    """Unplanned looks neither fail nor succeed; the gap runs to the newest run; failing counts the last ones in a row."""
    found = told(marks)
    assert (found.good, found.planned, found.failing) == (good, planned, failing)
    assert found.gap == (None if gap is None else timedelta(days=gap))


def test_the_rate_of_nothing_is_not_known() -> None:
    """A source that was never planned has no rate, rather than none or all."""
    assert told(".").rate is None and told("+-").rate == 0.5


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (None, "—"),
        (timedelta(), "0小时"),
        (timedelta(hours=5, minutes=59), "5小时"),
        (timedelta(days=3), "3天"),
        (timedelta(days=1, hours=2), "1天2小时"),
    ],
)
def test_lengths_of_time(length: timedelta | None, words: str) -> None:
    """Whole hours, and a dash where nothing is known."""
    assert saying(length) == words


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("looks")
    build(busy(folder), folder / "reports")
    return folder / "reports/site"


def test_the_page_of_a_failing_source_says_what_failed(site: Path) -> None:
    """With the sentence that proved it, and its documents."""
    page = (site / "sources/sx.html").read_text("utf-8")
    assert "返回错误页" in page and "GET /list 返回 502" in page and "山西省优化药械审评服务若干措施" in page
    assert "50%" in page


def test_failing_sources_come_first(site: Path) -> None:
    """The overview begins with what needs a look."""
    page = (site / "sources/index.html").read_text("utf-8")
    assert page.index("山西省药监局") < page.index("上海市药品监管局")
    assert "连续异常 1 次" in page


def test_changes_by_week_and_province(tmp_path: Path) -> None:
    """Five substantive changes on a Monday in Shanghai; the renumbered one is none; no week before the first run."""
    found = trend(shelves(busy(tmp_path), tmp_path))
    assert found.weeks == ((date(2026, 11, 16), 0), (date(2026, 11, 23), 5))
    assert found.provinces == (("上海", (0, 5)),)


def test_the_numbers_of_the_charts_stand_in_tables(site: Path) -> None:
    """What a chart shows can be read without it."""
    page = (site / "trends.html").read_text("utf-8")
    assert '<td class="num">2026-11-23</td><td class="num">5</td>' in page
    assert '<th scope="row">上海</th><td class="num">0</td><td class="num">5</td>' in page
