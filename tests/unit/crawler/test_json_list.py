"""Interfaces read by the names of their fields: the search services' words, days, codes, caps and failures."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler import cms
from crawler.cms import Reading
from crawler.cms.answers import notation
from crawler.cms.times import day
from domain.crawl import Listing, Outcome
from domain.errors import ConfigError
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]

LISTING = "https://search.test.example/zcwj/index.html"
OPTIONS = {
    "address": "/api/list?page={n}&from={i}",
    "rows": "data.list",
    "total": "data.total",
    "title": "name_plain|name",
    "link": "href",
    "date": "pub",
    "number": "no",
    "status": "state",
    "statuses": "0=有效,1=废止",
}


def source(make: MakeSource, **changed: str) -> Source:
    return make("json_list", LISTING, options={**OPTIONS, **changed})


def answer(*rows: dict[str, Any], total: object = 40, **more: Any) -> str:
    return json.dumps({"code": "200", "data": {"total": total, "list": rows, **more}})


def row(n: int, **changed: Any) -> dict[str, Any]:
    return {
        "name": f"<em>第{n}号</em>通知",
        "href": f"/a/{n}.html",
        "pub": f"2026-03-{n:02}",
        "no": "",
        "state": "0",
        **changed,
    }


def test_a_template_asks_for_each_page(make_source: MakeSource, read: Read) -> None:
    """Forty rows of ten are four pages; the number of a page and one less are both to be had."""
    made = source(make_source)
    assert cms.family("json_list").first(made).url == "https://search.test.example/api/list?page=1&from=0"
    reading = read(made, answer(*(row(n) for n in range(1, 11))))
    assert reading.listing is not None and (reading.listing.expected_rows, reading.listing.expected_pages) == (40, 4)
    assert [ask.url.partition("?")[2] for ask in reading.asks] == ["page=2&from=1", "page=3&from=2", "page=4&from=3"]


def test_a_form_is_sent_where_the_list_is_asked_for_by_post(make_source: MakeSource, read: Read) -> None:
    """The form tells the pages apart, the address does not."""
    made = source(make_source, address="/api/list", form="size=10&page={n}")
    asks = read(made, answer(row(1), total=2)).asks
    assert [(ask.url.rsplit("/", 1)[1], ask.form) for ask in asks] == [("list", "size=10&page=2")]
    assert len({ask.whole for ask in asks} | {cms.family("json_list").first(made).whole}) == 2


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ("", None),
        ("无", None),
        ("\u200b某〔2026〕3号\u200d", "某〔2026〕3号"),
        ("福建省人民政府令第208号", "福建省人民政府令第208号"),
    ],
)
def test_a_number_field_may_say_that_there_is_none(
    make_source: MakeSource, rows: Rows, changed: str, number: str | None
) -> None:
    """Empty, 无, and characters without width are no 文号."""
    assert rows(source(make_source), answer(row(1, no=changed))).entries[0].document_number == number


def test_a_code_means_what_the_source_file_says(make_source: MakeSource, rows: Rows) -> None:
    """Without a table a number means nothing; words speak for themselves."""
    made = source(make_source)
    status = [
        entry.status for entry in rows(made, answer(row(1), row(2, state="1"), row(3, state="7"), row(4, state="失效"))).entries
    ]
    assert status == ["有效", "废止", None, "失效"]
    assert rows(source(make_source, statuses=""), answer(row(1))).entries[0].status is None


def test_titles_lose_the_marks_of_the_search(make_source: MakeSource, rows: Rows) -> None:
    """A field without marks goes first; a line break inside a title is a space."""
    entries = rows(source(make_source), answer(row(1), row(2, name_plain="甲通知"), row(3, name="关于甲<br/>的通知"))).entries
    assert [entry.title for entry in entries] == ["第1号通知", "甲通知", "关于甲 的通知"]


def test_a_link_may_be_put_together(make_source: MakeSource, rows: Rows, refused: Refused) -> None:
    """From the fields of the row; a route behind # is the identity of a page."""
    made = source(make_source, link="/#/detail?id={id}")
    assert rows(made, answer(row(1, id=77))).entries[0].url == "https://search.test.example/#/detail?id=77"
    assert refused(made, answer(row(1)))[0] is Outcome.DRIFTED


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1772294400000, date(2026, 3, 1)),
        ("1772294400", date(2026, 3, 1)),
        ("2026-03-01T00:00:00.000+0800", date(2026, 3, 1)),
        ("2026-02-28T17:44:00Z", date(2026, 3, 1)),
        ("2026-02-28T15:44:00.000Z", date(2026, 2, 28)),
        ("2026.03.01 17:44:00", date(2026, 3, 1)),
        ("2026.03-01", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        (20260301101112, date(2026, 3, 1)),
        ("20261301", None),
        (None, None),
        (0, None),
        (True, None),
    ],
)
def test_a_day_is_that_of_beijing(value: object, expected: date | None) -> None:
    """Midnight there is the day before by UTC; times ending in Z are converted before they are cut to a day."""
    assert day(value) == expected


