"""Outcomes that only a connection can show, each met by a real crawl; timeouts and names without address stand in the unit tests."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from domain.crawl import Outcome

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any
HUGE = 70 * 1024 * 1024  # announced, never sent


def test_another_host_another_number_and_too_much(project: Project, site: Site, answer: Answers) -> None:
    """A redirect to another site, another 网站标识码, more bytes than allowed, links out, and what robots.txt bars: each has its name."""
    elsewhere = f"http://localhost:{urlsplit(site.url).port}/list/good.html"

    def huge(handler: Any) -> None:
        handler.send(b"<html>", **{"Content_Length": str(HUGE)})
        handler.close_connection = True

    site.lists(
        "good.html", "moved.html", "other.html", "huge.html", "barred.html", "http://weixin.test.example/s/1.html", "home.html"
    )
    site.answers |= {
        "/robots.txt": lambda handler: handler.send(b"User-agent: *\nDisallow: /list/barred.html\n", content_type="text/plain"),
        "/list/good.html": answer.article("<p>网站标识码：9900000001</p>"),
        "/list/moved.html": answer.status(302, Location=elsewhere),
        "/list/other.html": answer.article("<p>网站标识码：9900000002</p>"),
        "/list/huge.html": huge,
        "/list/home.html": answer.status(302, Location="/"),
        "/": answer.article(),
    }
    run = project.crawl(site.source(site_code="9900000001"))
    looks = project.looks(run, "own_mpa")
    assert {name: fetch.outcome for name, fetch in looks.items()} == {
        "index.html": Outcome.OK,
        "good.html": Outcome.OK,
        "moved.html": Outcome.WRONG_HOST,
        "other.html": Outcome.WRONG_HOST,
        "huge.html": Outcome.TOO_LARGE,
        "barred.html": Outcome.ROBOTS_DENIED,
        "1.html": Outcome.EXTERNAL_SKIPPED,
        "home.html": Outcome.SOFT_404,
    }
    assert "没有发出请求" in looks["moved.html"].detail  # a test bed has one host; of a public one judge() says where it led
    assert all(fetch.detail for fetch in looks.values() if fetch.outcome is not Outcome.OK)


def test_an_unchanged_page_and_a_listing_without_tls(project: Project, site: Site, answer: Answers) -> None:
    """304 to our validators is ``not_modified``; a plain server at an https address is ``tls``."""

    def conditional(handler: Any) -> None:
        (answer.status(304) if handler.headers["If-None-Match"] else answer.article(ETag='"1"'))(handler)

    site.lists("a.html")
    site.answers["/list/a.html"] = conditional
    plain = site.source()
    secure = site.source("own_tls", listing="/list/index.html")
    object.__setattr__(secure, "listing", plain.listing.replace("http://", "https://"))
    first = project.crawl(plain, secure)
    assert project.health(first)["own_tls"].outcome is Outcome.TLS
    looks = project.looks(project.crawl(plain), "own_mpa")
    assert looks["a.html"].outcome is Outcome.NOT_MODIFIED
