"""A small site for each CMS family, built from its anatomy with its traps; ``SITES`` maps a family's name to its builder.

Every site lists the same eight papers on three pages, out of order of date: seven of its own and number 8, which leads to another host.
Number 5 stands in another column, number 2 is printed twice. Titles are cut in the text where the family has them whole in an attribute.
``day`` 2 is the same site a day later: addresses of downloads, hashes and counters are new, and nothing else is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

ORDER = ((3, 1, 8), (2, 5, 2, 4), (7, 6))
"""Numbers of the papers on each page of the list; the second 2 is its copy for phones."""
BY_DATA = ((3, 1, 8), (2, 5, 4), (7, 6))
"""The same where the rows are data: nothing is printed twice."""
PAPERS = 8
OWN = tuple(range(1, 8))
WEIXIN = "https://mp.weixin.qq.com/s/abc?chksm=8a1f&scene=27#rd"
SENTENCE = "药品网络销售者应当建立并实施药品质量安全管理、药品追溯和处方药销售的各项制度。"
TEXT = f"<p>{SENTENCE * 4}</p>"
HTML, JSON, XML = "text/html; charset=utf-8", "application/json; charset=utf-8", "text/xml; charset=utf-8"
HEX = "0123456789abcdef0123456789abcde"


Pages = dict[str, str | tuple[str, str]]


@dataclass(slots=True)
class Anatomy:
    """``pages`` and ``articles`` by path (a POST's form behind ``?``), with their content type where it is not HTML.

    ``rows`` and ``asked`` are what the site itself says it has in all (None where it does not), and how many requests its list takes.
    """

    listing: str
    pages: Pages
    articles: dict[str, str]
    options: dict[str, str] = field(default_factory=dict)
    rows: int | None = None
    asked: int = 3
    files: tuple[str, ...] = ("a1.pdf",)
    external: int = 1


def title(n: int) -> str:
    return f"关于第{n}号事项监督管理若干要求的通知"


def day(n: int) -> str:
    return f"2026-03-{n:02}"


def join(row: Callable[[int], str], numbers: tuple[int, ...]) -> str:
    return "".join(map(row, numbers))


def three(names: tuple[str, str, str], row: Callable[[int], str], page: Callable[[str], str]) -> Pages:
    """The three pages of a list under their names: ``page`` puts the rows into what surrounds them."""
    return {name: page(join(row, numbers)) for name, numbers in zip(names, ORDER, strict=True)}


def anchor(href: Callable[[int], str], n: int, inside: str = "") -> str:
    """A link with its whole title in an attribute and a cut one in its text."""
    address = WEIXIN if n == 8 else href(n)
    return f'<a href="{address}" title="{title(n)}">{inside}{title(n)[:6]}…</a>'


def papers(href: Callable[[int], str], body: Callable[[str], str], attached: str) -> dict[str, str]:
    """The seven articles; the first has a file."""
    return {href(n): body(TEXT + (f'<p><a href="{attached}">附件1</a></p>' if n == 1 else "")) for n in OWN}


def in_class(name: str) -> Callable[[str], str]:
    return lambda text: f'<h1>标题</h1><div class="{name}">{text}</div><div class="footer"><a href="/x.pdf">指南</a></div>'


def trs_wcm(when: int) -> Anatomy:
    """The definition before the call, three ul of rows, relative and protocol-relative links, another column's folder."""

    def href(n: int) -> str:
        return f"/trs/{'zxdt' if n == 5 else 'fwsx'}/202602/t20260228_51{n}.html"

    def row(n: int) -> str:
        relative = "../zxdt/202602/t20260228_515.html" if n == 5 else f"./202602/t20260228_51{n}.html"
        return f"<ul><li>{anchor(lambda _: relative, n, '· ')}<em>{day(n)}</em></li></ul>"

    pages: Pages = {
        f"/trs/fwsx/{name}": "<script>function createPageHTML(count, now, name) { }</script>"
        f'<ul class="menu"><li><a href="/">首页</a></li></ul><div class="zt-lm3-m">{join(row, ORDER[index])}</div>'
        f'<script>createPageHTML(3, {index}, "index", "html");</script>'
        for index, name in enumerate(("", "index_1.html", "index_2.html"))
    }
    articles = papers(href, in_class("TRS_Editor"), "./P020260228_1.pdf")
    articles[href(2)] += '<script>createPageHTML(1,0,"t20260228_512","html")</script>'
    return Anatomy("/trs/fwsx/", pages, articles, files=("P020260228_1.pdf",))


def fujian(when: int) -> Anatomy:
    """TRS whose first page is static and whose others come by POST, with the form the page's script sends."""
    site = trs_wcm(when)
    first = str(site.pages["/trs/fwsx/"]).replace("/trs/", "/trsp/").replace("createPageHTML(3, 0", "other(0")
    call = "$.ajax({url: '/fjdzapp/search', type: 'post', data: {channelid: '22', sortfield: '-docorder', prepage: '3', page: page}})"

    def record(n: int) -> dict[str, str]:
        url = WEIXIN if n == 8 else f"/trsp/{'zxdt' if n == 5 else 'fwsx'}/202602/t20260228_51{n}.html"
        return {"title": title(n), "url": url, "docreltime": f"2026.03.{n:02} 17:44:00"}

    form = "channelid=22&sortfield=-docorder&prepage=3&page="
    answers = {
        f"/fjdzapp/search?{form}{page}": (json.dumps({"count": "8", "data": [record(n) for n in ORDER[page - 1]]}), JSON)
        for page in (2, 3)
    }
    pages = {"/trsp/fwsx/": f"{first}<script>var pager = {{recordCount: '8'}}; {call}</script>", **answers}
    return Anatomy(
        "/trsp/fwsx/",
        pages,
        {path.replace("/trs/", "/trsp/"): text for path, text in site.articles.items()},
        rows=8,
        files=site.files,
    )


def hanweb_jpage(when: int) -> Anatomy:
    """Records as text in a script, a doubled appid, desktop and phone copies of list and article, counters in frames."""

    def href(n: int) -> str:
        return f"/art/2026/3/{n}/art_{'77' if n == 5 else '91'}_{n}.html"

    def record(n: int) -> str:
        link = anchor(href, n, "<b>·</b>")
        return f"<record><![CDATA[<tr><td>{link}</td><td><font color='#808080'>{day(n)}</font></td></tr>]]></record>"

    proxy = "/module/web/jpage/dataproxy.jsp?page=1&appid=1&appid=1&columnid=91&webid=3&unitid=4276&webname=%25E6%259F%2590"
    unit = (
        f'<div id="4276"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>'
        f"<recordset><style>td {{ }}</style>{join(record, (3, 1, 8))}</recordset></datastore></script></div>"
    )
    call = "<script>$('#4276').jpage({totalRecord:8, perPage:3, proxyUrl:'/module/web/jpage/dataproxy.jsp'})</script>"
    groups: Pages = {}
    for page, numbers in ((2, (2, 5, 4)), (3, (7, 6))):
        asked = urlencode({"startrecord": page * 3 - 2, "endrecord": min(page * 3, 8), "perpage": 3})
        answer = f"<datastore><totalrecord>8</totalrecord><totalpage>3</totalpage><recordset>{join(record, numbers)}</recordset></datastore>"
        groups[f"{proxy.replace('page=1', f'page={page - 1}', 1)}&{asked}"] = (answer, XML)
    meta = f"<meta name='Maketime' content='2026-03-0{when} 16:57:11'>"
    copy = f'<div id="zoom"><meta name="ContentStart">{TEXT}<meta name="ContentEnd"></div>'
    file = f"/module/download/downfile.jsp?classid=0&amp;showname={when}&amp;filename=a1.pdf"
    articles = {
        path: f'{meta}<div id="pc">{text}</div><div id="sjd">{copy}</div>' for path, text in papers(href, _zoom, file).items()
    }
    listing = f"{meta}<div id='pc'>{unit}</div><div id='sjd'>{unit}</div>{call}"
    return Anatomy("/col/col91/index.html", {"/col/col91/index.html": listing, **groups}, articles, rows=8)


def _zoom(text: str) -> str:
    return f'<div id="zoom"><meta name="ContentStart">{text}<meta name="ContentEnd"></div>'


def hanweb_jpaas(when: int) -> Anatomy:
    """No rows in the column page; placeholders in the pager; old and new addresses together; encrypted downloads that expire."""

    def href(n: int) -> str:
        return f"/art/2025/11/{n}/art_12_{n}.html" if n < 3 else f"/jpaas/col/art/2026/art_{HEX}{n}.html"

    def row(n: int) -> str:
        return f'<li class="clearfix">{anchor(lambda m: f"//127.0.0.1:{{port}}{href(m)}" if m == 2 else href(m), n)}<span class="bt-right">{day(n)}</span></li>'

    described = "{'webId':'7','parseType':'bulidstatic','pageType':'column','tagId':'list','pageId':'88'}"
    keys = "webId=7&parseType=bulidstatic&pageType=column&tagId=list&pageId=88"
    api = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    column = (
        f"<div pageTimestamp='{when}786770147377'></div>"
        f'<script src="/cms_files/unitbuild.js?v={when}" url="{api}" parseType="bulidstatic" queryData="{described}"></script>'
    )
    pages: Pages = {"/jpaas/col/index.html": column}
    for page, numbers in enumerate(BY_DATA, 1):
        html = (
            f'<ul>{join(row, numbers)}</ul><table rows="3" count="8" pageNo="{page}"><tr><td>共 0 页 0 条记录</td></tr></table>'
        )
        answer = json.dumps({"success": True, "code": "200", "data": {"html": html}, "traceId": f"{when}x"})
        wanted = urlencode({"paramJson": json.dumps({"pageNo": page, "pageSize": 3}, separators=(",", ":"))})
        pages[f"{api}?{keys}" + (f"&{wanted}" if page > 1 else "")] = (answer, JSON)
    file = f"/api-gateway/jpaas-web-server/front/document/download?fileUrl=enc{when}&amp;fileName=a1.pdf"
    articles = papers(href, lambda text: f'<p class="con-title">标题</p><div id="zoom" class="main-txt">{text}</div>', file)
    return Anatomy("/jpaas/col/index.html", pages, articles, rows=8, asked=4)


def hanweb_xxgk(when: int) -> Anatomy:
    """Rows of all columns by POST; those of another column are nobody's business here, so number 5 is in this one."""

    def href(n: int) -> str:
        return f"/art/2026/3/{n}/art_64_{n}.html"

    def row(n: int) -> str:
        other = f'<tr><td class="tr_main_value_odd"><a href="/art/2026/3/9/art_65_9{n}.html">别的栏目{n}</a></td><td>{day(9)}</td></tr>'
        return f'<tr><td class="tr_main_value_odd">{anchor(href, n)}</td><td>{day(n)}</td></tr>{other}'

    form = "infotypeId=A02&jdid=7&area=113300&divid=div1&currpage="
    pages: Pages = {
        f"/module/xxgk/search.jsp?{form}{page}": f"<table>{join(row, tuple(n for n in numbers if n != 8))}</table>共 3 页"
        for page, numbers in enumerate(ORDER, 1)
    }
    options = {"infotype": "A02", "organ": "7", "area": "113300", "column": "64"}
    return Anatomy("/xxgk/index.html", pages, papers(href, _zoom, "/xxgk/f/a1.pdf"), options, external=0)


def gd_gkmlpt(when: int) -> Anatomy:
    """An index with a configuration, then an API; five timestamps; phone twins; links that are only in ``post_url``."""

    def href(n: int) -> str:
        return f"/gkmlpt/content/2/2108/post_210{n}.html"

    def article(n: int) -> dict[str, object]:
        url = WEIXIN if n == 8 else href(n).replace("post_", "mpost_" if n == 2 else "post_")
        times = {"date": 1772300000 - 864000, "create_time": 1, "publish_time": 1772900000, "first_publish_time": 1772000000}
        shown = 1772294400 + (n - 1) * 86400 + 3600  # one in the morning in Beijing, the day before by UTC
        key = "post_url" if n == 3 else "url"
        return {
            "id": n,
            "title": title(n),
            key: url,
            "display_publish_time": shown,
            "is_expired": 0,
            "is_abolished": int(n == 4),
            **times,
        }

    pages: Pages = {"/gkmlpt/index": "<script>window._CONFIG = {SID:'200001', TREE:[{id: 12}]}</script>"}
    for page, numbers in enumerate(BY_DATA, 1):
        answer = {"classify": {"post_count": 8}, "articles": [article(n) for n in numbers]}
        pages[f"/gkmlpt/api/all/0?page={page}&sid=200001"] = (json.dumps(answer), JSON)
    return Anatomy(
        "/gkmlpt/index", pages, papers(href, in_class("article-content"), "/attachment/0/61/a1.pdf"), rows=8, asked=4
    )


def gd_nfcms(when: int) -> Anatomy:
    """Dates in brackets, pages counted from 1, the number of the last one in its link."""

    def href(n: int) -> str:
        return f"/gd/{'xwdt' if n == 5 else 'zwgk'}/content/post_4{n}.html"

    def row(n: int) -> str:
        return f'<li><h4>{anchor(href, n)}<span class="time">[ {day(n)} ]</span></h4></li>'

    pager = '<div id="page_div"><a href="/gd/index_2.html">2</a><a class="last" href="/gd/index_3.html">末页</a></div>'
    names = ("/gd/index.html", "/gd/index_2.html", "/gd/index_3.html")
    pages = three(names, row, lambda rows: f'<ul class="infoList clearfix">{rows}</ul>{pager}')
    return Anatomy("/gd/index.html", pages, papers(href, in_class("article-content"), "/attachment/0/62/a1.pdf"))


def shanghai(when: int) -> Anatomy:
    """Counted from 1, dates with dots."""

    def href(n: int) -> str:
        return f"/sh/{'other' if n == 5 else 'gfxwj'}/20260301/{HEX}{n}.html"

    def row(n: int) -> str:
        return f"<li>{anchor(href, n)}<small>{day(n).replace('-', '.')}</small></li>"

    total = "<script>var p = {totalPage: 3}</script>"
    names = ("/sh/index.html", "/sh/index_2.html", "/sh/index_3.html")
    pages = three(names, row, lambda rows: f'<ul class="uli14 pageList nowrapli">{rows}</ul>{total}')
    return Anatomy("/sh/index.html", pages, papers(href, lambda text: f'<div id="ivs_content">{text}</div>', "a1.pdf"))


def easysite(when: int) -> Anatomy:
    """Hashed page names, new ones each day; the last page's address in an onclick; the total in the pager."""
    stem = f"/es/0a1b2c{when}d"

    def href(n: int) -> str:
        return f"/es/{'gg' if n == 5 else 'tz'}/67648{n}/index.html"

    def row(n: int) -> str:
        link = anchor(href, n)
        return f'<li class="easysite-article-li"><p class="article-title">{link}</p><span class="article-time fr">{day(n)}</span></li>'

    pager = (
        '<span class="page_border totalcount"><b>8</b></span>'
        f'<span class="page_border"><b><a href="#" onclick="go(\'{stem}-3.html\')">尾页</a></b></span>'
    )
    names = ("/es/tz/index.html", f"{stem}-2.html", f"{stem}-3.html")
    pages = three(names, row, lambda rows: f"<ul>{rows}</ul>{pager}")
    return Anatomy("/es/tz/index.html", pages, papers(href, in_class("easysite-news-text"), "a1.pdf"), rows=8)


def lonsun(when: int) -> Anatomy:
    """A disclosure list whose rows come from a label interface; exact bounds inside the body; files shown by an attribute alone."""

    def href(n: int) -> str:
        return f"/{'other' if n == 5 else 'ls'}/12000000{n}.html"

    def row(n: int) -> str:
        return f"<li>{anchor(href, n)}<span class='date'>{day(n)}</span></li>"

    keys = {"labelName": "publicInfoList", "siteId": 7, "organId": 41, "catId": 67, "type": 4, "pageSize": 15}
    keys |= {"action": "list", "isDate": "true", "dateFormat": "yyyy-MM-dd"}
    entrance = "/public/column/41?type=4&action=list&catId=67"
    pages: Pages = {entrance: f"<script src='/a.js?v={when}'></script><script>var siteId = 7</script>"}
    for index, numbers in enumerate(ORDER):
        label = f"/site/label/8888?{urlencode(keys)}&pageIndex={index + 1}"
        pages[label] = f'<ul class="clearfix xxgk_nav_list">{join(row, numbers)}</ul><script>var p = {{pageCount:3}}</script>'
    articles = papers(href, lambda text: f'<h1>标题</h1><meta name="ContentStart">{text}<meta name="ContentEnd">', "/x/a1.pdf")
    return Anatomy(entrance, pages, articles, asked=4)


def lonsun_column(when: int) -> Anatomy:
    """A column list: the number of the column is read from the page's own pager, not from its menu."""
    site = lonsun(when)
    rows = [text for path, text in site.pages.items() if "label" in path]
    menu = '<a href="/content/column/99">菜单</a>'
    own = '<script>pager({url: "/content/column/4711?pageIndex=2"})</script>'
    pages: Pages = {
        path: str(text)
        .replace("xxgk_nav_list", "doc_list")
        .replace("/ls/12000000", "/ls/22000000")
        .replace("/other/12", "/other/22")
        + menu
        + own
        for path, text in zip(
            ("/ls/index.html", "/content/column/4711?pageIndex=2", "/content/column/4711?pageIndex=3"), rows, strict=True
        )
    }
    articles = {path.replace("/12000000", "/22000000"): text.replace("/x/a1", "/y/a1") for path, text in site.articles.items()}
    return Anatomy("/ls/index.html", pages, articles)


def static(when: int) -> Anatomy:
    """Seventeen digits for a name, which are no date of publication; 共N页; pages counted from 0; dates in brackets."""

    def href(n: int) -> str:
        return f"/st/{'other' if n == 5 else 'xzhgfxwj'}/2026010411222233{n}.html"

    def row(n: int) -> str:
        return f"<li>{anchor(lambda m: '//127.0.0.1:{port}' + href(m) if m == 3 else href(m), n)}<span>({day(n)})</span></li>"

    pager = '<a href="index_2.html">尾页</a>共 <b>3</b> 页'
    names = ("/st/index.html", "/st/index_1.html", "/st/index_2.html")
    pages = three(names, row, lambda rows: f'<div class="list"><ul>{rows}</ul></div>{pager}')
    return Anatomy("/st/index.html", pages, papers(href, in_class("text"), "a1.pdf"))


def listcolumn(when: int) -> Anatomy:
    """Titles and dates in two tables, paired by place; pages counted from 1 by the call that names an element."""

    def href(n: int) -> str:
        return f"/lc/c1/2026/3/{n}/{HEX}{n}.shtml"

    def titles(n: int) -> str:
        return f'<tr><td class="ListColumnClass5">{anchor(href, n)}</td></tr>'

    def dates(n: int) -> str:
        return f'<tr><td class="listtddate5">{day(n)}</td></tr>'

    pages: Pages = {
        f"/lc/tz{suffix}.shtml": f"<table>{join(titles, ORDER[index])}</table><table>{join(dates, ORDER[index])}</table>"
        f"<script>createPageHTML('page_div', 3, {index + 1}, 'tz', 'shtml', 8)</script>"
        for index, suffix in enumerate(("", "_2", "_3"))
    }
    return Anatomy("/lc/tz.shtml", pages, papers(href, in_class("articlecontent3"), "a1.pdf"), rows=8)


def onclick(when: int) -> Anatomy:
    """No href at all; the type of a link is not its address; hidden rows and a copy for phones; "1/2" loads nothing."""

    def row(n: int) -> str:
        address, kind = (WEIXIN, "3") if n == 8 else (f"/article/9{n}.html", "1")
        return f"<li><a onclick=\"SiteMain.openArticle('9{n}', '{kind}', '{address}')\"><h1>{title(n)}</h1><span>{day(n)}</span></a></li>"

    numbers = tuple(n for page in ORDER for n in page)
    html = f'<ul id="list">{join(row, numbers)}</ul><ul class="phone">{join(row, numbers)}</ul><span>1/2</span>'
    articles = papers(lambda n: f"/cx/web/article/9{n}.html", in_class("article-content"), "a1.pdf")
    return Anatomy("/cx/web/column/yp/1.html", {"/cx/web/column/yp/1.html": html}, articles, rows=8, asked=1)


def scripted(when: int) -> Anatomy:
    """Rows are data in a script, with single quotes, bare keys and a comma too many; so is the text of an article."""

    def href(n: int) -> str:
        return f"/spzx/web/article/{n}.html"

    def row(n: int) -> str:
        return f"{{id: {n}, 'title': '{title(n)}', url: '{WEIXIN if n == 8 else href(n)}', publishTime: '{day(n)} 09:00:00',}},"

    pages: Pages = {
        f"/spzx/web/column/nwwd/{index + 1}.html": f"<script>var totalPage = 3; var articleData = [{join(row, numbers)}];</script>"
        for index, numbers in enumerate(ORDER)
    }
    articles = papers(href, _in_script, "/spzx/f/a1.pdf")
    return Anatomy("/spzx/web/column/nwwd/1.html", pages, articles)


def _in_script(text: str) -> str:
    content = json.dumps({"content": text}).replace("</", "<\\/")
    return f"<script>var article = {content};</script>"


def vsb(when: int) -> Anatomy:
    """Pages counted backwards in a folder of the list's name."""

    def href(n: int) -> str:
        return f"/info/1{'9' if n == 5 else '1'}/40{n}.htm"

    def row(n: int) -> str:
        return f'<li id="line_u5_{n}">{anchor(href, n)}<span>{day(n)}</span></li>'

    pager = '<div class="pb_sys_common"><span class="p_pages">共8条 1/3</span><a href="wjtz/1.htm">尾页</a></div>'
    pages = three(("/vsb/wjtz.htm", "/vsb/wjtz/2.htm", "/vsb/wjtz/1.htm"), row, lambda rows: f"<ul>{rows}</ul>{pager}")
    articles = papers(href, lambda text: f'<div id="vsb_content_2">{text}</div>', "/vsb/f/a1.pdf")
    return Anatomy("/vsb/wjtz.htm", pages, articles, rows=8)


def ucap(when: int) -> Anatomy:
    """The column names an interface; 文号 and dates in its answer; eight rows of fifteen a page are one page."""
    channel = "a" * 32

    def href(n: int) -> str:
        return f"/uc/c{'1' if n == 5 else '2'}0{n}/content.html"

    def result(n: int) -> dict[str, object]:
        meta = [{"resultList": [{"key": "refno", "value": f"某药监规〔2026〕{n}号"}]}]
        return {
            "title": f"<em>{title(n)[:3]}</em>{title(n)[3:]}",
            "url": WEIXIN if n == 8 else href(n),
            "publishedTimeStr": day(n),
            "domainMetaList": meta,
        }

    keys = urlencode({"_pageSize": 15, "_isAgg": "true", "_isJson": "true", "_template": "index"})
    numbers = tuple(dict.fromkeys(n for page in ORDER for n in page))
    answer = {"code": "200", "data": {"total": 8, "page": 1, "results": [result(n) for n in numbers]}}
    pages: Pages = {
        "/uc/list.shtml": f"<script>get('/common/search/{channel}')</script>",
        f"/common/search/{channel}?page=1&{keys}": (json.dumps(answer), JSON),
    }
    articles = papers(href, lambda text: f'<div class="article_content"><ucapcontent>{text}</ucapcontent></div>', "a1.pdf")
    return Anatomy("/uc/list.shtml", pages, articles, rows=8, asked=2)


def ucap_static(when: int) -> Anatomy:
    """The older list: rows in the page, 共N页, the second page is ``list_2``."""

    def href(n: int) -> str:
        return f"/us/c{'1' if n == 5 else '2'}0{n}/content.html"

    def row(n: int) -> str:
        return f"<li><p>{anchor(href, n)}</p><span>{day(n)}</span></li>"

    names = ("/us/list.shtml", "/us/list_2.shtml", "/us/list_3.shtml")
    pages = three(names, row, lambda rows: f'<ul class="listul">{rows}</ul>共3页')
    return Anatomy("/us/list.shtml", pages, papers(href, lambda text: f'<div id="UCAP-CONTENT">{text}</div>', "a1.pdf"))


def json_list(when: int) -> Anatomy:
    """A search service: a total that is a string, epoch milliseconds of Beijing midnight, marks in titles, codes for the validity."""

    def href(n: int) -> str:
        return f"/js/{'b' if n == 5 else 'a'}/202602/t20260228_61{n}.html"

    def row(n: int) -> dict[str, object]:
        midnight = (1772294400 + (n - 1) * 86400) * 1000  # 2026-03-01 in Beijing is 16:00 of the day before by UTC
        url = WEIXIN if n == 8 else href(n)
        return {
            "BT": f"<em>{title(n)[:4]}</em>{title(n)[4:]}",
            "DOCPUBURL": url,
            "FBRQ": midnight,
            "FWZH": "无" if n == 1 else f"\u200b某〔2026〕{n}号",
            "YXX": "0",
        }

    pages: Pages = {
        f"/js/search?size=3&page={page}": (
            json.dumps({"page": {"total": "8", "number": page, "content": [row(n) for n in numbers]}}),
            JSON,
        )
        for page, numbers in enumerate(BY_DATA, 1)
    }
    options = {
        "address": "/js/search",
        "form": "size=3&page={n}",
        "rows": "page.content",
        "total": "page.total",
        "page": "page.number",
    }
    options |= {
        "title": "BT",
        "link": "DOCPUBURL",
        "date": "FBRQ",
        "number": "FWZH",
        "status": "YXX",
        "statuses": "0=有效,1=废止",
    }
    return Anatomy("/js/index.html", pages, papers(href, in_class("TRS_Editor"), "a1.pdf"), options, rows=8)


def generic(when: int) -> Anatomy:
    """All of it as the source file says: rows, whole title, date, number, validity, pages, next, body."""

    def href(n: int) -> str:
        return f"/ge/{'x' if n == 5 else 'a'}{n}.html"

    def row(n: int) -> str:
        return f"<tr><td>{anchor(href, n)}</td><td>有效</td><td>{day(n)}</td></tr>"

    pages: Pages = {
        f"/ge/list{suffix}.html": f'<table id="t">{join(row, ORDER[index])}</table>第{index + 1}/3页 总8条'
        for index, suffix in enumerate(("", "1", "2"))
    }
    options = {"rows": "#t tr", "pages": r"第\d+/(\d+)页", "total": r"总(\d+)条", "next": "list{i}.html", "body": "#own"}
    return Anatomy("/ge/list.html", pages, papers(href, lambda text: f'<div id="own">{text}</div>', "a1.pdf"), options, rows=8)


SITES: dict[str, tuple[Callable[[int], Anatomy], ...]] = {
    "easysite": (easysite,),
    "gd_gkmlpt": (gd_gkmlpt,),
    "gd_nfcms": (gd_nfcms,),
    "generic": (generic,),
    "hanweb_jpaas": (hanweb_jpaas,),
    "hanweb_jpage": (hanweb_jpage,),
    "hanweb_xxgk": (hanweb_xxgk,),
    "json_list": (json_list,),
    "listcolumn": (listcolumn,),
    "lonsun": (lonsun, lonsun_column),
    "onclick": (onclick,),
    "scripted": (scripted,),
    "shanghai": (shanghai,),
    "static": (static,),
    "trs_wcm": (trs_wcm, fujian),
    "ucap": (ucap, ucap_static),
    "vsb": (vsb,),
}
"""A family and the shapes its lists come in; a registered family that is missing here fails a test."""
