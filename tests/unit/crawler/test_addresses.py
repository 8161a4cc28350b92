from __future__ import annotations

import pytest

from crawler.addresses import canonical, dialect, identity, resolve, same_site

PAGE = "https://mpa.test.example/zwgk/zcwj/index.html"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("./202603/t20260304_5121.html", "https://mpa.test.example/zwgk/zcwj/202603/t20260304_5121.html"),
        ("../tzgg/202603/t20260304_5121.html", "https://mpa.test.example/zwgk/tzgg/202603/t20260304_5121.html"),
        ("//other.test.example/a.html", "https://other.test.example/a.html"),
        (" /a.html\n", "https://mpa.test.example/a.html"),
        ("#/detail?id=7", "https://mpa.test.example/zwgk/zcwj/index.html#/detail?id=7"),
    ],
)
def test_links_come_in_every_form(href: str, address: str) -> None:
    """Relative, parent, protocol-relative and routed links stand side by side in real lists."""
    assert resolve(href, PAGE) == address


@pytest.mark.parametrize(
    "href", ["", "#", "#top", "javascript:void(0)", "mailto:a@b.example", "https://host.example./a.html", "http://[::1"]
)
def test_what_is_no_page_resolves_to_nothing(href: str) -> None:
    """Scripts, anchors, mail and hosts that end in a dot are no addresses of pages."""
    assert resolve(href, PAGE) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HTTPS://MPA.Test.Example:443/a//b.html", "https://mpa.test.example/a/b.html"),
        ("http://mpa.test.example", "http://mpa.test.example/"),
        ("http://mpa.test.example/a.html?utm_source=x&id=3", "http://mpa.test.example/a.html?id=3"),
        ("https://mpa.test.example/202603/t20260304_5121_ewm.shtml", "https://mpa.test.example/202603/t20260304_5121.shtml"),
        ("https://mpa.test.example/content/mpost_41.html?type=pc&m", "https://mpa.test.example/content/post_41.html"),
        ("https://mpa.test.example/col/index.html?uid=8&pageNum=2", "https://mpa.test.example/col/index.html?uid=8&pageNum=2"),
        ("https://mpa.test.example/list#top", "https://mpa.test.example/list"),
        ("https://mpa.test.example/#/cjwt", "https://mpa.test.example/#/cjwt"),
        (
            "http://www.test.example/visit/link.do?url=https%3A%2F%2Fgkml.test.example%2Fa.html",
            "https://gkml.test.example/a.html",
        ),
        ("http://127.0.0.1:8000/x?appid=1&appid=1&path=/", "http://127.0.0.1:8000/x?appid=1&appid=1&path=/"),
    ],
)
def test_one_page_has_one_canonical_address(written: str, meant: str) -> None:
    """Case, default ports, doubled slashes, tracking keys, phone twins and wrappers fold; routes and real keys stay."""
    assert canonical(written) == meant
    assert canonical(meant) == meant


def test_identity_folds_scheme_and_www_but_not_for_numeric_hosts() -> None:
    """http and https, with and without www, are one page; the sample regulators on loopback keep what they have."""
    assert identity("http://www.mpa.test.example/a.html") == identity("https://mpa.test.example/a.html")
    assert identity("http://127.0.0.1:8000/a.html") == "http://127.0.0.1:8000/a.html"


def test_only_the_same_host_is_the_same_site() -> None:
    """A port is another site; www, scheme and default port are not."""
    assert same_site("http://www.a.example/x", "https://a.example:443/y")
    assert not same_site("http://127.0.0.1:8000/", "http://127.0.0.1:8001/")
    assert not same_site("https://a.example/", "https://b.a.example/")


def test_article_shapes_are_told_from_column_shapes() -> None:
    """Eight digits after t are an article without date; a column's index is no article."""
    assert dialect("https://a.example/xxgk/t10470315.shtml") == "trs_plain"
    assert dialect("https://a.example/art/2026/3/4/art_51_88.html") == "hanweb_old"
    assert dialect("https://a.example/col/col51/index.html") is None


