"""Every answer on the way is kept as received: what a redirect said, and the error before the second try."""

from __future__ import annotations

import gzip
from typing import Any

from domain.crawl import Outcome
from storage.archive import Archive

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any


def kept(project: Project, look: Any) -> list[tuple[str, int, bytes]]:
    """The hops of a look, read back from the archive."""
    archive = Archive(project.folder / "archive")
    found = [archive.read(hop.record) for hop in look.hops]
    assert [(hop.url, hop.status) for hop in look.hops] == [(one.url, one.status) for one in found]
    return [(one.url.rsplit("/", 1)[1], one.status, one.body) for one in found]


def test_each_hop_of_a_redirect_is_kept(project: Project, site: Site, answer: Answers) -> None:
    """With its body, decoded like any other, and the final address stands on the fetch."""
    body = gzip.compress("已迁移".encode())
    site.lists("old.html")
    site.answers["/list/old.html"] = lambda handler: handler.send(body, 301, Location="mid.html", Content_Encoding="gzip")
    site.answers["/list/mid.html"] = answer.status(302, Location="new.html")
    site.answers["/list/new.html"] = answer.article()
    look = project.looks(project.crawl(site.source()), "own_mpa")["old.html"]
    assert look.outcome is Outcome.OK
    assert look.final_url == f"{site.url}/list/new.html"
    assert kept(project, look) == [("old.html", 301, "已迁移".encode()), ("mid.html", 302, b"")]


def test_the_error_before_a_second_try_is_kept(project: Project, site: Site, answer: Answers) -> None:
    """A 502 and then the page: both are evidence; the last of two errors is the look itself."""
    site.lists("flaky.html", "down.html")
    tries: list[int] = []

    def flaky(handler: Any) -> None:
        tries.append(1)
        (answer.article() if len(tries) > 1 else lambda h: h.send(b"proxy error", 502))(handler)

    site.answers["/list/flaky.html"] = flaky
    site.answers["/list/down.html"] = lambda handler: handler.send(b"down", 500)
    looks = project.looks(project.crawl(site.source()), "own_mpa")
    assert looks["flaky.html"].outcome is Outcome.OK
    assert kept(project, looks["flaky.html"]) == [("flaky.html", 502, b"proxy error")]
    assert looks["down.html"].status == 500
    assert kept(project, looks["down.html"]) == [("down.html", 500, b"down")]


def test_a_redirect_that_leads_nowhere_is_kept_all_the_same(project: Project, site: Site, answer: Answers) -> None:
    """Into an inner network, or round and round: the look failed, but what the site said is evidence."""
    site.lists("inner.html", "round.html")
    site.answers["/list/inner.html"] = answer.status(302, Location="http://10.0.0.1/admin")
    site.answers["/list/round.html"] = answer.status(302, Location="round.html")
    looks = project.looks(project.crawl(site.source()), "own_mpa")
    assert looks["inner.html"].outcome is Outcome.WRONG_HOST
    assert kept(project, looks["inner.html"]) == [("inner.html", 302, b"")]
    assert looks["round.html"].outcome is Outcome.HTTP_ERROR
    assert [status for _, status, _ in kept(project, looks["round.html"])] == [302] * 6
