"""``sources/<id>.toml`` -> :class:`~domain.source.Source`, strictly: what is not understood is an error, never ignored.

docs/sources.md explains every key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from crawler import cms
from crawler.addresses import is_numeric
from crawler.hours import quiet
from crawler.transport.concessions import CONCESSIONS, is_pem
from domain.errors import ConfigError
from domain.source import Budget, Expectation, Pace, Source, Visiting

SHIPPED = Path(__file__).resolve().parent.parent / "sources"
"""The folder of the source files that come with regdelta."""

TABLES = {"pace": Pace, "expect": Expectation, "visit": Visiting, "budget": Budget}
SHORTEST_DELAY = 1.0  # seconds; 0.5 s got clients barred (reference on regulators' sites §6.1)
LONGEST_PAUSE = 3600.0  # seconds; the run waits as long before it ends
LONGEST_TIMEOUT = 600.0  # seconds; 20 MB at the 40 KB/s of a slow site
SITE_CODE = re.compile(r"\d{10}|bm\d{8}")
AT = re.compile(r" - at `\$\.?(.*)`$")


def load_sources(folder: Path) -> dict[str, Source]:
    """All sources of a folder by id, in the order of their ids. Raises ConfigError at the first file that is wrong."""
    if not folder.is_dir():
        raise ConfigError(f"there is no folder of sources at {folder}; make one with `regdelta init`")
    return {path.stem: load_source(path) for path in sorted(folder.glob("*.toml"))}


def load_source(path: Path) -> Source:
    """One source. Raises ConfigError naming file and key."""
    data = _read(path)
    _check_keys(path, "", data, _names(Source))
    for table, kind in TABLES.items():
        if isinstance(data.get(table), dict):
            _check_keys(path, f"{table}.", data[table], _names(kind))
    try:
        source = msgspec.convert(data, Source)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {_said(str(error))}") from None
    _check(path, source)
    return replace(source, ca=str(path.parent / source.ca)) if source.ca else source


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from None


def _names(kind: type[Any]) -> list[str]:
    return [field.name for field in fields(kind)]


def _check_keys(path: Path, table: str, given: Iterable[str], known: Iterable[str]) -> None:
    known = sorted(known)
    for key in given:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {table}{near[0]}?" if near else f"known keys are {', '.join(known) or 'none'}"
            raise ConfigError(f"{path}: unknown key {table}{key}; {hint}")


def _said(message: str) -> str:
    """A message of msgspec with the key first: ``pace.delay: Expected `float`, got `str```."""
    place = AT.search(message)
    return f"{place[1]}: {message[: place.start()]}" if place and place[1] else message


def _check(path: Path, source: Source) -> None:
    """What types cannot say."""
    if source.id != path.stem:
        raise ConfigError(f"{path}: id is {source.id!r}; make it {path.stem!r}, the name of the file, or rename the file")
    _check_family(path, source)
    host = _check_address(path, source)
    if source.site_code is not None and not SITE_CODE.fullmatch(source.site_code):
        raise ConfigError(f"{path}: site_code is {source.site_code!r}; it has ten digits, or bm and eight digits")
    _check_numbers(path, source, host)
    _check_encryption(path, source)


def _check_family(path: Path, source: Source) -> None:
    try:
        family = cms.family(source.family)
    except ConfigError as error:
        raise ConfigError(f"{path}: family: {error}") from None
    _check_keys(path, "options.", source.options, family.options)
    try:
        family.of(source)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _check_address(path: Path, source: Source) -> str:
    """The host of the listing, or that of a source whose listing is not known yet."""
    if not source.listing:
        if source.enabled:
            raise ConfigError(f"{path}: listing is empty; give the whole address of the list, or set enabled = false")
        if not source.host:
            raise ConfigError(f"{path}: listing is empty; say at least under host whose list it will be")
        return source.host
    host = urlsplit(source.listing).hostname
    if not source.listing.startswith(("http://", "https://")) or not host:
        raise ConfigError(f"{path}: listing is {source.listing!r}; give the whole address of the list, from http:// on")
    if source.host:
        raise ConfigError(f"{path}: host is for a source whose listing is not known; take it out")
    return host


def _check_encryption(path: Path, source: Source) -> None:
    for name in source.tls:
        if name not in CONCESSIONS:
            raise ConfigError(f"{path}: tls: {name!r} is no weakness that can be let pass; known are {', '.join(CONCESSIONS)}")
    if source.ca and (Path(source.ca).name != source.ca or not is_pem(path.parent / source.ca)):
        raise ConfigError(f"{path}: ca is {source.ca!r}; name a file of PEM certificates in the same folder")


def _check_numbers(path: Path, source: Source, host: str) -> None:
    local = host == "localhost" or (is_numeric(host) and host.startswith("127."))
    if source.loopback and not local:
        raise ConfigError(f"{path}: loopback is for listings on 127.0.0.1, not {host}; take the key out")
    least = 0.0 if source.loopback else SHORTEST_DELAY
    if source.pace.delay < least:
        raise ConfigError(f"{path}: pace.delay is {source.pace.delay:g}; ask this host at most once in {least:g} seconds")
    if not 1 <= source.pace.concurrency <= 8:
        raise ConfigError(f"{path}: pace.concurrency is {source.pace.concurrency}; it may be 1 to 8")
    if not 1 <= source.timeout <= LONGEST_TIMEOUT:
        raise ConfigError(f"{path}: timeout is {source.timeout:g}; it may be 1 to {LONGEST_TIMEOUT:g} seconds")
    for key in ("max_pages", "max_documents"):
        if getattr(source, key) < 1:
            raise ConfigError(f"{path}: {key} is {getattr(source, key)}; it must be 1 or more")
    _check_plan(path, source)


def _check_plan(path: Path, source: Source) -> None:
    """``[visit]``, ``[budget]`` and ``quiet``."""
    for table, value in (("visit", source.visit), ("budget", source.budget)):
        for key in _names(type(value)):
            if getattr(value, key) < 0:
                raise ConfigError(f"{path}: {table}.{key} is {getattr(value, key)}; it must be 0 or more")
    if source.visit.head_pages < 1:
        raise ConfigError(f"{path}: visit.head_pages is 0; it must be 1 or more")
    if source.visit.second_look > LONGEST_PAUSE:
        raise ConfigError(
            f"{path}: visit.second_look is {source.visit.second_look:g}; it may be 0 to {LONGEST_PAUSE:g} seconds"
        )
    try:
        hours = quiet(source.quiet)
    except ValueError:
        raise ConfigError(f'{path}: quiet is {source.quiet!r}; write two times of the day, such as "08:30-18:00"') from None
    if source.schedule:
        from crawler.firing import fault  # reads cron with APScheduler, which most commands never need

        if said := fault(source.schedule, hours):
            raise ConfigError(f"{path}: schedule: {said}")
