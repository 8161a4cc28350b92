"""The whole road against the peers, on one machine and one local site: ``python -m bench.crawl [--pages 200 2000] [--peers FOLDER]``.

Each tool looks at the same documents four times: cold, unchanged (with and without validators) and with 5 % of them amended. What counts is the time a
command takes from start to end, and the memory of its largest process. regdelta goes the whole road, from the list to stored
versions and changes; the peers are given the addresses and keep page bodies. It stands there twice: started from the command line, and as
its schedule starts it, loaded before the clock strikes. changedetection.io is a server, whose start is not counted. ``--peers`` names a folder in which they are installed into
environments of their own (it takes minutes, once); without it only bare Scrapy with SQLite stands beside regdelta.

The bars: unchanged no slower than urlwatch; cold within 1.3 times bare Scrapy with SQLite; memory flat from 200 to 2,000 pages and under
150 MB.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from bench.crawl_tools import ROOT, TOOLS, Tool, installed

ROUNDS = ("cold", "unchanged", "unchanged, validators", "5 % changed")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds from start to end; megabytes of the largest process."""

    seconds: float
    megabytes: float


@contextmanager
def site(pages: int) -> Iterator[str]:
    """The address of a site with so many documents."""
    command = [sys.executable, "-m", "bench.crawl_site", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield (server.stdout.readline() if server.stdout else "").strip()
        finally:
            server.terminate()


def put(url: str, **state: int) -> None:
    """Bring the site into a state (see :class:`bench.crawl_site.State`)."""
    query = "&".join(f"{name}={value}" for name, value in state.items())
    with urlopen(f"{url}/_set?{query}", timeout=10) as answer:  # noqa: S310 - our own server on loopback
        answer.read()


def cost(tool: Tool, folder: Path) -> Cost:
    """One look by a tool, to its end. Raises CalledProcessError if it fails."""
    command = tool.command(folder)
    log = folder / "log.txt"
    with log.open("ab") as out:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env={**os.environ, **tool.environment})
        _, status, usage = os.wait4(child.pid, 0)
        taken = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in tool.codes:
        raise subprocess.CalledProcessError(child.returncode, command, log.read_bytes()[-2000:])
    if tool.timed:
        taken = float(log.read_text("utf-8", "replace").split()[-1])
    return Cost(taken, usage.ru_maxrss / 1024)


def rounds(tool: Tool, pages: int, url: str) -> dict[str, Cost]:
    """One tool through the four rounds, from nothing."""
    with tempfile.TemporaryDirectory(prefix=f"bench-{tool.name.split()[0]}-") as name:
        folder = Path(name)
        put(url, validators=0, day=0, share=0)
        tool.prepare(folder, url, pages)
        seen: dict[str, Cost] = {}
        for step in ROUNDS:
            validators = step == "unchanged, validators"
            put(url, validators=int(validators), day=int(step == "5 % changed"), share=5 if step == "5 % changed" else 0)
            if validators:  # they have to be seen once before they can be sent
                cost(tool, folder)
            seen[step] = cost(tool, folder)
            found = tool.found(folder) if tool.found else None
            if step == "cold" and found is not None and found != pages:
                raise RuntimeError(f"{tool.name} kept {found} of {pages} documents; see {folder / 'log.txt'}")
        return seen


def main() -> int:
    """Print a table for each number of pages; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--times", type=int, default=3, help="the median of so many passes counts")
    parser.add_argument("--peers", type=Path, help="install the peers into this folder and measure them too")
    parser.add_argument(
        "--without",
        nargs="+",
        default=[],
        help="leave out these peers (webchanges and changedetection.io take minutes for 2,000 pages)",
    )
    chosen = parser.parse_args()
    compileall.compile_dir(ROOT, quiet=1, rx=re.compile(r"[/\\](?:\.\w+|tests)[/\\]"))  # as installing does
    tools = [*TOOLS, *(installed(chosen.peers, chosen.without) if chosen.peers else ())]
    tables = {pages: table(tools, pages, chosen.times) for pages in chosen.pages}
    return int(any(list(missed(tables))))


def table(tools: list[Tool], pages: int, times: int) -> dict[str, dict[str, Cost]]:
    """Measure all tools in turns and print what came out."""
    taken: dict[str, list[dict[str, Cost]]] = {tool.name: [] for tool in tools}
    with site(pages) as url:
        for _ in range(times):
            for tool in tools:
                taken[tool.name].append(rounds(tool, pages, url))
    summed = {name: {step: _middle([one[step] for one in passes]) for step in ROUNDS} for name, passes in taken.items()}
    print(f"\n{pages} pages ".ljust(24) + "".join(f"{step:>24}" for step in ROUNDS) + f"{'memory':>10}")
    for name, steps in summed.items():
        print(f"{name:23}" + "".join(f"{steps[step].seconds:22.2f} s" for step in ROUNDS) + f"{_memory(steps):7.0f} MB")
    return summed


def _middle(costs: list[Cost]) -> Cost:
    return Cost(median(one.seconds for one in costs), max(one.megabytes for one in costs))


def _memory(steps: dict[str, Cost]) -> float:
    return max(one.megabytes for one in steps.values())


def missed(tables: dict[int, dict[str, dict[str, Cost]]]) -> Iterator[bool]:
    """Print each bar with its ratio; True for one that is missed."""
    print()
    for pages, costs in tables.items():
        own, bare, urlwatch = costs["regdelta"], costs["Scrapy + SQLite, bare"], costs.get("urlwatch")
        yield _bar(f"{pages} pages, cold / bare Scrapy + SQLite", own["cold"].seconds / bare["cold"].seconds, 1.3)
        for step in ("unchanged", "unchanged, validators") if urlwatch else ():
            for name in ("regdelta", "regdelta, as scheduled"):
                ratio = costs[name][step].seconds / urlwatch[step].seconds
                yield _bar(f"{pages} pages, {step} / urlwatch{name.removeprefix('regdelta')}", ratio, 1.0)
        yield _bar(f"{pages} pages, memory in MB", _memory(own), 150)
    if len(tables) < 2:
        return
    few, *_, many = tables.values()
    yield _bar("memory, most pages / fewest", _memory(many["regdelta"]) / _memory(few["regdelta"]), 1.15)


def _bar(what: str, value: float, bar: float) -> bool:
    print(f"{what:60} {value:8.2f}   bar {bar:g}   {'met' if value <= bar else 'MISSED'}")
    return value > bar


if __name__ == "__main__":
    sys.exit(main())
