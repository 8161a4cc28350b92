"""What bounds the second looks of a run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.crawl import Fetch, Hop, Outcome, Page, PageKind
from domain.run import Run, RunState, Window
from domain.source import Budget, Source, Visiting
from monitor.second_look import MOST, chosen, remaining

AT = datetime(2026, 11, 23, tzinfo=UTC)
RUN = Run(1, AT, RunState.CRAWLED, ("a", "b"), Window(AT, AT))


def page(source: str, number: int) -> Page:
    return Page(source, PageKind.DOCUMENT, f"k{number}", f"https://mpa.test.example/{number}.html")


def fetch(number: int, outcome: Outcome = Outcome.OK, size: int = 0, hops: int = 0) -> Fetch:
    return Fetch(number, 1, page("a", number), AT, outcome, size=size, hops=(Hop("u", 302, "r"),) * hops)


def source(name: str, second_look: float = 300.0) -> Source:
    address = f"https://mpa.test.example/{name}/index.html"
    return Source(name, name, "某省", "某局", "文件", "trs_wcm", address, visit=Visiting(second_look=second_look))


def test_what_is_left_of_a_budget() -> None:
    """Requests with their redirects, bytes that came over the network, and minutes since the run began; no limit stays none."""
    fetches = [fetch(1, size=3_000_000, hops=2), fetch(2, Outcome.NOT_MODIFIED, size=9_000_000), fetch(3, Outcome.TIMEOUT)]
    later = AT + timedelta(minutes=7, seconds=59)
    assert remaining(Budget(10, 5, 10), RUN, fetches, later) == Budget(5, 2, 3)
    assert remaining(Budget(), RUN, fetches, later) == Budget()
    assert remaining(Budget(5, 0, 0), RUN, fetches, later) is None
    assert remaining(Budget(0, 3, 0), RUN, fetches, later) is None
    assert remaining(Budget(0, 0, 7), RUN, fetches, later) is None


def test_only_so_many_pages_of_a_source_are_looked_at_twice() -> None:
    """The first of them, and as many of another source; none whose pause is longer than the time that is left."""
    pages = [page("a", number) for number in range(MOST + 5)] + [page("b", 1)]
    sources = {"a": source("a"), "b": source("b")}
    assert chosen(pages, sources, Budget()) == (*pages[:MOST], pages[-1])
    assert chosen(pages, sources | {"a": source("a", 600)}, Budget(minutes=6)) == (pages[-1],)
