"""What stands behind a notice's date: a paper attached to it stays whole, the site's own lines go."""

from __future__ import annotations

import pytest

from domain.document import RawDocument, RawPart
from normalizer.normalize import canonical, normalize
from normalizer.trace import Ledger

NOTICE = [
    "甲省药品监督管理局关于发布抽检结果的通告",
    "一、本季度抽检药品三十批次，两批次不合格。",
    "二、各市局应当依法处置，按时报告。",
    "甲省药品监督管理局",
    "2026年6月2日",
]
TABLE = ["不合格药品名单", "序号\t品名\t生产单位", "1\t阿莫西林胶囊\t甲厂"]
PROSE = ["药品追溯工作要求", "企业应当建立追溯体系，按批次留存记录。", "监管部门应当抽查记录。"]
NAMES = ["不合格药品名单", "阿莫西林胶囊", "板蓝根颗粒"]


def page(*lines: str) -> RawPart:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return RawPart(f"<html><body><div id='zoom'>{body}</div></body></html>".encode(), "page.html")


def lines(*parts: RawPart) -> list[str]:
    return normalize(RawDocument(parts)).text.split("\n")


@pytest.mark.parametrize("attached", [TABLE, PROSE, NAMES], ids=["table", "prose", "bare names"])
def test_a_file_is_read_whole(attached: list[str]) -> None:
    """The short title of an attached file, and lines of it that say nothing by themselves, are no furniture of the page."""
    assert lines(page(*NOTICE), RawPart("\n".join(attached).encode(), "附件.txt")) == [*NOTICE, *attached]


def test_the_page_of_a_file_is_still_cleaned() -> None:
    """The page's own last lines go, those of its attachment stay."""
    with_tools = page(*NOTICE, "分享到微信", "甲省政务服务")
    assert lines(with_tools, RawPart("\n".join(NAMES).encode(), "附件.txt")) == [*NOTICE, *NAMES]


@pytest.mark.parametrize("attached", [TABLE, PROSE], ids=["table", "prose"])
def test_a_paper_on_the_same_page_is_read_whole(attached: list[str]) -> None:
    """A short line with a sentence or a table behind it is a title; what stands behind these is the site's. So it reads once more."""
    found = lines(RawPart("\n".join([*NOTICE, *attached, "甲省政务服务"]).encode(), "公告.txt"))
    assert found == [*NOTICE, *attached]
    assert canonical("\n".join(found), Ledger()).text.split("\n") == found
