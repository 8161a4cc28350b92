"""疑似撤下: a document whose page has been gone for long while the rest of its source was there. It is never called 废止 for that.

Sites lose pages for hours and days, to gates and to moves; one monitor saw a page answer 404 for a week and come back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.change import Event, EventKind
from domain.record import Visit
from domain.visiting import Gone
from monitor.clock import local_date
from storage.protocol import Store

RUNS, DAYS = 3, 7
"""So many runs, over so many days in Asia/Shanghai, each of which read the source's list and found rows."""


def withdrawals(store: Store, run: int, at: datetime) -> Iterator[Visit]:
    """The documents that this run makes 疑似撤下, each as a visit without a page; each is told once until it is seen again."""
    for gone in store.gone(run):
        known = store.document_at(gone.page.source, gone.page.key)
        home = known and (known.source, known.url) == (gone.page.source, gone.page.url)
        if known and home and not known.repealed and _long_enough(gone) and not _told(store, known.id, gone):
            yield Visit(run, at, None, (), known.id, None, events=(_event(gone),))


def _long_enough(gone: Gone) -> bool:
    return gone.runs >= RUNS and (local_date(gone.until) - local_date(gone.since)).days >= DAYS


def _told(store: Store, document: int, gone: Gone) -> bool:
    """True if it was told since the page went."""
    return any(one.event.kind is EventKind.WITHDRAWN and one.created >= gone.since for one in store.events(document))


def _event(gone: Gone) -> Event:
    first, last = local_date(gone.since), local_date(gone.until)
    words = f"自 {first} 起 {gone.runs} 轮访问原文页面均返回 404 或 410（最近 {last}），同期列表读取正常"
    return Event(EventKind.WITHDRAWN, f"疑似撤下，不等于废止：{words}；已存文本保留")
