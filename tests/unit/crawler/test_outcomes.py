from __future__ import annotations

import pytest

from crawler.outcomes import Received, judge, site_code_of, suspect, visible
from domain.crawl import Outcome, PageKind

URL = "https://mpa.test.example/zwgk/a.html"
CODE = "9912345678"
FOOTER = f"<p>网站标识码：{CODE}</p>"
LONG = "".join(f"<p>第{n}段写的是药品经营企业应当怎样保存购销记录，以及保存到什么时候为止。</p>" for n in range(90))


def page(body: str = "", status: int = 200, url: str = URL, partial: bool = False, **headers: str) -> Received:
    html = f"<html><head><title>页面</title></head><body>{body}</body></html>"
    names = {name.replace("_", "-"): value for name, value in {"content_type": "text/html", **headers}.items()}
    return Received(URL, url, status, html.encode(), html, names, partial)


TABLE = [
    (page(LONG), Outcome.OK),
    (page(LONG, partial=True), Outcome.PARTIAL),
    (page("<script>$_ts=1</script>", 412), Outcome.CHALLENGE),
    (page("<script>$_ts=1</script>", 202), Outcome.CHALLENGE),
    (page("<script>$_ts=1</script>", 200), Outcome.CHALLENGE),
    (page("", 521, set_cookie="__jsluid_s=1; path=/"), Outcome.CHALLENGE),
    (page("<p>请完成安全验证后继续访问</p>"), Outcome.CHALLENGE),
    (page("<p>Just a moment...</p>"), Outcome.CHALLENGE),
    (page("", 403), Outcome.BLOCKED),
    (page("", 429), Outcome.BLOCKED),
    (page("", 503), Outcome.BLOCKED),
    (page("<p>访问异常，reason:GeoBL</p>"), Outcome.BLOCKED),
    (page("", 404), Outcome.HTTP_ERROR),
    (page("", 500), Outcome.HTTP_ERROR),
    (page("", 202), Outcome.HTTP_ERROR),
    (page("", 302), Outcome.HTTP_ERROR),
    (page("<p>您访问的页面已撤稿或删除</p>" + FOOTER), Outcome.SOFT_404),
    (page("<p>系统繁忙，请稍后再试</p>"), Outcome.SOFT_404),
    (page("<p>頁面不存在</p>"), Outcome.SOFT_404),
    (page("<p>找不到</p>"), Outcome.SOFT_404),
    (page(LONG, url="https://login.other.example/"), Outcome.WRONG_HOST),
    (page(LONG + "<p>网站标识码 9900000001</p>"), Outcome.WRONG_HOST),
]


@pytest.mark.parametrize(
    ("received", "outcome"), TABLE, ids=lambda value: str(value)[:40] if isinstance(value, Outcome) else ""
)
def test_each_way_of_failing_is_told_apart(received: Received, outcome: Outcome) -> None:
    """The table of outcomes: one page a row, and a sentence wherever the outcome is not OK."""
    verdict = judge(received, PageKind.DOCUMENT, CODE)
    assert verdict.outcome is outcome
    assert bool(verdict.detail) == (outcome is not Outcome.OK)


@pytest.mark.parametrize("word", ["安全验证", "访问异常", "系统繁忙", "页面不存在", "找不到"])
def test_words_prove_nothing_in_a_long_page(word: str) -> None:
    """Articles may contain any word of a block page."""
    assert judge(page(f"{LONG}<p>办事指南写着：{word}。</p>"), PageKind.DOCUMENT).outcome is Outcome.OK


def test_a_short_page_that_shows_its_listed_title_is_that_page() -> None:
    """A notice about maintenance is short and full of the words of a soft 404; a cut title still names it."""
    notice = page("<h1>关于系统维护期间暂停受理的通告</h1><p>系统维护，暂停一天。</p>")
    assert judge(notice, PageKind.DOCUMENT, title="关于系统维护期间暂停…").outcome is Outcome.OK
    assert judge(notice, PageKind.DOCUMENT, title="另一份文件").outcome is Outcome.SOFT_404


def test_words_of_a_listing_are_titles() -> None:
    """The rows of a short list may hold any word; only a list that cannot be read is suspected."""
    listing = page("<ul><li><a>关于页面不存在等问题的说明</a></li></ul>")
    assert judge(listing, PageKind.LISTING).outcome is Outcome.OK
    verdict = suspect(listing)
    assert verdict is not None and verdict.outcome is Outcome.SOFT_404


def test_a_missing_site_code_proves_nothing_but_a_different_one_does() -> None:
    """Metas may be empty where the footer has the number, with or without a colon."""
    assert judge(page(LONG), PageKind.DOCUMENT, CODE).outcome is Outcome.OK
    assert site_code_of('<meta name="SiteIDCode" content=""><p>政府网站标识码9912345678</p>') == CODE
    assert site_code_of('<a href="/jiucuo.html?site_code=bm99000001">') == "bm99000001"
    assert site_code_of("<p>网站标识码</p>") is None


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="SiteIDCode" content="9912345678"/>',
        "<META content='9912345678' name='siteidcode'>",
        "<meta name=SiteIDCode content=9912345678>",
        "网站标识码：<a href='#'>9912345678</a>",
        "网站标识码&nbsp;:&nbsp;<span>9912345678</span>",
        "网站标识码9912345678　备案号",
        "<script sitecode='9912345678'></script>",
    ],
)
def test_a_site_code_is_printed_in_many_ways(html: str) -> None:
    """Attributes in any order, tags and entities between the words and the number; a longer number is none."""
    assert site_code_of(html) == CODE
    assert site_code_of(html.replace(CODE, f"{CODE}1")) is None


def test_retry_after_is_passed_on() -> None:
    """What a site says about when to come again stands in the sentence."""
    assert "3600" in judge(page("", 429, retry_after="3600"), PageKind.DOCUMENT).detail


def test_json_is_not_searched_for_words() -> None:
    """A title in an answer of an interface is no block page."""
    body = '{"title": "关于页面不存在"}'
    answer = Received(URL, URL, 200, body.encode(), body, {"content-type": "application/json"})
    assert suspect(answer) is None


@pytest.mark.parametrize(
    "opened", ["<!--", "<script ", "<style>", "<noscript>", "<", "<title>", "<title ", "<meta name='SiteIDCode' "]
)
def test_a_page_of_nothing_but_beginnings_is_judged(opened: str) -> None:
    """A megabyte of it. What is left open goes to the end of the page; looking for each end anew would outlast the run."""
    text = "<html>" + opened * (2**20 // len(opened))
    assert judge(Received(URL, URL, 200, text.encode(), text, {"content-type": "text/html"}), PageKind.DOCUMENT, CODE)


def test_a_site_code_may_stand_far_from_its_label() -> None:
    """A megabyte of white space behind the label holds nothing up."""
    assert site_code_of(f"<p>网站标识码{' ' * 2**20}：{' ' * 2**20}</p>") is None
    assert site_code_of(f"<p>网站标识码 ： {CODE}</p>") == CODE


def test_what_is_left_open_is_not_seen() -> None:
    """By a reader of the page: a script, a comment or a tag without an end."""
    for opened in ("<script>var a", "<!-- hidden", "<p class='x"):
        assert visible(f"<p>正文</p>{opened} 没有结尾") == "正文"


def test_a_wish_of_a_megabyte_is_not_repeated() -> None:
    """Nor its control characters: the sentence stands in the report."""
    verdict = judge(page("", 503, retry_after="\0" + "9" * 2**20), PageKind.DOCUMENT)
    assert len(verdict.detail) < 80
    assert verdict.detail.isprintable()
