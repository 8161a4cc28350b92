"""Which links of a site lead to columns of policy documents: by their words, or by the folder names that sites make of them.

A site map gives addresses without words; folders are then the only sign. They are the initials of the Chinese words, with numbers
the CMS puts behind them (``zcjd8``, ``zcwjn2104``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from crawler.addresses import canonical, dialect, resolve, same_site
from crawler.cms.article import EXTENSION
from crawler.cms.rows import leads_to
from crawler.cms.select import parse, words
from crawler.cms.titles import clean


@dataclass(frozen=True, slots=True)
class Topic:
    """What a column is about. ``weight`` orders topics, and so which links a walk of bounded length follows first."""

    name: str
    weight: int
    words: re.Pattern[str]
    folders: re.Pattern[str]


def _topic(name: str, weight: int, words: str, folders: str) -> Topic:
    return Topic(name, weight, re.compile(words), re.compile(rf"/(?:{folders})[a-z]?_?\d*(?:/|\.s?html?$|$)", re.IGNORECASE))


TOPICS = (
    _topic("规范性文件", 90, "规范性文件", "xzgfxwj|xzhgfxwj|gfxwj"),
    _topic(
        "政策文件",
        80,
        "政策文件|法规文件|法律法规|政策法规|地方性法规|规章|本[局厅委]文件|[政部]门?文件$",
        "zcwj|fgwj|zcfg|flfg|bmwj|szfwj",
    ),
    _topic("工作文件", 70, "工作文件|其[他它]文件|[文工][件作]通知", "gzwj|qtwj|gztz|wjtz"),
    _topic(
        "通知公告", 60, "通知公告|公告通[告知]|公[示告]公[示告]|通告公告|^(?:通知|公告|通告|公示)$", "tzgg|ggtg|gsgg|gggs|tggg"
    ),
    _topic("征求意见", 50, "征求意见|意见征[集求]|民意征集|立法征集", "zqyj|yjzj|myzj"),
    _topic("政策解读", 40, "解读", "zcjd|fgjd|wjjd|jdfd"),
    _topic("废止失效文件", 30, "(?:废止|失效).*文件|文件.*(?:废止|失效)", "fzsxwj|sxfzwj"),
)
"""Columns worth watching, best first."""
SECTION = re.compile(
    "^(?:政府|政务)?信息公开|政务公开|主动公开|公开目录|(?:网站|站点)(?:地图|导航)|^政策(?:库|公开)?$|^(?:首页)?公开$"
)
"""Links to where such columns are listed."""
SECTION_WEIGHT, MAP_WEIGHT = 55, 85  # a section before weak columns; the site's own map of itself before all but the best
SITE_MAP = re.compile("(?:网站|站点)(?:地图|导航)")
NOT_POLICY = re.compile(
    "采购|招标|招聘|招录|录用|人事|拍卖|中标|预决?算|新闻|视频|专题|指南|年报|年度报告|依申请|制度|考试|友情|无障碍"
)
MORE = re.compile(r"^(?:查看|了解)?(?:更多|全部|more)?[\s>》»+…]*$", re.IGNORECASE)
"""What says only that there is more: the folder has to tell of what."""
LONGEST_NAME = 16  # characters; what is longer is the title of an article
LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</loc>", re.DOTALL | re.IGNORECASE)
ROBOTS_MAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
FORWARD = re.compile(
    r"""<meta[^>]+http-equiv=["']?refresh["']?[^>]*?url=["']?([^"'>\s]+)|\blocation(?:\.href)?\s*=\s*["']([^"']+)["']""",
    re.IGNORECASE,
)
FEW_LINKS = 3  # a page with no more is an entrance that a script leaves at once


@dataclass(frozen=True, slots=True)
class Link:
    """A link worth following. ``topic`` is None for a section that only leads on.

    ``named`` is False where the site gave no words for it, as a site map does; ``name`` is then the topic's.
    """

    url: str
    name: str
    topic: str | None
    weight: int
    named: bool = True


def links(html: str, url: str) -> tuple[Link, ...]:
    """Columns and sections a page of the site links to, in page order, each address once with its best name."""
    found: dict[str, Link] = {}
    for node in parse(html).xpath("//a[@href or @onclick]"):
        name = MORE.sub("", _name(node.attrib.get("title") or words(node)))
        address = leads_to(node, url)
        link = judge(address, name) if address and same_site(address, url) else None
        if link and (link.url not in found or found[link.url].weight < link.weight):
            found[link.url] = link
    return tuple(found.values())


def _name(printed: str) -> str:
    """What a menu calls a column, without the spaces that spread its characters, the signs before it and the number of its papers."""
    return re.sub(r"^[\W_]+|[(（\[]\d+[)）\]]$", "", re.sub(r"\s+", "", clean(printed)))


def judge(address: str, name: str) -> Link | None:
    """What a link of the site promises; None if it is an article, a file, or nothing that policies are listed under."""
    address = canonical(address)
    if EXTENSION.search(address) or (dialect(address) and "/gkmlpt/index" not in address):
        return None
    if len(name) > LONGEST_NAME or NOT_POLICY.search(name):
        return None
    if "/gkmlpt/index" in address:
        return Link(address, name or "政府信息公开目录", "政策文件", TOPICS[1].weight, bool(name))
    for topic in TOPICS:
        if topic.words.search(name) or (not name and topic.folders.search(address)):
            return Link(address, name or topic.name, topic.name, topic.weight, bool(name))
    if SECTION.search(name):
        return Link(address, name, None, MAP_WEIGHT if SITE_MAP.search(name) else SECTION_WEIGHT)
    return None


def mapped(xml: str, url: str) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """Further site maps, and the columns that a site map names on this site, told by their folders alone."""
    own = [found for loc in LOC.findall(xml) if (found := resolve(unescape(loc), url)) and same_site(found, url)]
    maps = tuple(address for address in own if address.partition("?")[0].endswith(".xml"))
    return maps, tuple(link for address in own if (link := judge(address, "")))


def maps_of(robots: str, url: str) -> tuple[str, ...]:
    """The site maps robots.txt names on this site, else the place where one is by custom."""
    named = tuple(found for loc in ROBOTS_MAP.findall(robots) if (found := resolve(loc, url)) and same_site(found, url))
    return named or (resolve("/sitemap.xml", url) or "",)


def forwarded(html: str, url: str) -> str | None:
    """Where an entrance without links of its own sends its visitors on the same site (meta refresh or a script); else None."""
    if len(parse(html).xpath("//a[@href]")) > FEW_LINKS:
        return None
    return next(_forwards(html, url), None)


def _forwards(html: str, url: str) -> Iterator[str]:
    for refresh, script in FORWARD.findall(html):
        address = resolve(unescape(refresh or script), url)
        if address and same_site(address, url) and canonical(address) != canonical(url):
            yield canonical(address)
