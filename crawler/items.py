"""What the spider hands to the pipelines: a page, what the look at it came to, and the answer as received."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.http import Response

from crawler.outcomes import Verdict
from domain.crawl import Listing, Page


@dataclass(slots=True)
class Looked:
    """One look at one page. ``response`` is None when nothing was received; ``listing`` the rows of a listing page.

    ``replayed`` marks a look that an earlier process of the same run already recorded. ``moved_to`` is where the site says that the
    page stands for good now.
    """

    page: Page
    verdict: Verdict
    response: Response | None = None
    listing: Listing | None = None
    replayed: bool = False
    moved_to: str | None = None
