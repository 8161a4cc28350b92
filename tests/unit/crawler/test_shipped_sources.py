"""The folder of shipped sources held against the table of regulators: whose site, which column, and how far each address is evidenced."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler import cms
from crawler.sources import SHIPPED, load_sources
from domain.document import PublicationLevel
from domain.source import Source
from monitor.proposal import REGIONS

Row = dict[str, str]

NOT_NORMATIVE = "inspection or recall column"
DEAD = "expect it to be dead"
UNNAMED = "未记录的栏目"
GENERIC = ("unknown",)
"""What the table knows no family of: such a source waits for selectors."""
INTERFACES = {"常见问题", "咨询建议"}
"""Columns whose rows come from an interface of their own, whatever made the site round it."""
OWN = {"own", "nmpa"}
SITE_CODES = {
    "da.jiangsu.gov.cn": "3200000004",
    "mpa.shandong.gov.cn": "3700000015",
    "amr.hainan.gov.cn": "4600000064",
    "www.shanxi.gov.cn": "1400000045",
}  # reference on regulators' sites, §1.3
SLOW = {"yjj.scjgj.fujian.gov.cn"}
"""Hosts that bar quick clients for a minute."""


@cache
def sources() -> dict[str, Source]:
    return load_sources(SHIPPED)


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    with (shared / "reference" / "regulators.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def by_address(rows: list[Row]) -> dict[str, Row]:
    return {row["listing_url"]: row for row in rows if row["listing_url"]}


def listed() -> Iterator[Source]:
    return (source for source in sources().values() if source.listing)


def host_of(source: Source) -> str:
    return source.host or urlsplit(source.listing).hostname or ""


def test_every_authority_of_the_table_has_a_source_and_no_other_has(rows: list[Row]) -> None:
    """National regulator, 31 drug administrations, healthcare security bureaus, provincial governments, two centres."""
    assert {source.authority for source in sources().values()} == {row["authority"] for row in rows}


@pytest.mark.parametrize(("kind", "count"), [("药品监督管理局", 31), ("人民政府", 31)])
def test_every_province_is_there_once_a_kind(kind: str, count: int) -> None:
    """One authority of each kind in each of the 31 provinces, however many columns it has."""
    provinces = Counter(
        {(source.province, source.authority) for source in sources().values() if source.authority.endswith(kind)}
    )
    named = [province for province, _ in provinces if province != "中央"]
    assert len(named) == len(set(named)) == count
    assert set(named) == set(REGIONS.values()) - {"中央"}


def test_healthcare_security_bureaus_are_those_evidenced(rows: list[Row]) -> None:
    """Nobody invents the other provinces' addresses."""
    wanted = {row["authority"] for row in rows if row["id"].endswith("hsa")}
    assert {source.authority for source in sources().values() if "医疗保障局" in source.authority} == wanted


def test_every_evidenced_column_of_policies_is_a_source(by_address: dict[str, Row]) -> None:
    """Columns of inspections and recalls are left out, and a page known to be gone; everything else is there, and nothing more."""
    wanted = {url for url, row in by_address.items() if NOT_NORMATIVE not in row["note"] and DEAD not in row["note"]}
    assert {source.listing for source in listed()} - ENTRANCES == wanted


ENTRANCES = {"https://hsa.gd.gov.cn/gkmlpt/index", "http://mpa.gd.gov.cn/gkmlpt/index"}
"""Addresses that follow from the family by rule, where the table has the host."""


def test_every_field_is_that_of_the_table(by_address: dict[str, Row]) -> None:
    """Province, authority, host, evidence; the channel where its name is recorded; the family where there is a module for it."""
    for source in listed():
        row = by_address.get(source.listing)
        if row is None:
            assert source.listing in ENTRANCES
            continue
        assert (source.province, source.authority, source.evidence) == (row["province"], row["authority"], row["evidence"]), (
            source.id
        )
        assert host_of(source) == row["host"], source.id
        assert source.channel == (row["channel"] or UNNAMED), source.id
        assert source.name == f"{source.authority}·{source.channel}", source.id
        family = row["cms_family"].rstrip("?")
        if source.channel in INTERFACES:
            assert source.family == "json_list", source.id
        elif family not in OWN:
            assert source.family == ("generic" if family in GENERIC else family), source.id


def test_an_inferred_family_is_said_to_be(by_address: dict[str, Row]) -> None:
    """A guess stands in the note, and so does a layout nobody has looked at."""
    for source in listed():
        row = by_address.get(source.listing, {"cms_family": ""})
        if row["cms_family"].endswith("?"):
            assert "推断" in source.note, source.id
        if row["cms_family"] in GENERIC:
            assert "options" in source.note, source.id


def test_a_source_without_address_has_the_hosts_and_says_so(rows: list[Row]) -> None:
    """Where no address is evidenced the host is the table's, and the evidence that of the best row of the authority."""
    hosts = defaultdict(set)
    for row in rows:
        hosts[row["authority"]].add(row["host"])
    for source in sources().values():
        if not source.listing:
            assert source.host in hosts[source.authority], source.id
            assert source.note and not source.enabled, source.id


def test_interpretations_are_not_official_originals() -> None:
    """A column of 政策解读 is about documents: it never makes a version of one."""
    wrong = [
        source.id
        for source in sources().values()
        if (source.level is PublicationLevel.INTERPRETATION) != ("解读" in source.channel)
    ]
    assert wrong == []


def test_site_codes_are_those_seen_and_of_their_province() -> None:
    """Every column of a host carries the code that was seen on one of them, and the code begins as its province's do."""
    for source in sources().values():
        assert source.site_code == SITE_CODES.get(host_of(source)), source.id
        if source.site_code:
            assert REGIONS[source.site_code[:2]] == source.province


def test_counts_are_those_the_table_states(by_address: dict[str, Row]) -> None:
    """A number of rows in the table's note is what a good read must give."""
    for source in listed():
        note = by_address.get(source.listing, {"note": ""})["note"]
        stated = next(
            (words[n - 1] for words in [note.split()] for n, word in enumerate(words) if word.rstrip(";,") == "rows"), ""
        )
        if stated.isdecimal() and "a page" not in note and "many pages" not in note:
            assert source.expect.entries == int(stated), source.id


def test_the_pace_is_kind() -> None:
    """Three seconds and one at a time; six where quick clients are barred."""
    for source in sources().values():
        assert source.pace.concurrency == 1 and source.pace.delay == (6.0 if host_of(source) in SLOW else 3.0), source.id


def test_ids_say_whose_they_are(rows: list[Row]) -> None:
    """The table's id of the authority, and the last telling piece of the address."""
    ids = {row["authority"]: row["id"] for row in rows}
    for source in sources().values():
        assert source.id == ids[source.authority] or source.id.startswith(f"{ids[source.authority]}_"), source.id


def test_every_family_named_is_there() -> None:
    """And its options are known to it."""
    for source in sources().values():
        assert set(source.options) <= set(cms.family(source.family).options)
