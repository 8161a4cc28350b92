"""The source file that is made of a found column."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.job import Found
from crawler.sources import SHIPPED, load_source, load_sources
from domain.crawl import Outcome
from domain.document import PublicationLevel
from domain.source import Source
from monitor.proposal import REGIONS, Proposal, Site, propose

ON = date(2026, 11, 3)
FOUND = Found(
    url="https://mpa.test.example/zwgk/gfxwj/index.html",
    name="行政规范性文件",
    topic="规范性文件",
    family="trs_wcm",
    proofs=("15 个地址形如 trs_dated",),
    options={"rows": 'ul[class="a\\b"] li'},
    rows=15,
    expected_rows=None,
    expected_pages=4,
    titles=("关于甲的通知",),
    outcome=Outcome.OK,
    detail="",
    site="测试省药品监督管理局",
    site_code=None,
)
SITE = Site("test_mpa", "测试省药品监督管理局", "测试", None)


def proposals(*columns: Found, site: Site = SITE, **keys: Any) -> tuple[Proposal, ...]:
    return propose(columns, site, on=ON, **{"enabled": False, "loopback": False, **keys})


def loaded(tmp_path: Path, proposal: Proposal) -> Source:
    path = tmp_path / f"{proposal.id}.toml"
    path.write_text(proposal.toml, "utf-8")
    return load_source(path)


def test_the_file_is_a_source(tmp_path: Path) -> None:
    """Quotes and backslashes in a selector arrive as they are; the note says when and by what."""
    (one,) = proposals(FOUND)
    source = loaded(tmp_path, one)
    assert (source.id, source.name, source.family) == ("test_mpa_gfxwj", "测试省药品监督管理局·行政规范性文件", "trs_wcm")
    assert (source.options, source.enabled, source.evidence) == (FOUND.options, False, "seen-2026")
    assert "2026-11-03" in source.note and "trs_dated" in source.note


@pytest.mark.parametrize(
    ("rows", "total", "pages", "entries", "wanted"),
    [
        (15, None, 4, 40, 3),  # three whole pages are sure of 45, the last may hold one row
        (15, 388, 26, 270, 18),  # as far as a run reads: 20 pages of 15
        (18, 18, 1, 16, 1),
        (7, None, None, 6, 1),
    ],
)
def test_a_good_read_gives_nine_tenths(
    tmp_path: Path, rows: int, total: int | None, pages: int | None, entries: int, wanted: int
) -> None:
    """Of what was seen: a column may lose a row without that being a failed look."""
    (one,) = proposals(replace(FOUND, rows=rows, expected_rows=total, expected_pages=pages))
    expect = loaded(tmp_path, one).expect
    assert (expect.entries, expect.pages) == (entries, wanted)


def test_interpretations_are_marked(tmp_path: Path) -> None:
    """They make no versions."""
    (one,) = proposals(replace(FOUND, topic="政策解读"))
    assert loaded(tmp_path, one).level is PublicationLevel.INTERPRETATION


def test_ids_are_distinct_and_a_column_that_was_not_read_has_no_file() -> None:
    """Two folders of the same name, an address that is only a query, and a failure with its reason."""
    other = replace(FOUND, url="https://mpa.test.example/zcfg/gfxwj/")
    asked = replace(FOUND, url="https://mpa.test.example/index.html?id=77")
    failed = replace(FOUND, url="https://mpa.test.example/tzgg/", family="", outcome=Outcome.CHALLENGE, detail="状态码 412")
    made = proposals(FOUND, other, asked, failed)
    assert [one.id for one in made] == ["test_mpa_gfxwj", "test_mpa_gfxwj_2", "test_mpa_77", "test_mpa_tzgg"]
    assert (made[3].toml, made[3].detail) == ("", "状态码 412")


@pytest.mark.parametrize(
    ("said", "code", "province"),
    [
        ("浙江省药品监督管理局", None, "浙江"),
        ("某某药品监督管理局", "3300000031", "浙江"),
        ("国家某局", "bm45000001", "中央"),
        ("", None, "未知"),
    ],
)
def test_a_province_is_told_by_name_or_site_code(said: str, code: str | None, province: str) -> None:
    """The first two digits of the code are the province's."""
    site = Site.of("https://yjj.unknown.gov.cn/a/", said, code, None)
    assert (site.province, site.authority, site.prefix) == (province, said or "yjj.unknown.gov.cn", "yjj_unknown")


def test_a_known_host_goes_on_as_the_shipped_sources_do() -> None:
    """Same beginning of the id, same authority, same site code."""
    shipped = load_sources(SHIPPED)["jiangsu_mpa_col84617"]
    site = Site.of(shipped.listing, "别的名字", None, shipped)
    assert site == Site("jiangsu_mpa", "江苏省药品监督管理局", "江苏", "3200000004")
    national = load_sources(SHIPPED)["nmpa_gzwj"]
    assert Site.of(national.listing, "", None, national).prefix == "nmpa"


def test_every_province_has_a_code() -> None:
    """31 and the ministries'."""
    assert len(REGIONS) == len(set(REGIONS.values())) == 32
