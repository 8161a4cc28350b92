"""What real sites do, one misbehaviour an address, on a site of our own."""

from __future__ import annotations

import gzip
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from domain.crawl import Outcome
from domain.source import Pace
from sample.docx import docx

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any


def test_a_redirect_into_an_inner_network_is_not_followed(project: Project, site: Site, answer: Answers) -> None:
    """Whatever way the address is written; the pages around it are read."""
    targets = [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::ffff:10.0.0.1]/",
        "http://0xA000001/",
        "http://192.168.257/",
    ]
    site.lists("good.html", *(f"to_{n}.html" for n in range(len(targets))))
    site.answers["/list/good.html"] = answer.article()
    for n, target in enumerate(targets):
        site.answers[f"/list/to_{n}.html"] = answer.status(302, Location=target)
    looks = project.looks(project.crawl(site.source()), "own_mpa")
    assert looks["good.html"].outcome is Outcome.OK
    for n in range(len(targets)):
        assert looks[f"to_{n}.html"].outcome is Outcome.WRONG_HOST
        assert "非公网地址" in looks[f"to_{n}.html"].detail


def test_a_source_without_leave_cannot_reach_loopback(project: Project, site: Site) -> None:
    """Not even robots.txt is asked for."""
    run = project.crawl(site.source(loopback=False))
    assert project.health(run)["own_mpa"].outcome is Outcome.WRONG_HOST
    assert site.asked == []


def test_pages_that_did_not_come_whole_are_never_ok(project: Project, site: Site, answer: Answers) -> None:
    """Fewer bytes than announced, an end without length, a bomb, a missing body, a redirect without end, and another site's number."""

    def short(handler: Any) -> None:
        handler.send(b"<html>", **{"Content_Length": "5000"})
        handler.close_connection = True

    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(("<html>" + "药品" * 500).encode())
        handler.close_connection = True

    bomb = gzip.compress(b"<p>0</p>" * 9_000_000, 1)
    site.lists("short.html", "endless.html", "bomb.html", "bare.html", "round.html", "other.html", "gone.html", "good.html")
    site.answers |= {
        "/list/short.html": short,
        "/list/endless.html": endless,
        "/list/bomb.html": lambda handler: handler.send(bomb, Content_Encoding="gzip"),
        "/list/bare.html": answer.html('<div class="TRS_Editor"></div>'),
        "/list/round.html": answer.status(302, Location="/list/round.html"),
        "/list/other.html": answer.article("<p>网站标识码：9900000002</p>"),
        "/list/gone.html": answer.status(404),
        "/list/good.html": answer.article("<p>网站标识码：9900000001</p>"),
    }
    run = project.crawl(site.source(site_code="9900000001"))
    outcomes = {name: fetch.outcome for name, fetch in project.looks(run, "own_mpa").items()}
    assert outcomes == {
        "index.html": Outcome.OK,
        "short.html": Outcome.PARTIAL,
        "endless.html": Outcome.PARTIAL,
        "bomb.html": Outcome.TOO_LARGE,
        "bare.html": Outcome.DRIFTED,
        "round.html": Outcome.HTTP_ERROR,
        "other.html": Outcome.WRONG_HOST,
        "gone.html": Outcome.HTTP_ERROR,
        "good.html": Outcome.OK,
    }
    health = project.health(run)["own_mpa"]
    assert (health.outcome, health.failed) == (Outcome.WRONG_HOST, 7)
    assert len(project.store.pending(run)) == 1


def test_a_page_with_a_missing_part_is_asked_for_whole_next_time(project: Project, site: Site, answer: Answers) -> None:
    """Validators are only sent for pages all of whose attachments were got; a page for a file is not the file."""
    site.lists("a.html", "b.html")
    for name in "ab":
        site.answers[f"/list/{name}.html"] = answer.article(f'<a href="{name}.docx">附件</a>', ETag=f'"{name}"')
    site.answers["/list/a.docx"] = lambda handler: handler.send(docx([]), content_type="application/zip")
    site.answers["/list/b.docx"] = answer.html("下载链接已失效")
    looks = project.looks(project.crawl(site.source()), "own_mpa")
    assert (looks["a.docx"].outcome, looks["b.docx"].outcome) == (Outcome.OK, Outcome.ATTACHMENT_IS_HTML)
    site.asked.clear()
    project.crawl(site.source())
    sent = {path: headers.get("if-none-match") for path, headers in site.asked}
    assert (sent["/list/a.html"], sent["/list/b.html"]) == ('"a"', None)


