"""What happened to the document as a whole, and what did not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from differ.compare import compare
from domain.change import EventKind, Status
from domain.document import Document, DocumentKind

Read = Callable[[str], Document]
CLOSING = "有效期三年。\n"
TITLE = "青岚省促进医用敷料产业提质增效若干措施"


def kinds(old: Document, new: Document) -> list[EventKind]:
    return [event.kind for event in compare(old, new).events]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"{TITLE}\n", f"{TITLE}\n（本文件已于2026年4月2日废止）\n", [EventKind.REPEALED]),
        (CLOSING, f"{CLOSING}本措施自2026年4月2日起停止执行。\n", [EventKind.REPEALED]),
        (CLOSING, "有效期五年。\n", [EventKind.VALIDITY_CHANGED]),
        ("2025年8月1日起", "2025年10月1日起", [EventKind.VALIDITY_CHANGED]),
        (CLOSING, f"{CLOSING}经评估，本措施有效期延长至2031年7月31日。\n", [EventKind.VALIDITY_CHANGED]),
        (f"{TITLE}\n", "青岚省促进医用敷料产业提质增效行动方案\n", [EventKind.TITLE_CHANGED]),
        ("制定以下措施。\n", "制定以下措施。\n总体目标是用三年时间让本省敷料产值再上台阶。\n", [EventKind.PREAMBLE_CHANGED]),
        (CLOSING, f"{CLOSING}《青岚省敷料检测收费办法》（青药监〔2011〕9号）同时废止。\n", []),
        ("（省药监局负责）\n（五）", "（省药监局负责）\n（五）", []),
        ("检查结果向社会公开。", "检查结果向社会公开，对失效的敷料停止使用。", []),
        ("检查结果向社会公开。", "检查结果向社会公开。证书失效的产品停止执行优惠价。", []),
    ],
)
def test_events(read: Read, policy: str, old: str, new: str, expected: list[EventKind]) -> None:
    """Each event is told once, and none where nothing of the kind happened."""
    assert old in policy
    assert kinds(read(policy), read(policy.replace(old, new))) == expected


def test_new_number_is_a_replacement(read: Read, policy: str) -> None:
    """Another 文号 on the same instrument replaces it; its own validity is not told as a change of the old one's."""
    new = policy.replace("〔2025〕3号", "〔2028〕7号").replace("2025年8月1日", "2028年8月1日")
    (event,) = compare(read(policy), read(new)).events
    assert event.kind is EventKind.REPLACED
    assert "青药监规〔2028〕7号" in event.detail and "2028-08-01" in event.detail


def test_clause_that_repeals_the_old_text_is_a_replacement(read: Read, policy: str) -> None:
    """The new text may say itself that the old one is void, without a number to compare."""
    old = policy.replace("青药监规〔2025〕3号\n", "").replace("若干措施\n", "若干措施（试行）\n")
    new = old.replace("若干措施（试行）\n", "若干措施\n").replace(CLOSING, f"{CLOSING}《{TITLE}（试行）》同时废止。\n")
    assert EventKind.REPLACED in kinds(read(old), read(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("向社会公开。拒不", "向社会公开。【本项自2027年1月1日起停止执行】拒不"),
        ("开展飞行检查。对", "开展飞行检查（已废止）。对"),
        (CLOSING, f"{CLOSING}附注：根据青政办发〔2026〕2号文，本措施第（八）项自2027年1月1日起停止执行。\n"),
    ],
)
def test_void_measure_is_an_event_that_names_it(read: Read, policy: str, old: str, new: str) -> None:
    """A note that one measure no longer applies is told as an event; the words of the measure stand as they stood."""
    comparison = compare(read(policy), read(policy.replace(old, new)))
    (event,) = comparison.events
    assert (event.kind, event.measures) == (EventKind.REPEALED, ("（八）",)) and "（八）" in event.detail
    assert {change.status for change in comparison.changes} == {Status.UNCHANGED}


