"""How a site is treated that wants to be asked slowly, later, less, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest

from crawler.process import crawl
from domain.crawl import Outcome
from domain.run import SourceHealth
from domain.source import Budget, Pace, Source

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any


def crawled(project: Project, source: Source, hours: float = 0, **job: Any) -> SourceHealth:
    """A new run so many hours after the last one's day began; its row for the source."""
    made = project.job((source,))
    crawl(replace(made, at=made.at + timedelta(hours=hours), **job))
    return project.health(made.run)[source.id]


def gate(site: Site, answer: Answers) -> None:
    site.answers["/list/index.html"] = answer.html("<script>$_ts={}</script>")


def open_again(site: Site, answer: Answers) -> None:
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article()


def test_a_gate_lets_the_host_rest_over_runs(project: Project, site: Site, answer: Answers) -> None:
    """Two hours, during which nothing at all is asked; the line says until when, and the source stays a failed one."""
    gate(site, answer)
    health = crawled(project, site.source())
    assert health.outcome is Outcome.CHALLENGE and "已暂停访问至 11月2日 10:00" in health.detail
    site.asked.clear()
    open_again(site, answer)
    project.days -= 1
    health = crawled(project, site.source(), hours=1)
    assert site.asked == []
    assert (health.outcome, health.planned, health.good, health.failures) == (Outcome.CHALLENGE, True, False, 2)
    assert "已暂停访问至 11月2日 10:00" in health.detail and "本轮没有访问" in health.detail
    assert health.rests_until is not None
    project.days -= 1
    health = crawled(project, site.source(), hours=2.1)
    assert (health.outcome, health.rests_until, health.detail) == (Outcome.OK, None, "")


def test_refusals_in_a_row_make_the_rest_grow_and_a_good_look_ends_the_row(
    project: Project, site: Site, answer: Answers
) -> None:
    """2, 4, 8 hours, then 2 again. ``--force`` gets past none of them."""
    gate(site, answer)
    lengths = []
    for _ in range(3):
        health = crawled(project, site.source())
        lengths.append(_rest(project, site, health))
    assert crawled(project, site.source(), hours=-23, force=True).rests_until == health.rests_until
    open_again(site, answer)
    assert crawled(project, site.source()).good
    gate(site, answer)
    lengths.append(_rest(project, site, crawled(project, site.source())))
    assert [round(length / timedelta(hours=1)) for length in lengths] == [2, 4, 8, 2]


def _rest(project: Project, site: Site, health: SourceHealth) -> timedelta:
    rest = project.store.rest(site.url.removeprefix("http://"))
    assert rest.until == health.rests_until
    run = project.store.runs()[0]
    return rest.until - run.started


@pytest.mark.parametrize(("status", "hours"), [(429, 5.0), (503, 5.0), (429, 24.0)], ids=["429", "503", "much too long"])
def test_a_host_that_says_when_is_believed(project: Project, site: Site, answer: Answers, status: int, hours: float) -> None:
    """Retry-After in seconds, up to a day; every page left says why it was not asked for."""
    site.lists("a.html", "b.html")
    wanted = 5 * 3600 if hours < 24 else 10**9
    site.answers["/list/a.html"] = answer.status(status, Retry_After=str(wanted))
    site.answers["/list/b.html"] = answer.article()
    health = crawled(project, site.source())
    assert round(_rest(project, site, health) / timedelta(hours=1)) == hours
    assert site.paths == ["/list/index.html", "/list/a.html"]
    assert health.failed == 2


def test_a_short_wait_is_waited_for(project: Project, site: Site, answer: Answers) -> None:
    """One second, asked once more, and all is well: no failure, no rest."""
    tries: list[float] = []

    def busy(handler: Any) -> None:
        tries.append(monotonic())
        (answer.article() if len(tries) > 1 else answer.status(503, Retry_After="1"))(handler)

    site.lists("a.html")
    site.answers["/list/a.html"] = busy
    health = crawled(project, site.source())
    assert (health.outcome, len(tries), health.rests_until) == (Outcome.OK, 2, None)
    assert tries[1] - tries[0] >= 0.9


def test_a_host_that_asks_to_wait_twice_rests(project: Project, site: Site, answer: Answers) -> None:
    """The second short wait is no longer waited for in this run."""
    site.lists("a.html", "b.html")
    site.answers |= {f"/list/{name}.html": answer.status(429, Retry_After="0") for name in "ab"}
    health = crawled(project, site.source())
    assert site.paths == ["/list/index.html", "/list/a.html", "/list/a.html"]
    assert health.outcome is Outcome.BLOCKED and health.rests_until is not None


