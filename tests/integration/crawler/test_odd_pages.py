"""Pages that are right although they look wrong, and dates that cannot be right, through a whole crawl."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.crawl import Outcome, PageKind

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any


def test_an_interpretation_that_is_a_picture_is_no_fault(project: Project, site: Site, answer: Answers) -> None:
    """一图读懂 is an interpretation like any other; the mark leads to it whatever its address looks like."""
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article('<a id="zcjdlink" href="show.jsp?id=7"><img src="jd.png"></a>')
    site.answers["/list/show.jsp?id=7"] = answer.html('<h1>一图读懂</h1><div class="TRS_Editor"><img src="./W0203.png"></div>')
    source = site.source()
    health = project.health(project.crawl(source))[source.id]
    assert (health.outcome, health.fetched, health.detail) == (Outcome.OK, 3, "")
    assert len(project.store.pages(source.id, PageKind.INTERPRETATION)) == 1


def test_a_day_that_has_not_come_is_no_day_of_publication(project: Project, site: Site, answer: Answers) -> None:
    """One row of the future is read without its date; a list of them is read from the wrong place."""
    site.answers |= {f"/list/{name}.html": answer.article() for name in "ab"}

    def dated(*days: str) -> Any:
        rows = "".join(f'<li><a href="{name}.html">第{name}号通知</a>{day}</li>' for name, day in zip("ab", days, strict=True))
        return answer.html(f"<ul class='news_list'>{rows}</ul>")

    source = site.source(options={"rows": "ul.news_list li", "pager": "none"})
    site.answers["/list/index.html"] = dated("2026-11-09", "2026-03-01")
    assert project.health(project.crawl(source))[source.id].outcome is Outcome.OK
    assert {page.listed_on for page in project.store.pages(source.id, PageKind.DOCUMENT)} == {None, date(2026, 3, 1)}
    site.answers["/list/index.html"] = dated("2026-11-09", "2026-11-08")
    health = project.health(project.crawl(source))[source.id]
    assert health.outcome is Outcome.DRIFTED and "在将来" in health.detail


def test_an_interpretation_with_a_row_of_its_own_stays_a_row(project: Project, site: Site, answer: Answers) -> None:
    """Whichever way to it comes first: its title and day are those of the list."""
    others = [f"b{n}.html" for n in range(24)]
    site.lists("a.html", *others, "202603/t20260301_2.html")
    site.answers["/list/a.html"] = answer.article('<a href="202603/t20260301_2.html">政策解读</a>')
    site.answers |= {f"/list/{name}": answer.article() for name in (*others, "202603/t20260301_2.html")}
    source = site.source()
    assert project.health(project.crawl(source))[source.id].outcome is Outcome.OK
    assert not project.store.pages(source.id, PageKind.INTERPRETATION)
    (page,) = [page for page in project.store.pages(source.id, PageKind.DOCUMENT) if "t20260301_2" in page.url]
    assert (page.title, page.listed_on) == ("关于26号事项的通知", date(2026, 3, 26))