def test_stub_is_a_deletion(read: Read, policy: str) -> None:
    """An item of which only the number and （已废止） are left is deleted, and not added again."""
    start, end = policy.index("（六）"), policy.index("三、强化")
    comparison = compare(read(policy), read(f"{policy[:start]}（六）（已废止）\n{policy[end:]}"))
    changed = [(change.status, change.old[0].ordinal) for change in comparison.changes if change.status is not Status.UNCHANGED]
    assert changed == [(Status.DELETED, 6)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("抱歉，您访问的页面不存在\n五秒后自动返回首页\n", EventKind.NOT_A_VERSION),
        (
            "本报讯 记者昨日获悉，青岚省出台敷料产业新政，共八条措施，业内人士表示期待。首条提出建设中试平台。\n",
            EventKind.NOT_A_VERSION,
        ),
    ],
)
def test_text_that_is_no_version(read: Read, policy: str, text: str, kind: EventKind) -> None:
    """An error page or a press report deletes nothing."""
    comparison = compare(read(policy), read(text))
    assert [event.kind for event in comparison.events] == [kind] and comparison.suspect
    assert [(change.status, len(change.old)) for change in comparison.changes] == [(Status.UNCHANGED, 1)] * 8


def test_another_policy_at_the_address(read: Read, policy: str, law: str) -> None:
    """Another text with measures of its own is no version either."""
    assert kinds(read(policy), read(law)) == [EventKind.NOT_A_VERSION]


def test_interpretation_is_no_version(read: Read, policy: str) -> None:
    """A text about the document may quote all of it."""
    assert kinds(read(policy), replace(read(policy), kind=DocumentKind.INTERPRETATION)) == [EventKind.NOT_A_VERSION]


@pytest.mark.parametrize("last", ["（三）", "（六）"])
def test_cut_off_text_is_suspect(read: Read, policy: str, last: str) -> None:
    """A page that stops in the middle shrank; nothing is reported deleted."""
    comparison = compare(read(policy), read(policy[: policy.index(last)]))
    assert [event.kind for event in comparison.events] == [EventKind.SUSPECT_SHRINK]
    assert {change.status for change in comparison.changes} == {Status.UNCHANGED}


def test_deleting_the_last_item_is_no_shrinking(read: Read, policy: str) -> None:
    """One item less at the end is an honest deletion."""
    start, end = policy.index("（八）"), policy.index("本措施自")
    comparison = compare(read(policy), read(policy[:start] + policy[end:]))
    assert comparison.events == ()
    assert [change.status for change in comparison.changes].count(Status.DELETED) == 1


def test_status_mark_of_the_page(read: Read, policy: str) -> None:
    """A page that marks the document void repeals it, once."""
    void = replace(read(policy), status_words=("已废止",))
    assert kinds(read(policy), void) == [EventKind.REPEALED]
    assert kinds(void, void) == []


@pytest.mark.parametrize(
    "note",
    [
        "（2027年3月1日起失效）",
        "效力状态：失效",
        "有效性：已废止",
        "此件已失效",
        "本文件不再作为行政管理的依据。",
        "注：本文件已于2027年2月2日宣布废止",
    ],
)
def test_wordings_of_a_repeal(read: Read, policy: str, note: str) -> None:
    """However a page says that its text is void, it is one event and no amendment."""
    comparison = compare(read(policy), read(f"{policy}{note}\n"))
    assert [event.kind for event in comparison.events] == [EventKind.REPEALED]
    assert {change.status for change in comparison.changes} == {Status.UNCHANGED}


def test_text_torn_off_inside_a_sentence(read: Read, policy: str) -> None:
    """A page that breaks off inside a sentence is no deletion of what would have come."""
    torn = policy[: policy.index("备案信息不包括")] + "备案信息不"
    comparison = compare(read(policy), read(torn))
    assert [event.kind for event in comparison.events] == [EventKind.SUSPECT_SHRINK]
    assert Status.DELETED not in {change.status for change in comparison.changes}
