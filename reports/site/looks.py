"""One page for each source: how it fared run by run, and the overview of them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from reports import charts
from reports.charts import State
from reports.language import _
from reports.site import places
from reports.site.drawing import draw
from reports.site.shelves import Look, Shelves
from reports.site.writing import Page, key
from reports.text import local

SHOWN = 45
"""Looks in a strip: two months of working days, and on a phone still 8 px each."""

FAILURES = 50
"""Failed looks listed with what proved them; the newest."""


@dataclass(frozen=True, slots=True)
class History:
    """How a source fared. ``rate`` is the share of planned looks that succeeded, None if there was none; ``gap`` the longest time
    between two successes, or from the last one to the newest run; None while there was no success."""

    name: str
    title: str
    looks: tuple[Look, ...]
    planned: int
    good: int
    last_success: datetime | None
    gap: timedelta | None
    failing: int

    @property
    def rate(self) -> float | None:
        return self.good / self.planned if self.planned else None

    @property
    def failures(self) -> list[Look]:
        """The looks that failed, newest first."""
        return [look for look in reversed(self.looks) if state(look) is State.BAD]


def state(look: Look) -> State:
    if not look.health.planned:
        return State.IDLE
    return State.GOOD if look.health.good else State.BAD


def history(name: str, title: str, looks: Sequence[Look], newest: datetime | None) -> History:
    """``looks`` oldest first; ``newest`` when the newest run began."""
    states = [state(look) for look in looks]
    successes = [look.at for look, one in zip(looks, states, strict=True) if one is State.GOOD]
    ends = [*successes[1:], *([newest] if newest else [])]
    planned = [one for one in states if one is not State.IDLE]
    return History(
        name,
        title,
        tuple(looks),
        len(planned),
        len(successes),
        successes[-1] if successes else None,
        max((end - start for start, end in zip(successes, ends, strict=False)), default=None),
        len(planned) - 1 - max((at for at, one in enumerate(planned) if one is State.GOOD), default=-1),
    )


def pages(shelves: Shelves) -> Iterator[Page]:
    newest = shelves.runs[-1].started if shelves.runs else None
    found = [history(name, _title(shelves, name, looks), looks, newest) for name, looks in sorted(shelves.looks().items())]
    found.sort(key=lambda one: (not one.failing, not one.planned, one.title))
    yield _overview(found)
    for one in found:
        yield _page(shelves, one)


def _title(shelves: Shelves, name: str, looks: Sequence[Look]) -> str:
    known = shelves.sources.get(name)
    return known.name if known else next((look.health.name for look in reversed(looks) if look.health.name), name)


def _overview(found: Sequence[History]) -> Page:
    def made() -> bytes:
        return draw("sources.html.j2", places.SOURCES, sources=found, strip=lambda one: strip(one, 30), say=saying)

    return Page(places.SOURCES, key("sources", found), made)


def _page(shelves: Shelves, one: History) -> Page:
    path = places.source(one.name)
    source = shelves.sources.get(one.name)
    papers = [record for record in shelves.records.values() if record.source == one.name]

    def made() -> bytes:
        data = {"source": one, "known": source, "papers": papers, "failures": one.failures[:FAILURES], "feed": feed}
        return draw("source.html.j2", path, **data, chart=strip(one, SHOWN), shown=one.looks[-SHOWN:], state=state, say=saying)

    feed = next((name for name in shelves.feeds if name.endswith(f"/source-{one.name}.atom")), None)
    names = [(record.id, record.title, record.document_number) for record in papers]
    return Page(path, key("source", one, source, names, feed), made)


def strip(one: History, shown: int) -> Markup:
    """The newest looks as a strip."""
    looks = one.looks[-shown:]
    words = _("近{count}轮：成功{good}轮，失败{bad}轮；{since}起，最右为最近一轮。").format(
        count=len(looks),
        good=sum(state(look) is State.GOOD for look in looks),
        bad=sum(state(look) is State.BAD for look in looks),
        since=local(looks[0].at).date() if looks else "",
    )
    return charts.strip(
        charts.Caption(f"strip-{one.name}", _("来源健康：{name}").format(name=one.title), words),
        [state(look) for look in looks],
    )


def saying(length: timedelta | None) -> str:
    """``3天2小时``; what is not known is a dash."""
    if length is None:
        return "—"
    days, hours = length.days, length.seconds // 3600
    parts = [_("{days}天").format(days=days)] if days else []
    parts += [_("{hours}小时").format(hours=hours)] if hours or not days else []
    return "".join(parts)
