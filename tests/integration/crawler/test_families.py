"""A site of each family, built from its anatomy, crawled whole: every entry once, and the counts are those the site states."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from domain.crawl import Outcome, PageKind
from domain.source import Pace, Source

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

TEXT = "<p>" + "药品网络销售者应当建立并实施药品质量安全管理、药品追溯和处方药销售的各项制度。" * 4 + "</p>"
HEX = "0123456789abcdef0123456789abcde"
CHANNEL = "a" * 32
KEYS = urlencode({"_pageSize": 15, "_isAgg": "true", "_isJson": "true", "_template": "index"})
LABEL_KEYS = {"labelName": "publicInfoList", "siteId": 7, "organId": 41, "catId": 67, "type": 4, "pageSize": 15}
LABEL_KEYS |= {"action": "list", "isDate": "true", "dateFormat": "yyyy-MM-dd"}
LABEL = f"/site/label/8888?{urlencode(LABEL_KEYS)}&pageIndex="


def day(n: int) -> str:
    return f"2026-03-0{n}"


def rows(row: str, numbers: tuple[int, ...]) -> str:
    return "".join(row.replace("#", str(n)) for n in numbers)


def found(numbers: tuple[int, ...], path: str) -> str:
    """An answer of the search interface; 18 rows of 15 a page."""
    results = [{"title": f"第{n}号通知", "url": path.replace("#", str(n)), "publishedTimeStr": day(n % 9 + 1)} for n in numbers]
    return json.dumps({"code": "200", "data": {"total": 18, "results": results}})


SITES: dict[str, dict[str, Any]] = {
    "gd_nfcms": {
        "listing": "/gd/index.html",
        "pages": {
            f"/gd/index{suffix}.html": '<ul class="infoList">'
            + rows('<li><h4><a href="/gd/content/post_4#.html">第#号函</a><span>[ 2026-03-0# ]</span></h4></li>', numbers)
            + '</ul><div id="page_div"><a class="last" href="/gd/index_2.html">末页</a></div>'
            for suffix, numbers in (("", (1, 2)), ("_2", (3, 4)))
        },
        "article": ("/gd/content/post_4#.html", f'<div class="article-content">{TEXT}</div>'),
    },
    "shanghai": {
        "listing": "/sh/index.html",
        "pages": {
            f"/sh/index{suffix}.html": '<ul class="uli14 pageList">'
            + rows(f'<li><a href="/sh/20260301/{HEX}#.html">第#号规定</a><small>2026.03.0#</small></li>', numbers)
            + "</ul><script>totalPage: 2</script>"
            for suffix, numbers in (("", (1, 2)), ("_2", (3, 4)))
        },
        "article": (f"/sh/20260301/{HEX}#.html", f'<div id="ivs_content">{TEXT}</div>'),
    },
    "easysite": {
        "listing": "/es/index.html",
        "pages": {
            f"/es/{name}.html": rows(
                '<li class="easysite-article-li"><a href="/es/67648#/index.html">第#号公告</a><span>2026-03-0#</span></li>',
                numbers,
            )
            + '<span class="page_border totalcount"><b>4</b></span><span class="page_border"><b>'
            + "<a href='#' onclick=\"go('/es/0a1b2c3d-2.html')\">尾页</a></b></span>"
            for name, numbers in (("index", (1, 2)), ("0a1b2c3d-2", (3, 4)))
        },
        "article": ("/es/67648#/index.html", f'<div class="easysite-news-text">{TEXT}</div>'),
    },
    "lonsun": {
        "listing": "/public/column/41?type=4&action=list&catId=67",
        "pages": {"/public/column/41?type=4&action=list&catId=67": "<script>var siteId = 7</script>"}
        | {
            f"{LABEL}{page}": '<ul class="clearfix xxgk_nav_list">'
            + rows('<li><a href="/ls/12000000#.html">第#号意见</a><span>2026-03-0#</span></li>', numbers)
            + "</ul><script>pageCount:2</script>"
            for page, numbers in ((1, (1, 2)), (2, (3, 4)))
        },
        "article": ("/ls/12000000#.html", f'<meta name="ContentStart">{TEXT}<meta name="ContentEnd">'),
    },
    "static": {
        "listing": "/st/index.html",
        "pages": {
            f"/st/index{suffix}.html": '<div class="list"><ul>'
            + rows('<li><a href="2026030411222233#.html">第#号令</a><span>(2026-03-0#)</span></li>', numbers)
            + '</ul></div><a href="index_1.html">尾页</a>共2页'
            for suffix, numbers in (("", (1, 2)), ("_1", (3, 4)))
        },
        "article": ("/st/2026030411222233#.html", f'<div class="text">{TEXT}</div>'),
    },
    "listcolumn": {
        "listing": "/lc/tz.shtml",
        "pages": {
            f"/lc/tz{suffix}.shtml": "<table>"
            + rows(
                '<tr><td class="ListColumnClass5"><a href="x#.shtml" title="第#批通告">第#</a></td><td class="listtddate5">2026-03-0#</td></tr>',
                numbers,
            )
            + f"</table><script>createPageHTML('page_div', 2, {index}, 'tz', 'shtml', 4)</script>"
            for suffix, index, numbers in (("", 1, (1, 2)), ("_2", 2, (3, 4)))
        },
        "article": ("/lc/x#.shtml", f'<div class="articlecontent3">{TEXT}</div>'),
    },
    "onclick": {
        "listing": "/cx/web/column/yp/1.html",
        "pages": {
            "/cx/web/column/yp/1.html": '<ul id="list">'
            + rows(
                "<li><a onclick=\"S.openArticle('9#', '1', '/article/9#.html')\"><h1>第#号要点</h1><span>2026-03-0#</span></a></li>",
                (1, 2, 3, 4, 1, 2, 3, 4),
            )
            + "</ul>1/2"
        },
        "article": ("/cx/web/article/9#.html", f'<div class="article-content">{TEXT}</div>'),
    },
    "generic": {
        "listing": "/ge/list.html",
        "options": {"rows": "#t tr", "pages": r"第\d+/(\d+)页", "next": "list{i}.html", "body": "#own"},
        "pages": {
            f"/ge/list{suffix}.html": '<table id="t">'
            + rows('<tr><td><a href="a#.html">第#号办法</a></td><td>有效</td><td>2026-03-0#</td></tr>', numbers)
            + "</table>第1/2页"
            for suffix, numbers in (("", (1, 2)), ("1", (3, 4)))
        },
        "article": ("/ge/a#.html", f'<div id="own">{TEXT}</div>'),
    },
    "ucap": {
        "listing": "/uc/list.shtml",
        "pages": {"/uc/list.shtml": f"<script>get('/common/search/{CHANNEL}')</script>"}
        | {
            f"/common/search/{CHANNEL}?page={page}&{KEYS}": found(numbers, "/uc/c#/content.html")
            for page, numbers in ((1, tuple(range(1, 16))), (2, (16, 17, 18)))
        },
        "article": ("/uc/c#/content.html", f'<div class="article_content"><ucapcontent>{TEXT}</ucapcontent></div>'),
        "entries": 18,
    },
}


@pytest.fixture
def sources(site: Site, answer: Answers) -> tuple[Source, ...]:
    made = []
    for family, anatomy in SITES.items():
        site.answers |= {path: answer.html(text) for path, text in anatomy["pages"].items()}
        if family == "ucap":
            site.answers |= {path: _json(text) for path, text in anatomy["pages"].items() if path.startswith("/common")}
        path, text = anatomy["article"]
        site.answers |= {path.replace("#", str(n)): answer.html(text) for n in range(1, anatomy.get("entries", 4) + 1)}
        listing = site.url + anatomy["listing"]
        keys = {"pace": Pace(0.0, 4), "loopback": True, "options": anatomy.get("options", {})}
        made.append(Source(family, f"某局·{family}", "某省", "某局", "文件", family, listing, **keys))
    return tuple(made)


def _json(text: str) -> Any:
    return lambda handler: handler.send(text.encode(), content_type="application/json; charset=utf-8")


def test_every_family_gets_every_entry_once(project: Project, site: Site, sources: tuple[Source, ...]) -> None:
    """Pages counted from 0 and from 1, hashed names, interfaces, calls in onclick: all of it is read, and nothing twice."""
    run = project.crawl(*sources)
    health = project.health(run)
    for source in sources:
        wanted = SITES[source.id].get("entries", 4)
        assert (health[source.id].outcome, health[source.id].entries) == (Outcome.OK, wanted), health[source.id].detail
        looks = [fetch for fetch in project.store.fetches(run, source.id) if fetch.page.kind is PageKind.DOCUMENT]
        assert len(looks) == wanted and {look.outcome for look in looks} == {Outcome.OK}
    assert len(site.paths) == len(set(site.paths))
    assert {page.status for page in project.store.pages("generic", PageKind.DOCUMENT)} == {"有效"}


def test_a_validity_that_turns_in_the_list_is_noted(
    project: Project, site: Site, answer: Answers, sources: tuple[Source, ...]
) -> None:
    """The article is what it was; only the list says 废止 now."""
    source = next(source for source in sources if source.id == "generic")
    assert project.store.status_changes(project.crawl(source)) == []
    path, text = "/ge/list.html", SITES["generic"]["pages"]["/ge/list.html"]
    site.answers[path] = answer.html(text.replace("有效", "废止", 1))
    (change,) = project.store.status_changes(project.crawl(source))
    assert (change.before, change.after, change.page.url) == ("有效", "废止", f"{site.url}/ge/a1.html")


def test_a_source_that_only_has_a_host_is_accounted_for(project: Project, site: Site, sources: tuple[Source, ...]) -> None:
    """Named by hand it is not looked at, and says so; the others are crawled."""
    waiting = Source("waiting", "某局", "某省", "某局", "文件", "static", "", enabled=False, host="mpa.test.example")
    static = next(source for source in sources if source.id == "static")
    health = project.health(project.crawl(waiting, static))
    assert health["waiting"].outcome is Outcome.PARTIAL and "没有列表地址" in health["waiting"].detail
    assert health["static"].outcome is Outcome.OK
