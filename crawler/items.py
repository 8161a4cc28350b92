"""What the spider hands to the pipelines: a page, what the look at it came to, and the answer as received."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapy.http import Response

from crawler.middlewares.hops import Seen
from crawler.outcomes import Verdict
from domain.crawl import Listing, Page, PageParts


@dataclass(slots=True)
class Looked:
    """One look at one page. ``response`` is None when nothing was received; ``listing`` the rows of a listing page.

    ``replayed`` marks a look that an earlier process of the same run already recorded. ``seen`` are the answers that came before
    the look failed without one. ``moved_to`` is where the site says that the page stands for good now. ``parts`` is what
    is to be noted of a page that was read.
    """

    page: Page
    verdict: Verdict
    response: Response | None = None
    listing: Listing | None = None
    replayed: bool = False
    seen: list[Seen] = field(default_factory=list)
    moved_to: str | None = None
    parts: PageParts | None = None
