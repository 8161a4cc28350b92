"""The site of a large project: seconds for the first build and for a morning after it, and how large its index is: python -m bench.site [DOCUMENTS].

The papers are made of sentences that no two papers share, so that the index is at its largest.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.crawl import Outcome
from monitor.site import TOOLS
from reports.site.build import build_site
from tests.unit.reports.desk import Desk, Item, paper

DOCUMENTS, SOURCES, RUNS, MEASURES, SENTENCES, CHARACTERS = 400, 100, 100, 25, 4, 45


def items(chance: random.Random) -> list[Item]:
    return [
        (f"{n}.", f"办理{_words(chance, 8)}", "。".join(_words(chance, CHARACTERS) for _ in range(SENTENCES)) + "。", ("甲局",))
        for n in range(1, MEASURES + 1)
    ]


def _words(chance: random.Random, length: int) -> str:
    """Characters with the frequencies of a language: a few of the 3,500 common ones make up most of a text."""
    return "".join(chr(0x4E00 + min(int(chance.paretovariate(0.6)) * 7, 20_000)) for _ in range(length))


def filled(folder: Path, documents: int) -> Desk:
    """A desk with this many papers, a tenth of them with a second version, and a year of looks."""
    chance = random.Random(1)  # noqa: S311 - the same texts every time
    desk = Desk(folder)
    for number in range(SOURCES):
        desk.source(f"s{number:03}", f"甲{number}局", f"省{number % 31:02}")
    desk.begin(desk.at)
    for number in range(documents):
        made = paper(f"办法{number}", f"省{number % 31:02}", items(chance))
        key = f"s{number % SOURCES:03}"
        desk.publish(key, made)
        if number % 10 == 0:
            desk.publish(key, paper(f"办法{number}", f"省{number % 31:02}", items(chance)), known=number + 1)
    for _ in range(RUNS):
        morning(desk, chance)
    return desk


def morning(desk: Desk, chance: random.Random) -> None:
    """Every source looked at, one in fifty in vain."""
    desk.begin(desk.at + timedelta(days=1))
    with desk.store.transaction():  # type: ignore[attr-defined] # one sync to disk instead of a hundred
        for source in desk.sources:
            desk.looked(source.id, Outcome.TIMEOUT if chance.random() < 0.02 else Outcome.OK)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(documents: int = DOCUMENTS) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        desk = filled(Path(name), documents)

        def build() -> None:
            build_site(desk.store, folder, desk.sources, TOOLS)

        first = seconds(build)
        nothing = seconds(build)
        morning(desk, random.Random(2))  # noqa: S311
        quiet = seconds(build)
        desk.publish("s000", paper("办法0", "省00", items(random.Random(3))), known=1)  # noqa: S311
        changed = seconds(build)
        print(f"{documents} documents, {SOURCES} sources, {RUNS} runs: first {first:.1f} s")
        print(
            f"again {nothing:.2f} s ({nothing / first:.3f}), a quiet morning {quiet:.2f} s, one document changed {changed:.2f} s"
        )
        for kind in ("start", "w", "d"):
            sizes = [path.stat().st_size for path in (folder / "site/index").glob(f"{kind}*.js") if kind != "s"]
            print(f"index {kind:5} {len(sizes):4} files, largest {max(sizes) / 1e3:7.0f} KB, all {sum(sizes) / 1e6:6.1f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