def test_one_barred_page_is_that_page_s_affair(project: Project, site: Site, answer: Answers) -> None:
    """Three in a row are the host's."""
    site.lists(*(f"{number}.html" for number in range(6)))
    site.answers |= {f"/list/{number}.html": answer.article() for number in range(6)}
    site.answers["/list/1.html"] = answer.status(403)
    assert crawled(project, site.source()).rests_until is None
    site.answers |= {f"/list/{number}.html": answer.status(403) for number in range(1, 6)}
    site.asked.clear()
    assert crawled(project, site.source()).rests_until is not None
    assert "/list/4.html" in site.paths and "/list/5.html" not in site.paths


def test_other_sources_of_a_resting_host_are_left_alone_too(project: Project, site: Site, answer: Answers) -> None:
    """It is the host that refused."""
    gate(site, answer)
    site.answers["/two/index.html"] = answer.article()
    run = project.crawl(site.source(), site.source("two", "/two/index.html"))
    assert site.paths == ["/list/index.html"]
    assert project.health(run)["two"].outcome is Outcome.CHALLENGE


def test_quiet_hours_leave_a_source_out(project: Project, site: Site, answer: Answers) -> None:
    """Not asked, not planned, not failed, and said; an hour later it is a source like any other. Runs begin at 08:00 in Shanghai."""
    open_again(site, answer)
    source = site.source(quiet="07:30-08:30")
    health = crawled(project, source)
    assert site.asked == []
    assert (health.planned, health.good, health.failures) == (False, True, 0)
    assert health.detail == "正值安静时段 07:30-08:30，本轮不访问，11月2日 08:30 以后可访问"
    assert crawled(project, source, hours=1).good and site.asked


def test_a_crawl_ends_when_quiet_hours_begin(project: Project, site: Site, answer: Answers) -> None:
    """What was not looked at says so and comes first next time."""
    site.lists(*(f"{number}.html" for number in range(9)))
    site.answers |= {f"/list/{number}.html": answer.article() for number in range(9)}
    source = site.source(quiet="08:00-09:00", pace=Pace(0.4, 1))
    health = crawled(project, source, hours=-1.5 / 3600)
    assert health.outcome is Outcome.PARTIAL and "安静时段已开始" in health.detail
    assert 0 < len(site.paths) < 10


@pytest.mark.parametrize("where", ["source", "run"])
def test_a_budget_of_requests_ends_the_run_in_order(project: Project, site: Site, answer: Answers, where: str) -> None:
    """robots.txt and the list count too; the line is PARTIAL and says how many were left, and those come first the next time."""
    names = [f"{number}.html" for number in range(8)]
    site.lists(*names)
    site.answers |= {f"/list/{name}": answer.article() for name in names}
    budget = Budget(requests=5)
    source = site.source(budget=budget) if where == "source" else site.source()
    job = {"budget": budget} if where == "run" else {}
    health = crawled(project, source, **job)
    assert len(site.asked) == 5
    assert health.outcome is Outcome.PARTIAL and "预算用完（已请求 5 次）" in health.detail
    assert (health.failed, health.listed) == (5, True)
    got = {path for path in site.paths if path != "/list/index.html"}
    site.asked.clear()
    crawled(project, source, **job)
    assert not got & set(site.paths)


def test_a_budget_of_bytes_counts_what_came_over_the_network(project: Project, site: Site, answer: Answers) -> None:
    """Half a megabyte twice is one."""
    names = [f"{number}.html" for number in range(5)]
    site.lists(*names)
    site.answers |= {f"/list/{name}": answer.article(f"<!--{'x' * 500_000}-->") for name in names}
    health = crawled(project, site.source(budget=Budget(megabytes=1)))
    assert health.outcome is Outcome.PARTIAL and "预算用完（已接收 1.0 MB）" in health.detail
    assert len(site.paths) == 3


def test_the_run_s_budget_is_that_of_all_its_sources(project: Project, site: Site, answer: Answers) -> None:
    """What the first one used up the second one lacks."""
    for column in ("one", "two"):
        site.lists("1.html", listing=f"/{column}/index.html")
        site.answers[f"/{column}/1.html"] = answer.article()
    sources = (site.source("one", "/one/index.html"), site.source("two", "/two/index.html"))
    job = replace(project.job(sources), budget=Budget(requests=4))
    crawl(job)
    outcomes = {name: health.outcome for name, health in project.health(job.run).items()}
    assert outcomes == {"one": Outcome.OK, "two": Outcome.PARTIAL}
    assert len(site.asked) == 4