TWINS = {
    "phone copy": ("https://mpa.test.example/content/mpost_41.html", "https://mpa.test.example/content/post_41.html"),
    "code for phones": ("https://a.example/202603/t20260304_51_ewm.html", "https://a.example/202603/t20260304_51.html"),
    "shown on": ("https://a.example/list.html?id=7&type=pc&m", "https://a.example/list.html?id=7"),
    "column address": (
        "https://a.example/col/col51/index.html?uid=613378&pageNum=2",
        "https://a.example/col/col51/index.html",
    ),
    "www": ("https://www.a.example/x.html", "https://a.example/x.html"),
    "scheme": ("http://a.example/x.html", "https://a.example/x.html"),
    "default port": ("http://a.example:80/x.html", "https://a.example:443/x.html"),
    "doubled slash": ("https://a.example//nifdc/x.html", "https://a.example/nifdc/x.html"),
    "host in capitals": ("HTTPS://A.Example/x.html", "https://a.example/x.html"),
    "phone host": ("https://m.a.example/202603/t20260304_51.html", "https://www.a.example/202603/t20260304_51.html"),
    "phone path": ("https://a.example/m/202603/t20260304_51.html", "https://a.example/202603/t20260304_51.html"),
    "one stamp in two folders": (
        "https://a.example/xxgk/fgwj/xzhgfxwj/20260304101112130.html",
        "https://a.example/xxgk/ggtg/ypggtg/20260304101112130.html",
    ),
    "one post in two systems": (
        "https://a.example/gkmlpt/content/4/4711/post_4711208.html",
        "https://a.example/zwgk/gzwj/content/mpost_4711208.html",
    ),
    "same folder": ("https://a.example/zwgk/./202603/t20260304_51.html", "https://a.example/zwgk/202603/t20260304_51.html"),
    "WeChat": (
        "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=f0&chksm=9d&scene=27#rd",
        "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=f0",
    ),
    "redirect wrapper": (
        "https://a.example/visit/link.do?url=http%3A%2F%2Fwww.b.example%2Fx.html",
        "https://b.example/x.html",
    ),
    "tracking keys": ("https://a.example/x.html?spm=1.2&utm_medium=y", "https://a.example/x.html"),
    "session in the path": ("https://a.example/x.jsp;jsessionid=0A1?id=3", "https://a.example/x.jsp?id=3"),
    "index page": ("https://a.example/zwgk/index.shtml", "https://a.example/zwgk/"),
    "order of a query": ("https://a.example/x.jsp?b=2&a=1", "https://a.example/x.jsp?a=1&b=2"),
    "escapes": ("https://a.example/%e5%85%ac%7E.html", "https://a.example/公~.html"),
    "anchor": ("https://a.example/x.html#top", "https://a.example/x.html"),
}


@pytest.mark.parametrize(("one", "other"), TWINS.values(), ids=TWINS.keys())
def test_two_ways_to_one_page_have_one_identity(one: str, other: str) -> None:
    """Every row of the reference on identity (§6.5) that an address alone can tell, and folding twice changes nothing."""
    assert identity(one) == identity(other)
    assert identity(identity(one)) == identity(one)


STRANGERS = {
    "hash routes": ("https://a.example/#/cjwt", "https://a.example/#/other"),
    "hash route and page": ("https://a.example/#/cjwt", "https://a.example/"),
    "keys that choose": ("https://a.example/x.jsp?id=1", "https://a.example/x.jsp?id=2"),
    "case of a path": ("https://a.example/A.html", "https://a.example/a.html"),
    "ports": ("http://127.0.0.1:8001/x.html", "http://127.0.0.1:8002/x.html"),
    "provinces": ("https://yjj.shanxi.example/x.html", "https://yjj.shaanxi.example/x.html"),
    "second page": ("https://a.example/zwgk/index.html", "https://a.example/zwgk/index_1.html"),
    "folders of short numbers": ("https://a.example/tz/20260304/51.html", "https://a.example/gg/20260304/51.html"),
    "posts": ("https://a.example/zwgk/content/post_41.html", "https://a.example/zwgk/content/post_42.html"),
    "WeChat articles": ("https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1", "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=2"),
    "a folder called m": ("https://a.example/m/list.html", "https://a.example/list.html"),
}


@pytest.mark.parametrize(("one", "other"), STRANGERS.values(), ids=STRANGERS.keys())
def test_what_may_be_two_pages_stays_two(one: str, other: str) -> None:
    """Routes, real keys, ports, cases and the pages of a list are never folded."""
    assert identity(one) != identity(other)


def test_a_phone_host_is_the_same_site() -> None:
    """A link to the copy for phones leads to no other site."""
    assert same_site("https://m.mpa.test.example/x.html", "https://www.mpa.test.example/")
    assert not same_site("https://m.example/x.html", "https://example/")


def test_an_endless_address_is_of_no_known_shape() -> None:
    """It is told at once, however often the beginning of one stands in it."""
    assert dialect("https://mpa.test.example/art/2026/1/1/art_1_2.html") is not None
    assert dialect("https://mpa.test.example" + "/art/2026/1/1/art_1_" * 50_000 + "2.html") is None
