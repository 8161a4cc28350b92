"""博达 VSB: ``name.htm``, whose further pages stand in a folder of its name and are counted backwards from the last (reference §2.9).

The 尾页 link leads to ``name/1.htm``, the second page of N is ``name/<N-1>.htm``: addresses of old pages stay when new ones are added.
Lists without static pages are asked for by ``listdt.jsp`` with the number of the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from crawler.cms.base import Answer, Family, Reading, register
from crawler.cms.pager import counted, file_name, rows_stated
from crawler.cms.pages import following
from crawler.cms.rows import PAGER_OPTION, ROW_OPTIONS, entries, known_rows
from crawler.cms.select import Drifted, parse, words
from domain.crawl import Listing
from domain.source import Source

if TYPE_CHECKING:
    from parsel import Selector

ROWS = ("ul.list > li", "div.list li", "li[id^=line]", "tr[id^=line]")
TREE = re.compile(r"(?P<before>[^\"']*listdt\.jsp\?[^\"']*?(?:PAGENUM|page)=)(?P<number>\d+)", re.IGNORECASE)
SAID = re.compile(r"\d+\s*/\s*(\d+)(?!\d)")
BOXES = ".p_t, [class*=page], [id*=page], [class*=pb_sys], [class*=fanye]"
NEXT, LAST = ("下页", "下一页", "2"), ("尾页", "末页")


class Vsb(Family):
    """Options: ``rows``, ``pager = "none"``, ``dates``."""

    name: ClassVar[str] = "vsb"
    options: ClassVar[Mapping[str, str]] = {**ROW_OPTIONS, **PAGER_OPTION}
    bodies: ClassVar[tuple[str, ...]] = ("#vsb_content", "div[id^=vsb_content]", "div.v_news_content")

    def read(self, answer: Answer, source: Source) -> Reading:
        tree = parse(answer.text)
        rows = entries(known_rows(tree, ROWS, answer.url, source), answer.url, source)
        if answer.ask.page > 1:
            return Reading(Listing(rows, answer.ask.page))
        pages, address = (1, "") if source.options.get("pager") == "none" else _pager(tree, answer)
        return Reading(
            Listing(rows, 1, rows_stated(answer.text, pages, len(rows)), pages),
            following(
                answer.ask,
                pages,
                source,
                lambda page: address.replace("{n}", str(page)).replace("{back}", str(pages - page + 1)),
            ),
        )


def _pager(tree: Selector, answer: Answer) -> tuple[int, str]:
    """Pages, and the address of a further one with ``{n}`` or, counted from the end, ``{back}`` for its number."""
    links = {words(link): link.attrib["href"] for link in tree.css("a[href]")}
    last = next((links[name] for name in LAST if name in links), None)
    if last and (found := TREE.search(last)):
        return int(found["number"]), urljoin(answer.url, last[: found.start("number")] + "{n}" + last[found.end("number") :])
    stem, _ = file_name(answer.url)
    said = SAID.search(" ".join(words(node) for node in tree.css(BOXES)))
    pages = int(said[1]) if said else counted(answer.text) or _before(links, stem)
    if pages is None:
        raise Drifted("共N页 或 尾页链接", answer.url, "1 处", 0)
    return pages, urljoin(answer.url, f"{stem}/{{back}}.htm")


def _before(links: dict[str, str], stem: str) -> int | None:
    """Pages in all, told by the address of the second one, which is numbered one less; None where no link leads there."""
    following = next((links[name] for name in NEXT if name in links), "")
    found = re.search(rf"(?:^|/){re.escape(stem)}/(\d+)\.htm$", following)
    return int(found[1]) + 1 if found else None


register(Vsb())
