"""Texts that must not be believed at once although they came whole: error pages, other papers, and what is far too short."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from differ.compare import compare
from domain.change import EventKind, Status
from domain.document import Document

Read = Callable[[str], Document]
NOTICE = """关于第七批药品监督抽检结果的公告
根据监督抽检计划，我局组织开展了第七批药品监督抽检，共抽检药品126批次，其中1批次不符合规定。
对抽检发现的问题，我局已责令相关企业停止销售、召回产品，并依法立案调查。咨询电话：8740-4036。
特此公告。
青岚省药品监督管理局
2025年10月20日
"""
FEW = """青岚省药店便民措施
为方便群众购药，制定本措施。
（一）延长营业。支持药店延长营业时间，夜间设置售药窗口，由执业药师远程审方，保障群众用药需求。（省药监局负责）
（二）送药上门。对行动不便的老年人提供送药服务，配送过程全程温控、可以追溯。（省药监局、省商务厅负责）
（三）公开价格。药店应当在显著位置公示价格和服务热线，接受社会监督。（省市场监管局负责）
"""


def doubt(old: Document, new: Document) -> EventKind | None:
    comparison = compare(old, new)
    kinds = [event.kind for event in comparison.events if event.kind.suspect]
    assert not kinds or all(change.status is Status.UNCHANGED for change in comparison.changes)
    return kinds[0] if kinds else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NOTICE.replace("126批次", "128批次"), None),
        (NOTICE.replace("对抽检发现的问题，", ""), None),
        (NOTICE.replace("特此公告。", "因系统维护，结果查询暂停一天，请稍后再查。特此公告。"), None),
        ("关于第七批药品监督抽检结果的公告\n系统繁忙，请稍后再试，给您带来的不便敬请谅解，感谢您的关注和支持，祝您生活愉快。", EventKind.NOT_A_VERSION),
        ("青岚省药品监督管理局\n省局召开会议部署今年的重点工作，要求各处室压实责任，狠抓落实，务求实效。" * 3, EventKind.NOT_A_VERSION),
        ("关于第七批药品监督抽检结果的公告\n本栏目正在整理，新的栏目将于近期与公众见面。", EventKind.NOT_A_VERSION),
        (NOTICE[:80], EventKind.SUSPECT_SHRINK),
        (NOTICE[:110], EventKind.SUSPECT_SHRINK),
        (NOTICE[:35], EventKind.SUSPECT_SHRINK),
    ],
)  # fmt: skip
def test_a_notice_without_measures_is_held_to_its_words(read: Read, text: str, kind: EventKind | None) -> None:
    """Edits pass, whatever words they bring; an error page, another page, and half the notice do not."""
    assert doubt(read(NOTICE), read(text)) is kind


def test_a_policy_of_few_measures_may_not_shrink_at_once(read: Read) -> None:
    """Under six measures nothing but the length tells: its last measure alone is not believed; one sentence less is."""
    old = read(FEW)
    assert doubt(old, read("".join(FEW.splitlines(keepends=True)[i] for i in (0, 4)))) is EventKind.SUSPECT_SHRINK
    assert doubt(old, read(FEW.replace("，接受社会监督", ""))) is None


def test_a_confirmed_text_may_have_shrunk_but_is_never_an_error_page(read: Read) -> None:
    """A second look lifts the doubt about length, and no other."""
    short = read("".join(FEW.splitlines(keepends=True)[i] for i in (0, 4)))
    assert not compare(read(FEW), short, confirmed=True).suspect
    assert {change.status for change in compare(read(FEW), short, confirmed=True).changes} >= {Status.DELETED}
    error = read("系统繁忙，请稍后再试，给您带来的不便敬请谅解，感谢您的关注和支持，祝您生活愉快。")
    assert compare(read(FEW), error, confirmed=True).suspect
