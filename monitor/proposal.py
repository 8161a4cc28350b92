"""From a column that was found to the source file somebody may keep: id, site, counts, and the evidence with its date."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from crawler.addresses import host_and_port
from crawler.job import Found
from domain.crawl import Outcome
from domain.document import PublicationLevel
from domain.source import Source
from normalizer.provinces import named

REGIONS = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江", "31": "上海",
    "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南", "42": "湖北", "43": "湖南",
    "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西",
    "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆", "bm": "中央",
}  # fmt: skip
"""Provinces by the first two digits of a site code (GB/T 2260); ministries' codes begin with bm."""
MAX_PAGES = 20  # what a source reads unless its file says otherwise
GOOD_READ = 0.9  # of what was seen: columns lose a row now and then, and a source that calls that a failure is soon ignored
LOOSE = re.compile(r"^(?:index|list|col|column|content|post|default|s?html?|web|www|gov|cn)$")


@dataclass(frozen=True, slots=True)
class Site:
    """Whose site it is. ``prefix`` begins the ids of its sources."""

    prefix: str
    authority: str
    province: str
    code: str | None

    @classmethod
    def of(cls, url: str, said: str, code: str | None, shipped: Source | None) -> Site:
        """From a shipped source of the host if there is one, else from SiteName and site code of the pages, else from the host."""
        host = host_and_port(url)
        if shipped:
            prefix = "_".join(shipped.id.split("_")[:2]) if not shipped.id.startswith(("nmpa", "nhsa")) else shipped.id[:4]
            return cls(prefix, shipped.authority, shipped.province, code or shipped.site_code)
        parts = [part for part in re.split(r"[.:]", host) if not LOOSE.match(part) and not part.isdecimal()] or ["site"]
        province = named(said) or REGIONS.get((code or "")[:2]) or "未知"
        return cls("_".join(parts[:2]).replace("-", "_"), said or host, province, code)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column and, where a family read it, the text of its source file (else empty; ``detail`` says why)."""

    id: str
    channel: str
    topic: str
    url: str
    family: str
    rows: int
    expected_rows: int | None
    expected_pages: int | None
    outcome: Outcome
    detail: str
    proofs: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    toml: str = ""


def propose(columns: Sequence[Found], site: Site, *, on: date, enabled: bool, loopback: bool) -> tuple[Proposal, ...]:
    """One proposal a column, in the order given. Ids are distinct within the site."""
    taken: set[str] = set()
    made = []
    for column in columns:
        name = _id(column, site, taken)
        text = _toml(name, column, site, on, enabled, loopback) if column.family else ""
        made.append(
            Proposal(
                name,
                column.name,
                column.topic,
                column.url,
                column.family,
                column.rows,
                column.expected_rows,
                column.expected_pages,
                column.outcome,
                column.detail,
                column.proofs,
                column.titles,
                column.options,
                text,
            )
        )
    return tuple(made)


def _id(column: Found, site: Site, taken: set[str]) -> str:
    """Prefix and the last telling piece of the address; a number behind it where that is taken."""
    parts = urlsplit(column.url)
    pieces = [piece.partition(".")[0] for piece in parts.path.split("/") if piece]
    telling = [piece for piece in pieces if not LOOSE.match(piece)]
    asked = re.findall(r"=(\w+)", parts.query)
    category = [column.options["category"]] if "category" in column.options else []
    slug = re.sub(r"\W+", "_", "_".join([*(telling or asked or ["list"])[-1:], *category])).strip("_").lower()[:24]
    wanted = name = f"{site.prefix}_{slug}"
    number = 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    taken.add(name)
    return name


def _toml(name: str, column: Found, site: Site, on: date, enabled: bool, loopback: bool) -> str:
    level = PublicationLevel.INTERPRETATION if column.topic == "政策解读" else PublicationLevel.OFFICIAL
    keys: dict[str, object] = {
        "id": name,
        "name": f"{site.authority}·{column.name}",
        "province": site.province,
        "authority": site.authority,
        "channel": column.name,
        "family": column.family,
        "listing": column.url,
        "level": level.value,
        "enabled": enabled,
        "evidence": f"seen-{on.year}",
        "note": f"{on} 由 regdelta sources discover 读到：{_counts(column)}；识别依据：{'、'.join(column.proofs) or '页面上的行'}",
    }
    if site.code:
        keys["site_code"] = site.code
    if loopback:
        keys["loopback"] = True
    tables = {
        "pace": {"delay": 0.0 if loopback else 3.0, "concurrency": 1},
        "expect": _expected(column),
        "options": column.options,
    }
    lines = [f"# {site.authority}: {column.name}. Read by regdelta sources discover on {on}: {_english(column)}."]
    lines += [f"# First rows: {' / '.join(column.titles)}"]
    lines += [f"{key} = {_value(value)}" for key, value in keys.items()]
    for table, values in tables.items():
        if values:
            lines += ["", f"[{table}]", *(f"{key} = {_value(value)}" for key, value in values.items())]  # type: ignore[attr-defined]
    return "\n".join(lines) + "\n"


def _expected(column: Found) -> dict[str, int]:
    """What a good read must at least give: nine tenths of what the site says it has, within the pages a run reads."""
    pages = min(column.expected_pages or 1, MAX_PAGES)
    rows = column.expected_rows if column.expected_rows is not None else column.rows * max(1, pages - 1)
    return {"entries": max(1, int(min(rows, column.rows * pages) * GOOD_READ)), "pages": max(1, int(pages * GOOD_READ))}


def _counts(column: Found) -> str:
    total = f"共 {column.expected_rows} 行" if column.expected_rows is not None else f"首页 {column.rows} 行"
    return f"{total}、{column.expected_pages} 页" if column.expected_pages else total


def _english(column: Found) -> str:
    rows = f"{column.rows} rows on the first page"
    total = f", {column.expected_rows} in all" if column.expected_rows is not None else ""
    return f"{rows}{total}, {column.expected_pages or 'unknown number of'} pages"


def _value(value: object) -> str:
    """A TOML value; the escapes of basic strings are those of JSON."""
    return json.dumps(value, ensure_ascii=False)
