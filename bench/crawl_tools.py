"""The tools of the crawl benchmark: how each is set up, started, and asked what it kept."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = """
id = "bench_mpa"
name = "甲省药监局·政策文件"
province = "甲省"
authority = "甲省药品监督管理局"
channel = "政策文件"
family = "trs_wcm"
listing = "{url}/list/index.html"
enabled = true
loopback = true
max_pages = 1000
max_documents = 100000
[pace]
delay = 0.0
concurrency = 8
[options]
rows = "ul.rows > li"
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """``prepare(folder, url, pages)`` makes its configuration, ``command(folder)`` starts one look, ``found(folder)`` counts what it keeps.

    ``timed``: it says itself, on its last line, how many seconds the look took.
    """

    name: str
    prepare: Callable[[Path, str, int], None]
    command: Callable[[Path], list[str]]
    found: Callable[[Path], int] | None = None
    environment: dict[str, str] = field(default_factory=dict)
    codes: tuple[int, ...] = (0,)
    timed: bool = False


def _project(folder: Path, url: str, pages: int) -> None:  # noqa: ARG001 - it finds the pages by itself
    (folder / "sources").mkdir()
    (folder / "sources" / "bench_mpa.toml").write_text(SOURCE.format(url=url), "utf-8")
    (folder / "regdelta.toml").write_text("", "utf-8")


def _versions(folder: Path) -> int:
    with sqlite3.connect(folder / "regdelta.db") as db:
        return int(db.execute("SELECT COUNT(*) FROM versions WHERE sequence = 1").fetchone()[0])


REGDELTA = Tool(
    "regdelta",
    _project,
    lambda folder: [sys.executable, "-c", "import cli; cli.main()", "crawl", "--json", "--project", str(folder)],
    _versions,
    {"PYTHONPATH": str(ROOT)},
)
SCHEDULED = Tool(
    "regdelta, as scheduled",
    _project,
    lambda folder: [sys.executable, "-m", "bench.crawl_scheduled", str(folder)],
    _versions,
    {"PYTHONPATH": str(ROOT)},
    timed=True,
)


def _bare(folder: Path, url: str, pages: int) -> None:  # noqa: ARG001
    (folder / "url").write_text(url)


def _kept(folder: Path) -> int:
    with sqlite3.connect(folder / "bare.db") as db:
        return int(db.execute("SELECT COUNT(*) FROM pages").fetchone()[0])


BARE = Tool(
    "Scrapy + SQLite, bare",
    _bare,
    lambda folder: [sys.executable, "-m", "bench.crawl_bare", (folder / "url").read_text(), str(folder / "bare.db")],
    _kept,
    {"PYTHONPATH": str(ROOT)},
)
TOOLS = (REGDELTA, SCHEDULED, BARE)


def _watched(folder: Path, url: str, pages: int) -> None:
    """A job an address, which is what both programs of this family ask for."""
    jobs = "\n---\n".join(f"name: d{n}\nurl: {url}/doc/{n}.html" for n in range(pages))
    (folder / "urls.yaml").write_text(jobs + "\n", "utf-8")


def _watcher(name: str, program: Path) -> Tool:
    jobs, store = ("--urls", "--cache") if name == "urlwatch" else ("--jobs", "--database")

    def command(folder: Path) -> list[str]:
        own = [jobs, str(folder / "urls.yaml"), store, str(folder / "kept.db")]
        return [str(program), *own, "--config", str(folder / "config.yaml")]

    return Tool(name, _watched, command)


def _server(name: str, program: Path) -> Tool:
    """changedetection.io is a server; see :mod:`bench.crawl_changedetection`."""

    def prepare(folder: Path, url: str, pages: int) -> None:
        (folder / "look").write_text(f"{url} {pages}")

    def command(folder: Path) -> list[str]:
        wanted = (folder / "look").read_text().split()
        return [sys.executable, "-m", "bench.crawl_changedetection", str(program), str(folder), *wanted]

    return Tool(name, prepare, command, environment={"PYTHONPATH": str(ROOT)}, timed=True)


PEERS = {"urlwatch": _watcher, "webchanges": _watcher, "changedetection.io": _server}


def installed(folder: Path, without: Sequence[str] = ()) -> list[Tool]:
    """The peers, each in an environment of its own inside ``folder``; installs what is not there yet."""
    return [make(name, _environment(folder, name)) for name, make in PEERS.items() if name not in without]


def _environment(folder: Path, package: str) -> Path:
    home = folder.resolve() / package
    program = home / "bin" / package
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(home / "bin" / "python"), "-m", "pip", "install", "-q", package], check=True)
    return program