@pytest.mark.parametrize(("total", "pages"), [(10_000, None), ("10000", None), (40, 1000)])
def test_a_total_that_is_a_cap_is_no_total(make_source: MakeSource, rows: Rows, total: object, pages: int | None) -> None:
    """Services show at most a thousand pages or ten thousand rows."""
    changed = {"pages": "data.pages"} if pages else {}
    assert rows(source(make_source, **changed), answer(row(1), total=total, pages=pages)).expected_rows is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ('{"code":1000,"msg":"出错了","success":false}', Outcome.HTTP_ERROR),
        ('{"code":500,"data":{"list":[]}}', Outcome.HTTP_ERROR),
        (answer(total=0), Outcome.EMPTY_LISTING),
        ('{"code":"200","data":{"records":[]}}', Outcome.DRIFTED),
        ("<html>登录</html>", Outcome.DRIFTED),
        (answer(row(1, pub="")), Outcome.DRIFTED),
        (answer(row(1), total="许多"), Outcome.DRIFTED),
    ],
)
def test_an_answer_that_is_no_list_says_what_it_is(
    make_source: MakeSource, refused: Refused, text: str, outcome: Outcome
) -> None:
    """A failure inside of a 200, no rows, a renamed field, a page in place of data, a row without its day."""
    assert refused(source(make_source), text)[0] is outcome


def test_another_page_than_asked_for_is_a_repetition(make_source: MakeSource, refused: Refused) -> None:
    """Where the answer says which one it is."""
    made = source(make_source, page="data.now")
    assert refused(made, answer(row(1), now=1), page=2)[0] is Outcome.REPEATED_PAGE


def test_a_scripts_notation_is_read(make_source: MakeSource, rows: Rows) -> None:
    """Single quotes, bare keys and a last comma."""
    made = source(make_source, rows=".", total="", date="d", link="/x?id={id}")
    del made.options["total"]
    (entry,) = rows(made, "[{id: 3, 'name': '甲来信', d: '2026-03-04',},]").entries
    assert (entry.title, entry.listed_on) == ("甲来信", date(2026, 3, 4))


def test_an_enabled_source_needs_its_fields(make_source: MakeSource) -> None:
    """One that waits may leave them open."""
    with pytest.raises(ConfigError, match=r"options\.rows is missing"):
        cms.family("json_list").of(make_source("json_list", LISTING, options={}))
    cms.family("json_list").of(make_source("json_list", LISTING, options={}, enabled=False))


FUJIAN = {"rows": "datas", "total": "page.recordcount", "pages": "page.pagecount"}
FUJIAN |= {"title": "_doctitle|doctitle", "link": "docpuburl", "date": "docreltime", "number": "fileno"}
TIANJIN = {"rows": "page.content", "total": "page.total", "pages": "page.totalPages", "page": "page.pageNumber"}
TIANJIN |= {"title": "BT", "link": "DOCPUBURL", "date": "FBRQ", "number": "FWZH"}
ZHEJIANG = {"rows": "dataResults", "total": "total", "title": "data.title", "link": "data.url", "date": "data.createdate"}
ZHEJIANG |= {"number": "data.filenumber", "status": "data.vc_validate"}


@pytest.mark.parametrize(
    ("name", "options", "count", "total", "listed_on"),
    [
        ("fujian", FUJIAN, 3, 59, date(2018, 11, 14)),
        ("tianjin", TIANJIN, 4, 40643, date(2021, 11, 19)),
        ("zhejiang", ZHEJIANG, 3, 19538, date(2021, 11, 15)),
    ],
)
def test_real_answers_are_read(
    shared: Path,
    make_source: MakeSource,
    rows: Rows,
    name: str,
    options: dict[str, str],
    count: int,
    total: int,
    listed_on: date,
) -> None:
    """Three provinces, three vocabularies: whole titles, numbers, and days that are those in the addresses."""
    text = (shared / "pages" / f"search_api_{name}_gov_2021.json").read_text("utf-8")
    listing = rows(make_source("json_list", LISTING, options=options), text)
    assert (len(listing.entries), listing.expected_rows, listing.entries[0].listed_on) == (count, total, listed_on)
    assert all(entry.document_number and entry.external for entry in listing.entries)


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff{"code": 200, "data": {"total": "1", "list": [%s]}}',
        'callback({"code": "0", "data": {"total": 1, "list": [%s]}});',
        "{code: 200, message: null, data: {extra:null,total: '1', list: [%s],}}",
    ],
)
def test_an_answer_is_wrapped_in_many_ways(text: str) -> None:
    """A mark of byte order, a call, a script's notation: what is null stays nothing."""
    found = notation(text % '{"t":"甲","u":null,"n":null}')
    assert found["data"]["list"] == [{"t": "甲", "u": None, "n": None}] and found.get("message") is None
    assert found["data"].get("extra") is None
