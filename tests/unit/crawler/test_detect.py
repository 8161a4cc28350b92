from __future__ import annotations

from pathlib import Path

import pytest

from crawler.cms.detect import detect

LIST = "https://mpa.test.example/zwgk/index.html"
HEX = "0123456789abcdef0123456789abcdef"


def links(*addresses: str) -> str:
    return "".join(f'<a href="{address}">标题</a>' for address in addresses)


@pytest.mark.parametrize(
    ("html", "family"),
    [
        (links(*(f"./202603/t2026030{n}_5{n}.html" for n in range(3))), "trs_wcm"),
        (links(*(f"/art/2026/3/4/art_7_{n}.html" for n in range(3))), "hanweb_jpage"),
        (links(*(f"/art/2026/art_{HEX[:-1]}{n}.html" for n in range(3))), "hanweb_jpaas"),
        (links(*(f"/zwgk/content/post_{n}.html" for n in range(3))), "gd_nfcms"),
        (links(*(f"/gfxwj/20260304/{HEX[:-1]}{n}.html" for n in range(3))), "shanghai"),
        (links(*(f"/yjj/tz7/6764{n}/index.html" for n in range(3))), "easysite"),
        (links(*(f"/xxgk/2026030410111213{n}.html" for n in range(3))), "static"),
        ("".join(f"<A HREF=./202603/t2026030{n}_5{n}.html TARGET=_blank>甲</A>" for n in range(3)), "trs_wcm"),
        ("<META CONTENT='7' NAME='ColId'><script parseType='bulidstatic'></script>", "hanweb_jpaas"),
        ("<!--<$[标题]>begin-->甲<!--<$[标题]>end--><META content='1' name=Maketime>", "hanweb_jpage"),
        ("<script>countPage = 5; createPageHtml( '5', 0 )</script>", "trs_wcm"),
        ("<ul class='list listul'></ul>", "ucap"),
        ("<ul class=infoList></ul><div id=page_div></div>", "gd_nfcms"),
        ('<td align="left" class="t1 ListColumnClass5"></td>', "listcolumn"),
        ('<span class="fl page_border"></span>', "easysite"),
        ("<a onclick=\"M.openArticle ( 17, 1, '/a.html')\">甲</a>", "onclick"),
        (f"<script>$.get('/common/search/{HEX}')</script>", "ucap"),
        ("<script>window._CONFIG = {DEBUG: 0,\nSID: '1',\nTREE: []}</script>", "gd_gkmlpt"),
        ('<!--StartLabelHtml_7--><ul class="doc_list"></ul>', "lonsun"),
        ('<td class="ListColumnClass5"></td>', "listcolumn"),
        ("<a onclick=\"M.openArticle('1','1','/a.html')\">甲</a>", "onclick"),
    ],
)
def test_addresses_and_marks_tell_the_family(html: str, family: str) -> None:
    """Three articles of one shape, or one sure mark."""
    assert detect(html, LIST)[0].family == family


def test_the_proofs_are_said() -> None:
    """For the table of a check by hand."""
    html = links(*(f"./202603/t2026030{n}_5{n}.html" for n in range(4))) + '<script>createPageHTML(5,0,"index","html")</script>'
    (guess,) = detect(html, LIST)
    assert guess.proofs == ("4 个地址形如 trs_dated", "页面有 createPageHTML()")


def test_old_articles_in_a_new_system_do_not_mislead() -> None:
    """JPaaS lists still hold addresses of the generation before."""
    html = '<script src="/cms_files/unitbuild.js" parseType="bulidstatic"></script>'
    html += links(*(f"/art/2026/3/4/art_7_{n}.html" for n in range(9)))
    assert [guess.family for guess in detect(html, LIST)] == ["hanweb_jpaas", "hanweb_jpage"]


@pytest.mark.parametrize(
    "html",
    [
        links(*(f"https://other.example/202603/t2026030{n}_5{n}.html" for n in range(9))),
        links("./202603/t20260301_51.html"),
        links("/gkmlpt/index", "/index.html"),
        "<p>共 3 页</p>",
        "<script>function createPageHTML(count, index) {}</script>",
        "",
    ],
    ids=["another site's articles", "one link", "a menu", "a weak mark", "a definition", "nothing"],
)
def test_too_little_is_no_guess(html: str) -> None:
    """Links to other sites tell of other sites; one link is an editor's."""
    assert detect(html, LIST) == ()


@pytest.mark.parametrize(
    ("name", "url", "family"),
    [
        ("trs_list_hainan_mpa.html", "https://amr.hainan.gov.cn/himpa/", "trs_wcm"),
        ("trs_article_shanxi_gov_2019.html", "http://www.shanxi.gov.cn/zw/201909/t20190918_693227.shtml", "trs_wcm"),
        ("hanweb_jpage_list_jiangsu_mpa.html", "https://mpa.test.example/col/col91925/index.html", "hanweb_jpage"),
        ("hanweb_jpaas_column_*.html", "https://fzggw.zj.gov.cn/col/col1/index.html", "hanweb_jpaas"),
        ("hanweb_article_*_2016.html", "https://fzggw.zj.gov.cn/art/2016/11/22/art_1_2.html", "hanweb_jpage"),
        ("hanweb_jpage_article_*.html", "https://mpa.test.example/a.html", "hanweb_jpage"),
        ("hanweb_jpaas_article_shandong_*.html", "https://mpa.test.example/art/2025/9/10/art_1_2.html", "hanweb_jpaas"),
        ("hanweb_jpaas_article_zhejiang_*.html", "https://mpa.test.example/a.html", "hanweb_jpaas"),
        ("hanweb_jpaas_unit_page1_*.json", "https://mpa.test.example/a", "hanweb_jpaas"),
        ("hanweb_jpaas_unit_page2_*.json", "https://mpa.test.example/a", "hanweb_jpaas"),
        ("onclick_list_jiangsu_cdi_2026.html", "https://cx.test.example/column/ypl/1.html", "onclick"),
    ],
)
def test_real_pages_are_recognised(shared: Path, name: str, url: str, family: str) -> None:
    """Lists and articles, with addresses and without."""
    (page,) = (shared / "pages").glob(name)
    assert detect(page.read_text("utf-8"), url)[0].family == family


def test_answers_of_search_services_are_nobodys_page(shared: Path) -> None:
    """They hold addresses of many sites and the HTML of many articles, and are no list page of any family."""
    for page in sorted((shared / "pages").glob("search_api_*.json")):
        assert detect(page.read_text("utf-8"), "https://search.test.example/api") == ()


def test_the_lists_own_address_may_tell() -> None:
    """Where it is that family's alone."""
    for path, family in (
        ("/public/column/41?catId=6", "lonsun"),
        ("/content/column/41?pageIndex=2", "lonsun"),
        ("/gkmlpt/index", "gd_gkmlpt"),
    ):
        assert detect("<p></p>", f"https://mpa.test.example{path}")[0].family == family
