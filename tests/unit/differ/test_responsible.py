"""Responsible units: sets, and who leads."""

from __future__ import annotations

from collections.abc import Callable

from differ.compare import compare
from domain.change import Change, Comparison, EditKind, Severity, Status
from domain.document import Document

Read = Callable[[str], Document]

LED = """岚江市促进冷链配送若干措施
一、设施
1.建设冷库。在三个片区各建一座公共冷库。（责任单位：市商务局、市交通运输局。排名第一位的为牵头单位，下同）
2.统一标识。配送箱使用统一标识和温度记录仪。（责任单位：市市场监管局、市商务局）
3.开放数据。冷链温度数据向收货方开放。（责任单位：市商务局、市数据局）
"""


def amended(comparison: Comparison) -> Change:
    (change,) = [change for change in comparison.changes if change.status is not Status.UNCHANGED]
    return change


def test_unit_put_in(read: Read, policy: str) -> None:
    """A unit more is a change of responsible_units, with its place in the new text."""
    new = read(policy.replace("（省教育厅、省科技厅按", "（省教育厅、省科技厅、省财政厅按"))
    change = amended(compare(read(policy), new))
    (edit,) = change.edits
    assert change.fields == ("responsible_units",) and change.severity is Severity.SUBSTANTIVE
    assert (edit.old, edit.new, edit.new_span.of(new.text)) == ("", "省财政厅", "省财政厅")


def test_unit_replaced_is_one_edit(read: Read, policy: str) -> None:
    """One unit for another is one pair, not one out and one in."""
    change = amended(compare(read(policy), read(policy.replace("省审批服务管理局", "省数据局"))))
    assert [(edit.old, edit.new, edit.kind) for edit in change.edits] == [
        ("省审批服务管理局", "省数据局", EditKind.RESPONSIBLE)
    ]


def test_order_without_lead_rule_is_no_change(read: Read, policy: str) -> None:
    """Where nobody leads, the order of units says nothing."""
    new = policy.replace("省药监局、省公安厅按职责", "省公安厅、省药监局按职责")
    assert all(change.status is Status.UNCHANGED for change in compare(read(policy), read(new)).changes)


def test_order_with_lead_rule_changes_the_lead(read: Read) -> None:
    """Where the first-named leads, another order is 牵头变更."""
    change = amended(compare(read(LED), read(LED.replace("市市场监管局、市商务局）", "市商务局、市市场监管局）"))))
    assert change.fields == ("responsible_units",)
    assert [(edit.old, edit.new, edit.kind) for edit in change.edits] == [("市市场监管局", "市商务局", EditKind.LEAD)]


def test_order_behind_the_lead_is_no_change(read: Read) -> None:
    """The order of those who do not lead says nothing."""
    old = LED.replace("市商务局、市数据局）", "市商务局、市数据局、市财政局）")
    new = old.replace("市数据局、市财政局）", "市财政局、市数据局）")
    assert all(change.status is Status.UNCHANGED for change in compare(read(old), read(new)).changes)
