"""Answers that are wrong in their bytes, and a crawl that reads on: each costs its own page, is named, and is archived readably."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from domain.crawl import Fetch, Outcome
from storage.archive import Archive
from storage.audit import verify
from tests.integration.crawler.evil_bytes import FILES, GROUPS, LONG_NAME, answer

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Looks = dict[str, dict[str, Fetch]]


@dataclass
class Crawled:
    """Two runs in a row over all groups of answers, looks by group and name."""

    project: Project
    first: Looks
    second: Looks
    asked: list[tuple[str, dict[str, str]]]


@pytest.fixture(scope="module")
def crawled(common_project: Project, common_site: Site) -> Iterator[Crawled]:
    sources = []
    common_site.answers.update({path: answer(data) for path, data in FILES.items()})
    for group, answers in GROUPS.items():
        common_site.lists(*(f"{name}.html" for name in answers), listing=f"/{group}/index.html")
        common_site.answers.update({f"/{group}/{name}.html": answer(data) for name, data in answers.items()})
        sources.append(common_site.source(group, f"/{group}/index.html", timeout=5.0))
    looks = []
    for _ in range(2):
        run = common_project.crawl(*sources)
        fetches = {group: common_project.store.fetches(run, group) for group in GROUPS}
        looks.append({group: {_name(one): one for one in found} for group, found in fetches.items()})
    yield Crawled(common_project, *looks, common_site.asked)


def _name(fetch: Fetch) -> str:
    return fetch.page.url.partition("?")[0].rsplit("/", 1)[1].removesuffix(".html")


OUTCOMES: dict[str, dict[Outcome, str]] = {
    "heads": {
        Outcome.OK: "nul control folded bare_cr bare_lf name colon nameless cookies warc interim no_reason lengths_alike",
        Outcome.TOO_LARGE: "long_etag",
    },
    "frames": {
        Outcome.OK: "http3",
        Outcome.HTTP_ERROR: "status_0 status_99999 status_minus status_206",
        Outcome.PARTIAL: "short chunk_extension chunk_trailers chunk_minus chunk_open close_delimited",
        Outcome.TOO_LARGE: "length_huge",
        Outcome.RESET: "http09 nothing status_word status_1xx_alone status_101 length_minus length_word length_5000_digits "
        "lengths_differ transfer_unknown",
    },
    "codings": {
        Outcome.OK: "twice plain unknown empty",
        Outcome.PARTIAL: "thousand cut damaged no_brotli no_body",
    },
    "places": {
        Outcome.HTTP_ERROR: "file data script port_99999 port_word bracket no_host nul bytes nowhere slashes fragment",
        Outcome.WRONG_HOST: "backslash port_0 user",
        Outcome.DNS: "idn dotted label",
        Outcome.TOO_LARGE: "long",
    },
    "bodies": {
        Outcome.OK: "comments scripts tags site_codes spaces bounds deep readings charset utf32",
        Outcome.HTTP_ERROR: "a.pdf",
        Outcome.TOO_LARGE: "charset_name",
    },
    "named": {
        Outcome.OK: "files nul%00.docx long.docx address.docx",
        Outcome.TOO_LARGE: "endless.docx",
        Outcome.ATTACHMENT_IS_HTML: "page.pdf",
    },
}


@pytest.mark.parametrize("group", OUTCOMES)
def test_each_answer_is_named_for_what_it_is(crawled: Crawled, group: str) -> None:
    """And twice alike: what the first run kept of one does not make the second see it otherwise."""
    wanted = {"index": Outcome.OK} | {name: outcome for outcome, names in OUTCOMES[group].items() for name in names.split()}
    for looks in (crawled.first, crawled.second):
        assert {name: fetch.outcome for name, fetch in looks[group].items()} == wanted


def test_no_sentence_is_a_flood(crawled: Crawled) -> None:
    """It stands in the report: short, and without control characters."""
    for fetch in (fetch for looks in crawled.first.values() for fetch in looks.values()):
        assert len(fetch.detail) < 400, fetch.detail
        assert fetch.detail.isprintable(), fetch.detail


def test_a_name_is_kept_as_it_is(crawled: Crawled) -> None:
    """However long, and but for its control characters."""
    titles = {name: fetch.page.title for name, fetch in crawled.first["named"].items()}
    assert titles["long.docx"] == f"{LONG_NAME}.docx"
    assert titles["nul%00.docx"].replace("\ufffd", "") == "目录.docx"


def test_the_archive_is_whole_for_us_and_for_others(crawled: Crawled) -> None:
    """Every head that came was written so that it stays one: records begin where they should and no header begins another."""
    archive = Archive(crawled.project.folder / "archive")
    audit = verify(archive, crawled.project.store.kept())
    assert (audit.damaged, audit.torn) == ([], [])
    for path in archive.root.rglob("*.warc.gz"):
        with path.open("rb") as file:
            kinds = [record.rec_type for record in ArchiveIterator(file)]
        assert set(kinds) <= {"warcinfo", "response", "request", "revisit"}
    warc = archive.read(crawled.first["heads"]["warc"].record or "")
    assert ("WARC-Type", "revisit") in {(name.title().replace("Warc", "WARC"), value) for name, value in warc.headers}
