"""What reading the pages of a run adds to the lines of its sources: sentences in the health line, never a failure of the source.

A crawl is over when its pages are read, and its lines are written: that a file came whole and could not be opened shows only here.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.record import Visit
from storage.protocol import Store

NAMED = 3  # of each kind; the documents themselves name all of theirs


class Remarks:
    """Gathers what the visits of one run have to say. :meth:`write` may be called again and again: a later line holds what an earlier one held."""

    def __init__(self, store: Store, run: int) -> None:
        self.store, self.run = store, run
        self._lines: dict[str, str] = {}
        self._said: dict[str, dict[str, dict[str, None]]] = {}
        self._new: set[str] = set()

    def of(self, visit: Visit) -> None:
        """Take in a visit; what was said before is not said again."""
        if visit.page is None:
            return
        for what, one in visit.remarks:
            self._said.setdefault(visit.page.source, {}).setdefault(what, {})[one] = None
            self._new.add(visit.page.source)

    def write(self) -> None:
        """Put what is new into the lines of the sources."""
        if self._new and not self._lines:
            self._lines = {health.source: health.detail for health in self.store.health(self.run)}
        for source in sorted(self._new):
            sentences = (_sentence(what, ones) for what, ones in self._said[source].items())
            self.store.remark(self.run, source, "；".join(filter(None, [self._lines.get(source, ""), *sentences])))
        self._new.clear()


def _sentence(what: str, ones: Iterable[str]) -> str:
    """``未能读出 5 处：a；b；c 等``."""
    told = list(ones)
    more = " 等" if len(told) > NAMED else ""
    return f"{what} {len(told)} 处：{'；'.join(told[:NAMED])}{more}"