def test_unchanged_without_the_kept_page_is_no_use(project: Project, site: Site, answer: Answers) -> None:
    """The archive was tidied away: after the 304 the page is asked for whole, and kept again."""

    def conditional(handler: Any) -> None:
        (answer.status(304) if handler.headers["If-None-Match"] else answer.article(ETag='"1"'))(handler)

    site.lists("a.html")
    site.answers["/list/a.html"] = conditional
    project.crawl(site.source())
    for file in Path(project.folder / "archive").rglob("*.warc.gz"):
        file.unlink()
    looks = project.looks(project.crawl(site.source()), "own_mpa")
    assert looks["a.html"].outcome is Outcome.OK
    assert site.paths[-2:] == ["/list/a.html", "/list/a.html"]


def test_a_site_that_asks_for_a_cookie_gets_its_own_one_back(
    project: Project, site: Site, answer: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redirect to the same address that sets a cookie is no challenge; nobody else is asked which domains there are."""

    def door(handler: Any) -> None:
        if "seen=1" in (handler.headers["Cookie"] or ""):
            answer.article()(handler)
        else:
            answer.status(302, Location=handler.path, Set_Cookie="seen=1; path=/")(handler)

    monkeypatch.setenv("HOME", str(project.folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.folder / "cache"))
    site.lists("a.html")
    site.answers["/list/a.html"] = door
    looks = project.looks(project.crawl(site.source()), "own_mpa")
    assert looks["a.html"].outcome is Outcome.OK
    assert not (project.folder / "cache").exists()


def test_a_challenge_in_the_middle_rests_the_host(project: Project, site: Site, answer: Answers) -> None:
    """Nothing more is asked of it in this run, and every page left says why."""
    site.lists(*(f"{n}.html" for n in range(6)))
    for n in range(6):
        site.answers[f"/list/{n}.html"] = answer.html("<script>$_ts={}</script>") if n == 2 else answer.article()
    run = project.crawl(site.source())
    outcomes = [fetch.outcome for fetch in project.looks(run, "own_mpa").values()]
    asked = len([path for path in site.paths if path != "/list/index.html"])
    assert outcomes.count(Outcome.OK) == asked
    assert outcomes.count(Outcome.CHALLENGE) == 7 - asked > 0
    assert project.health(run)["own_mpa"].outcome is Outcome.CHALLENGE


def test_sources_on_one_host_take_turns(project: Project, site: Site, answer: Answers) -> None:
    """Two columns of one site are not read at the same time; what robots.txt bars is never asked for."""
    site.answers["/robots.txt"] = lambda handler: handler.send(
        b"User-agent: *\nDisallow: /barred/\n", content_type="text/plain"
    )
    for column in ("one", "two"):
        site.lists("1.html", "2.html", "/barred/3.html", listing=f"/{column}/index.html")
        for n in (1, 2):
            site.answers[f"/{column}/{n}.html"] = answer.article()
    run = project.crawl(site.source("one", "/one/index.html"), site.source("two", "/two/index.html"))
    folders = [path.split("/")[1] for path in site.paths]
    assert folders == ["one"] * 3 + ["two"] * 3
    assert {health.outcome for health in project.health(run).values()} == {Outcome.OK}


def test_the_pace_is_kept(project: Project, site: Site, answer: Answers) -> None:
    """Five requests, robots.txt among them, take at least four times the delay; a slow machine may blur single gaps."""
    asked: list[float] = []

    def timed(plain: Any) -> Any:
        return lambda handler: (asked.append(monotonic()), plain(handler))

    site.lists("1.html", "2.html", "3.html")
    site.answers |= {f"/list/{n}.html": answer.article() for n in (1, 2, 3)} | {"/robots.txt": answer.status(404)}
    site.answers |= {path: timed(plain) for path, plain in site.answers.items()}
    project.crawl(site.source(pace=Pace(0.25, 1)))
    assert len(asked) == 5
    assert asked[-1] - asked[0] > 0.25 * 4 * 0.8


def test_a_fault_of_ours_loses_no_page(project: Project, site: Site, answer: Answers) -> None:
    """A page that our code cannot read is kept with the reason, and the others go on."""
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article()
    run = project.crawl(site.source(options={"rows": "ul.rows > li:::x"}))
    health = project.health(run)["own_mpa"]
    assert health.outcome is Outcome.DRIFTED and "解析出错" in health.detail
    assert project.looks(run, "own_mpa")["index.html"].record


@pytest.mark.parametrize(("code", "outcome"), [(500, Outcome.HTTP_ERROR), (404, Outcome.OK)])
def test_rules_that_cannot_be_read_are_not_no_rules(
    project: Project, site: Site, answer: Answers, code: int, outcome: Outcome
) -> None:
    """After a server error on robots.txt nothing is asked of the site; a missing file means that there are no rules."""
    site.answers["/robots.txt"] = answer.status(code)
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article()
    health = project.health(project.crawl(site.source()))["own_mpa"]
    assert health.outcome is outcome
    assert bool(site.paths) == (outcome is Outcome.OK)
