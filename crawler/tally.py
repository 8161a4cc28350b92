"""Counting: did this run see all of the source? Rows in, records out, or a sentence that says what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crawler.outcomes import OK, Verdict
from crawler.plan import Plan
from domain.crawl import Entry, Listing, Outcome, Page, PageKind
from domain.run import SourceHealth
from domain.source import Source

GRAVEST_LAST = (
    Outcome.OK, Outcome.NOT_MODIFIED, Outcome.EXTERNAL_SKIPPED, Outcome.ROBOTS_DENIED, Outcome.ATTACHMENT_IS_HTML,
    Outcome.TOO_LARGE, Outcome.SOFT_404, Outcome.HTTP_ERROR, Outcome.PARTIAL, Outcome.REPEATED_PAGE, Outcome.EMPTY_LISTING,
    Outcome.DRIFTED, Outcome.WRONG_HOST, Outcome.RESET, Outcome.TIMEOUT, Outcome.TLS, Outcome.DNS, Outcome.BLOCKED,
    Outcome.CHALLENGE,
)  # fmt: skip
HARMLESS = (Outcome.OK, Outcome.NOT_MODIFIED, Outcome.EXTERNAL_SKIPPED, Outcome.ROBOTS_DENIED)
"""Outcomes of single pages that leave a source in good health: a link out, or a page the site asks robots to leave alone."""

FAR_FEWER = 0.5  # of the rows of the last good run; columns shrink by moves and repeals, never by half in a day


@dataclass(slots=True)
class Tally:
    """What one run has seen of one source. ``known`` is the number of entries of the last good run, 0 for none.

    ``head``: the list is read as far as ``source.max_pages`` goes because no more of it is due, not because no more is wanted.
    ``plan`` is made once the list is read. ``down`` are keys of pages that are known to have been taken down: that they fail again is no failure of the source.
    """

    source: Source
    known: int = 0
    pages: dict[int, frozenset[str]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    expected_rows: int | None = None
    expected_pages: int | None = None
    looks: list[tuple[Page, Verdict]] = field(default_factory=list)
    head: bool = False
    down: frozenset[str] = frozenset()
    plan: Plan = field(default_factory=lambda: Plan(()))

    def read(self, listing: Listing) -> Verdict:
        """Take in a page of the listing; REPEATED_PAGE if it shows the rows of another page.

        Where rows of other columns are left out, a page may have none; two such pages are no repetition.
        """
        rows = frozenset(entry.url for entry in listing.entries)
        twin = next((page for page, seen in self.pages.items() if rows and page != listing.page and seen == rows), None)
        if twin is not None:
            return Verdict(Outcome.REPEATED_PAGE, f"列表第 {listing.page} 页与第 {twin} 页的 {len(rows)} 行完全相同")
        self.pages[listing.page] = rows
        for entry in listing.entries:
            self.entries.setdefault(entry.url, entry)
        self.expected_rows = listing.expected_rows if listing.expected_rows is not None else self.expected_rows
        self.expected_pages = listing.expected_pages if listing.expected_pages is not None else self.expected_pages
        return OK

    def note(self, page: Page, verdict: Verdict) -> None:
        self.looks.append((page, verdict))

    def health(self) -> SourceHealth:
        """The row of this run for this source."""
        counts = Counter(verdict.outcome for _, verdict in self.looks)
        verdict = self.verdict()
        return SourceHealth(
            source=self.source.id,
            name=self.source.name,
            outcome=verdict.outcome,
            detail=verdict.detail,
            entries=len(self.entries),
            expected=self.expected_rows,
            fetched=counts[Outcome.OK],
            not_modified=counts[Outcome.NOT_MODIFIED],
            failed=len(self._bad()),
            listed=self.listed,
            swept=self.listed and (self.whole or not self.head),
            pages=len(self.pages),
            plan=self._planned(),
        )

    @property
    def whole(self) -> bool:
        """True if no page of the list lies beyond those that were to be read."""
        return (self.expected_pages or 1) <= self.source.max_pages

    @property
    def listed(self) -> bool:
        """True if the list was read as far as it was to be read, and had rows."""
        return bool(self.entries) and not self._broken() and self._short() is None

    def _broken(self) -> list[tuple[Page, Verdict]]:
        looks = ((page, verdict) for page, verdict in self.looks if page.kind is PageKind.LISTING)
        return [(page, verdict) for page, verdict in looks if not verdict.outcome.looked]

    def _bad(self) -> list[tuple[Page, Verdict]]:
        """Looks that came to nothing, those at pages known to be gone, or that seem to be, aside."""
        looks = ((page, verdict) for page, verdict in self.looks if page.key not in self.down)
        return [(page, verdict) for page, verdict in looks if verdict.outcome not in HARMLESS and not self._left(page, verdict)]

    def _left(self, page: Page, verdict: Verdict) -> bool:
        """True where list and page agree that a document is no longer there: that may be a withdrawal, and is no fault of the source."""
        return verdict.gone and page.key in self.plan.unlisted

    def _planned(self) -> str:
        """What was to be looked at: how much of the list, how many documents and how many not yet."""
        head = f"列表前 {self.source.max_pages} 页" if self.head and not self.whole else "全部列表"
        waiting = f"，未到复查时间 {self.plan.waiting} 份" if self.plan.waiting else ""
        return f"{head}，文件 {len(self.plan.pages)} 份{waiting}"

    def verdict(self) -> Verdict:
        """The first thing wrong with the listing, else the gravest thing wrong with a page, else OK with what was left out."""
        if broken := self._broken():
            page, verdict = max(broken, key=_gravity)
            return Verdict(verdict.outcome, _at(page, verdict))
        return self._short() or self._worst_page() or Verdict(Outcome.OK, "；".join(self._left_out()))

    def _short(self) -> Verdict | None:
        """Fewer pages or rows than the site or the source file says, or far fewer than the last good run saw."""
        rows = sum(len(page) for page in self.pages.values())
        wanted_pages = min(self.expected_pages or 1, self.source.max_pages)
        expect = self.source.expect
        part = self.head and not self.whole
        if len(self.pages) < wanted_pages:
            return Verdict(Outcome.PARTIAL, f"列表应有 {wanted_pages} 页，只读到 {len(self.pages)} 页")
        if self.whole and self.expected_rows is not None and rows < self.expected_rows:
            return Verdict(Outcome.PARTIAL, f"列表自称共 {self.expected_rows} 行，只读到 {rows} 行")
        if (rows < expect.entries and not part) or len(self.pages) < min(expect.pages, self.source.max_pages):
            read = f"只读到 {rows} 行、{len(self.pages)} 页"
            return Verdict(Outcome.PARTIAL, f"来源文件要求至少 {expect.entries} 行、{expect.pages} 页，{read}")
        if (part or not expect.entries) and len(self.entries) < self.known * FAR_FEWER:
            hint = "如栏目确已变小，请在来源文件写明 expect.entries"
            return Verdict(Outcome.DRIFTED, f"读到 {len(self.entries)} 条，上次成功时有 {self.known} 条；{hint}")
        return None

    def _worst_page(self) -> Verdict | None:
        bad = self._bad()
        if not bad:
            return None
        page, verdict = max(bad, key=_gravity)
        others = f"（{len(self.looks)} 页中有 {len(bad)} 页未能读取）" if len(bad) > 1 else ""
        return Verdict(verdict.outcome, f"{_at(page, verdict)}{others}")

    def _left_out(self) -> list[str]:
        counts = Counter(verdict.outcome for _, verdict in self.looks)
        said = []
        if not self.whole and not self.head:
            said.append(f"列表 {self.expected_pages} 页，按 max_pages 只读前 {self.source.max_pages} 页")
        if counts[Outcome.ROBOTS_DENIED]:
            said.append(f"按 robots.txt 不访问 {counts[Outcome.ROBOTS_DENIED]} 页")
        if self.plan.over:
            due = len(self.plan.pages) + self.plan.over
            said.append(f"文件 {due} 份，按 max_documents 只看前 {self.source.max_documents} 份")
        if down := sum(page.key in self.down and verdict.outcome not in HARMLESS for page, verdict in self.looks):
            said.append(f"疑似撤下的 {down} 页仍取不到")
        if left := sum(self._left(page, verdict) and page.key not in self.down for page, verdict in self.looks):
            said.append(f"{left} 份文件已不在列表中，页面也取不到，是否撤下待确认")
        return said


def _at(page: Page, verdict: Verdict) -> str:
    """The sentence with the address it is about, once."""
    return verdict.detail if page.url in verdict.detail else f"{page.url}: {verdict.detail}"


def _gravity(look: tuple[Page, Verdict]) -> int:
    return GRAVEST_LAST.index(look[1].outcome)
