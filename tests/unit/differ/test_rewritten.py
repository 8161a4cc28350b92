"""Amendments that leave little of an article: whole rewrites, mergers with rewriting, look-alikes, and what must stay apart."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from differ.compare import compare
from differ.numbers import chinese_numeral
from domain.change import Comparison, EditKind, Severity, Status
from domain.document import Document

Read = Callable[[str], Document]
Told = Callable[[Comparison], list[tuple[str, list[int], list[int]]]]

SUBJECTS = [
    "缆绳更换",
    "锚链检修",
    "舵机保养",
    "罗盘校准",
    "灯塔供电",
    "浮标布设",
    "船坞排水",
    "航道疏浚",
    "引航值守",
    "潮位观测",
    "堆场消防",
    "仓单核对",
]


def articles(bodies: list[str]) -> str:
    return "".join(f"第{chinese_numeral(place)}条 {body}\n" for place, body in enumerate(bodies, 1))


def plain() -> list[str]:
    """Twelve articles that say different things."""
    return [f"{subject}由港口经营人负责，每{place}个月不少于一次，记录留存备查。" for place, subject in enumerate(SUBJECTS, 2)]


def changed(told: list[tuple[str, list[int], list[int]]]) -> list[tuple[str, list[int], list[int]]]:
    return [row for row in told if row[0] != "renumbered"]


def test_whole_rewrites_in_a_row_are_amendments(read: Read, told: Told) -> None:
    """Three neighbours rewritten word for word, and one put in between them, are three amendments and one addition."""
    new = plain()
    new[3:6] = [
        "罗盘应当送法定机构检定，未经检定的，船舶不得离港。",
        "海事机构按季公布辖区内停泊情况，接受社会查询。",
        "灯塔备用电源须能支撑七昼夜，断电时自动切换。",
        "布设单位撤除浮标前十日公告，公告期内不得作业。",
    ]
    assert changed(told(compare(read(articles(plain())), read(articles(new))))) == [
        ("amended", [4], [4]),
        ("added", [], [5]),
        ("amended", [5], [6]),
        ("amended", [6], [7]),
    ]


def test_rewrite_behind_an_insertion_is_an_amendment(read: Read, told: Told) -> None:
    """改为第九条，修改为 … keeps neither number nor words, but it stands alone between neighbours that stayed."""
    new = ["外籍船舶进港另行报备。", *plain()]
    new[8] = "淤积超过警戒线即行清挖，费用列入财政预算。"
    assert changed(told(compare(read(articles(plain())), read(articles(new))))) == [("added", [], [1]), ("amended", [8], [9])]


def test_struck_out_here_and_put_in_there_stay_apart(read: Read, told: Told) -> None:
    """An article that is gone and another one far away are a deletion and an addition."""
    new = plain()
    del new[2]
    new.insert(9, "客运码头设置无障碍通道，轮椅旅客优先登船。")
    assert changed(told(compare(read(articles(plain())), read(articles(new))))) == [("deleted", [3], []), ("added", [], [10])]


def test_several_put_in_at_one_place(read: Read, told: Told) -> None:
    """Four new articles in a row are four additions; everything behind them is renumbered."""
    new = plain()
    new[5:5] = ["渡船限载。", "危险品专区装卸，夜间停止作业。", "拖轮配备两名轮机员，连续工作不超过八小时。", "岸电优先使用。"]
    assert changed(told(compare(read(articles(plain())), read(articles(new))))) == [
        ("added", [], [place]) for place in range(6, 10)
    ]


def test_look_alikes_keep_their_places(read: Read, told: Told) -> None:
    """Articles of one mould (违反本办法规定 … 处 … 罚款) whose amounts all rise are each amended, and the one put in among them is added."""
    olds = [f"违反规定未进行{subject}的，责令改正，处{place}千元罚款。" for place, subject in enumerate(SUBJECTS, 1)]
    news = [f"违反规定未进行{subject}的，责令改正，处{place + 20}千元罚款。" for place, subject in enumerate(SUBJECTS, 1)]
    news.insert(6, "违反规定拒绝核查的，责令改正，处五百元罚款。")
    expected = [("amended", [place], [place + (place > 6)]) for place in range(1, 13)]
    assert told(compare(read(articles(olds)), read(articles(news)))) == [*expected[:6], ("added", [], [7]), *expected[6:]]


def test_title_kept_over_new_words(read: Read, told: Told, policy: str) -> None:
    """A measure of a policy that keeps its title is the same measure, whatever it says now."""
    new = re.sub(
        "（二）组织联合攻关。.*?（省科技厅", "（二）组织联合攻关。面向全球公开遴选团队，立项后分期拨付经费。（省科技厅", policy
    )
    assert told(compare(read(policy), read(new))) == [("amended", [2], [2])]


def test_other_title_over_other_words(read: Read, told: Told, policy: str) -> None:
    """Another title over other words is another measure, though it took the number."""
    new = re.sub("（三）.*\n", "（三）举办产业展会。每年秋季举办敷料博览会，展位费用全免。（省商务厅负责）\n", policy)
    assert sorted(told(compare(read(policy), read(new)))) == [("added", [], [3]), ("deleted", [3], [])]


def test_merger_of_distant_articles(read: Read, told: Told) -> None:
    """Two articles that stood far apart are one merger where they stand together now."""
    new = plain()
    new[1] = f"{new[1]}\n{new.pop(9)}"
    assert changed(told(compare(read(articles(plain())), read(articles(new))))) == [("merged", [2, 10], [2])]


def test_split_in_three(read: Read, told: Told) -> None:
    """An article cut in three, the last piece far away, is one split."""
    parts = [
        "航道维护单位编制年度计划，报主管部门备案。",
        "疏浚土指定地点倾倒，沿途不得洒漏。",
        "因疏浚封航的，提前五日发布航行通告。",
    ]
    olds, news = plain(), plain()
    olds[4] = "\n".join(parts)
    news[4:5] = parts[:2]
    news.append(parts[2])
    assert changed(told(compare(read(articles(olds)), read(articles(news))))) == [("split", [5], [5, 6, 14])]


def test_paragraph_that_went_to_another_article(read: Read, told: Told) -> None:
    """A paragraph that moved from one article to another amends both."""
    extra = "发现隐患的，立即停用并向港口主管部门报告。"
    olds, news = plain(), plain()
    olds[1] += f"\n{extra}"
    news[8] += f"\n{extra}"
    assert told(compare(read(articles(olds)), read(articles(news)))) == [("amended", [2], [2]), ("amended", [9], [9])]


def test_chapters_that_changed_places(read: Read, told: Told) -> None:
    """Two chapters exchanged: the articles of the smaller one moved, no article is amended."""
    one, other = plain()[:8], plain()[8:]
    old = f"第一章 设施\n{articles(one)}第二章 作业\n" + articles([*one, *other])[len(articles(one)) :]
    new = f"第一章 作业\n{articles(other)}第二章 设施\n" + articles([*other, *one])[len(articles(other)) :]
    rows = told(compare(read(old), read(new)))
    assert {row[0] for row in rows} == {"moved", "renumbered"}
    assert [row[1] for row in rows if row[0] == "moved"] == [[9], [10], [11], [12]]


def test_renaming_of_a_body_everywhere(read: Read) -> None:
    """食品药品监督管理部门 -> 药品监督管理部门 in every article: all amended, none of it substantive."""
    olds = [body.replace("港口经营人", "市食品药品监督管理部门") for body in plain()]
    news = [body.replace("港口经营人", "市药品监督管理部门") for body in plain()]
    changes = compare(read(articles(olds)), read(articles(news))).changes
    assert {(change.status, change.severity) for change in changes} == {(Status.AMENDED, Severity.EDITORIAL)}
    assert {edit.kind for change in changes for edit in change.edits} == {EditKind.BODY_NAME}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("不少于一次", "一次", EditKind.MODAL),
        ("由港口经营人负责", "可以由港口经营人负责", EditKind.MODAL),
        ("每5个月", "每6个月", EditKind.TIME_LIMIT),
        ("记录留存备查", "记录、影像留存备查", EditKind.SCOPE),
        ("记录留存备查", "可追溯记录、影像留存备查", EditKind.SCOPE),
    ],
)
def test_one_word_is_enough(read: Read, told: Told, old: str, new: str, kind: EditKind) -> None:
    """The smallest edit is found, substantive and of its kind."""
    after = plain()
    after[3] = after[3].replace(old, new)
    comparison = compare(read(articles(plain())), read(articles(after)))
    assert told(comparison) == [("amended", [4], [4])]
    (edit,) = comparison.changes[3].edits
    assert (edit.kind, edit.severity) == (kind, Severity.SUBSTANTIVE)


def test_reordered_list(read: Read, told: Told) -> None:
    """The items of a list in another order are one amendment."""
    items = ["（一）船名；", "（二）吃水；", "（三）预计停留天数。"]
    olds, news = plain(), plain()
    olds[2] = "申报内容包括：\n" + "\n".join(items)
    news[2] = "申报内容包括：\n（一）吃水；\n（二）船名；\n（三）预计停留天数。"
    assert told(compare(read(articles(olds)), read(articles(news)))) == [("amended", [3], [3])]


def test_halves_of_a_sentence_taken_out_are_one_edit(read: Read, policy: str) -> None:
    """…；…。 is one sentence: taken out, it is shown as one."""
    whole = "中试平台实行预约使用；预约信息在省政务平台公开。"
    old = policy.replace("中试平台每年服务团队", f"{whole}中试平台每年服务团队")
    (edit,) = compare(read(old), read(policy)).changes[0].edits
    assert (edit.old, edit.new, edit.kind) == (whole, "", EditKind.SENTENCE)


def test_entry_of_a_list_is_shown_between_its_neighbours(read: Read, policy: str) -> None:
    """An entry taken out of an enumeration is shown with the entries beside it."""
    (edit,) = compare(read(policy), read(policy.replace("止血、抗菌、缓释", "止血、缓释"))).changes[1].edits
    assert "止血、抗菌、" in edit.old and "止血、" in edit.new and "抗菌" not in edit.new


def test_rule_about_the_lead_that_went_with_its_measure(read: Read, told: Told, policy: str) -> None:
    """Where the sentence that the first-named leads is struck out with its measure, the brackets of the others did not change."""
    old = policy.replace(
        "（省科技厅、省药监局按职责分工负责）", "（责任单位：省科技厅、省药监局。列第一位的为牵头单位，下同）", 1
    )
    old = re.sub(r"（(省[^（）]*?)(?:按职责分工)?负责）", r"（责任单位：\1）", old)
    new = re.sub(r"（一）.*\n", "", old)
    for place, numeral in enumerate("二三四五六七八"):
        new = new.replace(f"（{numeral}）", f"（{'一二三四五六七'[place]}）")
    rows = told(compare(read(old), read(new)))
    assert rows == [("deleted", [1], [])] + [("renumbered", [place], [place - 1]) for place in range(2, 9)]
