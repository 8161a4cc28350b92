"""省际比较表: the provinces side by side as of the day of the newest run, and the same as Word and Excel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from domain.comparison_table import Cited, ComparisonTable, Entry
from reports.matrix import comparison_table, until
from reports.matrix_files import write
from reports.matrix_papers import columns
from reports.matrix_sheet import one_sheet
from reports.matrix_view import view
from reports.shelf import Shelf
from reports.site import places
from reports.site.drawing import draw
from reports.site.shelves import Shelves
from reports.site.writing import Page, key


def pages(shelves: Shelves) -> Iterator[Page]:
    """The page and its files; before the first run there is no day to speak of and only an empty page."""
    if shelves.today is None:
        yield Page(places.MATRIX, key("matrix"), lambda: draw("matrix.html.j2", places.MATRIX, table=None))
        return
    today, shelf = shelves.today, Shelf(shelves.store)
    standing = columns(shelf, tuple(shelves.sources.values()))

    @cache
    def table() -> ComparisonTable:
        return comparison_table(shelf, standing, until(today))

    def page() -> bytes:
        return draw("matrix.html.j2", places.MATRIX, table=table(), view=view(table()), way=_way)

    changes = [one.id for one in chain.from_iterable(shelves.changes.values())]
    events = [one.id for one in shelves.store.events()]
    papers = [shelf.paper(document) for document, _sequence in standing[1]]
    mark = key("matrix", today, standing, papers, changes, events, sorted(shelves.struck))
    at = shelves.runs[-1].started
    yield Page(places.MATRIX, mark, page)
    yield Page(places.MATRIX_WORD, mark, lambda: write(table(), "docx", at))
    yield Page(places.MATRIX_EXCEL, mark, lambda: write(table(), "xlsx", at))
    yield Page(places.MATRIX_SHEET, mark, lambda: write(one_sheet(table()), "docx", at))


def _way(cited: Cited, entry: Entry) -> str:
    """From the page to the measure in the whole text."""
    return places.link(places.MATRIX, f"{places.paper(cited.paper.id)}#m{entry.ordinal}")
