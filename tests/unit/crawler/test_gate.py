"""The acceptance gate, condition by condition: each test fails when its condition is taken out. The length is held in tests/faults/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler import cms, gate
from crawler.cms import Answer
from crawler.marks import message
from crawler.outcomes import Received, Unaccepted, judge
from domain.crawl import Entry, Listing, Outcome, PageKind
from normalizer.decode import decode

URL = "https://mpa.test.example/zcwj/202511/t20251103_1.html"
SENTENCES = "".join(f"第{n}项要求药品经营企业保存购销记录，保存期限不少于{n}年。" for n in "一二三四五六七八九")
WORDS = ("系统维护", "系统繁忙，请稍后再试", "访问异常", "页面不存在", "安全验证", "已撤稿或删除")
TRS = cms.family("trs_wcm")


def page(body: str, end: str = "</body></html>") -> Answer:
    return Answer(URL, f'<html><head><meta charset="utf-8"></head><body><h1>购销记录</h1>{body}{end}')


def boxed(text: str, name: str = "TRS_Editor", end: str = "</body></html>") -> Answer:
    return page(f'<div class="{name}"><p>{text}</p></div>', end)


WHOLE = boxed(SENTENCES)


def verdict(answer: Answer, status: int = 200, url: str = URL, partial: bool = False, **headers: str) -> Outcome:
    names = {name.replace("_", "-"): value for name, value in {"content_type": "text/html", **headers}.items()}
    return judge(Received(URL, url, status, answer.text.encode(), answer.text, names, partial), PageKind.DOCUMENT).outcome


def refused(answer: Answer, title: str = "") -> Outcome | None:
    """What the reading of an article says against it."""
    try:
        TRS.accept(Answer(answer.url, answer.text, title=title))
    except Unaccepted as error:
        return error.verdict.outcome
    return None


def test_a_whole_page_passes() -> None:
    """All conditions hold: nothing is asked of the page before."""
    assert verdict(WHOLE) is Outcome.OK
    assert TRS.accept(WHOLE)
    gate.check_end(WHOLE, pytest.fail)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, Outcome.HTTP_ERROR),
        (206, Outcome.HTTP_ERROR),
        (302, Outcome.HTTP_ERROR),
        (404, Outcome.HTTP_ERROR),
        (403, Outcome.BLOCKED),
    ],
)
def test_condition_expected_status(status: int, outcome: Outcome) -> None:
    """A whole article under any other status than 200 is not accepted."""
    assert verdict(WHOLE, status) is outcome


def test_condition_not_partial() -> None:
    """A body that was cut while it came is not accepted, however long."""
    assert verdict(WHOLE, partial=True) is Outcome.PARTIAL


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("https://login.other.example/a.html", Outcome.WRONG_HOST),
        ("https://mpa.test.example/", Outcome.SOFT_404),
        ("https://mpa.test.example/index.html", Outcome.SOFT_404),
        ("https://www.mpa.test.example/zcwj/202511/t20251103_1.html", Outcome.OK),
        ("https://mpa.test.example/zcwj/202512/t20251103_1.html", Outcome.OK),
    ],
)
def test_condition_right_host_and_page(url: str, outcome: Outcome) -> None:
    """Redirected to another site or to the front page: not what was asked for. Elsewhere on the site may well be."""
    assert verdict(WHOLE, url=url) is outcome


@pytest.mark.parametrize(
    ("answer", "status", "headers", "outcome"),
    [
        (page("<script>$_ts={}</script>"), 200, {}, Outcome.CHALLENGE),
        (page("<script>$_ts={}</script>"), 400, {}, Outcome.CHALLENGE),
        (page('<script src="/_guard/auto.js"></script>'), 200, {}, Outcome.CHALLENGE),
        (WHOLE, 302, {"set_cookie": "guard=7f; path=/"}, Outcome.CHALLENGE),
        (WHOLE, 302, {"set_cookie": "JSESSIONID=7f; path=/"}, Outcome.HTTP_ERROR),
        (page(""), 521, {"set_cookie": "__jsluid_h=1"}, Outcome.CHALLENGE),
        (page(""), 512, {"set_cookie": "__jsl_clearance=1"}, Outcome.CHALLENGE),
        (page("请完成安全验证"), 200, {}, Outcome.CHALLENGE),
        (page("您访问的页面已撤稿或删除"), 200, {}, Outcome.SOFT_404),
        (Answer(URL, " \n"), 200, {}, Outcome.PARTIAL),
    ],
)
def test_condition_no_challenge_no_soft_404(answer: Answer, status: int, headers: dict[str, str], outcome: Outcome) -> None:
    """Gates, messages and nothing at all, each told apart."""
    assert verdict(answer, status, **headers) is outcome


def test_condition_body_anchor() -> None:
    """No container and too few words: a shell. A container with an error handler's message: no article."""
    assert refused(page('<div id="app"></div>')) is Outcome.DRIFTED
    assert (
        refused(boxed("系统繁忙，请稍后再试。如多次出现此提示，请联系网站管理员，给您带来的不便敬请谅解。")) is Outcome.SOFT_404
    )
    assert refused(WHOLE) is None


