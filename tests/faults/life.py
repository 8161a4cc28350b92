"""One project that lives through many sites at once: each source has a history of its own, all share a run a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from domain.card import Card
from domain.crawl import Fetch, PageKind
from domain.record import DocumentRecord
from domain.report import Report, SourceLine
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import RunResult, run
from monitor.wiring import Rooms, open_rooms
from tests.faults.families import SHAPES
from tests.faults.shapes import Place, Show
from tests.faults.spoilt import Spoil
from tests.faults.wire import Reply, Wire

FIRST = datetime(2026, 11, 20, 8, 5, tzinfo=SHANGHAI)
SOURCE = """\
id = "{id}"
name = "来源{id}"
province = "测试"
authority = "测试省药品监督管理局"
channel = "规范性文件"
family = "{family}"
listing = "http://127.0.0.1:{port}{listing}"
site_code = "9900000123"
loopback = true
visit = {{ second_look = 0.05 }}

[pace]
delay = 0
concurrency = 4

[options]
{options}
"""


@dataclass(frozen=True, slots=True)
class Look:
    """What a site shows on a day, and what it makes of its answers, by what they are or by their path."""

    show: Show
    spoil: Callable[[Place, Reply], Reply] = lambda _, reply: reply
    paths: Mapping[str, Spoil] = field(default_factory=dict)


@dataclass(slots=True)
class Life:
    """A project and its sites. ``histories`` holds the looks of each source, a day each; the last one goes on. ``run`` is how a day is run."""

    root: Path
    histories: dict[str, tuple[str, Sequence[Look], dict[str, str]]] = field(default_factory=dict)
    edits: list[tuple[int, str, str, str]] = field(default_factory=list)
    run: Callable[[Rooms], RunResult] = run
    day: int = 0
    reports: list[Report] = field(default_factory=list)

    def add(self, source: str, shape: str, *looks: Look, **keys: str) -> None:
        """A source with its looks; ``keys`` are further lines of its file, as TOML."""
        self.histories[source] = shape, looks, keys

    def edit(self, day: int, source: str, old: str, new: str) -> None:
        """Let somebody change the file of a source before the run of a day."""
        self.edits.append((day, source, old, new))

    def live(self, days: int) -> None:
        """A run each morning."""
        with Wire() as wire:
            make_project(self.root, {f"{source}.toml": self._file(wire, source) for source in self.histories})
            for self.day in range(days):
                for _, source, old, new in (edit for edit in self.edits if edit[0] == self.day):
                    path = self.root / "sources" / f"{source}.toml"
                    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
                with open_rooms(self.root, clock_from(FIRST + timedelta(days=self.day))) as rooms:
                    record = self.run(rooms).report
                assert record, "every day has its report"
                self.reports.append(stored(record))

    def _file(self, wire: Wire, source: str) -> str:
        name, looks, keys = self.histories[source]
        shape = SHAPES[name]

        def now() -> Look:
            return looks[min(self.day, len(looks) - 1)]

        site = shape.site(lambda: now().show, lambda place, reply: now().spoil(place, reply))
        port = wire.open(lambda path: now().paths.get(path, lambda reply: reply)(site(path)))
        text = SOURCE.format(id=source, family=shape.family, port=port, listing=shape.listing, options=shape.options)
        for key, value in keys.items():
            text = re.sub(rf"^{key} = .*\n", "", text, flags=re.M)
            text = f"{key} = {value}\n{text}"
        return text


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of the documents of one source."""

    cards: tuple[Card, ...]
    others: tuple[str, ...]
    suspects: tuple[str, ...]
    renumbered: int
    row: SourceLine


class Lived:
    """A life that is over, open for questions."""

    def __init__(self, life: Life, rooms: Rooms) -> None:
        self.life = life
        self.store = rooms.store
        self.runs = [run.id for run in reversed(rooms.store.runs())]
        self._documents: dict[str, list[DocumentRecord]] = {}
        for document in rooms.store.documents():
            self._documents.setdefault(document.source or "", []).append(document)

    def documents(self, source: str) -> list[DocumentRecord]:
        return self._documents.get(source, [])

    def texts(self, source: str) -> dict[str, list[str]]:
        """Title -> the text of each version, oldest first."""
        return {
            one.title: [self.store.version(one.id, number)[1].text for number in range(1, one.versions + 1)]
            for one in self.documents(source)
        }

    def looks(self, day: int, source: str, kind: PageKind) -> list[Fetch]:
        return [one for one in self.store.fetches(self.runs[day], source) if one.page.kind is kind]

    def told(self, day: int, source: str) -> Told:
        """``others`` names whatever is neither card nor suspect nor mere renumbering."""
        report = self.life.reports[day]
        own = {document.id for document in self.documents(source)}
        events = (*report.notices, *report.seen, *report.new_papers)
        edits = (*report.editorial, *report.moves)
        return Told(
            cards=tuple(card for card in report.cards if card.paper.id in own),
            others=tuple(repr(one) for one in (*events, *edits) if one.paper.id in own),
            suspects=tuple(one.detail for one in report.suspects if one.paper.id in own),
            renumbered=sum(one.count for one in report.renumbered if one.paper.id in own),
            row=next(row for row in report.sources.rows if row.source == source),
        )

    def silent(self, source: str, days: Iterable[int]) -> None:
        """Hold the reports of some days to have said nothing of a source's documents."""
        for day in days:
            told = self.told(day, source)
            assert (told.cards, told.others, told.suspects, told.renumbered) == ((), (), (), 0), f"day {day}"
            assert told.row.suspect == 0, f"day {day}"


@contextmanager
def lived(life: Life, days: int) -> Iterator[Lived]:
    """Live through the days, then answer questions."""
    life.live(days)
    with open_rooms(life.root) as rooms:
        yield Lived(life, rooms)
