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
