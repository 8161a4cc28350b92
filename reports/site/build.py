"""The whole site on one screen: every page there is, and only what changed drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from domain.errors import StoreError
from domain.source import Source
from reports.site import assigned, days, looks, matrix, papers, places, search, trends
from reports.site.drawing import style
from reports.site.shelves import Shelves, Tools
from reports.site.writing import Page, Written, key, put_all
from storage.protocol import Store

Told = Callable[[str], None]
"""Called with the path of each page as it is come to."""


def build_site(
    store: Store,
    folder: Path,
    sources: Sequence[Source],
    tools: Tools,
    *,
    output: Path | None = None,
    tell: Told = lambda _path: None,
) -> Written:
    """Bring the site of the reports in ``folder`` up to date, in ``output`` (by default there). No clock is read: one store makes one site.

    Raises StoreError if the folder cannot be written; what was written by then is whole, and the next call goes on from there.
    """
    shelves = Shelves(store, folder, output or folder, sources, tools)
    try:
        return put_all(shelves.output, _told(pages(shelves), tell))
    except OSError as error:
        raise StoreError(
            f"the site cannot be written to {shelves.output}: {error.strerror or error}; free the folder, then: regdelta site"
        ) from error


def pages(shelves: Shelves) -> Iterator[Page]:
    """Every page, the index last, so that it never leads to one that is not there yet."""
    yield Page(places.STYLE, key("style"), style)
    yield from chain(
        *(papers.pages(shelves), looks.pages(shelves), trends.pages(shelves), search.pages(shelves), assigned.pages(shelves)),
        matrix.pages(shelves),
        days.pages(shelves),
    )


def _told(found: Iterator[Page], tell: Told) -> Iterator[Page]:
    for page in found:
        tell(page.path)
        yield page
