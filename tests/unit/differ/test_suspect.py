"""Texts that must not be believed at once although they came whole: error pages, other papers, and what is far too short."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from differ.compare import compare
from domain.change import EventKind, Status
from domain.document import Document, DocumentKind

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


def lines(text: str, *wanted: int) -> str:
    """Some lines of a text, counted from 0."""
    return "".join(text.splitlines(keepends=True)[place] for place in wanted)


def measures(policy: str, *numbers: str) -> str:
    """A policy with these of its measures, and all that is no measure."""
    kept = (line for line in policy.splitlines(keepends=True) if line[0] != "（" or line[1] in numbers)
    return "".join(kept)


def test_the_same_text_is_in_no_doubt(read: Read) -> None:
    """Though it ends without a full stop; nor is one that lost its heading, or its signature."""
    assert doubt(read(NOTICE), read(NOTICE)) is None
    assert doubt(read(NOTICE), read(lines(NOTICE, 1, 2, 3, 4, 5))) is None
    assert doubt(read(NOTICE), read(lines(NOTICE, 0, 1, 2, 3))) is None


def test_a_notice_that_stops_at_a_full_stop_is_cut_all_the_same(read: Read) -> None:
    """A third and more of its end gone, and nothing else: a page that stops early, not a revision."""
    assert doubt(read(NOTICE), read(lines(NOTICE, 0, 1))) is EventKind.SUSPECT_SHRINK


def test_the_old_words_around_a_message_do_not_make_it_a_paper(read: Read) -> None:
    """An error page may keep title and a sentence; it is named by its own words."""
    message = "关于第七批药品监督抽检结果的公告\n根据监督抽检计划，我局组织开展了第七批药品监督抽检。\n系统繁忙，请稍后再试。\n"
    (event,) = compare(read(NOTICE), read(message)).events
    assert event.kind is EventKind.NOT_A_VERSION
    assert "是错误页（“系统繁忙”）" in event.detail


def test_a_paper_may_speak_of_failures(read: Read) -> None:
    """Where the old text did so too, and in a long text, such words prove nothing however much was rewritten."""
    title = "关于系统维护期间暂停服务的公告\n"
    about = f"{title}因系统维护，省局网上办事大厅于三月一日暂停服务一天，期间请企业现场办理各项业务。\n特此公告。\n"
    again = f"{title}因系统维护再次延期，请各单位合理安排申报时间，急需办理的可以拨打值班电话联系处室。\n特此公告。\n"
    assert doubt(read(about), read(again)) is None
    words = "本次抽检结果按照新的格式公布，企业可以登录平台查询详细数据并下载检验报告。"
    rewritten = f"关于第七批药品监督抽检结果的公告\n{words * 18}平台因系统维护暂停的，可以电话查询。\n"
    assert doubt(read(NOTICE), read(rewritten)) is None


def test_a_paper_rewritten_under_its_own_name_is_a_version(read: Read) -> None:
    """None of its old clauses need be left where title and length say that it is that paper."""
    rewritten = (
        "关于第七批药品监督抽检结果的公告\n现将本年度秋季流通环节检验情况予以公布，合格率较上年有所提高，详见省局数据平台。\n"
        "对检验中发现的不合格产品，各市要在十日内完成核查处置，并将处置情况书面报告。\n青岚省药品监督管理局\n"
    )
    assert doubt(read(NOTICE), read(rewritten)) is None


def test_measures_without_their_numbers_are_no_version(read: Read, policy: str) -> None:
    """A report that prints every word and no item deletes nothing."""
    flat = re.sub(r"（[一二三四五六七八]）|[一二三]、", "", policy)
    assert read(flat).measures == ()
    (event,) = compare(read(policy), read(flat)).events
    assert event.kind is EventKind.NOT_A_VERSION
    assert event.detail.startswith("新文本没有措施条目，是另一类文本，旧版8项保持不变")


def test_an_interpretation_may_be_amended(read: Read, policy: str) -> None:
    """Only in the place of the document itself it is refused."""
    old = replace(read(policy), kind=DocumentKind.INTERPRETATION)
    new = replace(read(policy.replace("80万元", "90万元")), kind=DocumentKind.INTERPRETATION)
    assert doubt(old, new) is None


def test_another_number_may_be_a_shorter_paper(read: Read, policy: str) -> None:
    """It replaces the old one; a page that merely lost the number does not."""
    short = measures(policy, "一", "二")
    assert doubt(read(policy), read(short.replace("3号", "7号"))) is None
    assert doubt(read(policy), read(short.replace("青药监规〔2025〕3号\n", ""))) is EventKind.SUSPECT_SHRINK


def test_many_measures_may_not_become_few(read: Read, policy: str) -> None:
    """Three of eight, wherever they stood, are in doubt; five of eight are where the last ones are missing, and else are deletions."""
    old = read(policy)
    assert doubt(old, read(measures(policy, "一", "四", "八"))) is EventKind.SUSPECT_SHRINK
    assert doubt(old, read(measures(policy, *"一二三四五"))) is EventKind.SUSPECT_SHRINK
    assert doubt(old, read(measures(policy, *"一三五七八"))) is None


def test_a_revision_shows_by_what_it_brings(read: Read, policy: str) -> None:
    """With an item that is new, or with items in another order, missing ones are deletions."""
    old = read(policy)
    item = "（三）建立产业基金。省级财政每年安排专项资金支持敷料企业技术改造，资金使用情况按季度公开，接受审计监督。"
    more = "基金采取直接投资和贷款贴息两种方式，优先支持首次获证的小微企业和承担应急保供任务的骨干企业。" * 4
    brought = measures(policy, "一", "二").replace("二、提速", f"{item}{more}（省财政厅负责）\n二、提速")
    assert doubt(old, read(brought)) is None
    one, two = (next(line for line in policy.splitlines(keepends=True) if line[1] == number) for number in "一二")
    swapped = measures(policy, *"一二三四五").replace(
        one + two, two.replace("（二）", "（一）", 1) + one.replace("（一）", "（二）", 1)
    )
    assert doubt(old, read(swapped)) is None


def test_few_measures_are_deleted_by_the_hand(read: Read) -> None:
    """One of three left, amended and as long as before: no cut page looks like that."""
    more = "药店应当公示夜间值班人员、联系电话和送药范围，变更的及时更新，并为残疾人和老年人提供便利条件。" * 2
    left = lines(FEW, 0, 1, 2).replace("（省药监局负责）", f"{more}（省药监局负责）")
    assert doubt(read(FEW), read(left)) is None


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        ("（二）送药上门。对行动不便的老年人提供送药", EventKind.SUSPECT_SHRINK),
        ("（二）送药上门。对行动不便的老年人提供送药服务，配送过程全程温控、可以追溯。", None),
        ("（二）送药上门服务覆盖全部县区，配送过程可以追溯", None),
    ],
    ids=["torn", "shortened", "reworded"],
)
def test_a_measure_torn_in_a_sentence_is_a_cut(read: Read, second: str, kind: EventKind | None) -> None:
    """Also behind an amended one, when others were to come; shortened at a full stop or put in other words it is an amendment."""
    first = lines(FEW, 0, 1, 2).replace("夜间设置售药窗口", "夜间和节假日设置售药窗口")
    assert doubt(read(FEW), read(f"{first}{second}\n")) is kind
