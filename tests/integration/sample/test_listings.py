"""Each site serves its listing in the shape of its family, over real HTTP, and its pages add up to what it says."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import urlencode, urljoin

import pytest

from sample.calendar import DAYS
from sample.posts import posts_on
from sample.regulators import BEIYUAN, CANGHAI, NANYU, YUNLING, Regulator
from sample.server import SampleRegulators
from sample.sites.base import traditional
from sample.sites.jpaas import UNIT

from .conftest import Client

Row = tuple[str, str, str]  # href, whole title, date


def trs_rows(client: Client) -> tuple[list[Row], int]:
    """All rows of all pages, and the number of pages that the first one gives."""
    rows: list[Row] = []
    pages = number = 0
    while number == 0 or number < pages:
        path = YUNLING.listing.replace(".html", f"_{number}.html") if number else YUNLING.listing
        page = client.get("yunling_mpa", path).text("gb18030")
        calls = re.findall(r"createPageHTML\((\d+), (\d+), \"index\", \"html\"\)", page)
        assert [index for _, index in calls] == [str(number)]
        pages = int(calls[0][0])
        assert page.index("function createPageHTML") < page.index(f"createPageHTML({pages}")
        rows += re.findall(r'<li><a href="([^"]+)" target="_blank" title="([^"]+)">.*?</a><em>([\d-]+)</em></li>', page)
        number += 1
    return rows, pages


def jpage_rows(client: Client) -> tuple[list[Row], int]:
    """The inlined records and those of the proxy, three screens at a time, and ``totalRecord``."""
    page = client.get("canghai_mpa").text()
    pc = page.split('<div id="sjd">')[0]
    total, size = (int(re.findall(rf"{name}:(\d+)", page)[0]) for name in ("totalRecord", "perPage"))
    proxy = re.findall(r'<nextgroup><!\[CDATA\[<a href="([^"]+)"', pc)[0]
    stores = [pc]
    for start in range(3 * size + 1, total + 1, 3 * size):
        answer = client.get(
            "canghai_mpa", f"{proxy}&startrecord={start}&endrecord={start + 3 * size - 1}&perpage={size}"
        ).text()
        assert f"<totalrecord>{total}</totalrecord>" in answer
        stores.append(answer)
    records = [record for store in stores for record in re.findall(r"<record><!\[CDATA\[(.*?)\]\]>", store, re.DOTALL)]
    shape = re.compile(r"""href="([^"]+)" title=(?:'([^']+)'|"([^"]+)").*?<font color="#808080">([\d-]+)</font>""", re.DOTALL)
    return [(href, one or other, day) for record in records for href, one, other, day in shape.findall(record)], total


def unit_address(client: Client, **more: str) -> str:
    page = client.get("beiyuan_mpa").text()
    assert "<li><a href" not in page.split("unitbuild.js")[1]
    url, query = re.findall(r'url="([^"]+)" queryData="(\{[^"]+\})"', page)[0]
    asked = dict(re.findall(r"'(\w+)':'([^']+)'", query))
    return f"{url}?{urlencode({**asked, **more})}"


def jpaas_rows(client: Client) -> tuple[list[Row], int]:
    """The rows of all pages of the unit, asked for by ``paramJson``, and ``count``."""
    rows: list[Row] = []
    count = number = 0
    while number == 0 or len(rows) < count:
        number += 1
        param = json.dumps({"pageNo": number, "pageSize": 8})
        answer = json.loads(client.get("beiyuan_mpa", unit_address(client, paramJson=param)).body)
        assert (answer["success"], answer["code"]) == (True, "200")
        pager = re.findall(r'rows="(\d+)" unitid="信息列表" count="(\d+)" pageNo="(\d+)"', answer["data"]["html"])
        assert (pager[0][0], pager[0][2]) == ("8", str(number))
        count = int(pager[0][1])
        found = re.findall(r'title="([^"]+)" href="([^"]+)".*?bt-right">([\d-]+)<', answer["data"]["html"], re.DOTALL)
        assert found
        rows += [(html.unescape(href), html.unescape(title), day) for title, href, day in found]
    return rows, count


def gkmlpt_articles(client: Client) -> tuple[list[dict[str, object]], int]:
    """The articles of all pages of the category, and ``post_count``."""
    sid = re.findall(r"SID:'(\d+)'", client.get("nanyu_mpa").text())[0]
    articles: list[dict[str, object]] = []
    count = number = 0
    while number == 0 or len(articles) < count:
        number += 1
        answer = json.loads(client.get("nanyu_mpa", f"/gkmlpt/api/all/3051?page={number}&sid={sid}").body)
        count = answer["classify"]["post_count"]
        assert answer["articles"]
        articles += answer["articles"]
    return articles, count


def expected_titles(regulator: Regulator, day: int) -> list[str]:
    return [post.text.title for post in posts_on(regulator, day)]


@pytest.mark.parametrize("day", [0, 7, 13])
def test_trs_pages_hold_all_rows(client: Client, day: int) -> None:
    """``index.html`` to ``index_2.html`` hold every row once, in order, with whole titles in the attribute."""
    client.sample.set_day(day)
    rows, pages = trs_rows(client)
    assert [title for _, title, _ in rows] == expected_titles(YUNLING, day)
    assert pages == 3


@pytest.mark.parametrize("day", [0, 7])
def test_jpage_records_add_up_to_the_total(client: Client, day: int) -> None:
    """Inlined and fetched records together are ``totalRecord``; the site is in Traditional script."""
    client.sample.set_day(day)
    rows, total = jpage_rows(client)
    assert [title for _, title, _ in rows] == [traditional().convert(title) for title in expected_titles(CANGHAI, day)]
    assert total == len(rows) == (20 if day == 0 else 21)


@pytest.mark.parametrize("day", [0, 11])
def test_jpaas_pages_add_up_to_the_count(client: Client, day: int) -> None:
    """``count`` of the pager is the number of rows on all pages."""
    client.sample.set_day(day)
    rows, count = jpaas_rows(client)
    assert [title for _, title, _ in rows] == expected_titles(BEIYUAN, day)
    assert count == len(rows) == (19 if day == 0 else 20)


def test_gkmlpt_articles_add_up_to_the_count(client: Client) -> None:
    """``post_count`` is the number of articles on all pages, three of them."""
    articles, count = gkmlpt_articles(client)
    assert [article["title"] for article in articles] == expected_titles(NANYU, 0)
    assert count == len(articles) == 21


def test_jpaas_ignores_a_bare_page_number(client: Client) -> None:
    """``pageNo`` outside of ``paramJson`` gets page 1, as the real API does."""
    first = json.loads(client.get("beiyuan_mpa", unit_address(client)).body)["data"]["html"]
    second = json.loads(client.get("beiyuan_mpa", unit_address(client, pageNo="2")).body)["data"]["html"]
    assert first == second
    assert 'pageNo="1"' in second


def test_jpaas_refuses_another_unit(client: Client) -> None:
    """A query without the keys of the script element is an error inside a 200."""
    got = client.get("beiyuan_mpa", f"{UNIT}?webId=1")
    assert got.status == 200
    assert json.loads(got.body)["success"] is False


def test_gkmlpt_timestamps_differ(client: Client) -> None:
    """Five timestamps, of which the displayed one is 发布日期 of the page; 成文日期 is Beijing midnight."""
    articles, _ = gkmlpt_articles(client)
    main = next(article for article in articles if article["document_number"] == "屿药监规〔2025〕9号")
    stamps = [main[name] for name in ("create_time", "first_publish_time", "publish_time", "display_publish_time")]
    assert len(set(stamps)) >= 3
    assert main["date"] == 1757606400  # 2025-09-12 00:00 +08:00
    assert main["display_publish_time"] == 1758188100  # 2025-09-18 17:35 +08:00
    assert main["visible_publish_time"] == "2025-09-18 17:35"


def test_a_repeal_flips_the_flag_of_the_api(client: Client) -> None:
    """``is_abolished`` turns on the day of the repeal and for that paper only."""
    client.sample.set_day(11)
    before = [article["is_abolished"] for article in gkmlpt_articles(client)[0]]
    client.sample.set_day(12)
    after = {article["title"]: article["is_abolished"] for article in gkmlpt_articles(client)[0]}
    assert sum(map(int, map(str, before))) == 0
    assert [title for title, flag in after.items() if flag] == ["南屿省第二类医疗器械优先办理暂行规定"]


def test_lists_are_pinned_and_unsorted(client: Client) -> None:
    """An old row stands first, and the dates of the rest do not run down."""
    for days in ([day for _, _, day in trs_rows(client)[0]], [day for _, _, day in jpage_rows(client)[0]]):
        assert days[0] != max(days)
        assert days[1:] != sorted(days[1:], reverse=True)


def test_titles_are_cut_in_the_text_and_whole_in_the_attribute(client: Client) -> None:
    """Rows show cut titles; at least one a site."""
    assert "…</a>" in client.get("yunling_mpa", "/zwgk/zcwj/index_2.html").text("gb18030")
    assert "...</a>" in client.get("canghai_mpa").text()
    assert "...</a>" in json.loads(client.get("beiyuan_mpa", unit_address(client)).body)["data"]["html"]


def test_each_listing_has_one_external_and_one_barred_row(client: Client) -> None:
    """One row leads to WeChat, one into the folder that robots.txt disallows."""
    hrefs = {
        "yunling_mpa": [urljoin(YUNLING.listing, href) for href, _, _ in trs_rows(client)[0]],
        "canghai_mpa": [href for href, _, _ in jpage_rows(client)[0]],
        "beiyuan_mpa": [href for href, _, _ in jpaas_rows(client)[0]],
        "nanyu_mpa": [str(article["post_url"]) for article in gkmlpt_articles(client)[0]],
    }
    for source, found in hrefs.items():
        barred = re.findall(r"Disallow: (\S+)", client.get(source, "/robots.txt").text())[0]
        assert sum("mp.weixin.qq.com" in href for href in found) == 1
        assert sum(href.startswith(barred) for href in found) == 1


def test_links_come_in_several_forms(client: Client) -> None:
    """``./`` and ``../`` on the static site, absolute and protocol-relative on the new one."""
    trs = [href for href, _, _ in trs_rows(client)[0]]
    assert any(href.startswith("./") for href in trs)
    assert any(href.startswith("../tzgg/") for href in trs)
    assert any(href.startswith("//127.0.0.1:") for href, _, _ in jpaas_rows(client)[0])


def test_source_files_say_what_day_0_holds(sample: SampleRegulators, client: Client) -> None:
    """``expect.entries`` is what the listings give, and each file names the address that is served."""
    files = sample.source_files()
    counts = {
        "yunling_mpa": len(trs_rows(client)[0]),
        "canghai_mpa": jpage_rows(client)[1],
        "beiyuan_mpa": jpaas_rows(client)[1],
        "nanyu_mpa": gkmlpt_articles(client)[1],
    }
    for source, count in counts.items():
        assert f"entries = {count}\npages = 3\n" in files[f"{source}.toml"]
        assert f'listing = "{sample.urls[source]}"' in files[f"{source}.toml"]


def test_every_day_is_served(client: Client) -> None:
    """No day of the calendar breaks a listing that has no fault."""
    for day in DAYS:
        client.sample.set_day(day.number)
        for source in client.sample.urls:
            assert (client.get(source).status == 200) is (source not in day.faults or day.faults[source] == "error_page")
