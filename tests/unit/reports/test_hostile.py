"""Crawled text that tries to be more than text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from domain.change import Direction, EditKind
from domain.report import Report
from reports.renderers import render
from reports.renderers.markdown import escape
from tests.unit.reports.desk import Item, amended, edit, paper
from tests.unit.reports.mornings import based, report_of

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
OVERRIDE = "\u202egpj.exe"


UNIT = f"甲局{EVIL}"
ITEMS: list[Item] = [
    ("（一）", f"标题{EVIL}", f"办理{EVIL}由30日{OVERRIDE}压缩为20日。[点此](javascript:alert(3))不变。", (UNIT,))
]


def hostile(folder: Path) -> Report:
    """A morning whose titles, bodies, units and addresses are all written by an enemy."""
    before = ITEMS
    after: list[Item] = [(n, t, b.replace("20日", "10日"), u) for n, t, b, u in before]
    old = replace(paper(f"意见{EVIL}{OVERRIDE}", "甲", before), document_number='"><b>甲〔2026〕1号')
    new = replace(paper(f"意见{EVIL}{OVERRIDE}", "甲", after), document_number='"><b>甲〔2026〕1号')
    desk = based(folder)
    desk.source("evil", f"来源{EVIL}", f"甲{OVERRIDE}")
    desk.begin()
    desk.publish("evil", old, url="javascript:alert(4)")
    desk.deliver()
    desk.begin()
    change = amended((old, 1), (new, 1), edit((old, 1), (new, 1), "20日", "10日", EditKind.TIME_LIMIT, Direction.FASTER))
    desk.publish("evil", new, known=desk.store.documents()[-1].id, changes=[change], url="javascript:alert(4)")
    return report_of(desk)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return hostile(tmp_path_factory.mktemp("hostile"))


def test_html_holds_no_foreign_markup(report: Report) -> None:
    """All of it is there as text, none of it as an element, an attribute or a link."""
    page = render(report, "html").decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page and "<img" not in page and 'href="javascript' not in page and '"><b>甲' not in page


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_direction_overrides_are_written_out(report: Report, format: str) -> None:
    """No override character reaches a reader's screen."""
    page = render(report, format).decode()
    assert "\u202e" not in page and "⟦U+202E⟧" in page


def test_markdown_becomes_no_html_and_no_foreign_link(report: Report) -> None:
    """Rendered with raw HTML allowed, the only elements are those of our own frame."""
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(render(report, "markdown").decode())
    assert "<script" not in page and "<img" not in page and 'href="javascript' not in page


@pytest.mark.parametrize(
    "words",
    [
        "# 甲",
        "- 甲",
        "1. 甲",
        "1) 甲",
        "+ 甲",
        "> 甲",
        "***甲***",
        "`甲`",
        "~~~",
        "| 甲 |",
        "甲\n\n# 乙",
        "&lt;b&gt;",
        "[甲](b)",
        "===",
        "---",
    ],
)
def test_markdown_escape_leaves_only_text(words: str) -> None:
    """Whatever a title looks like, it stays one paragraph of its own characters."""
    page = MarkdownIt("commonmark").enable("table").render(escape(words))
    assert page.startswith("<p>") and page.count("<") == 2
