"""Amendments of a law in articles, as its amending decision would tell them."""

from __future__ import annotations

import re
from collections.abc import Callable

from differ.compare import compare
from domain.change import Change, Comparison, EditKind, Severity, Status
from domain.document import Document

Read = Callable[[str], Document]
Told = Callable[[Comparison], list[tuple[str, list[int], list[int]]]]
NUMBERS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"]


def renumbered(text: str) -> str:
    """``text`` with its articles numbered in order; references are left alone."""
    numbers = iter(NUMBERS)
    return re.sub(r"^第[一二三四五六七八九十]+条", lambda _: f"第{next(numbers)}条", text, flags=re.MULTILINE)


def of(comparison: Comparison, old: int) -> Change:
    return next(change for change in comparison.changes if any(ref.ordinal == old for ref in change.old))


def test_reference_that_follows_renumbering_is_editorial(read: Read, told: Told, law: str) -> None:
    """Deleting an article moves the references to those behind it: amended, editorial, 条序调整."""
    new = renumbered(re.sub(r"第三条.*\n", "", law))
    new = new.replace("例第五条规定", "例第四条规定").replace("例第六条规定", "例第五条规定").replace("按第四条", "按第三条")
    comparison = compare(read(law), read(new))
    assert ("deleted", [3], []) in told(comparison)
    for ordinal in (8, 9, 10):
        change = of(comparison, ordinal)
        assert (change.status, change.severity) == (Status.AMENDED, Severity.EDITORIAL)
        assert [edit.kind for edit in change.edits] == [EditKind.CROSS_REFERENCE]


def test_reference_to_another_article_is_substantive(read: Read, law: str) -> None:
    """A reference that changed although its target stayed changes the law."""
    change = of(compare(read(law), read(law.replace("违反本条例第五条", "违反本条例第七条"))), 8)
    assert (change.status, change.severity) == (Status.AMENDED, Severity.SUBSTANTIVE)


def test_reference_to_another_law_does_not_follow(read: Read, law: str) -> None:
    """An article of another law is not ours to renumber."""
    old = law.replace("依照", "").replace("由渔业主管部门给予警告", "依照《港口法》第七条由渔业主管部门给予警告")
    new = renumbered(re.sub(r"第三条.*\n", "", old)).replace("《港口法》第七条", "《港口法》第六条")
    assert of(compare(read(old), read(new)), 10).severity is Severity.SUBSTANTIVE


def test_variant_characters_are_editorial(read: Read, told: Told, law: str) -> None:
    """帐 -> 账 is shown as amended and called editorial."""
    old = law.replace("占用费标准由", "占用费帐目公开，占用费标准由")
    comparison = compare(read(old), read(old.replace("帐目", "账目")))
    assert told(comparison) == [("amended", [6], [6])]
    assert of(comparison, 6).severity is Severity.EDITORIAL


def test_body_renamed_by_reform_is_editorial_elsewhere_not(read: Read, law: str) -> None:
    """工商行政管理部门 -> 市场监督管理部门 follows a reform; 公安机关 -> 市场监督管理部门 is a change of competence."""
    for before, severity in (("工商行政管理部门", Severity.EDITORIAL), ("公安机关", Severity.SUBSTANTIVE)):
        old = law.replace("责令驶离，处", f"由{before}责令驶离，处")
        change = of(compare(read(old), read(old.replace(before, "市场监督管理部门"))), 8)
        assert change.severity is severity
        assert change.edits[0].kind is EditKind.BODY_NAME


def test_article_rewritten_under_its_number_is_amended(read: Read, told: Told, law: str) -> None:
    """第七条修改为 … leaves hardly a word, and is still the seventh article."""
    new = re.sub(r"第七条.*\n", "第七条 停泊船舶应当编组值守，夜间至少留一名船员在船，遇险立即报告。\n", law)
    assert told(compare(read(law), read(new))) == [("amended", [7], [7])]


def test_paragraph_that_became_an_article(read: Read, told: Told, law: str) -> None:
    """A paragraph that is an article of its own now, far away, is a split."""
    moved = "港口经营人收到申报后，应当在两小时内答复。\n"
    new = renumbered(law.replace(moved, "").replace("第十二条", f"第十一条 {moved}第十二条"))
    assert ("split", [4], [4, 12]) in told(compare(read(law), read(new)))


def test_article_put_in_between_with_zhi_yi(read: Read, told: Told, law: str) -> None:
    """第六条之一 is one addition, and nothing else moves."""
    new = law.replace("第七条 船舶", "第六条之一 休渔期内减半收取泊位占用费。\n第七条 船舶")
    assert told(compare(read(law), read(new))) == [("added", [], [7])]


def test_dissolved_chapter(read: Read, told: Told, law: str) -> None:
    """A chapter merged into the one before it moves no article."""
    new = law.replace("第三章 法律责任\n", "").replace("第四章 附则", "第三章 附则")
    assert told(compare(read(law), read(new))) == []


def test_sixty_articles_pushed_down(read: Read, told: Told) -> None:
    """One deleted article among sixty: one deletion, and no amendment."""
    names = [f"{tens}{ones}" for tens in ("", "十", "二十", "三十", "四十", "五十") for ones in "一二三四五六七八九"]
    goods = ["缆绳", "锚链", "桅杆", "舵轮", "渔网", "罗盘", "灯塔", "浮标", "船坞"]
    bodies = [f"{good}的第{name}类检修由持证人员完成，记录保存{name}年。" for name in names[:6] for good in goods]
    old = "\n".join(f"第{name}条 {body}" for name, body in zip(names, bodies, strict=True))
    new = "\n".join(f"第{name}条 {body}" for name, body in zip(names, bodies[:4] + bodies[5:], strict=False))
    comparison = compare(read(old), read(new))
    assert told(comparison) == [("deleted", [5], [])] + [("renumbered", [i], [i - 1]) for i in range(6, 55)]
