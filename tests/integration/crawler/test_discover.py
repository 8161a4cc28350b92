"""A site walked for its columns over HTTP, and the files that come of it crawled in turn."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.sources import load_source
from domain.crawl import Outcome
from domain.errors import CrawlError, InputError
from monitor.discover import Discovery, discover, write

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

TEXT = '<div class="TRS_Editor"><p>' + "药品生产企业应当建立并执行变更管理的规程，评估变更对质量的影响。" * 4 + "</p></div>"
NAVIGATION = """<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/tzgg/index.html">通知公告</a>
<a href="/cggg/">采购公告</a><a href="https://www.example.com/zcwj/">政策文件</a><a href="/old/202603/t20260301_9.html">公告</a>
<a href="/nbgk/gfxwj/">规范性文件（内部）</a><a href="/zwgk/zcjd1/">政策解读</a></div>"""
META = '<meta name="SiteName" content="测试省药品监督管理局"><meta name="SiteIDCode" content="3300000031">'
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


def page(body: str) -> str:
    return f"<html><head>{META}</head><body>{NAVIGATION}{body}</body></html>"


def trs(folder: str, numbers: range, call: str) -> str:
    rows = "".join(
        f'<li><a href="/{folder}/202603/t202603{n:02}_8{n:02}.html" title="关于第{n}号政策事项的通知">关于第{n}号…</a><b>2026-03-{n:02}</b></li>'
        for n in numbers
    )
    return page(f'<div class="own-list"><ul class="rows cur">{rows}</ul></div><script>{call}</script>')


def unit(number: int, numbers: range) -> str:
    rows = "".join(
        f'<li><a href="/art/2026/art_{n:032x}.html" title="第{n}项工作的说明文件">第{n}…</a><i>2026-04-{n:02}</i></li>'
        for n in numbers
    )
    html = f'<ul>{rows}</ul><div rows="5" count="7" pageNo="{number}">'
    return json.dumps({"success": True, "code": "200", "data": {"html": html}})


@pytest.fixture
def regulator(site: Site, answer: Answers) -> Site:
    """Five columns: two in the navigation, one below a section, one only in the site map, one behind a challenge; one barred."""

    def raw(text: str, kind: str = "text/html; charset=utf-8") -> Any:
        return lambda handler: handler.send(text.encode(), content_type=kind)

    described = "{'webId':'3','pageType':'column','tagId':'list','pageId':'77'}"
    keys = "webId=3&pageType=column&tagId=list&pageId=77"
    site.answers |= {
        "/robots.txt": raw("User-agent: *\nDisallow: /nbgk/\nSitemap: /map.xml\n", "text/plain"),
        "/map.xml": raw(
            f"<urlset><url><loc>{site.url}/gzwj2/</loc></url><url><loc>{site.url}/yw/</loc></url></urlset>", "text/xml"
        ),
        "/": raw(page("<p>要闻</p>")),
        "/zwgk/": raw(page('<ul><li><a href="./gfxwj/">行政规范性文件</a></li><li><a href="./lddj/">领导简介</a></li></ul>')),
        "/zwgk/gfxwj/": raw(trs("zwgk/gfxwj", range(1, 6), 'createPageHTML(2, 0, "index", "html")')),
        "/zwgk/gfxwj/index_1.html": raw(trs("zwgk/gfxwj", range(6, 9), 'createPageHTML(2, 1, "index", "html")')),
        "/tzgg/index.html": raw(trs("tzgg", range(11, 15), "")),
        "/gzwj2/": raw(page(f'<script src="/cms_files/unitbuild.js" url="{UNIT}" queryData="{described}"></script>')),
        f"{UNIT}?{keys}": raw(unit(1, range(1, 6)), "application/json"),
        f"{UNIT}?{keys}&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A5%7D": raw(unit(2, range(6, 8)), "application/json"),
        "/zwgk/zcjd1/": lambda handler: handler.send(b"<script>$_ts={}</script>", 412),
    }
    site.answers |= {f"/zwgk/gfxwj/202603/t202603{n:02}_8{n:02}.html": raw(TEXT) for n in range(1, 9)}
    site.answers |= {f"/tzgg/202603/t202603{n:02}_8{n:02}.html": raw(TEXT) for n in range(11, 15)}
    site.answers |= {f"/art/2026/art_{n:032x}.html": raw(TEXT) for n in range(1, 8)}
    return site


def look(site: Site, **keys: Any) -> Discovery:
    return discover(site.url, loopback=True, clock=lambda: datetime(2026, 11, 3, 20, tzinfo=UTC), **keys)


def test_a_site_tells_its_columns(regulator: Site) -> None:
    """Best topics first; what could not be read comes last and says why; nothing is asked for twice, and the barred folder never."""
    found = look(regulator)
    assert found.site == "测试省药品监督管理局"
    told = [(one.channel, one.family, one.rows, one.expected_rows, one.expected_pages) for one in found.proposals[:3]]
    assert told == [
        ("行政规范性文件", "trs_wcm", 5, None, 2),
        ("工作文件", "hanweb_jpaas", 5, 7, 2),
        ("通知公告", "trs_wcm", 4, None, 1),
    ]
    why = {one.channel: one.outcome for one in found.proposals[3:]}
    assert why == {"规范性文件（内部）": Outcome.ROBOTS_DENIED, "政策解读": Outcome.CHALLENGE}
    assert len(regulator.paths) == len(set(regulator.paths))
    assert not any(path.startswith(("/nbgk", "/cggg", "/old", "/yw")) for path in regulator.paths)


def test_the_files_are_crawled_as_they_are(regulator: Site, project: Project, tmp_path: Path) -> None:
    """What is printed is a whole source: kept, loaded and crawled it gives every row, and its counts agree."""
    kept = write(look(regulator, enabled=True), tmp_path / "found")
    sources = [load_source(path) for path, new in kept if new]
    assert [source.id for source in sources] == ["site_gfxwj", "site_gzwj2", "site_tzgg"]
    health = project.health(project.crawl(*sources))
    assert {name: (one.outcome, one.entries) for name, one in health.items()} == {
        "site_gfxwj": (Outcome.OK, 8),
        "site_gzwj2": (Outcome.OK, 7),
        "site_tzgg": (Outcome.OK, 4),
    }, [one.detail for one in health.values()]
    first = sources[0]
    assert (first.province, first.site_code, first.evidence, first.enabled) == ("浙江", "3300000031", "seen-2026", True)
    assert "2026-11-04" in first.note and "trs_dated" in first.note


def test_files_that_are_there_stay_as_they_are(regulator: Site, tmp_path: Path) -> None:
    """Somebody may have edited them."""
    found = look(regulator)
    (tmp_path / "site_gfxwj.toml").write_text("# mine", "utf-8")
    assert [new for _, new in write(found, tmp_path)] == [False, True, True]
    assert (tmp_path / "site_gfxwj.toml").read_text("utf-8") == "# mine"
    assert not load_source(tmp_path / "site_tzgg.toml").enabled


def test_a_host_alone_is_tried_by_https_and_then_by_http(regulator: Site) -> None:
    """Old sites answer the one with a broken handshake; the other is what they have."""
    found = discover(urlsplit(regulator.url).netloc, loopback=True)
    assert [one.channel for one in found.proposals if one.family][:1] == ["行政规范性文件"]
    assert all(one.url.startswith("http://") for one in found.proposals)


def test_the_walk_is_bounded(regulator: Site) -> None:
    """So many requests and no more; the best links have been followed."""
    found = look(regulator, pages=5)
    assert len(regulator.paths) <= 5
    assert found.proposals


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ('<a href="/a.html">首页</a>', "no link of theirs is called"),
        (None, "http_error"),
    ],
)
def test_nothing_found_is_one_sentence(site: Site, answer: Answers, home: str | None, said: str) -> None:
    """What was looked at, and what came of the first page."""
    if home:
        site.answers["/"] = answer.html(home)
    with pytest.raises(CrawlError, match="no column of policy documents was found") as caught:
        look(site)
    assert said in str(caught.value)


def test_a_site_whose_robots_file_fails_is_not_walked(regulator: Site, answer: Answers) -> None:
    """A server error is not "no rules"."""
    regulator.answers["/robots.txt"] = answer.status(500)
    with pytest.raises(CrawlError, match=r"robots\.txt"):
        look(regulator)
    assert regulator.paths == []


@pytest.mark.parametrize("where", ["", "not a host", "ftp://mpa.test.example/", "http://"])
def test_what_is_no_host_is_refused(where: str) -> None:
    """Before anything is asked."""
    with pytest.raises(InputError, match="give one like"):
        discover(where)


def test_loopback_is_for_the_test_bed_only() -> None:
    """The guard stays closed for every other address."""
    with pytest.raises(InputError, match="--loopback"):
        discover("mpa.test.example", loopback=True)


def test_without_loopback_the_guard_keeps_the_walk_in(site: Site) -> None:
    """127.0.0.1 is no public address."""
    with pytest.raises(CrawlError, match="非公网地址"):
        discover(site.url)
    assert site.paths == []


def test_a_platform_tells_its_categories(site: Site) -> None:
    """The whole of it, and each leaf of its tree that is a column of policies; leaves that lead elsewhere are nothing of its own."""
    tree = "[{id: 7, name: '政策', children: [{id: 12, name: '规范性文件'}, {id: 13, name: '机构职能'}, {id: 14, name: '政策解读', jump_url: '/a'}]}]"
    site.answers["/gkmlpt/index"] = lambda handler: handler.send(
        page(f"<script>window._CONFIG = {{SID:'2', TREE:{tree}}}</script>").encode()
    )
    for category, numbers in ((0, range(1, 6)), (12, range(1, 3))):
        rows = [
            {
                "id": n,
                "title": f"第{n}号规定",
                "url": f"/gkmlpt/content/1/2/post_{n}.html",
                "display_publish_time": "2026-03-01",
            }
            for n in numbers
        ]
        answer = json.dumps({"classify": {"post_count": len(rows)}, "articles": rows}).encode()
        site.answers[f"/gkmlpt/api/all/{category}?page=1&sid=2"] = lambda handler, answer=answer: handler.send(
            answer, content_type="application/json"
        )
    found = discover(f"{site.url}/gkmlpt/index", loopback=True, pages=6).proposals
    assert [(one.id, one.channel, one.expected_rows) for one in found if one.family] == [
        ("site_gkmlpt_12", "规范性文件", 2),
        ("site_gkmlpt", "政府信息公开目录", 5),
    ]
    assert 'category = "12"' in found[0].toml


def test_an_entrance_that_sends_on_is_followed(regulator: Site, answer: Answers) -> None:
    """Many sites answer `/` with a script that leads to the real home page; a column given by its own address is read at once."""
    regulator.answers["/real/"] = regulator.answers["/"]
    regulator.answers["/"] = answer.html("<script>window.location.href='/real/'</script>")
    assert [one.channel for one in look(regulator).proposals][:2] == ["行政规范性文件", "工作文件"]
    (first, *_) = discover(f"{regulator.url}/tzgg/index.html", loopback=True, pages=1).proposals
    assert (first.channel, first.rows) == ("通知公告", 4)


def test_an_old_site_is_read_as_it_is_written(site: Site) -> None:
    """GB2312, tags in capitals, attributes without quotes in any order, spread names, a table with a head, leaves of a calendar, an address in a script."""
    menu = "<LI><A HREF=/gf/>规 范 性 文 件</A></LI><LI><A HREF=\"javascript:go('/tz/')\">通　知　公　告</A></LI>"
    head = "<META CONTENT='text/html; charset=gb2312' HTTP-EQUIV=Content-Type><META CONTENT=3300000031 NAME=SiteIDCode>"
    table = "<TR><TH>名称</TH><TH>发布日期</TH><TH>施行日期</TH></TR>" + "".join(
        f"<TR><TD><A HREF=./2026030{n}10111213{n}.html>关于第{n}号事项的通知</A></TD><TD>2026年3月{n}日</TD><TD>2026年5月1日</TD></TR>"
        for n in range(1, 5)
    )
    leaves = "".join(
        f"<DIV CLASS=it><B>0{n}</B><I>2026-03</I><A HREF=./202603/t2026030{n}_6{n}.html>关于第{n}号事项的公告</A></DIV>"
        for n in range(1, 5)
    )

    def old(body: str) -> Any:
        html = f"<HTML><HEAD>{head}</HEAD><BODY><UL>{menu}</UL>{body}</BODY></HTML>"
        return lambda handler: handler.send(html.encode("gb18030"), content_type="text/html")

    site.answers |= {
        "/": old(""),
        "/gf/": old(f"<TABLE ID=t>{table}</TABLE>第&nbsp;1/2&nbsp;页，共7条 <A HREF=index_1.html>下一页</A>"),
        "/tz/": old(f"<DIV CLASS=list2>{leaves}</DIV><SCRIPT>// createPageHTML(9, 0)\ncreatePageHTML ( '2' , 0 )</SCRIPT>"),
    }
    found = look(site)
    told = [(one.channel, one.family, one.rows, one.expected_rows, one.expected_pages) for one in found.proposals]
    assert told == [("规范性文件", "static", 4, 7, 2), ("通知公告", "trs_wcm", 4, None, 2)]
    assert all('site_code = "3300000031"' in one.toml for one in found.proposals)
