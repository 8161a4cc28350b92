"""What "not modified" may stand for: the page that was asked for with its validators, and nothing else."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from crawler.middlewares.conditional import LONGEST_VALIDATOR
from domain.crawl import Outcome

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

FILE = '<a href="P0202603.pdf">附件：办理流程.pdf</a>'


def unchanged_or(answer: Any) -> Any:
    """304 to validators, else this answer."""
    return lambda handler: handler.send(b"", 304) if handler.headers["If-None-Match"] else answer(handler)


def tidied(project: Project, source: Any) -> None:
    """The source crawled twice, so that the page is known to the byte, and its archive thrown away."""
    project.crawl(source)
    project.crawl(source)
    shutil.rmtree(project.folder / "archive")


def test_what_was_known_of_a_page_is_not_believed_of_the_answer_after_it(project: Project, site: Site, answer: Answers) -> None:
    """304, but the archive is gone: the page that is then asked for whole is judged and read, whatever the one before it named."""
    site.lists("a.html")
    site.answers["/list/a.html"] = unchanged_or(answer.article(ETag='"1"'))
    site.answers["/list/P0202603.pdf"] = lambda handler: handler.send(b"%PDF-1.4\n%%EOF", content_type="application/pdf")
    source = site.source()
    tidied(project, source)
    site.answers["/list/a.html"] = unchanged_or(answer.article(FILE, ETag='"2"'))
    run = project.crawl(source)
    assert set(project.looks(run, source.id)) == {"index.html", "a.html", "P0202603.pdf"}


def test_a_gate_behind_a_304_is_seen(project: Project, site: Site, answer: Answers) -> None:
    """The same, with a challenge in place of the page."""
    site.lists("a.html")
    site.answers["/list/a.html"] = unchanged_or(answer.article(ETag='"1"'))
    source = site.source()
    tidied(project, source)
    site.answers["/list/a.html"] = unchanged_or(answer.status(412))
    run = project.crawl(source)
    assert project.looks(run, source.id)["a.html"].outcome is Outcome.CHALLENGE


def test_a_server_that_knows_no_other_answer_is_asked_twice(project: Project, site: Site, answer: Answers) -> None:
    """304 to whatever it is asked, also without validators: an error, and not asked for ever."""
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article(ETag='"1"')
    source = site.source()
    tidied(project, source)
    site.answers["/list/a.html"] = answer.status(304)
    site.asked.clear()
    run = project.crawl(source)
    assert project.looks(run, source.id)["a.html"].outcome is Outcome.HTTP_ERROR
    assert site.paths.count("/list/a.html") == 2


def test_a_304_that_nobody_asked_for_is_no_good_look(project: Project, site: Site, answer: Answers) -> None:
    """Of a page without validators, and of another address that the page now leads to."""
    site.lists("a.html", "b.html")
    site.answers["/list/a.html"] = answer.article()
    site.answers["/list/b.html"] = answer.article(ETag='"1"')
    source = site.source()
    project.crawl(source)
    site.answers["/list/a.html"] = answer.status(304)
    site.answers["/list/b.html"] = answer.status(302, Location="c.html")
    site.answers["/list/c.html"] = answer.status(304)
    looks = project.looks(project.crawl(source), source.id)
    assert {looks["a.html"].outcome, looks["b.html"].outcome} == {Outcome.HTTP_ERROR}


@pytest.mark.parametrize(("etag", "echo"), [('"caf\xe9"', '"caf\xe9"'), (f'"{"x" * LONGEST_VALIDATOR}"', None)])
def test_validators_are_given_back_as_they_were(
    project: Project, site: Site, answer: Answers, etag: str, echo: str | None
) -> None:
    """Byte for byte; one that would fill the head of a request is not given back, for servers refuse such a request."""
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article(ETag=etag)
    source = site.source()
    project.crawl(source)
    site.asked.clear()
    project.crawl(source)
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/list/a.html"] == [echo]
