from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest

from crawler import cms
from crawler.cms import Answer, Reading
from domain.crawl import Listing, Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]

LISTING = "http://mpa.test.example/mpa/c7001/list.shtml"
CHANNEL = "00112233445566778899aabbccddeeff"
KEYS = {"page": 1, "_pageSize": 15, "_isAgg": "true", "_isJson": "true", "_template": "index"}
API = f"http://mpa.test.example/common/search/{CHANNEL}?{urlencode(KEYS)}"


def result(n: int, **keys: Any) -> dict[str, Any]:
    meta = [{"key": "refno", "value": f"某药监〔2026〕{n}号"}, {"key": "validity", "value": "已废止" if n == 3 else "现行有效"}]
    return {
        "title": f"关于<em>第{n}项</em>工作的通知",
        "url": f"/mpa/c7001/202603/c{n}/content.html",
        "publishedTimeStr": "2026-03-04 09:10:11",
        "domainMetaList": [{"resultList": meta}],
        **keys,
    }


def answer(*results: dict[str, Any], total: int = 32, **keys: Any) -> str:
    return json.dumps({"code": "200", "data": {"results": list(results), "total": total, **keys}}, ensure_ascii=False)


def source(make: MakeSource, **keys: Any) -> Source:
    return make("ucap", LISTING, **keys)


def test_the_column_page_names_the_channel(make_source: MakeSource, read: Read, refused: Refused) -> None:
    """Its script asks the search interface; a page that does not name the channel is told so by the source file."""
    page = f"<script>$.get('/common/search/{CHANNEL}?page=1')</script>"
    assert [ask.url for ask in read(source(make_source), page, page=0).asks] == [API]
    assert refused(source(make_source), "<html></html>", page=0)[0] is Outcome.DRIFTED
    assert cms.family("ucap").first(source(make_source, options={"channel": CHANNEL})).url == API


def test_rows_pages_numbers_and_validity(make_source: MakeSource, read: Read) -> None:
    """32 results of 15 a page are three pages; marks of the search are no part of a title."""
    reading = read(source(make_source), answer(*map(result, range(1, 16))), url=API)
    assert reading.listing is not None
    assert (reading.listing.expected_rows, reading.listing.expected_pages) == (32, 3)
    assert [ask.url.split("&")[0][-1] for ask in reading.asks] == ["2", "3"]
    first, _, third = reading.listing.entries[:3]
    assert (first.title, first.listed_on) == ("关于第1项工作的通知", date(2026, 3, 4))
    assert (first.document_number, first.status, third.status) == ("某药监〔2026〕1号", "有效", "废止")
    assert first.url == "http://mpa.test.example/mpa/c7001/202603/c1/content.html"


def test_half_a_character_is_no_part_of_a_title(make_source: MakeSource, rows: Rows) -> None:
    """JSON can hold half a surrogate pair, which no database takes."""
    text = answer(result(1)).replace("关于", "\\ud83d关于")
    assert rows(source(make_source), text, url=API).entries[0].title.startswith("关于")


def test_another_host_is_external_and_a_numeric_status_says_nothing(make_source: MakeSource, rows: Rows) -> None:
    """A code needs the service's own key to it."""
    meta = [{"resultList": [{"key": "validity", "value": "1"}]}]
    (row,) = rows(
        source(make_source), answer(result(1, url="https://other.example/a.html", domainMetaList=meta)), url=API
    ).entries
    assert row.external and row.status is None and row.document_number is None


def test_a_day_is_taken_from_the_field_that_has_one(make_source: MakeSource, rows: Rows) -> None:
    """The time in words may be null beside a number, or beside a field of the document's own."""
    meta = [{"resultList": [{"key": "pubdate", "value": "2026年3月4日"}, {"key": "refno", "value": "无"}]}, None]
    changed = (
        {"publishedTimeStr": None, "publishedTime": 1772586000000},
        {"publishedTimeStr": "", "publishedTime": "1772586000"},
        {"publishedTimeStr": None, "domainMetaList": meta},
    )
    for keys in changed:
        (row,) = rows(source(make_source), answer(result(1, **keys), total=1), url=API).entries
        assert row.listed_on == date(2026, 3, 4)
    assert row.document_number is None


def test_a_service_may_give_fewer_a_page_than_asked(make_source: MakeSource, read: Read) -> None:
    """Its pages are counted by what it gives: 25 results of 10 are three pages, the last of five."""
    text = answer(*map(result, range(1, 11)), total="25")  # type: ignore[arg-type] # services write numbers as strings
    reading = read(source(make_source), text, url=API)
    assert (reading.listing or pytest.fail()).expected_pages == 3 and len(reading.asks) == 2


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (answer(), Outcome.EMPTY_LISTING),
        ("<html></html>", Outcome.DRIFTED),
        (json.dumps({"code": "200", "data": {"records": []}}), Outcome.DRIFTED),
        (json.dumps({"code": "500", "msg": "系统错误"}), Outcome.HTTP_ERROR),
        (answer(result(1, publishedTimeStr="")), Outcome.DRIFTED),
        (answer(result(1, title="")), Outcome.DRIFTED),
        (answer(result(1), page=2), Outcome.REPEATED_PAGE),
    ],
    ids=["empty", "html", "renamed", "failure", "no date", "no title", "another page"],
)
def test_bad_answers_are_told_apart(make_source: MakeSource, refused: Refused, text: str, outcome: Outcome) -> None:
    """Fields are moved and renamed, failures come as successes, one page comes for another."""
    assert refused(source(make_source), text, url=API)[0] is outcome


def test_the_article_stands_in_an_element_of_the_system_itself(make_source: MakeSource) -> None:
    """UCAPCONTENT is no HTML; the text in it is the article."""
    html = f'<div class="article_content"><ucapcontent><p>{"正文" * 40}</p></ucapcontent></div>'
    cms.family("ucap").accept(Answer(LISTING, html))
