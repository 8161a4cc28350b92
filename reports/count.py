"""The numbers of the verdict. A document counts once, and so does a measure, however often either changed in the window."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from domain.card import Rank
from domain.change import Change, Severity
from domain.crawl import Fetch, Outcome, PageKind
from domain.record import ChangeRecord
from domain.report import Notice, Upcoming
from domain.run import Run
from reports.direction import event_words
from reports.folding import moves_only, slides
from storage.protocol import Store


def counted(change: Change) -> bool:
    """True if the change is one of the 实质变动."""
    return change.severity is Severity.SUBSTANTIVE and not slides(change) and not moves_only(change)


def measures(records: Iterable[ChangeRecord]) -> int:
    """How many measures changed in substance; one that changed in two versions of the window counts once."""
    origin: dict[tuple[int, int, int], int] = {}
    changed: set[int] = set()
    for record in sorted(records, key=lambda one: (one.document, one.to_sequence, one.id)):
        came_from = [origin.get((record.document, record.from_sequence, ref.ordinal)) for ref in record.change.old]
        first = next((known for known in came_from if known is not None), record.id)
        for ref in record.change.new:
            origin[(record.document, record.to_sequence, ref.ordinal)] = first
        if counted(record.change):
            changed.add(first)
    return len(changed)


def effects(notices: Iterable[Notice], dates: Iterable[Upcoming]) -> int:
    """文件效力提醒: events that end or change a document, and reminders."""
    return sum(event_words(one.kind)[0] is Rank.EFFECT for one in notices) + sum(bool(one.reminder) for one in dates)


def furniture(store: Store, run: Run, told: Collection[int]) -> int:
    """Pages of a run whose bytes changed while the text did not: 浏览次数, 热门排行, layout, 页头页尾.

    Documents in ``told`` had an event: what happened to their page is said elsewhere.
    """
    return sum(
        _only_bytes(store, run, fetch, told)
        for fetch in store.fetches(run.id)
        if fetch.outcome is Outcome.OK and fetch.page.kind is PageKind.DOCUMENT
    )


def _only_bytes(store: Store, run: Run, fetch: Fetch, told: Collection[int]) -> bool:
    document = store.document_at(fetch.page.source, fetch.page.key)
    if document is None or document.id in told:
        return False
    newest = store.versions(document.id)[-1]
    if newest.run == run.id:
        return False
    made_from = (store.fetch(one) for one in newest.fetches)
    return any(one.page.key == fetch.page.key and one.sha256 != fetch.sha256 for one in made_from)
