"""Amendments of a regulator's policy, as its amending notice would tell them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from differ.compare import compare
from domain.change import Change, Comparison, Direction, EditKind, Severity, Status
from domain.document import Document

Read = Callable[[str], Document]
Told = Callable[[Comparison], list[tuple[str, list[int], list[int]]]]


def only_change(comparison: Comparison) -> Change:
    """The one change that is not ``unchanged``."""
    (change,) = [change for change in comparison.changes if change.status is not Status.UNCHANGED]
    return change


REPLACEMENTS = [
    (
        "60个工作日压缩至45个工作日",
        "60个工作日压缩至30个工作日",
        "45个工作日",
        "30个工作日",
        EditKind.TIME_LIMIT,
        Direction.FASTER,
    ),
    ("10个工作日内办结", "15个工作日内办结", "10个工作日", "15个工作日", EditKind.TIME_LIMIT, Direction.SLOWER),
    ("应当在五日内", "应当在三日内", "五日", "三日", EditKind.TIME_LIMIT, Direction.FASTER),
    ("资助80万元", "资助120万元", "80万元", "120万元", EditKind.AMOUNT, None),
    ("5万元以下罚款", "10万元以下罚款", "5万元", "10万元", EditKind.AMOUNT, Direction.TIGHTER),
    ("不少于20个", "不少于35个", "20个", "35个", EditKind.QUANTITY, None),
    ("留样保存期不得少于三年", "留样保存期不得少于二年", "三年", "二年", EditKind.TIME_LIMIT, None),
    ("成果可在省内", "成果应当在省内", "可", "应当", EditKind.MODAL, Direction.TIGHTER),
    ("不包括商业秘密", "包括商业秘密", "不包括", "包括", EditKind.MODAL, Direction.WIDER),
    ("补正时间不计入", "补正时间计入", "不", "", EditKind.MODAL, None),
    ("止血、抗菌、缓释等", "止血、抗菌、缓释、可降解等", "缓释等", "缓释、可降解等", EditKind.SCOPE, Direction.WIDER),
    ("由企业质量负责人签字", "由质量负责人签字", "企业", "", EditKind.WORDING, None),
]


@pytest.mark.parametrize(("old", "new", "gone", "come", "kind", "direction"), REPLACEMENTS)
def test_one_replacement_is_one_tight_edit(
    read: Read, policy: str, old: str, new: str, gone: str, come: str, kind: EditKind, direction: Direction | None
) -> None:
    """A change inside a sentence is one edit of at most a few characters more, substantive, of the right kind and direction."""
    change = only_change(compare(read(policy), read(policy.replace(old, new))))
    (edit,) = change.edits
    assert change.status is Status.AMENDED and change.fields == ("body",)
    assert gone in edit.old and come in edit.new
    assert max(len(edit.old) - len(gone), len(edit.new) - len(come)) <= 10
    assert (edit.kind, edit.severity, edit.direction) == (kind, Severity.SUBSTANTIVE, direction)


def test_two_numbers_of_one_sentence_are_two_edits(read: Read, policy: str) -> None:
    """Two changed numbers are never run together into one replaced sentence."""
    new = policy.replace("2万元以上5万元以下", "3万元以上8万元以下")
    change = only_change(compare(read(policy), read(new)))
    assert [(edit.old, edit.new) for edit in change.edits] == [("2万元", "3万元"), ("5万元", "8万元")]


def test_inserted_item_is_one_addition(read: Read, told: Told, policy: str) -> None:
    """Everything behind an inserted item is only renumbered."""
    new = _renumber(
        policy.replace("（四）压缩", "（四）公开审查要点。按品种公开审查要点和常见缺陷。（省药监局负责）\n（四）压缩")
    )
    expected = [("added", [], [4])] + [("renumbered", [i], [i + 1]) for i in range(4, 9)]
    assert told(compare(read(policy), read(new))) == expected


def test_deleted_item_is_told_where_it_stood(read: Read, told: Told, policy: str) -> None:
    """A deletion stands between its neighbours in the order of changes."""
    new = _renumber(re.sub(r"（三）.*\n", "", policy))
    comparison = compare(read(policy), read(new))
    assert told(comparison) == [("deleted", [3], [])] + [("renumbered", [i], [i - 1]) for i in range(4, 9)]
    assert [change.old[0].ordinal for change in comparison.changes] == list(range(1, 9))


def test_amended_and_renumbered_is_amended(read: Read, told: Told, policy: str) -> None:
    """``amended`` wins over ``renumbered``; the number stands in the fields."""
    new = _renumber(re.sub(r"（三）.*\n", "", policy)).replace("45个工作日", "40个工作日")
    comparison = compare(read(policy), read(new))
    assert ("amended", [4], [3]) in told(comparison)
    assert next(change for change in comparison.changes if change.old[0].ordinal == 4).fields == ("body", "number")


def test_move_to_another_section(read: Read, told: Told, policy: str) -> None:
    """The one item that was moved is moved; those it passed are renumbered."""
    item = re.search(r"（二）.*\n", policy)[0]
    new = _renumber(policy.replace(item, "").replace("（八）开展", f"{item}（八）开展"))
    assert told(compare(read(policy), read(new))) == [
        *[("renumbered", [i], [i - 1]) for i in range(3, 8)],
        ("moved", [2], [7]),
    ]


def test_two_items_that_changed_places_both_moved(read: Read, told: Told, policy: str) -> None:
    """Two neighbours that took each other's numbers both moved."""
    first, second = re.search(r"（四）.*\n", policy)[0], re.search(r"（五）.*\n", policy)[0]
    new = _renumber(policy.replace(first + second, second + first))
    assert sorted(told(compare(read(policy), read(new)))) == [("moved", [4], [5]), ("moved", [5], [4])]


