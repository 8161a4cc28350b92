"""Where the rows of a list of unknown make stand: the largest group of like elements that hold one title and one date each.

The selector is what a source file keeps under ``options.rows``; it is only proposed if it matches these rows and no others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from parsel import Selector

from crawler.addresses import dialect, resolve
from crawler.cms.dates import printed_date
from crawler.cms.pager import file_name
from crawler.cms.rows import leads_to
from crawler.cms.select import parse, words
from crawler.cms.titles import clean

ROW_TAGS = "li | //tr | //dd | //dl | //div | //p | //a"
INNER = "./*[self::li or self::tr or self::dd or self::dl or self::div or self::p or self::a]"
SHORTEST_TITLE = 5  # characters; menus, pagers and "more" links are shorter
LONGEST_ROW = 400  # characters; what is longer is an article or a block
FEWEST_ROWS = 3
NAME = re.compile(r"^[A-Za-z][\w-]*$")
PASSING = re.compile(
    r"(?:^|[-_])(?:on|active|cur|current|first|last|odd|even|clearfix|fl|fr|hover|top)(?:$|[-_])|\d$", re.IGNORECASE
)
"""Classes that say how a row looks just now, not what it is."""
NUMBER_2 = re.compile(r"(?<=[_/=-])([12])(?=(?:\.s?html?)?$|&)")


def rows_of(html: str, url: str, *, dated: bool = True) -> str | None:
    """A CSS selector of the rows of the list a page shows; None if no group of like elements is one.

    With ``dated=False`` rows need no date, but an address that has the shape of an article's: menus are lists too.
    """
    tree = parse(html)
    groups: defaultdict[str, list[Selector]] = defaultdict(list)
    for node in _rows(tree, url, dated):
        groups[_path(node)].append(node)
    for path, nodes in sorted(groups.items(), key=lambda group: -len(group[1])):
        for css in (path, f"{path}:has(a)"):  # a table's head has no link
            if len(nodes) >= FEWEST_ROWS and len(tree.css(css)) == len(nodes):
                return css
    return None


def next_of(html: str, listing: str) -> str | None:
    """The address of further pages as a template, read off the link to page 2; None if the page links to none."""
    stem, _ = file_name(listing)
    for link in parse(html).xpath("//a[@href]"):
        if words(link) not in ("2", "下一页", "下页"):
            continue
        address = resolve(link.attrib["href"], listing)
        found = NUMBER_2.search(address) if address else None
        if address and found and stem in address:
            return address[: found.start()] + ("{n}" if found[1] == "2" else "{i}") + address[found.end() :]
    return None


def _rows(tree: Selector, url: str, dated: bool) -> Iterator[Selector]:
    """The innermost elements that are rows."""

    def is_row(node: Selector) -> bool:
        text = words(node)
        said = printed_date(" ".join(node.xpath(".//text()").getall())) is not None if dated else _leads_to_article(node, url)
        return len(text) <= LONGEST_ROW and said and _titled(node)

    for node in tree.xpath(f"//{ROW_TAGS}"):
        if is_row(node) and not any(is_row(inner) for inner in node.xpath(INNER)):
            yield node


def _leads_to_article(node: Selector, url: str) -> bool:
    link = next(iter(node.xpath("descendant-or-self::a")), None)
    address = leads_to(link, url) if link is not None else None
    return bool(address and dialect(address))


def _titled(node: Selector) -> bool:
    links = [node] if node.root.tag == "a" else node.xpath(".//a[@href or @onclick]")
    return any(len(clean(link.attrib.get("title") or words(link))) >= SHORTEST_TITLE for link in links)


def _path(node: Selector) -> str:
    """Tag and lasting classes of a row behind the nearest element above that an id or a class names."""
    steps = [_step(node.root)]
    for above in node.root.iterancestors():
        step = _step(above)
        if "#" in step or "." in step:
            steps.append(step)
            break
    return " ".join(reversed(steps))


def _step(element: object) -> str:
    attributes = element.attrib  # type: ignore[attr-defined] # an lxml element
    tag = str(element.tag)  # type: ignore[attr-defined]
    identity = attributes.get("id", "")
    if NAME.match(identity) and tag not in ("li", "tr", "a"):
        return f"{tag}#{identity}"
    lasting = [name for name in attributes.get("class", "").split() if NAME.match(name) and not PASSING.search(name)]
    return tag + "".join(f".{name}" for name in lasting[:2])
