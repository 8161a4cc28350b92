"""Article pages: the text of the day, whatever the family puts around it."""

from __future__ import annotations

import html
import io
import re
import zipfile
from urllib.parse import quote

import pytest
from opencc import OpenCC

from sample.calendar import DAYS, measures_on
from sample.posts import Post, posts_on
from sample.regulators import BEIYUAN, CANGHAI, NANYU, REGULATORS, YUNLING, Regulator
from sample.sites import build

from .conftest import Client

BODIES = {
    "trs_wcm": r'<div class="article-body"><div[^>]*>(.*?)</div></div>',
    "hanweb_jpage": r'<meta name="ContentStart">(.*?)<meta name="ContentEnd">',
    "hanweb_jpaas": r'<div class="main-txt" id="zoom">(.*?)</div>',
    "gd_gkmlpt": r'<div class="article-content">(.*?)</div>',
}
PRINTED = [  # papers whose text is on the page itself
    (YUNLING, "yunling_main"),
    (YUNLING, "yunling_retail"),
    (CANGHAI, "canghai_main"),
    (NANYU, "nanyu_main"),
    (NANYU, "nanyu_priority"),
]
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def post_of(regulator: Regulator, key: str, day: int = 0) -> Post:
    return next(post for post in posts_on(regulator, day) if post.key == key)


def path_of(regulator: Regulator, key: str, day: int = 0) -> str:
    return build(regulator, day, "http://127.0.0.1:1").address(post_of(regulator, key, day))


def page(client: Client, regulator: Regulator, key: str) -> str:
    got = client.get(regulator.id, path_of(regulator, key, client.sample.day))
    assert got.status == 200
    return got.text("gb18030" if regulator.charset == "gb2312" else "utf-8")


def body(markup: str, regulator: Regulator) -> str:
    """The words between the bounds of the family's body container, in Simplified script, tags and white space out."""
    found = re.findall(BODIES[regulator.family], markup, re.DOTALL)
    return OpenCC("t2s").convert(re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", found[0]))))


def docx_words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return html.unescape(re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode()))


@pytest.mark.parametrize(
    ("regulator", "key", "day"),
    [
        pytest.param(regulator, key, day.number, id=f"{key}-{day.number}")
        for regulator, key in PRINTED
        for day in DAYS
        if regulator.id not in day.faults
    ],
)
def test_a_page_carries_the_text_of_its_day(client: Client, regulator: Regulator, key: str, day: int) -> None:
    """Every measure stands in the body with its number of the day, in order, and the closing clause after them."""
    client.sample.set_day(day)
    words = body(page(client, regulator, key), regulator).translate(WIDE)
    places = [words.index(f"{measure.number}{measure.text}".replace(" ", "")) for measure in measures_on(key, day)]
    assert places == sorted(places)
    assert words.index("起施行") > places[-1]


def attachment(client: Client) -> bytes:
    """The file attached to the covering notice, at the address the page gives now."""
    hrefs = re.findall(r'download="[^"]+\.docx" href="([^"]+)"', page(client, BEIYUAN, "beiyuan_cover"))
    got = client.get("beiyuan_mpa", html.unescape(hrefs[0]))
    assert "wordprocessingml" in got.headers["content-type"]
    return got.body


@pytest.mark.parametrize("day", [0, 4, 5, 13])
def test_the_attachment_carries_the_text_of_its_day(client: Client, day: int) -> None:
    """The notice says nothing but that a plan is attached; the plan's measures are in the DOCX."""
    client.sample.set_day(day)
    assert not re.search(r"（[一二三四五六七八九十]+）", body(page(client, BEIYUAN, "beiyuan_cover"), BEIYUAN))
    words = docx_words(attachment(client))
    for measure in measures_on("beiyuan_cover", day):
        assert f"{measure.number}{measure.text}" in words


def test_download_addresses_expire(client: Client) -> None:
    """The address differs on every request, works on its day, and gives an HTML page with status 200 the day after."""
    first, second = (
        html.unescape(re.findall(r'href="(/api-gateway[^"]+)"', page(client, BEIYUAN, "beiyuan_cover"))[0]) for _ in range(2)
    )
    assert first != second
    assert client.get("beiyuan_mpa", first).body[:2] == client.get("beiyuan_mpa", second).body[:2] == b"PK"
    client.sample.set_day(1)
    late = client.get("beiyuan_mpa", first)
    assert (late.status, late.headers["content-type"]) == (200, "text/html")
    assert "下载链接已失效" in late.text()


def test_jpage_prints_the_article_twice(client: Client) -> None:
    """Desktop and phone copies carry the same id and the same words."""
    markup = page(client, CANGHAI, "canghai_main")
    assert markup.count('id="zoom"') == 2
    first, second = re.findall(BODIES["hanweb_jpage"], markup, re.DOTALL)
    assert first == second


