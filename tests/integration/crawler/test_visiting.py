"""What is looked at when, over several days at a site of our own: the list's head and sweeps, documents that are due, and what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.crawl import Outcome
from domain.source import Visiting

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

RARELY = Visiting(head_pages=1, sweep_days=7, recheck_days=30)


def show(site: Site, *pages: Sequence[str], day: str = "2026-03-01") -> None:
    """A list of several pages; an entry ``name`` is the article ``name.html``."""
    for number, names in enumerate(pages):
        rows = "".join(f'<li><a href="{name}.html">关于{name}的通知</a><em>{day}</em></li>' for name in names)
        call = f'<script>createPageHTML({len(pages)}, {number}, "index", "html")</script>'
        path = f"/list/index_{number}.html" if number else "/list/index.html"
        site.answers[path] = site_html(f'<ul class="rows">{rows}</ul>{call}')


def site_html(text: str) -> Any:
    return lambda handler: handler.send(f"<html><body>{text}</body></html>".encode())


def publish(site: Site, answer: Answers, *names: str) -> None:
    for name in names:
        site.answers[f"/list/{name}.html"] = answer.article()


def asked(site: Site) -> list[str]:
    """The names asked for since the last call, sorted."""
    names = sorted(path.rsplit("/", 1)[1].removesuffix(".html") for path in site.paths)
    site.asked.clear()
    return names


def later(project: Project, days: int) -> None:
    """Let days go by."""
    project.days += days


def test_the_head_daily_and_the_whole_list_weekly(project: Project, site: Site, answer: Answers) -> None:
    """A paper put on the second page is met by the sweep; the line says which it was, and nobody misses rows."""
    publish(site, answer, "a", "b", "c", "d", "e")
    show(site, ["a", "b"], ["c"])
    run = project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["a", "b", "c", "index", "index_1"]
    assert project.health(run)["own_mpa"].plan == "全部列表，文件 3 份"
    show(site, ["d", "a"], ["b", "c", "e"])
    run = project.crawl(site.source(visit=RARELY))
    assert "d" in (names := asked(site)) and not {"index_1", "e"} & set(names)
    health = project.health(run)["own_mpa"]
    assert (health.outcome, health.detail, health.listed, health.swept) == (Outcome.OK, "", True, False)
    assert health.plan.startswith("列表前 1 页")
    later(project, 5)
    run = project.crawl(site.source(visit=RARELY))
    assert {"index_1", "e"} <= set(asked(site))
    assert project.health(run)["own_mpa"].swept


def test_a_sweep_that_failed_is_made_up_for_by_the_next_run(project: Project, site: Site, answer: Answers) -> None:
    """The day of the last whole read moves only when the whole list was read."""
    publish(site, answer, "a", "b")
    show(site, ["a"], ["b"])
    page = site.answers.pop("/list/index_1.html")
    health = project.health(project.crawl(site.source(visit=RARELY)))["own_mpa"]
    assert (health.listed, health.swept, health.outcome) == (False, False, Outcome.HTTP_ERROR)
    site.answers["/list/index_1.html"] = page
    assert project.health(project.crawl(site.source(visit=RARELY)))["own_mpa"].swept
    asked(site)
    project.crawl(site.source(visit=RARELY))
    assert "index_1" not in asked(site)


def test_documents_are_looked_at_the_rarer_the_older_they_are(project: Project, site: Site, answer: Answers) -> None:
    """Daily when new, then after a seventh of their time; what is not due counts as nothing at all."""
    publish(site, answer, "a", "b")
    show(site, ["a"])
    for _ in range(7):
        project.crawl(site.source(visit=RARELY))
        assert "a" in asked(site)
    later(project, 50)
    project.crawl(site.source(visit=RARELY))
    assert "a" in asked(site)
    show(site, ["a", "b"])
    run = project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["b", "index"]
    health = project.health(run)["own_mpa"]
    assert (health.outcome, health.entries, health.failed, health.detail) == (Outcome.OK, 2, 0, "")
    assert health.plan == "全部列表，文件 1 份，未到复查时间 1 份"
    assert [fetch.page.title for fetch in project.store.fetches(run) if fetch.page.url.endswith("a.html")] == []
    project.crawl(site.source(visit=RARELY), force=True)
    assert asked(site) == ["a", "b", "index"]


def aged(project: Project, site: Site) -> None:
    """Look often enough for every page of the site to be old and fresh from a look."""
    for days in (0, 60, 60):
        later(project, days)
        project.crawl(site.source(visit=RARELY))
    asked(site)


def test_a_failed_look_is_made_up_for_at_once(project: Project, site: Site, answer: Answers) -> None:
    """Of a document, and of a document whose attachment did not come."""
    publish(site, answer, "a", "b")
    site.answers["/list/b.html"] = answer.article('<a href="b.docx">附件</a>')
    site.answers["/list/b.docx"] = lambda handler: handler.send(b"PK\x03\x04 b PK\x05\x06", content_type="application/zip")
    show(site, ["a", "b"])
    aged(project, site)
    project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["index"]
    later(project, 60)
    site.answers["/list/a.html"] = answer.status(500)
    site.answers["/list/b.docx"] = answer.status(404)
    project.crawl(site.source(visit=RARELY))
    asked(site)
    publish(site, answer, "a")
    run = project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["a", "b", "b.docx", "index"]
    assert project.health(run)["own_mpa"].plan == "全部列表，文件 2 份"


def test_an_old_document_deep_in_the_list_is_looked_at_when_due(project: Project, site: Site, answer: Answers) -> None:
    """Though the run reads only the head of the list; after a list that could not be read nothing is."""
    publish(site, answer, "a", "b")
    show(site, ["a"], ["b"])
    project.crawl(site.source(visit=RARELY))
    asked(site)
    project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["a", "b", "index"]
    site.answers["/list/index.html"] = answer.status(500)
    project.crawl(site.source(visit=RARELY))
    assert set(asked(site)) == {"index"}


def test_a_document_that_left_the_list_is_looked_into(project: Project, site: Site, answer: Answers) -> None:
    """A whole read without it asks whether it is still there; if it is, nothing happened."""
    publish(site, answer, "a", "b")
    show(site, ["a", "b"])
    aged(project, site)
    show(site, ["a"])
    run = project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["b", "index"]
    assert project.health(run)["own_mpa"].outcome is Outcome.OK


def test_a_list_is_not_in_order(project: Project, site: Site, answer: Answers) -> None:
    """New rows between known and pinned ones are all found."""
    publish(site, answer, "a", "b", "c", "d", "e")
    show(site, ["a", "b", "c"])
    aged(project, site)
    show(site, ["a", "d", "b", "e", "c"])
    project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["d", "e", "index"]


def test_a_backlog_is_worked_off(project: Project, site: Site, answer: Answers) -> None:
    """Ten papers and four a day: those never seen come first, and on the third day all are known; none of them is posted late."""
    names = [f"n{number}" for number in range(10)]
    publish(site, answer, *names)
    show(site, names)
    seen: set[str] = set()
    for _ in range(3):
        run = project.crawl(site.source(visit=RARELY, max_documents=4))
        seen |= set(asked(site))
    assert set(names) <= seen
    assert "按 max_documents 只看前 4 份" in project.health(run)["own_mpa"].detail
    assert {page.absent_on for page in project.store.pages("own_mpa")} == {None}


def test_a_paper_posted_late_is_marked_with_the_day_it_was_not_there(project: Project, site: Site, answer: Answers) -> None:
    """Printed in March, in the list since November; the first read of a list marks nothing, and the mark stays."""
    publish(site, answer, "a", "b", "c")
    show(site, ["a"])
    project.crawl(site.source(visit=RARELY))
    show(site, ["b", "a"])
    for _ in range(2):
        project.crawl(site.source(visit=RARELY))
    marks = {page.url.rsplit("/", 1)[1]: page.absent_on for page in project.store.pages("own_mpa")}
    assert marks == {"index.html": None, "a.html": None, "b.html": date(2026, 11, 2)}


def test_a_run_that_is_gone_on_with_makes_the_same_plan(project: Project, site: Site, answer: Answers) -> None:
    """What this run has looked at itself does not count as looked at: its parts may still be missing."""
    site.answers["/list/a.html"] = answer.article('<a href="a.docx">附件</a>')
    show(site, ["a"])
    aged(project, site)
    later(project, 60)
    run = project.crawl(site.source(visit=RARELY))
    assert asked(site) == ["a", "a.docx", "index"]
    project.crawl(site.source(visit=RARELY), run=run)
    assert asked(site) == ["a.docx"]


OLD, NEW = "/list/202603/t20260301_51.html", "/zcwj/202603/t20260301_51.html"


def moved(site: Site, answer: Answers, code: int) -> None:
    """A relaunch: the list shows the new address, the old one redirects to it."""
    site.lists("../zcwj/202603/t20260301_51.html")
    site.answers[NEW] = answer.article('<a href="x.docx">附件</a>')
    site.answers["/zcwj/202603/x.docx"] = lambda handler: handler.send(
        b"PK\x03\x04 x PK\x05\x06", content_type="application/zip"
    )
    site.answers[OLD] = answer.status(code, Location=NEW)


def before(project: Project, site: Site, answer: Answers) -> str:
    site.lists("202603/t20260301_51.html")
    site.answers[OLD] = answer.article('<a href="x.docx">附件</a>')
    site.answers["/list/202603/x.docx"] = lambda handler: handler.send(
        b"PK\x03\x04 x PK\x05\x06", content_type="application/zip"
    )
    project.crawl(site.source())
    (page,) = project.store.pages("own_mpa", "document")
    return str(page.key)


def test_a_page_that_moved_for_good_is_one_page(project: Project, site: Site, answer: Answers) -> None:
    """Both addresses, listed and redirecting, are the row they were; looks and attachments hang on it."""
    key = before(project, site, answer)
    moved(site, answer, 301)
    for _ in range(3):
        run = project.crawl(site.source())
        (page,) = project.store.pages("own_mpa", "document")
        assert (page.key, page.url) == (key, site.url + NEW)
        (file,) = project.store.attachments("own_mpa", key)
        assert file.url == site.url + "/zcwj/202603/x.docx"
    assert project.health(run)["own_mpa"].outcome is Outcome.OK
    assert list(project.store.aliases("own_mpa").values()) == [key]
    assert len({fetch.page.key for fetch in project.store.fetches(run)}) == 3


def test_a_temporary_redirect_moves_nothing(project: Project, site: Site, answer: Answers) -> None:
    """302: the old address is still the page's."""
    key = before(project, site, answer)
    moved(site, answer, 302)
    site.lists("202603/t20260301_51.html")
    project.crawl(site.source())
    (page,) = project.store.pages("own_mpa", "document")
    assert (page.key, page.url, project.store.aliases("own_mpa")) == (key, site.url + OLD, {})


def test_a_front_page_in_the_place_of_what_is_gone_is_no_move(project: Project, site: Site, answer: Answers) -> None:
    """Everything that is gone redirects there for good; two papers must not become one."""
    before(project, site, answer)
    site.answers[OLD] = answer.status(301, Location="/list/welcome.html")
    site.answers["/list/welcome.html"] = answer.article()
    project.crawl(site.source())
    assert project.store.aliases("own_mpa") == {}


def test_pages_known_under_an_older_spelling_stay_the_pages_they_are(project: Project, site: Site, answer: Answers) -> None:
    """A database of an earlier version named an index page in full; no second row is made."""
    site.lists("51/index.html")
    site.answers["/list/51/index.html"] = answer.article()
    run = project.crawl(site.source())
    (page,) = project.store.pages("own_mpa", "document")
    assert page.key == f"{site.url}/list/51/"
    old = replace(page, key=page.url)
    project.store.conn.execute("UPDATE pages SET key = ? WHERE key = ?", (old.key, page.key))
    run = project.crawl(site.source())
    assert project.store.pages("own_mpa", "document") == [old]
    assert project.health(run)["own_mpa"].outcome is Outcome.OK
