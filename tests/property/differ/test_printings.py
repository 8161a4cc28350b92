"""Printings of one text: whatever a site does to the looks of a policy, the answer is that nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from differ.compare import compare
from domain.change import Comparison, Status
from domain.document import Document, RawDocument, RawPart
from normalizer.normalize import normalize

TEXT = """云溪省药品监督管理局关于促进康复器具发展的若干措施
云药监规〔2025〕7号
为促进康复器具发展，制定以下措施。
一、研发与转化
（一）建设测试基地。在三个市建设康复器具测试基地，对首批入驻企业免收两年测试费用。（省药监局、省科技厅负责）
（二）组织临床协作。鼓励康复医院与企业联合开展临床评价，评价报告在30个工作日内出具。（省卫生健康委负责）
二、审评与监管
（三）优化审评程序。对创新康复器具实行专人跟踪，首次审评时限由60个工作日压缩至45个工作日。（省药监局负责）
（四）严格上市后监管。企业应当每年提交“质量自查”报告，不得隐瞒不良事件。（省药监局、省市场监管局负责）
本措施自2025年9月1日起施行，有效期三年。
"""
TRADITIONAL = opencc.OpenCC("s2t")
FURNITURE = (
    "当前位置：首页 > 政策文件\n浏览次数：{views}次 字号：[大 中 小]\n",
    "【打印】【关闭】\n上一篇：无\n版权所有：云溪省药监局\n",
)


def read(text: str) -> Document:
    return normalize(RawDocument((RawPart(text.encode(), name="text.txt"),)))


def quiet(comparison: Comparison) -> bool:
    return {change.status for change in comparison.changes} == {Status.UNCHANGED} and not comparison.events


@pytest.mark.parametrize(
    "printing",
    [
        TRADITIONAL.convert,
        lambda text: text.replace("（", "(").replace("）", ")").replace("，", ","),
        lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        lambda text: text.replace("“", '"').replace("”", '"'),
        lambda text: "\u200b".join(text),
        lambda text: text.replace("\n", "\r\n\r\n"),
        lambda text: TRADITIONAL.convert(text).replace("醫", "醫(yī)").replace("藥", "藥(yào)"),
        lambda text: FURNITURE[0].format(views=12) + text + FURNITURE[1],
    ],
)
def test_printings_of_one_text(printing: Callable[[str], str]) -> None:
    """Script, width, quotes, zero-width characters, line breaks, pinyin and a site's furniture are nothing."""
    assert quiet(compare(read(TEXT), read(printing(TEXT))))


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_blanks_anywhere_inside_a_line(data: st.DataObject) -> None:
    """Blanks of any width between any two characters of a line are layout."""
    text = TEXT
    for place in sorted(data.draw(st.lists(st.integers(30, len(TEXT) - 2), max_size=6, unique=True)), reverse=True):
        if "\n" not in text[place - 1 : place + 1]:
            text = text[:place] + data.draw(st.sampled_from([" ", "\u3000", "\u00a0"])) + text[place:]
    assert quiet(compare(read(TEXT), read(text)))


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_counters_of_a_page(before: int, after: int) -> None:
    """浏览次数 counts on from look to look, and is no change."""
    pages = [FURNITURE[0].format(views=views) + TEXT + FURNITURE[1] for views in (before, after)]
    assert quiet(compare(read(pages[0]), read(pages[1])))
