"""Amending decisions read, and laid beside what was found."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from differ.beside import check, lay_beside
from differ.compare import compare
from differ.decisions import claims
from domain.change import Status
from domain.document import Document
from domain.witness import Claim, Verdict

Read = Callable[[str], Document]

HEAD = "关于修改《青岚省渔港泊位管理条例》的决定\n"
TAIL = "《青岚省渔港泊位管理条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n"


def one(read: Read, order: str) -> Claim:
    (claim,) = claims(read(f"{HEAD}一、{order}\n"))
    return claim


@pytest.mark.parametrize(
    ("order", "status", "old", "new", "words"),
    [
        ("将第三条修改为：“船舶离港前申报。”", Status.AMENDED, ["第三条"], [], []),
        ("第三条第二款中的“两小时”修改为“一小时”。", Status.AMENDED, ["第三条"], [], [("两小时", "一小时")]),
        ("将第十条改为第九条，其中的“罚款”修改为“警告”。", Status.AMENDED, ["第十条"], ["第九条"], [("罚款", "警告")]),
        ("第五条增加一款，作为第二款：“夜间停航。”", Status.AMENDED, ["第五条"], [], []),
        ("在第六条“三十日”后增加“以上”。", Status.AMENDED, ["第六条"], [], [("", "以上")]),
        ("删去第七条第一款中的“和缆绳”。", Status.AMENDED, ["第七条"], [], [("和缆绳", "")]),
        ("删去《青岚省渔港泊位管理条例》第九条。", Status.DELETED, ["第九条"], [], []),
        ("增加一条，作为第十二条：“第三条规定的期限自受理之日起算。”", Status.ADDED, [], ["第十二条"], []),
        ("在第六条后增加一条，作为第六条之一：“休渔期免费。”", Status.ADDED, [], ["第六条之一"], []),
        ("将第八条、第九条合并，作为第八条，修改为：“甲。”", Status.MERGED, ["第八条", "第九条"], ["第八条"], []),
        ("将第四条第二款单列一条，作为第十条。", Status.SPLIT, ["第四条"], ["第十条"], []),
        ("将第四条分为两条，作为第四条、第五条。", Status.SPLIT, ["第四条"], ["第四条", "第五条"], []),
        ("将第六条改为第七条。", Status.RENUMBERED, ["第六条"], ["第七条"], []),
        ("将“帐”统一修改为“账”。", Status.AMENDED, [], [], [("帐", "账")]),
    ],
)
def test_forms(read: Read, order: str, status: Status, old: list[str], new: list[str], words: list[tuple[str, str]]) -> None:
    """Each form of order is read into the effect it claims; what is quoted is never taken for an order."""
    claim = one(read, order)
    assert (claim.status, list(claim.old), list(claim.new), list(claim.words)) == (status, old, new, words)


def test_several_articles_of_one_order(read: Read) -> None:
    """Lists and ranges are told out, article by article."""
    text = f"{HEAD}一、将第三条、第五条中的“甲”修改为“乙”。\n二、删去第七条至第九条。\n三、增加二条，作为第十条、第十一条：“第十条 丙。”\n"
    found = [(claim.status.value, *claim.old, *claim.new) for claim in claims(read(text))]
    assert found == [
        ("amended", "第三条"),
        ("amended", "第五条"),
        ("deleted", "第七条"),
        ("deleted", "第八条"),
        ("deleted", "第九条"),
        ("added", "第十条"),
        ("added", "第十一条"),
    ]


def test_quotation_of_several_paragraphs(read: Read) -> None:
    """A quotation opens anew at each paragraph and closes once; the orders go on behind it."""
    text = f"{HEAD}一、将第三条修改为：“船舶申报泊位。\n“删去第八条的规定不适用于渔船。”\n二、删去第五条。\n"
    assert [(claim.status, claim.old) for claim in claims(read(text))] == [
        (Status.AMENDED, ("第三条",)),
        (Status.DELETED, ("第五条",)),
    ]


def test_sentence_without_an_article_goes_on_with_the_last(read: Read) -> None:
    """第二款修改为 … speaks of the article of the sentence before it."""
    claim = one(read, "将第六条改为第五条，第一款中的“三十日”修改为“二十日”；第二款修改为：“由省核定。”")
    assert (claim.old, claim.new, claim.words, claim.wording) == (
        ("第六条",),
        ("第五条",),
        (("三十日", "二十日"),),
        "由省核定。",
    )


def test_no_orders_no_claims(read: Read, policy: str) -> None:
    """A text that orders nothing claims nothing."""
    assert claims(read(policy)) == ()


def amended(law: str) -> str:
    """The sample law after: 第三条 struck out, 两小时 -> 一小时 in 第四条, all behind renumbered, references following."""
    numbers = iter("一二三四五六七八九十")
    new = re.sub(r"第三条.*\n", "", law).replace("两小时", "一小时")
    new = re.sub(r"^第[一二三四五六七八九十]+条", lambda _: f"第{next(numbers, '十一')}条", new, flags=re.MULTILINE)
    return new.replace("例第五条规定", "例第四条规定").replace("例第六条规定", "例第五条规定").replace("按第四条", "按第三条")


def test_decision_that_agrees(read: Read, law: str) -> None:
    """What the decision says is found; what follows from the order of articles is told as following."""
    decision = read(f"{HEAD}一、删去第三条。\n二、将第四条改为第三条，其中的“两小时”修改为“一小时”。\n{TAIL}")
    old, new = read(law), read(amended(law))
    rows = check(decision, compare(old, new), old, new)
    assert Counter(row.verdict for row in rows) == {Verdict.AGREES: 2, Verdict.FOLLOWS: 8}


def test_decision_and_text_that_disagree(read: Read, law: str) -> None:
    """An ordered change that was not made, other words than ordered, and a change nobody ordered are each shown with both sides."""
    text = f"{HEAD}一、删去第三条。\n二、将第四条改为第三条，其中的“两小时”修改为“半小时”。\n三、将第七条修改为：“略。”\n"
    old, new = read(law), read(amended(law).replace("一千元罚款", "三千元罚款"))
    rows = check(read(text), compare(old, new), old, new)
    wrong = [
        (row.verdict, row.claim and row.claim.old, row.note)
        for row in rows
        if row.verdict not in (Verdict.AGREES, Verdict.FOLLOWS)
    ]
    assert [(verdict, numbers) for verdict, numbers, _ in wrong] == [
        (Verdict.DIFFERS, ("第四条",)),
        (Verdict.NOT_FOUND, ("第七条",)),
        (Verdict.NOT_CLAIMED, None),
    ]
    assert "半小时" in wrong[0][2] and "改号" in wrong[1][2] and "第八条" in wrong[2][2]


def test_decision_on_several_instruments(read: Read, law: str) -> None:
    """Of a decision that amends several instruments only what it says of this one is laid beside it."""
    text = (
        "关于修改部分地方性法规的决定\n一、将《海滩管理条例》第二条修改为：“略。”\n二、删去《青岚省渔港泊位管理条例》第三条。\n"
    )
    old, new = read(f"青岚省渔港泊位管理条例\n{law}"), read(f"青岚省渔港泊位管理条例\n{amended(law)}")
    said = [row.claim.old for row in lay_beside(claims(read(text)), compare(old, new)) if row.claim]
    assert ("第三条",) in said and ("第二条",) not in said


def test_evidence_of_the_development_laws(read: Read, shared: Path) -> None:
    """The words of the real decisions are read into claims that agree with what is found, but for mergers told as amendments."""
    verdicts: Counter[Verdict] = Counter()
    for path in sorted((shared / "gold" / "laws").glob("*/gold.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth["method"] != "decision":
            continue
        old, new = (read((path.parent / name).read_text("utf-8")) for name in ("old.txt", "new.txt"))
        rows = lay_beside(claims(read(f"关于修改法律的决定\n{_evidence(truth)}")), compare(old, new))
        verdicts.update(row.verdict for row in rows)
    said = verdicts[Verdict.AGREES] + verdicts[Verdict.DIFFERS] + verdicts[Verdict.NOT_FOUND]
    assert said >= 60 and verdicts[Verdict.AGREES] >= 0.95 * said
    assert verdicts[Verdict.NOT_CLAIMED] <= 1


def _evidence(truth: dict[str, list[dict[str, str]]]) -> str:
    """The quoted clauses of the decision, a line each, cut-off quotations closed."""
    lines = []
    for row in truth["changes"]:
        words = re.sub(r"^\(\d{4}\) ", "", row["evidence"]).replace("…", "，")
        if not words.startswith(("manual", "implied")) and words not in lines:
            lines.append(words)
    return "".join(f"{words}{'”' * (words.count('“') - words.count('”'))}。\n" for words in lines)