def test_condition_the_body_is_where_it_was() -> None:
    """Where the container is gone, the page must still say what it said: laid out anew it passes, something else does not."""
    anew = boxed(SENTENCES.replace("，", "，\u3000"), "new-box")
    other = boxed("省局召开会议部署今年的重点工作，要求各处室压实责任、狠抓落实、务求实效。" * 9, "news")
    assert not TRS.accept(anew) and not TRS.accept(other)
    gate.check_place(TRS, anew, lambda: WHOLE)
    gate.check_place(TRS, other, lambda: None)
    gate.check_place(TRS, other, lambda: page(SENTENCES))
    with pytest.raises(Unaccepted) as caught:
        gate.check_place(TRS, other, lambda: WHOLE)
    assert caught.value.verdict.outcome is Outcome.DRIFTED


def gone_over(before: str, page_: str) -> bool:
    """Was a page without its container refused, the body before having been this?"""
    try:
        gate.check_place(TRS, boxed(page_, "new-box"), lambda: boxed(before))
    except Unaccepted as error:
        assert error.verdict.outcome is Outcome.DRIFTED
        return True
    return False


def test_most_of_the_words_are_enough() -> None:
    """Laid out anew and amended in the same night: with three sentences of four it is that page, with one it is another."""
    four = [f"第{n}条要求企业建立追溯制度，明确责任人员和工作流程{n}。" for n in "甲乙丙丁"]
    assert not gone_over("".join(four), "".join(four[:3]))
    assert gone_over("".join(four), four[0])


def test_words_that_stand_on_any_page_prove_nothing() -> None:
    """Short formulas do not count for a page, nor against one: a body of nothing else cannot be looked for."""
    formulas = "特此公告。此页无正文。附件下载。分享到。打印。关闭。" * 3
    assert gone_over(
        f"{formulas}对抽检发现的问题已责令相关企业停止销售。", f"{formulas}网站正在改版，新的栏目即将开通敬请期待。"
    )
    assert not gone_over("特此公告。略。", "网站正在改版，新的栏目即将开通敬请期待。")


def test_width_and_line_breaks_are_layout() -> None:
    """The same sentence with other digits, and broken where it was not, is the same."""
    assert not gone_over("药品经营企业应当在30日内向所在地省局报告。", "药品经营企业应当在３０日内向所在地省局报告。")
    assert not gone_over("药品经营企业应当在30日内<br/>\n向所在地省局 报告。", "药品经营企业应当在30日内向所在地省局报告。")


