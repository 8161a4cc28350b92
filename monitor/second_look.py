"""The acceptance gate's last condition: a text in doubt is believed when a second look at the page agrees with the first.

A page that is in doubt is not written down at once. After all others it is asked for once more, whole and after a pause
(``visit.second_look`` of its source); only then is it judged. What was decided is read from the fetches alone, so that a run that is gone
on with comes to the same. If no second look can be had, the doubt is told, and the next run is the second look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.change import Event, EventKind
from domain.crawl import Fetch, Outcome, Page
from domain.record import Pending, Visit
from domain.run import Run
from domain.source import Budget, Source
from monitor import visits
from monitor.visits import Desk

MOST = 50
"""Pages of a source looked at twice in a run. Where more are in doubt at once the site is being rebuilt, and minutes prove nothing."""

MEGABYTE = 10**6
DIFFERS = "两次查看所见不同，旧版保持不变，待下一轮确认。"
AGREED, RESTORED = "内容存疑，复查所见相同，按新文本处理", "内容一度有异，复查时已恢复原样"
DIFFERED, FAILED = "内容存疑，复查所见又不同", "内容存疑，复查未成"
"""What the line of the source says of a page that was looked at twice."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A page that was looked at twice in a run: the parts of the first look, and the fetch of the page that is the second."""

    first: tuple[Fetch, ...]
    second: Fetch


def visit(desk: Desk, pending: Pending, run: int, at: datetime, *, last: bool) -> Visit | None:
    """What looking at a page comes to; None if its text is in doubt and it is to be looked at once more first.

    ``last``: it is judged now, whether or not there was a second look.
    """
    looks = _looks(desk, pending, run)
    found = visits.visit(desk, pending, run, at)
    if looks is None:
        return None if not last and _wanted(desk, found) else found
    if looks.second.outcome is not Outcome.OK:
        return _said(found, FAILED, f"（{looks.second.detail}）") if found.suspect else found
    if _agree(desk, looks, pending):
        return _confirmed(desk, pending, run, at) if found.suspect else found
    if found.suspect:
        return found
    return _said(found, RESTORED) if found.version is None else _said(_refused(found), DIFFERED)


def remaining(budget: Budget, run: Run, fetches: Sequence[Fetch], now: datetime) -> Budget | None:
    """What is left of a run's budget, as far as its fetches and the clock tell; None if something is used up."""
    spent = Budget(
        requests=sum(1 + len(fetch.hops) for fetch in fetches),
        megabytes=sum(fetch.size for fetch in fetches if fetch.outcome is not Outcome.NOT_MODIFIED) // MEGABYTE,
        minutes=int((now - run.started).total_seconds() // 60),
    )
    left = {name: getattr(budget, name) - getattr(spent, name) for name in ("requests", "megabytes", "minutes")}
    limited = {name: amount for name, amount in left.items() if getattr(budget, name)}
    return Budget(**limited) if all(amount > 0 for amount in limited.values()) else None


def chosen(pages: Sequence[Page], sources: Mapping[str, Source], left: Budget) -> tuple[Page, ...]:
    """Of the pages in doubt those that are looked at once more: at most :data:`MOST` a source, whose pause fits into what is ``left``."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        if not left.minutes or sources[page.source].visit.second_look < left.minutes * 60:
            found.setdefault(page.source, []).append(page)
    return tuple(page for each in found.values() for page in each[:MOST])


def _wanted(desk: Desk, found: Visit) -> bool:
    """True for a doubt that was not told before, of a source whose pages are looked at twice."""
    source = desk.sources.get(found.page.source) if found.page else None
    return found.suspect and bool(found.events) and source is not None and source.visit.second_look > 0


def _looks(desk: Desk, pending: Pending, run: int) -> Looks | None:
    """The two looks of a run at a page; None if there was one. A look is a good answer and whatever was asked for after it."""
    if len(pending.fetches) <= len(pending.parts):  # spares nearly every page the reading of its fetches
        return None
    page = pending.page
    roots = [fetch for fetch in desk.store.fetches(run, page.source) if fetch.page.key == page.key]
    good = next((place for place, fetch in enumerate(roots) if fetch.outcome is Outcome.OK), len(roots))
    if good + 1 >= len(roots):
        return None
    second = roots[good + 1]
    return Looks(desk.store.as_of(page.source, page.key, second.id - 1), second)


def _agree(desk: Desk, looks: Looks, pending: Pending) -> bool:
    first, second = visits.read(desk, looks.first), visits.read(desk, pending.parts)
    return first is not None and second is not None and first.text == second.text


def _confirmed(desk: Desk, pending: Pending, run: int, at: datetime) -> Visit:
    """A doubt that two looks agree on: a text that only shrank is believed now."""
    found = visits.visit(desk, pending, run, at, confirmed=True)
    return found if found.suspect else _said(found, AGREED)


def _refused(found: Visit) -> Visit:
    """Neither the text kept nor that of the first look, however plausible: it waits for the next run."""
    return replace(found, version=None, changes=(), events=(Event(EventKind.NOT_A_VERSION, DIFFERS),), suspect=True)


def _said(found: Visit, what: str, more: str = "") -> Visit:
    page = found.page
    return replace(found, remarks=(*found.remarks, (what, f"{page.title or page.url}{more}"))) if page else found
