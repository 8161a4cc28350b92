"""`regdelta sources` from the command line: try a row, check every source at once, discover a site's columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from crawler.sources import SHIPPED, load_sources
from domain.crawl import Outcome
from domain.document import Basis
from domain.source import Source
from monitor.attempt import attempt
from monitor.checks import check
from monitor.run import Step
from sample.server import SampleRegulators

from .test_project import answer, regdelta

SAMPLES = ("yunling_mpa", "canghai_mpa", "beiyuan_mpa", "nanyu_mpa")


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleRegulators]:
    with SampleRegulators(day=0) as started:
        yield started


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, sample: SampleRegulators) -> Path:
    """A fresh project that watches the sample regulators."""
    folder = tmp_path_factory.mktemp("sources") / "watch"
    assert regdelta(folder, "init", str(folder)).returncode == 0
    for path in (folder / "sources").glob("*.toml"):
        path.unlink()
    for name, text in sample.source_files().items():
        (folder / "sources" / name).write_text(text, "utf-8")
    return folder


def listing(project: Path, source: str) -> str:
    return load_sources(project / "sources")[source].listing


@pytest.mark.parametrize("source", SAMPLES)
def test_try_reads_a_row_of_every_sample_family(project: Path, source: str) -> None:
    """Metadata with their basis, measures with numbers and titles, and what was cut; nothing is stored."""
    tried = attempt(project, source)
    assert (tried.outcome, tried.entry, tried.detected) == (Outcome.OK, 1, "")
    assert tried.document and tried.document.title and any(said.basis is Basis.STATED for said in tried.document.stated)
    assert 0 < tried.kept < tried.seen and tried.cut
    assert not (project / "regdelta.db").exists()


def test_try_prints_numbers_titles_and_basis(project: Path) -> None:
    """For a person on a terminal, and the same for a program."""
    said = regdelta(project, "sources", "try", "yunling_mpa").stdout
    for word in ("（一）", "document_number", "stated", "kept", "cut:"):
        assert word in said
    told = answer(project, "sources", "try", "yunling_mpa")
    assert told["document"]["measures"][0]["number"] == "（一）" and told["document"]["stated"]


def test_a_row_that_leads_out_has_no_document(project: Path) -> None:
    """Rows are counted as the list shows them; one that leads to another host is noted and never fetched."""
    with urlopen(listing(project, "yunling_mpa")) as response:  # noqa: S310 - the sample regulator
        page = response.read().decode("latin-1")
    hrefs = re.findall(r'<li>\s*<a[^>]*href="([^"]+)"[^>]*>[^<]*</a>\s*<(?:em|span)', page)
    tried = attempt(project, "yunling_mpa", 1 + next(n for n, href in enumerate(hrefs) if href.startswith("http")))
    assert (tried.outcome, tried.document) == (Outcome.EXTERNAL_SKIPPED, None)


def test_a_row_that_is_not_there_is_refused(project: Path) -> None:
    """With the number of those there are."""
    refused = regdelta(project, "sources", "try", "nanyu_mpa", "--entry", "999")
    assert (refused.returncode, "there is no row 999" in refused.stderr) == (2, True)


def test_check_names_another_family_than_the_files(project: Path) -> None:
    """A site that was moved to another system still answers; the table says what it looks like now."""
    path = project / "sources" / "canghai_mpa.toml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r'(?s)family = "hanweb_jpage"(.*?)(?=\[|\Z)', r'family = "static"\1', text), "utf-8")
    try:
        broken, whole = check(project, ["canghai_mpa", "yunling_mpa"])
    finally:
        path.write_text(text, "utf-8")
    assert (broken.outcome, broken.family, broken.detected) == (Outcome.DRIFTED, "static", "hanweb_jpage")
    assert (whole.outcome, whole.detected, whole.entries > 0, whole.wanted > 0) == (Outcome.OK, "", True, True)


def test_check_looks_at_every_shipped_source_at_once(project: Path, sample: SampleRegulators, tmp_path: Path) -> None:
    """All of them in one run, enabled or not, each with a row of its own; here their hosts are a server that knows none of them."""
    folder = tmp_path / "all"
    assert regdelta(folder, "init", str(folder)).returncode == 0
    base = listing(project, "yunling_mpa").partition("/zwgk")[0]
    shipped = load_sources(SHIPPED)
    for source in shipped.values():
        (folder / "sources" / f"{source.id}.toml").write_text(moved(source, base), "utf-8")
    steps: list[Step] = []
    results = check(folder, (), every=True, watch=steps.append)
    assert {result.source for result in results} == set(shipped)
    assert {result.outcome for result in results if shipped[result.source].listing} == {Outcome.HTTP_ERROR}
    assert all("没有列表地址" in result.detail for result in results if not shipped[result.source].listing)
    assert steps[-1].done == steps[-1].total == sum(bool(source.listing) for source in shipped.values())


def moved(source: Source, base: str) -> str:
    """A shipped source with its listing on another server, at no pace."""
    text = (SHIPPED / f"{source.id}.toml").read_text("utf-8")
    if not source.listing:
        return text
    text = re.sub(r'listing = "https?://[^/"]+', f'loopback = true\nlisting = "{base}/{source.id}', text)
    return re.sub(r"delay = \d+\.0", "delay = 0.0", text)


def test_discover_prints_a_file_and_writes_it_once(project: Path, tmp_path: Path) -> None:
    """The table goes to standard error, the file to standard output; a file that is there stays."""
    arguments = ("sources", "discover", listing(project, "yunling_mpa"), "--loopback", "--pages", "3")
    printed = regdelta(project, *arguments)
    assert printed.returncode == 0, printed.stderr
    assert 'family = "trs_wcm"' in printed.stdout and "trs_dated" in printed.stderr
    first = regdelta(project, *arguments, "--write", str(tmp_path), "--enable", "--json")
    again = regdelta(project, *arguments, "--write", str(tmp_path))
    assert json.loads(first.stdout)["proposals"][0]["toml"]
    assert ("wrote" in first.stderr, again.stdout, "left as it was" in again.stderr) == (True, "", True)
    (source,) = load_sources(tmp_path).values()
    assert source.enabled and source.site_code


def test_discover_that_finds_nothing_is_one_sentence(project: Path, sample: SampleRegulators) -> None:
    """And exit 1."""
    host = listing(project, "nanyu_mpa").split("/")[2]
    finished = regdelta(project, "sources", "discover", host, "--loopback")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith("regdelta: no column of policy documents was found")