def test_condition_the_page_has_its_end() -> None:
    """A page that used to end and now breaks off did not come whole; a site that never closes its pages is read."""
    cut = boxed(SENTENCES[:90], end="")
    gate.check_end(cut, lambda: None)
    gate.check_end(cut, lambda: boxed(SENTENCES, end=""))
    gate.check_end(Answer(URL, '{"rows": []}'), pytest.fail)
    with pytest.raises(Unaccepted) as caught:
        gate.check_end(cut, lambda: WHOLE)
    assert caught.value.verdict.outcome is Outcome.PARTIAL


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("系统繁忙，请稍后再试！", "购销记录", "系统繁忙"),
        ("您访问的文章不存在或已被删除", "", "文章不存在"),
        ("因系统故障，我局暂停受理。", "关于系统故障期间暂停受理的通告", None),
        ("因系统异常，我局自2026年3月1日起暂停受理。", "关于暂停受理的通告", None),
        ("药品经营企业应当在变更信息后报告。", "", None),
        (SENTENCES + "系统繁忙", "", None),
    ],
)
def test_a_message_is_told_from_a_short_paper(text: str, title: str, found: str | None) -> None:
    """A paper about such a thing has it in its title, or bears a date."""
    assert message(text, title) == found


PAGES = (
    "hanweb_jpage_list_jiangsu_mpa.html", "hanweb_jpage_article_jiangsu_mpa.html", "hanweb_article_zhejiang_fgw_2016.html",
    "hanweb_jpaas_column_zhejiang_fgw.html", "hanweb_jpaas_unit_page1_zhejiang_fgw.json", "hanweb_jpaas_article_zhejiang_fgw.html",
    "hanweb_jpaas_unit_page2_shandong_mpa.json", "hanweb_jpaas_article_shandong_mpa.html", "trs_list_hainan_mpa.html",
    "trs_article_shanxi_gov_2019.html", "onclick_list_jiangsu_cdi_2026.html", "search_api_fujian_gov_2021.json",
    "search_api_tianjin_gov_2021.json", "search_api_zhejiang_gov_2021.json",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_real_pages_are_no_suspects(shared: Path, name: str) -> None:
    """No saved page or answer of a real site is taken for a gate, a message or half a page."""
    content = (shared / "pages" / name).read_bytes()
    text = decode(content)
    kind = PageKind.DOCUMENT if "article" in name else PageKind.LISTING
    content_type = "application/json" if name.endswith("json") else "text/html"
    assert judge(Received(URL, URL, 200, content, text, {"content-type": content_type}), kind).outcome is Outcome.OK
    gate.check_end(Answer(URL, text), pytest.fail)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    "name",
    [
        "000_shanxi_measures",
        "001_shanxi_press_conference",
        "002_shandong_opinions",
        "003_zhejiang_opinions",
        "004_shanghai_measures",
    ],
)
def test_real_papers_may_speak_of_failures(shared: Path, name: str, word: str) -> None:
    """A paper that mentions 系统维护 or 页面不存在 is accepted, whole and in a short excerpt of its own."""
    text = (shared / "corpus" / f"{name}.txt").read_text("utf-8")
    for part in (text, text[:1900]):
        answer = boxed(f"{part}</p><p>因{word}无法办理的，可以现场办理。")
        title = text.strip().split("\n")[0][:30]
        received = Received(URL, URL, 200, answer.text.encode(), answer.text, {"content-type": "text/html"})
        assert judge(received, PageKind.DOCUMENT, title=title).outcome is Outcome.OK
        assert TRS.accept(answer)


def test_condition_dates_have_come() -> None:
    """One row of the future loses its date, as a site may misprint one; most of them there are read from the wrong place."""
    today = date(2026, 3, 4)
    rows = [Entry(f"第{n}号", f"https://mpa.test.example/{n}.html", date(2026, 3, n)) for n in range(1, 7)]
    read = gate.check_dates(Listing((*rows[:5], Entry("无日期", "https://mpa.test.example/9.html"))), today)
    assert [entry.listed_on and entry.listed_on.day for entry in read.entries] == [1, 2, 3, 4, None, None]
    assert gate.check_dates(Listing(tuple(rows[:4])), today) == Listing(tuple(rows[:4]))
    with pytest.raises(Unaccepted, match=r"第5号.*2 行，共 3 行"):
        gate.check_dates(Listing(tuple(rows[3:])), today)
