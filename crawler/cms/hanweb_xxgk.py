"""The disclosure module of Hanweb JCMS 政府信息公开: rows come by POST from ``/module/xxgk/search.jsp`` (reference §2.1).

It answers with the whole site's disclosures and does not filter by column: rows of other columns are left out here, by the number in
``art_<column>_``. What the site counts are all rows; the rows kept are those of the column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlencode, urljoin

from crawler.cms.base import Answer, Ask, Family, Reading, register
from crawler.cms.pager import counted
from crawler.cms.pages import following
from crawler.cms.rows import DATES_OPTION, entries
from crawler.cms.select import Drifted, parse, select
from domain.crawl import Listing
from domain.source import Source

SEARCH = "/module/xxgk/search.jsp"
ROWS = "tr:has(.tr_main_value_odd), tr:has(.tr_main_value_even), tr.tr_main_value_odd, tr.tr_main_value_even"
COLUMN = re.compile(r"/art_(\d+)_\d+\.html$")


class HanwebXxgk(Family):
    """Options: ``infotype``, ``organ``, ``area``, ``div`` (what the site's own form sends), ``column``, ``dates``."""

    name: ClassVar[str] = "hanweb_xxgk"
    options: ClassVar[Mapping[str, str]] = {
        "infotype": "infotypeId of the category, as the site's own form sends it",
        "organ": "jdid of the organ",
        "area": "area code of the organ",
        "div": "divid, the element the rows are put into (default div1)",
        "column": "number between art_ and the next _ in the addresses wanted; without it all rows are taken",
        **DATES_OPTION,
    }
    bodies: ClassVar[tuple[str, ...]] = ("#zoom",)

    def first(self, source: Source) -> Ask:
        return _ask(source, 1)

    def read(self, answer: Answer, source: Source) -> Reading:
        rows = entries(select(parse(answer.text), ROWS, answer.url), answer.url, source)
        pages = counted(answer.text) if answer.ask.page == 1 else 1
        if pages is None:
            raise Drifted("共N页", answer.url, "1 处", 0)
        wanted = source.options.get("column")
        kept = tuple(row for row in rows if wanted is None or ((found := COLUMN.search(row.url)) and found[1] == wanted))
        asks = following(answer.ask, pages, source, str)
        return Reading(
            Listing(kept, answer.ask.page, None, pages if answer.ask.page == 1 else None),
            tuple(_ask(source, ask.page) for ask in asks),
        )


def _ask(source: Source, page: int) -> Ask:
    options = source.options
    form = {"infotypeId": options.get("infotype", ""), "jdid": options.get("organ", ""), "area": options.get("area", "")}
    form |= {"divid": options.get("div", "div1"), "currpage": str(page)}
    return Ask(urljoin(source.listing, SEARCH), page, urlencode(form))


register(HanwebXxgk())
