"""What the unit tests of the crawler share: a source without a file, and a family's reading of a string."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crawler import cms
from crawler.cms import Answer, Ask, Reading
from crawler.outcomes import Unaccepted
from domain.crawl import Listing, Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Rows = Callable[..., Listing]
Refused = Callable[..., tuple[Outcome, str]]


@pytest.fixture
def make_source() -> MakeSource:
    def make(family: str = "trs_wcm", listing: str = "https://mpa.test.example/zwgk/zcwj/index.html", **keys: Any) -> Source:
        return Source("test_mpa", "某省药监局·政策文件", "某省", "某省药监局", "政策文件", family, listing, **keys)

    return make


@pytest.fixture
def read() -> Read:
    """``read(source, text, page)``: what the source's family makes of a page of its listing."""

    def read_page(source: Source, text: str, page: int = 1, url: str = "") -> Reading:
        address = url or source.listing
        return cms.family(source.family).read(Answer(address, text, Ask(address, page)), source)

    return read_page


@pytest.fixture
def rows(read: Read) -> Rows:
    """The listing of a page that has one."""

    def read_rows(*arguments: Any, **keys: Any) -> Listing:
        listing = read(*arguments, **keys).listing
        assert listing is not None
        return listing

    return read_rows


@pytest.fixture
def refused(read: Read) -> Refused:
    """Outcome and sentence of a page that is not accepted as the list asked for."""

    def read_refused(*arguments: Any, **keys: Any) -> tuple[Outcome, str]:
        with pytest.raises(Unaccepted) as caught:
            read(*arguments, **keys)
        return caught.value.verdict.outcome, caught.value.verdict.detail

    return read_refused
