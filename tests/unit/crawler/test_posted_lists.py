"""Lists asked for by POST: TRS behind its search service, and the disclosure module of old Hanweb."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from crawler import cms
from crawler.cms import Answer, Ask, Reading
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Refused = Callable[..., tuple[Outcome, str]]

ROWS = "".join(
    f'<li><a href="./202603/t2026030{n}_7{n}.html">第{n}号事项通知</a><span>2026-03-0{n}</span></li>' for n in range(1, 4)
)
CALL = """$.ajax({ type: "POST", url: "/fjdzapp/search", dataType: 'json',
 data: { channelid: "229", 'classsql': 'chnlid=31', prepage: 3, "page": pageNo } })"""


def first_page(script: str = CALL, total: int = 8) -> str:
    return f"<div class=\"list_base\"><ul>{ROWS}</ul></div><script>var option = {{recordCount: '{total}'}}; {script}</script>"


def posted(source: Source, text: str, page: int = 2) -> Reading:
    return cms.family("trs_wcm").read(Answer(source.listing, text, Ask(source.listing, page, f"page={page}")), source)


def test_the_form_is_the_one_the_page_sends(make_source: MakeSource, read: Read) -> None:
    """Keys in any quotes, values as they stand, and the number of the page where the script has a variable."""
    reading = read(make_source("trs_wcm"), first_page())
    assert reading.listing is not None and (reading.listing.expected_rows, reading.listing.expected_pages) == (8, 3)
    assert [(ask.url, ask.form) for ask in reading.asks] == [
        ("https://mpa.test.example/fjdzapp/search", f"channelid=229&classsql=chnlid%3D31&prepage=3&page={page}")
        for page in (2, 3)
    ]


def test_without_a_call_of_its_own_the_list_goes_on_as_files(make_source: MakeSource, read: Read) -> None:
    """A search box of the site is no pager: it sends no number of a page."""
    box = "$.ajax({url: '/site/search', data: {keyword: word}})"
    for script in ("", box):
        asks = read(make_source("trs_wcm"), first_page(script)).asks
        assert [(ask.url.rsplit("/", 1)[1], ask.form) for ask in asks] == [("index_1.html", ""), ("index_2.html", "")]


@pytest.mark.parametrize(
    "record",
    [
        {"title": "甲的通知", "url": "/a/t20260301_1.html", "time": "2026-03-04"},
        {
            "doctitle": "甲的<em>通知</em>",
            "docpuburl": "/a/t20260301_1.html",
            "docreltime": "2026.03.04 17:44:00",
            "pubdate": "2026.03.01",
        },
    ],
)
def test_a_service_has_words_of_its_own(make_source: MakeSource, record: dict[str, str]) -> None:
    """The day is that of publication, not of the paper."""
    listing = posted(make_source("trs_wcm"), json.dumps({"docs": [record]})).listing
    assert listing is not None
    (entry,) = listing.entries
    assert (entry.title, entry.listed_on, listing.page) == ("甲的通知", date(2026, 3, 4), 2)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ('{"data": []}', Outcome.EMPTY_LISTING),
        ('{"pages": []}', Outcome.DRIFTED),
        ('{"data": [{"title": "甲"}]}', Outcome.DRIFTED),
        ('{"success": false, "code": 1000}', Outcome.HTTP_ERROR),
        ("<html>", Outcome.DRIFTED),
    ],
)
def test_an_answer_that_is_no_list(make_source: MakeSource, text: str, outcome: Outcome) -> None:
    """No rows, no list, a row without address, a failure, a page."""
    with pytest.raises(Unaccepted) as caught:
        posted(make_source("trs_wcm"), text)
    assert caught.value.verdict.outcome is outcome


XXGK = "https://mpa.test.example/col/col7/index.html"


def module(make: MakeSource, **options: str) -> Source:
    return make("hanweb_xxgk", XXGK, options={"infotype": "A0201", "organ": "3", "area": "113300", **options})


def found(*numbers: int, column: int = 64, pages: str = "共 2 页") -> str:
    rows = "".join(
        f'<tr class="tr_main_value_odd"><td><a href="/art/2026/3/{n}/art_{column}_{n}.html">第{n}号公告</a></td><td>2026-03-0{n}</td></tr>'
        for n in numbers
    )
    return f"<table>{rows}</table>{pages}"


def test_the_disclosure_module_is_asked_page_by_page(make_source: MakeSource, read: Read) -> None:
    """One address, the number of the page in the form."""
    made = module(make_source)
    assert cms.family("hanweb_xxgk").first(made) == Ask(
        "https://mpa.test.example/module/xxgk/search.jsp", 1, "infotypeId=A0201&jdid=3&area=113300&divid=div1&currpage=1"
    )
    reading = read(made, found(1, 2))
    assert [ask.form[-1] for ask in reading.asks] == ["2"] and reading.listing is not None and len(reading.listing.entries) == 2
    assert read(made, found(3), page=2).asks == ()


def test_rows_of_other_columns_are_left_out(make_source: MakeSource, read: Read) -> None:
    """The module does not filter by column, so the addresses are read."""
    listing = read(module(make_source, column="64"), found(1) + found(2, column=65)).listing
    assert listing is not None and [entry.title for entry in listing.entries] == ["第1号公告"]


def test_a_module_without_pager_or_rows_has_drifted(make_source: MakeSource, refused: Refused) -> None:
    """Both are needed to know what is there."""
    assert refused(module(make_source), found(1, pages=""))[0] is Outcome.DRIFTED
    assert refused(module(make_source), "共 2 页")[0] is Outcome.DRIFTED