def test_item_that_only_changed_its_section(read: Read, told: Told, policy: str) -> None:
    """A heading that now stands one item further down moved that item, though its number is the same."""
    new = policy.replace("二、提速审查服务\n（四）", "（四）").replace("（五）推行", "二、提速审查服务\n（五）推行")
    comparison = compare(read(policy), read(new))
    assert told(comparison) == [("moved", [4], [4])]
    assert only_change(comparison).fields == ("section",)


def test_renamed_headings_change_no_measure(read: Read, told: Told, policy: str) -> None:
    """A heading that was renamed or renumbered changes no measure."""
    new = policy.replace("二、提速审查服务", "三、让审查再快一步").replace("三、强化质量约束", "四、强化质量约束")
    assert told(compare(read(policy), read(new))) == []


def test_dissolved_section_changes_no_measure(read: Read, told: Told, policy: str) -> None:
    """A heading taken out moves nothing."""
    assert told(compare(read(policy), read(policy.replace("二、提速审查服务\n", "")))) == []


def test_split_in_any_order(read: Read, told: Told, policy: str) -> None:
    """A measure cut in two is one split, also when the second half comes first."""
    item = re.search(r"（七）.*\n", policy)[0]
    halves = (
        "（七）明确放行责任。出厂检验由企业质量负责人签字放行。（省药监局、省市场监管局按职责分工负责）\n"
        "（八）落实留样制度。敷料企业留样保存期不得少于三年，留样记录真实完整。（省药监局、省市场监管局按职责分工负责）\n"
    )
    new = _renumber(policy.replace(item, halves))
    comparison = compare(read(policy), read(new))
    assert told(comparison) == [("split", [7], [7, 8]), ("renumbered", [8], [9])]
    assert only_split(comparison).edits == ()


def only_split(comparison: Comparison) -> Change:
    return next(change for change in comparison.changes if change.status is Status.SPLIT)


def test_split_that_drops_a_sentence_says_so(read: Read, policy: str) -> None:
    """What a split leaves out is an edit of its own, with its place in the old text."""
    item = re.search(r"（四）.*\n", policy)[0]
    halves = (
        "（四）压缩首次审查时限。敷料类产品首次审查时限由60个工作日压缩至45个工作日。（省药监局负责）\n"
        "（五）减少现场核查。对连续三年无抽检不合格的企业实行免于重复现场核查。（省药监局负责）\n"
    )
    change = only_split(compare(old := read(policy), read(_renumber(policy.replace(item, halves)))))
    (edit,) = change.edits
    assert "补正时间不计入时限" in edit.old and edit.old_span.of(old.text) == edit.old
    assert change.severity is Severity.SUBSTANTIVE


def test_merger(read: Read, told: Told, policy: str) -> None:
    """Two measures put together are one merger."""
    first, second = re.search(r"（七）.*\n", policy)[0], re.search(r"（八）.*\n", policy)[0]
    merged = first.replace("（省药监局、省市场监管局按职责分工负责）\n", "") + second.split("。", 1)[1]
    new = policy.replace(first + second, merged)
    assert told(compare(read(policy), read(new))) == [("merged", [7, 8], [7])]


def test_title_only(read: Read, policy: str) -> None:
    """A rewritten title is one edit of the field title."""
    change = only_change(compare(read(policy), read(policy.replace("设立辅导窗口。", "把答疑送到基层。"))))
    assert change.fields == ("title",)
    assert [(edit.old, edit.new, edit.kind) for edit in change.edits] == [("设立辅导窗口", "把答疑送到基层", EditKind.TITLE)]


def test_added_and_deleted_sentences(read: Read, policy: str) -> None:
    """A whole sentence put in or taken out is one edit of the kind sentence."""
    new = policy.replace("不计入时限。", "不计入时限。审查结论同步推送省政务平台。").replace("鼓励企业共建共用无菌检测室。", "")
    changes = [change for change in compare(read(policy), read(new)).changes if change.status is Status.AMENDED]
    assert [(edit.old, edit.new, edit.kind) for change in changes for edit in change.edits] == [
        ("鼓励企业共建共用无菌检测室。", "", EditKind.SENTENCE),
        ("", "审查结论同步推送省政务平台。", EditKind.SENTENCE),
    ]


@pytest.mark.parametrize(
    "version",
    [
        lambda text: text.replace("，", ",").replace("（", "(").replace("）", ")"),
        lambda text: text.replace("60个工作日", " 60 个工作日 ").replace("20个", "２０个"),
        lambda text: text.replace("敷料", "敷\u200b料"),
        lambda text: text.replace("结合本省实际，", "结合本省实际,"),
    ],
)
def test_layout_is_no_change(read: Read, told: Told, policy: str, version: Callable[[str], str]) -> None:
    """Width, white space and zero-width characters change nothing."""
    comparison = compare(read(policy), read(version(policy)))
    assert told(comparison) == [] and comparison.events == ()


def _renumber(text: str) -> str:
    """``text`` with its items numbered （一）, （二） ... in order."""
    numbers = iter("一二三四五六七八九十")
    return re.sub(r"^（[一二三四五六七八九十]+）", lambda _: f"（{next(numbers)}）", text, flags=re.MULTILINE)