def test_the_traditional_site_reads_back_to_its_text(client: Client) -> None:
    """Conversion to Traditional and back gives every measure to the character."""
    words = body(page(client, CANGHAI, "canghai_main"), CANGHAI)
    assert all(measure.text in words for measure in measures_on("canghai_main", 0))
    assert "醫療器械" in page(client, CANGHAI, "canghai_main")


def test_gb2312_is_declared_in_the_page_only(client: Client) -> None:
    """The header names no charset, the meta says gb2312, and one page needs GB18030."""
    got = client.get("yunling_mpa")
    assert got.headers["content-type"] == "text/html"
    assert b"charset=gb2312" in got.body
    with pytest.raises(UnicodeDecodeError):
        got.body.decode()


def test_a_wrong_date_stands_in_an_attribute(client: Client) -> None:
    """The first date in the markup of a TRS article is a leftover of the template."""
    markup = page(client, YUNLING, "yunling_main")
    assert '<span alt="时间：2017-06-30 10:08"><i>时间：</i>2025-12-03 09:42</span>' in markup
    assert markup.count('name="SiteIDCode"') == 2


@pytest.mark.parametrize("regulator", REGULATORS, ids=lambda regulator: regulator.key)
def test_standard_metas_and_site_code(client: Client, regulator: Regulator) -> None:
    """Every article has the required tags, and the site's number in tag and footer."""
    key = {"beiyuan": "beiyuan_cover"}.get(regulator.key, f"{regulator.key}_main")
    markup = page(client, regulator, key).lower()
    for name in (
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
    ):
        assert f'name="{name.lower()}"' in markup or (name == "ContentSource" and regulator is NANYU)
    assert markup.count(regulator.code) >= 2
    assert client.get(regulator.id).body.count(regulator.code.encode()) >= 2


@pytest.mark.parametrize("regulator", REGULATORS, ids=lambda regulator: regulator.key)
def test_counters_change_on_every_request(client: Client, regulator: Regulator) -> None:
    """Two requests for one article give different pages with the same text."""
    key = {"beiyuan": "beiyuan_cover"}.get(regulator.key, f"{regulator.key}_main")
    first, second = page(client, regulator, key), page(client, regulator, key)
    assert first != second
    assert body(first, regulator) == body(second, regulator)
    assert "{{" not in first


def test_a_policy_links_its_interpretations(client: Client) -> None:
    """Each policy page leads to its readings; the JPaaS one has two links with one id."""
    assert page(client, BEIYUAN, "beiyuan_cover").count('id="zcjdlink"') == 2
    for regulator in (YUNLING, CANGHAI, NANYU):
        reading = path_of(regulator, f"{regulator.key}_reading").rsplit("/", 1)[-1]
        assert reading in page(client, regulator, f"{regulator.key}_main")


def test_a_repealed_paper_says_so(client: Client) -> None:
    """On the day of the repeal the page has a note above the text and 废止 in its table."""
    client.sample.set_day(12)
    markup = page(client, NANYU, "nanyu_priority")
    assert body(markup, NANYU).startswith("【本文件已于2026年11月18日废止")
    assert "有效性：</td><td><span>废止</span>" in markup


def test_restyling_changes_looks_only(client: Client) -> None:
    """Container class and style sheet are gone, digits are full width, and folded back the words are those of the day before."""
    client.sample.set_day(9)
    before = page(client, YUNLING, "yunling_main")
    client.sample.set_day(10)
    after = page(client, YUNLING, "yunling_main")
    assert "TRS_UEDITOR" in before
    assert "TRS_UEDITOR" not in after
    assert "stylesheet" not in after
    assert "４０个工作日" in body(after, YUNLING)
    assert body(after, YUNLING).translate(WIDE) == body(before, YUNLING)


def test_every_row_of_every_site_has_its_page(client: Client) -> None:
    """Each post on this host answers 200 with the words of its text; attached files are at the addresses the pages give."""
    for regulator in REGULATORS:
        site = build(regulator, 0, "http://127.0.0.1:1")
        for post in site.shown():
            markup = page(client, regulator, post.key)
            opening = re.sub(r"\s", "", post.text.blocks[0].text)
            assert opening.replace("{attachment}", "")[:30] in body(markup, regulator)


def test_attached_forms_are_served(client: Client) -> None:
    """A notice of each family has a DOCX form, at an address in the manner of the family."""
    for regulator in REGULATORS:
        site = build(regulator, 0, "http://127.0.0.1:1")
        post = next(post for post in site.shown() if post.text.attachment == "register")
        markup = page(client, regulator, post.key)
        href = html.unescape(re.findall(r'href="([^"]+\.docx)"', markup)[0])
        path = href if href.startswith("/") else site.address(post).rsplit("/", 1)[0] + href[1:]
        assert client.get(regulator.id, path if "%" in path else quote(path, safe="/?&=")).body[:2] == b"PK"
