"""One watched channel of one authority's site; the loader of ``sources/*.toml`` is :mod:`crawler.sources`."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.document import PublicationLevel


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one host may be asked. ``delay`` in seconds between two requests, ``concurrency`` requests in flight."""

    delay: float = 3.0
    concurrency: int = 1


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a good read of the listing looks like; 0 means not known. Fewer rows or pages than that is a failed look."""

    entries: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Visiting:
    """What of a source is looked at when.

    ``head_pages`` pages of the list are read on every run, all of them when ``sweep_days`` days have passed since the last whole
    read. ``recheck_days`` is the longest time in days between two looks at a document that has stayed as it was for long.
    0 days mean on every run. ``second_look`` is the pause in seconds before a page whose text is in doubt is asked for once more
    within the run; 0 leaves that to the next run.
    """

    head_pages: int = 2
    sweep_days: int = 7
    recheck_days: int = 30
    second_look: float = 300.0


@dataclass(frozen=True, slots=True)
class Budget:
    """What a crawl may use up; 0 means as much as it takes. ``megabytes`` are counted as they come over the network."""

    requests: int = 0
    megabytes: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One channel. ``family`` names a module of :mod:`crawler.cms`; ``options`` are that family's own keys.

    ``max_pages`` bounds the listing pages of one run, ``max_documents`` the document pages. ``loopback`` lets the
    address guard accept the listing's own host on loopback, for the sample regulators, and nothing else. ``site_code`` is the 网站标识码 (ten
    digits) that every page of the site must carry when it carries one. ``host`` stands in for a ``listing`` that is not
    known yet and then empty; such a source is never enabled. ``tls`` lists the weaknesses of encryption that are let pass after
    the usual rules failed, ``ca`` is a PEM file of certificates trusted for this source besides the system's. ``browser`` sources
    are read after their scripts ran. ``timeout`` in seconds bounds one exchange as a whole. ``budget`` bounds one run's use of this
    source. ``quiet`` are the hours in which it is left alone, ``"08:30-18:00"`` in Asia/Shanghai, over midnight where the end is the
    earlier. ``schedule`` are the times at which ``regdelta schedule`` looks at it, each ``"17:30"`` or five cron fields; none: the project's.
    """

    id: str
    name: str
    province: str
    authority: str
    channel: str
    family: str
    listing: str
    level: PublicationLevel = PublicationLevel.OFFICIAL
    enabled: bool = True
    evidence: str = "unverified"
    note: str = ""
    site_code: str | None = None
    pace: Pace = field(default_factory=Pace)
    expect: Expectation = field(default_factory=Expectation)
    max_pages: int = 20
    max_documents: int = 500
    loopback: bool = False
    options: dict[str, str] = field(default_factory=dict)
    host: str = ""
    tls: tuple[str, ...] = ()
    ca: str = ""
    browser: bool = False
    timeout: float = 60.0
    visit: Visiting = field(default_factory=Visiting)
    budget: Budget = field(default_factory=lambda: Budget(requests=5000, megabytes=4096, minutes=240))
    quiet: str = ""
    schedule: tuple[str, ...] = ()
