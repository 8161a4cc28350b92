"""Which family a page is of: by the shape of the articles' addresses first, then by marks in the page (reference §1).

Addresses outlive the templates around them. Nothing is guessed from a province's name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from crawler.addresses import dialect, resolve, same_site
from crawler.cms.pager import GAP

SHAPES = {
    "trs_dated": "trs_wcm", "trs_plain": "trs_wcm", "hanweb_old": "hanweb_jpage", "hanweb_jpaas": "hanweb_jpaas",
    "gd_gkmlpt": "gd_gkmlpt", "gd_nfcms": "gd_nfcms", "shanghai": "shanghai", "stamp": "static", "easysite": "easysite",
    "govcn": "ucap", "vsb_info": "vsb",
}  # fmt: skip
"""Families by the dialect of their articles; shapes that several products share tell nothing and are left out."""
SURE, FAIR, WEAK = 4, 2, 1
MARKS: tuple[tuple[str, int, str, re.Pattern[str]], ...] = tuple(
    (family, weight, name, re.compile(pattern, re.IGNORECASE))
    for family, weight, name, pattern in (
        ("hanweb_jpaas", SURE, "unitbuild.js", r"unitbuild\.js|parseType[\"']?\s*[=:]\s*[\"']?bulidstatic|/api-gateway/jpaas-"),
        ("hanweb_jpaas", SURE, "ColId", r"<meta\b[^>]*\b(?:name=[\"']?ColId|id=[\"']?pagetype)\b"),
        ("hanweb_jpaas", FAIR, "/cms_files/", r"/cms_files/"),
        ("hanweb_jpage", SURE, "<datastore>", r"<datastore\b|dataproxy\.jsp|jpage\s*\("),
        (
            "hanweb_jpage",
            FAIR,
            "/module/jslib/",
            r"/module/jslib/|<meta\b[^>]*\bname=[\"']?(?:Maketime|WebId)\b|<!--<\$\[|大汉版通",
        ),
        ("hanweb_jpage", FAIR, "visit.jsp", r"visitcount/visit\.jsp|<!--ZJEG_RSS"),
        ("trs_wcm", SURE, "TRS_Editor", r"\bTRS_U?EDITOR\b|trs_editor_view|Custom_UnionStyle|ta\.trs\.cn"),
        ("trs_wcm", FAIR, "createPageHTML()", r"createPage\w*\s*\(\s*(?:[\"'][^\"']*[\"']\s*,\s*)?[\"']?\d"),
        ("trs_wcm", FAIR, "/fjdzapp/search", r"/fjdzapp/search"),
        ("trs_wcm", WEAK, "countPage", r"\bcountPage\s*=\s*[\"']?\d"),
        ("ucap", FAIR, "ul.listul", r"<ul\b[^>]*class=[\"']?[^\"'>]*\blistul\b"),
        ("ucap", SURE, "UCAP-CONTENT", r"UCAP-?CONTENT|/common/search/[0-9a-f]{32}"),
        ("gd_gkmlpt", SURE, "window._CONFIG", r"window\._CONFIG\s*=(?=(?s:.{0,20000}?)\bSID\b)(?=(?s:.{0,200000}?)\bTREE\b)"),
        ("gd_nfcms", SURE, "ul.infoList", r"class=[\"']?[^\"'>]*\binfoList\b"),
        ("gd_nfcms", WEAK, "#page_div", r"id=[\"']?page_div\b"),
        ("shanghai", SURE, "#ivs_content", r"id=[\"']?ivs_content\b|class=[\"'][^\"']*\buli14\b[^\"']*\bpageList\b"),
        ("shanghai", FAIR, "totalPage", r"\btotalPage[\"']?\s*:\s*\d"),
        ("easysite", SURE, "easysite-", r"easysite-article-li|easysite-news"),
        ("easysite", FAIR, "span.page_border", r"class=[\"']?[^\"'>]*\bpage_border\b"),
        ("lonsun", SURE, "StartLabelHtml_", r"<!--StartLabelHtml_|[?&]labelName=|wza\.lonsun\.cn|龙讯科技"),
        ("lonsun", FAIR, "ul.doc_list", r"class=[\"']?[^\"'>]*\b(?:doc_list|xxgk_nav_list)\b"),
        ("listcolumn", SURE, "ListColumnClass", r"class=[\"']?[^\"'>]*\b(?:ListColumnClass|listtddate)\d*"),
        ("onclick", SURE, "openArticle()", r"openArticle\s*\(\s*(?:['\"]|&quot;|&#39;|\d)"),
        ("vsb", SURE, "#vsb_content", r"id=[\"']?vsb_content|listdt\.jsp\?urltype="),
        ("vsb", FAIR, "pb_sys_common", r"class=[\"'][^\"']*\bpb_sys_common\b"),
        ("scripted", SURE, "articleData", r"\barticleData\s*=\s*(?:\[|JSON\.parse)"),
        ("hanweb_xxgk", SURE, "/module/xxgk/search.jsp", r"/module/xxgk/search\.jsp"),
        ("static", WEAK, "共N页", rf"共{GAP}\d+{GAP}[页頁]"),
    )
)
LISTS = (
    ("lonsun", re.compile(r"/(?:public|content)/column/\d+")),
    ("gd_gkmlpt", re.compile(r"/gkmlpt/index")),
    ("hanweb_xxgk", re.compile(r"/module/xxgk/")),
)
"""Families by the address of the list itself, where that is theirs alone."""
ENOUGH = 3  # articles of one shape that make a list of that family; fewer may be links of an editor
HREF = re.compile(r"href\s*=\s*(?:\\?[\"']([^\"'\\]+)|([^\s\"'>\\]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """A family and what speaks for it; ``weight`` orders guesses, 4 and above is sure."""

    family: str
    weight: int
    proofs: tuple[str, ...]


def detect(html: str, url: str) -> tuple[Guess, ...]:
    """The families a list or article page may be of, likeliest first; empty if nothing speaks for any."""
    weights: Counter[str] = Counter()
    proofs: defaultdict[str, list[str]] = defaultdict(list)
    for family, weight, proof in (*_list(url), *_addresses(html, url), *_marks(html)):
        weights[family] += weight
        proofs[family].append(proof)
    ranked = sorted(weights, key=lambda family: (-weights[family], family))
    return tuple(Guess(family, weights[family], tuple(proofs[family])) for family in ranked if weights[family] >= FAIR)


def _list(url: str) -> Iterator[tuple[str, int, str]]:
    for family, shape in LISTS:
        if shape.search(url):
            yield family, SURE - 1, "列表地址"


def _addresses(html: str, url: str) -> Iterator[tuple[str, int, str]]:
    """What the site's own articles are called, rows hidden in scripts included; links out tell of other sites."""
    links = {resolve(unescape(quoted or bare), url) for quoted, bare in HREF.findall(html)}
    own = {link for link in links if link and same_site(link, url)} | {url}
    shapes = Counter(shape for link in own if (shape := dialect(link)) in SHAPES)
    for shape, count in shapes.items():
        weight = SURE - 1 if count >= ENOUGH or shape == dialect(url) else WEAK
        yield SHAPES[str(shape)], weight, f"{count} 个地址形如 {shape}"


def _marks(html: str) -> Iterator[tuple[str, int, str]]:
    for family, weight, name, pattern in MARKS:
        if pattern.search(html):
            yield family, weight, f"页面有 {name}"