def robots(text: str) -> Any:
    return lambda handler: handler.send(text.encode(), content_type="text/plain")


def test_a_crawl_delay_is_the_least_pace(project: Project, site: Site, answer: Answers) -> None:
    """Slower than the source file says, because the site does; a slow machine may blur single gaps."""
    times: list[float] = []
    site.lists("1.html", "2.html")
    site.answers |= {f"/list/{number}.html": answer.article() for number in (1, 2)}
    site.answers |= {path: _timed(times, plain) for path, plain in site.answers.items()}
    site.answers["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0.4\n")
    assert crawled(project, site.source()).good
    assert times[-1] - times[0] > 0.4 * 2 * 0.8


def _timed(times: list[float], plain: Any) -> Any:
    return lambda handler: (times.append(monotonic()), plain(handler))


def test_the_rules_are_asked_for_once_a_host_and_run(project: Project, site: Site, answer: Answers) -> None:
    """Two columns of one site share them, and the pace they ask for; the next run asks anew."""
    for column in ("one", "two"):
        site.lists("1.html", listing=f"/{column}/index.html")
        site.answers[f"/{column}/1.html"] = answer.article()
    times: list[float] = []
    site.answers |= {path: _timed(times, plain) for path, plain in site.answers.items()}
    site.answers["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0.3\n")
    sources = (site.source("one", "/one/index.html"), site.source("two", "/two/index.html"))
    for asked in (1, 2):
        project.crawl(*sources)
        assert [path for path, _ in site.asked].count("/robots.txt") == asked
    assert times[3] - times[2] > 0.3 * 0.8


def test_rules_behind_five_redirects_are_found_and_behind_six_are_none(project: Project, site: Site, answer: Answers) -> None:
    """RFC 9309, section 2.3.1.2."""
    open_again(site, answer)
    for hops, barred in ((5, True), (6, False)):
        site.answers |= {f"/r{hops}{n}": answer.status(302, Location=f"/r{hops}{n + 1}") for n in range(1, hops)}
        site.answers["/robots.txt"] = answer.status(302, Location=f"/r{hops}1")
        site.answers[f"/r{hops}{hops}"] = robots("User-agent: *\nDisallow: /list/a.html\n")
        run = project.crawl(site.source())
        assert (project.looks(run, "own_mpa")["a.html"].outcome is Outcome.ROBOTS_DENIED) is barred


@pytest.mark.parametrize("kind", ["gate", "page", "too many"])
def test_rules_behind_a_gate_let_nothing_out(project: Project, site: Site, answer: Answers, kind: str) -> None:
    """Not even the list is asked for; a gate or a 429 there lets the host rest."""
    open_again(site, answer)
    site.answers["/robots.txt"] = {
        "gate": answer.html("安全验证"),
        "page": answer.html("欢迎访问本局网站"),
        "too many": answer.status(429),
    }[kind]
    health = crawled(project, site.source())
    assert site.paths == []
    assert not health.good and "robots.txt 读取失败" in health.detail
    assert (health.rests_until is None) is (kind == "page")


def test_many_who_wait_for_the_rules_all_keep_them(project: Project, site: Site, answer: Answers) -> None:
    """After a kill the list comes from the archive and many documents are asked for at once, before the rules are known."""
    names = [f"{number}.html" for number in range(12)]
    site.lists(*names)
    site.answers["/robots.txt"] = robots("User-agent: *\nDisallow: /list/1\n")
    site.answers |= {f"/list/{name}": answer.status(404) for name in names}
    run = project.crawl(site.source(pace=Pace(0, 8)))
    site.asked.clear()
    project.crawl(site.source(pace=Pace(0, 8)), run=run)
    barred = {path for path in site.paths if path.startswith("/list/1")}
    assert barred == set() and len(site.paths) == 9


def test_the_name_and_the_contact_are_sent(project: Project, site: Site, answer: Answers) -> None:
    """With every request, robots.txt among them."""
    open_again(site, answer)
    crawled(project, site.source(), contact="ra@pharma.example")
    assert {headers["user-agent"] for _, headers in site.asked} == {"regdelta (+ra@pharma.example)"}
