"""Who handles what: the open assignments, what was closed, and for each the entries of its log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.handling import Assignment, Doing, Handling, assignments
from reports.handling import due_words
from reports.language import N_, _
from reports.site import places
from reports.site.drawing import draw
from reports.site.issues import DAILY
from reports.site.shelves import Shelves
from reports.site.writing import Page, key

CLOSED = 100
"""Closed assignments listed, the last closed first; the log in the database has them all."""

_DOINGS = {Doing.ASSIGNED: N_("指派给 {to}"), Doing.COMMENTED: N_("说明"), Doing.CLOSED: N_("办结")}


def pages(shelves: Shelves) -> Iterator[Page]:
    """One page as soon as anything was ever assigned."""
    found = assignments(shelves.handlings)
    today = shelves.today
    if not found or today is None:
        return
    ways = {(issue.record.on, issue.record.revision): issue.page for issue in shelves.issues if issue.record.kind == DAILY}
    closed = sorted((one for one in found if one.closed), key=lambda one: (one.closed, one.matter.item), reverse=True)

    def way(one: Assignment) -> str:
        page = ways.get((one.matter.on, one.matter.revision))
        target = one.matter.item if one.matter.item[:1] in "CE" else "dates"
        return f"{page}#{target}" if page else ""

    def made() -> bytes:
        return draw(
            "assigned.html.j2", places.ASSIGNED, today=today, standing=[one for one in found if one.open],
            closed=closed[:CLOSED], more=len(closed[CLOSED:]), way=way, due_words=due_words, entry=entry,
        )  # fmt: skip

    told = [(way(one), one) for one in found]
    yield Page(places.ASSIGNED, key("assigned", today, told), made)


def standing(shelves: Shelves) -> Sequence[Assignment]:
    """What is open, for the line on the index."""
    return [one for one in assignments(shelves.handlings) if one.open]


def entry(one: Handling) -> str:
    """``指派给 王某，期限 2026-11-30：核对在审产品（李某）``."""
    due = _("，期限 {day}").format(day=one.due) if one.due else ""
    said = _("：{words}").format(words=one.words) if one.words else ""
    return _("{doing}{due}{said}（{by}）").format(doing=_(_DOINGS[one.doing]).format(to=one.to), due=due, said=said, by=one.by)
