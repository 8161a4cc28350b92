"""What the closing clause of one document does to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from differ.compare import compare
from differ.fold import key
from differ.notes import VOID
from differ.repeals import MAY_END, ended_by, repeals, succeeds
from domain.change import EventKind
from domain.document import Document

Read = Callable[[str], Document]

OPENING = "青岚省敷料管理办法\n第一条 为了加强管理，根据《行政许可法》，制定本办法。\n第二条 敷料企业应当登记。\n第三条 "


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "本办法自2026年5月1日起施行，《青岚省敷料暂行办法》（青药监规〔2021〕2号）同时废止。",
            [("青岚省敷料暂行办法", "青药监规[2021]2号", ())],
        ),
        ("《敷料登记规定》、《敷料抽检规定》即行废止。", [("敷料登记规定", None, ()), ("敷料抽检规定", None, ())]),
        ("原《敷料目录》自本办法施行之日起停止执行。", [("敷料目录", None, ())]),
        (
            "根据《立法法》，决定废止《敷料备案办法》和《敷料许可办法》。",
            [("敷料备案办法", None, ()), ("敷料许可办法", None, ())],
        ),
        ("《敷料细则》第五条、第六条同时废止。", [("敷料细则", None, ("第五条", "第六条"))]),
        ("许可证失效的，依照《行政许可法》注销。", []),
        ("登记有效期届满未延续的，按照《登记规定》作废。", []),
        ("本办法由省药监局负责解释，与《敷料目录》一并适用。", []),
    ],
)
def test_closing_clauses(read: Read, clause: str, expected: list[tuple[str, str | None, tuple[str, ...]]]) -> None:
    """Titles and numbers of what is ended are read; what a text rests on or speaks of is not ended."""
    found = repeals(read(f"{OPENING}{clause}\n"))
    assert [(ended.title, ended.document_number, ended.parts) for ended in found] == expected


@pytest.mark.parametrize(
    "words",
    [
        "废止",
        "失效",
        "作废",
        "停止执行",
        "停止适用",
        "不再执行",
        "不再有效",
        "终止实施",
        "予以撤销",
        "废 止",
        "停　止执行",
        "不\n再执行",
    ],
)
def test_the_quick_look_passes_every_verdict(read: Read, words: str) -> None:
    """A text that may end another is never put aside for want of a word, not even one torn by a blank or a line."""
    document = replace(read(OPENING + "《敷料目录》同时停用。"), text=f"《敷料目录》同时{words}。")
    assert VOID.search(key(document.text))
    assert MAY_END.search(document.text)


def test_clearing_notice(read: Read) -> None:
    """A list below 予以废止： ends every text in it, and nothing behind it."""
    text = (
        "青岚省药监局关于废止部分文件的公告\n根据《清理办法》，现对下列规范性文件予以废止：\n"
        "1.《关于敷料检查的通知》（青药监办〔2018〕3号）\n2.《关于敷料抽样的通知》（青药监办〔2019〕8号）\n"
        "特此公告。\n《关于敷料征集的通知》另行印发。\n"
    )
    assert [ended.document_number for ended in repeals(read(text))] == ["青药监办[2018]3号", "青药监办[2019]8号"]


def test_event_of_the_ended_document(read: Read, policy: str) -> None:
    """The ended document is known by 文号 or title, and another of the same title with another 文号 is not it."""
    document = read(policy)
    words = "《青岚省促进医用敷料产业提质增效若干措施》（青药监规〔{}〕3号）同时废止。"
    event = ended_by(document, read(f"{OPENING}{words.format(2025)}\n"))
    assert event is not None and event.kind is EventKind.REPEALED and "同时废止" in event.detail
    assert ended_by(document, read(f"{OPENING}{words.format(2019)}\n")) is None


def test_partial_end(read: Read, policy: str) -> None:
    """Where the clause names items, only these are ended."""
    clause = "《青岚省促进医用敷料产业提质增效若干措施》第（三）项同时废止。"
    event = ended_by(read(policy), read(f"{OPENING}{clause}\n"))
    assert event is not None and (event.kind, event.measures) == (EventKind.PARTIAL_REPEAL, ("第(三)项",))


def test_draft_issued_revised(read: Read, policy: str) -> None:
    """征求意见稿 -> 印发 -> 修订: each succeeds the one before it, and the issued text replaces its draft."""
    issued = read(policy)
    draft = replace(issued, title=f"{issued.title}（征求意见稿）", document_number=None)
    revised = replace(issued, document_number="青药监规〔2027〕8号")
    assert succeeds(draft, issued) and succeeds(issued, revised) and not succeeds(issued, replace(issued, title="港口条例"))
    assert EventKind.REPLACED in {event.kind for event in compare(draft, issued).events}
    assert EventKind.REPLACED in {event.kind for event in compare(issued, revised).events}
