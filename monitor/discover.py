"""``regdelta sources discover``: the columns of a site worth watching, each as the source file to keep.

The walk is done by the crawler into a scratch database and archive: robots.txt, address guard, pace and challenges are dealt with as
in any run, and nothing of it is kept but what was found.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawler.addresses import host_and_port, is_numeric, same_site
from crawler.discovery.columns import TOPICS
from crawler.job import ARCHIVE, DATABASE, Found
from crawler.process import CrawlJob, Progress, crawl
from crawler.sources import SHIPPED, load_sources
from domain.crawl import Outcome, PageKind
from domain.errors import CrawlError, InputError
from domain.run import Window
from domain.source import Pace, Source
from monitor.clock import Clock, local_date, system_clock
from monitor.config import CONFIG_NAME, load_project
from monitor.proposal import Proposal, Site, propose
from storage.sqlite import open_store

PAGES = 40
"""Requests a walk may take unless told otherwise: two minutes at the usual pace, and enough for any regulator's navigation."""
NO_HTTPS = (Outcome.TLS, Outcome.RESET, Outcome.TIMEOUT)
WEIGHTS = {topic.name: topic.weight for topic in TOPICS}


@dataclass(slots=True)
class _Heard:
    """What the walk told: columns, and how the first page fared."""

    columns: list[Found] = field(default_factory=list)
    first: Progress | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """The columns found on a site, best first: those that were read before those that were not."""

    site: str
    proposals: tuple[Proposal, ...]


def discover(
    where: str,
    *,
    pages: int = PAGES,
    loopback: bool = False,
    enabled: bool = False,
    contact: str = "",
    told: Callable[[str, int, int], None] = lambda *_: None,
    clock: Clock = system_clock,
) -> Discovery:
    """Walk a site given by host or address with at most ``pages`` requests. A host without a scheme is tried by https, then http.

    ``loopback`` lets the address guard accept 127.0.0.0/8, for the sample regulators. Raises InputError for what is no address and
    CrawlError if no column was found at all.
    """
    heard = _Heard()
    for address in _addresses(where, loopback):
        heard = _walk(_occasion(address, loopback), pages, contact, told, clock)
        if heard.columns or not heard.first or heard.first.outcome not in NO_HTTPS:
            break
    if not heard.columns:
        raise CrawlError(f"no column of policy documents was found on {where}: {_why(heard)}")
    ranked = sorted(_distinct(heard.columns), key=_rank)
    site = _site(ranked)
    return Discovery(site.authority, propose(ranked, site, on=local_date(clock()), enabled=enabled, loopback=loopback))


def write(discovery: Discovery, folder: Path) -> list[tuple[Path, bool]]:
    """Keep every readable proposal as a file of ``folder``. Returns each path and whether it is new; what is there stays as it is."""
    kept = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for proposal in discovery.proposals:
            path = folder / f"{proposal.id}.toml"
            if proposal.toml:
                new = not path.exists()
                if new:
                    path.write_text(proposal.toml, "utf-8")
                kept.append((path, new))
    except OSError as error:
        raise InputError(f"nothing can be written to {folder}: {error.strerror or error}") from error
    return kept


def contact_of(root: Path) -> str:
    """The contact of the project at ``root``, for the User-Agent; empty where there is no project."""
    return load_project(root).config.project.contact if (root / CONFIG_NAME).exists() else ""


def _addresses(where: str, loopback: bool) -> tuple[str, ...]:
    """Where to begin, in the order to try."""
    schemes = ("",) if "://" in where else ("https://", "http://")
    addresses = tuple(f"{scheme}{where}" for scheme in schemes)
    for address in addresses:
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not re.fullmatch(r"[\w.-]+\.[\w-]+", host) or parts.scheme not in ("http", "https"):
            raise InputError(f"{where!r} is no host and no http address; give one like mpa.example.gov.cn")
        if loopback and not (is_numeric(host) and host.startswith("127.")):
            raise InputError(f"--loopback is for addresses on 127.0.0.1, not {host}; leave it out")
    return tuple(address if urlsplit(address).path else f"{address}/" for address in addresses)


def _occasion(address: str, loopback: bool) -> Source:
    """The source that stands for the site during the walk."""
    host = host_and_port(address)
    pace = Pace(0.0, 1) if loopback else Pace()
    return Source("discover", host, "", host, "", "static", address, pace=pace, loopback=loopback)


def _walk(source: Source, pages: int, contact: str, told: Callable[[str, int, int], None], clock: Clock) -> _Heard:
    heard = _Heard()

    def hear(progress: Progress) -> None:
        heard.first = heard.first or (progress if progress.kind is PageKind.LISTING else None)
        if progress.found:
            heard.columns.append(progress.found)
        told(progress.url or source.name, progress.done, progress.planned)

    with tempfile.TemporaryDirectory(prefix="regdelta-discover-") as folder:
        database, now = Path(folder) / DATABASE, clock()
        store = open_store(database)
        try:
            run = store.begin_run([source.id], now, Window(now, now))
        finally:
            store.close()
        crawl(CrawlJob(database, Path(folder) / ARCHIVE, run.id, (source,), now, contact=contact, discover=pages), hear)
    return heard


def _distinct(columns: Sequence[Found]) -> list[Found]:
    """Each column once: it may be reached under two names, and the one that was read says more."""
    best: dict[tuple[str, str], Found] = {}
    for column in sorted(columns, key=_rank):
        best.setdefault((column.url, column.options.get("category", "")), column)
    return list(best.values())


def _rank(column: Found) -> tuple[bool, int, int]:
    return not column.family, -WEIGHTS.get(column.topic, 0), -(column.expected_rows or column.rows)


def _site(columns: Sequence[Found]) -> Site:
    """What is known of the site: what a shipped source of this host says before what the pages say of themselves."""
    url = columns[0].url
    shipped = next(
        (one for one in load_sources(SHIPPED).values() if same_site(one.listing or f"https://{one.host}", url)), None
    )
    said = next((column.site for column in columns if column.site), "")
    code = next((column.site_code for column in columns if column.site_code), None)
    return Site.of(url, said, code, shipped)


def _why(heard: _Heard) -> str:
    first = heard.first
    if first is None:
        return "the walk did not begin"
    if first.outcome is not Outcome.OK:
        return f"{first.url} gave {first.outcome.value} ({first.detail or 'no detail'})"
    return f"{first.done} pages were looked at, and no link of theirs is called 规范性文件, 政策文件, 通知公告 or the like"
