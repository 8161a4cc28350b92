from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from crawler.cms import Reading
from crawler.cms.gd_gkmlpt import categories
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]

LISTING = "http://mpa.test.example/gkmlpt/index"
API = "http://mpa.test.example/gkmlpt/api/all/3?page=1&sid=900"


def article(n: int, **keys: object) -> dict[str, object]:
    return {
        "id": n,
        "title": f"关于第{n}项制度的通知",
        "document_number": f"某药监〔2026〕{n}号",
        "url": f"http://mpa.test.example/gkmlpt/content/4/{n}/post_{n}.html",
        "date": 1767196800,
        "display_publish_time": 1772640000,
        "is_expired": 0,
        "is_abolished": 0,
        **keys,
    }


def answer(*articles: dict[str, object], total: int = 25) -> str:
    return json.dumps({"classify": {"id": 3, "post_count": total}, "articles": list(articles)}, ensure_ascii=False)


def source(make: MakeSource, **keys: object) -> Source:
    return make("gd_gkmlpt", LISTING, **keys)


def test_the_index_gives_the_site_number_for_the_interface(make_source: MakeSource, read: Read) -> None:
    """SID stands in a configuration that is script, not JSON; the category is the source file's, or everything."""
    index = "<script>window._CONFIG = {DEBUG: false, SID: '900', TREE: [{id: 3, name: '文件'}]}</script>"
    assert [ask.url for ask in read(source(make_source, options={"category": "3"}), index, page=0).asks] == [API]
    assert "/all/0?" in read(source(make_source), index, page=0).asks[0].url
    with pytest.raises(Unaccepted, match="SID"):
        read(source(make_source), "<html></html>", page=0)


def test_post_count_gives_rows_and_pages(make_source: MakeSource, read: Read) -> None:
    """25 articles of 10 a page are three pages."""
    reading = read(source(make_source), answer(*map(article, range(1, 11))), url=API)
    assert reading.listing is not None
    assert (reading.listing.expected_rows, reading.listing.expected_pages) == (25, 3)
    assert [ask.url for ask in reading.asks] == [API.replace("page=1", "page=2"), API.replace("page=1", "page=3")]


def test_the_day_is_the_one_in_beijing(make_source: MakeSource, read: Read) -> None:
    """Unix seconds of a midnight in Beijing are the evening before in UTC; another timestamp can be chosen."""
    entry = (read(source(make_source), answer(article(1)), url=API).listing or pytest.fail()).entries[0]
    assert entry.listed_on == date(2026, 3, 5)
    written = (
        read(source(make_source, options={"published": "date"}), answer(article(1)), url=API).listing or pytest.fail()
    ).entries[0]
    assert written.listed_on == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [(1772640000000, date(2026, 3, 5)), ("1772640000", date(2026, 3, 5)), (0, None), (10**40, None), ("²", None), (None, None)],
)
def test_a_timestamp_comes_in_many_shapes(make_source: MakeSource, read: Read, stamp: object, day: date | None) -> None:
    """Milliseconds, digits in a string, a zero for none; what is no time of ours is no date."""
    rows = answer(article(1, display_publish_time=stamp))
    assert (read(source(make_source), rows, url=API).listing or pytest.fail()).entries[0].listed_on == day


def test_number_and_end_of_validity_come_with_the_row(make_source: MakeSource, read: Read) -> None:
    """is_abolished and is_expired flip without a new document, so in force is said too; an empty number is none."""
    rows = answer(article(1), article(2, is_expired=1), article(3, is_abolished="1", document_number=""))
    entries = (read(source(make_source), rows, url=API).listing or pytest.fail()).entries
    assert [entry.status for entry in entries] == ["有效", "失效", "废止"]
    assert [entry.document_number for entry in entries] == ["某药监〔2026〕1号", "某药监〔2026〕2号", None]


def test_the_first_timestamp_that_says_a_day_is_taken(make_source: MakeSource, read: Read) -> None:
    """An empty one is passed over; a service without any of them has renamed them."""
    empty = article(1, display_publish_time=None, publish_time="2026-03-05 10:00:00")
    assert (read(source(make_source), answer(empty), url=API).listing or pytest.fail()).entries[0].listed_on == date(2026, 3, 5)
    renamed = {key: value for key, value in article(1).items() if key != "display_publish_time"}
    with pytest.raises(Unaccepted, match="display_publish_time"):
        read(source(make_source), answer(renamed), url=API)


def test_what_is_null_is_unknown(make_source: MakeSource, read: Read) -> None:
    """Neither in force nor not; numbers come as strings, words for none are none, entities are read."""
    row = article(1, is_expired=None, is_abolished=None, document_number="无", title="关于&ldquo;甲&rdquo;的通知&nbsp;")
    text = "\ufeff" + answer(row, article(2, is_expired="0", is_abolished=None)).replace("25", '"25"', 1)
    listing = read(source(make_source), text, url=API).listing or pytest.fail()
    first, second = listing.entries
    assert (first.status, first.document_number, first.title) == (None, None, "关于“甲”的通知")
    assert (second.status, listing.expected_rows) == ("有效", 25)


def test_the_phone_twin_is_the_same_article(make_source: MakeSource, read: Read) -> None:
    """post_ and mpost_ carry one number and are one entry."""
    twin = article(9, url="http://mpa.test.example/gkmlpt/content/4/1/mpost_1.html")
    entries = (read(source(make_source), answer(article(1), twin), url=API).listing or pytest.fail()).entries
    assert len(entries) == 1


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (answer(total=0), Outcome.EMPTY_LISTING),
        ("<html></html>", Outcome.DRIFTED),
        (json.dumps({"classify": {}, "articles": []}), Outcome.DRIFTED),
        (answer(article(1, title="")), Outcome.DRIFTED),
        (json.dumps({"success": False, "msg": "系统错误", "data": None, "code": 1000}), Outcome.HTTP_ERROR),
    ],
    ids=["empty", "html", "renamed", "no title", "failure"],
)
def test_bad_answers_are_told_apart(make_source: MakeSource, read: Read, text: str, outcome: Outcome) -> None:
    """A failure sent as a success, a renamed field, no article at all."""
    with pytest.raises(Unaccepted) as caught:
        read(source(make_source), text, url=API)
    assert caught.value.verdict.outcome is outcome


@pytest.mark.parametrize(
    ("tree", "leaves"),
    [
        (
            "[{id: 1, name: '政策', children: [{id: 12, name: '规范性文件'}, {id: 13, name: '外链', jump_url: 'https://a.example'}]}]",
            (("12", "规范性文件"),),
        ),
        ('[{"id": "7", "name": "\\u901a\\u77e5", "children": []}]', (("7", "通知"),)),
        ("[]", ()),
        ("[{id:", ()),
    ],
)
def test_categories_are_the_leaves_of_the_tree(tree: str, leaves: tuple[tuple[str, str], ...]) -> None:
    """Not those that lead elsewhere; a tree that cannot be read has none."""
    assert categories(f"window._CONFIG = {{ SID: '2', TREE: {tree} }}") == leaves
