"""The same document from several pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from differ.publications import diverge, same_version
from domain.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "reprint",
    [
        lambda text: text.replace("（", "(").replace("）", ")"),
        lambda text: text.replace("，", "，\u3000"),
        lambda text: f"来源：海港日报\n{text}责任编辑：周到\n",
    ],
)
def test_reprint_is_the_same_version(read: Read, policy: str, reprint: Callable[[str], str]) -> None:
    """Width, layout and the paper's own lines make no divergence."""
    assert same_version(read(policy), read(reprint(policy)))


def test_divergence_names_both_sides(read: Read, policy: str) -> None:
    """Another number on the reprint is a divergence, official text first, with places in both texts."""
    official, other = read(policy), read(policy.replace("60个工作日", "50个工作日"))
    (row,) = diverge(official, other)
    assert (row.official, row.other, row.official_number, row.other_number) == ("60个工作日", "50个工作日", "（四）", "（四）")
    assert row.official_span is not None and row.official_span.of(official.text) == row.official
    assert row.other_span is not None and row.other_span.of(other.text) == row.other


def test_measure_that_one_page_lacks(read: Read, policy: str) -> None:
    """A measure left out by the reprint stands against nothing."""
    lines = [line for line in policy.splitlines(keepends=True) if not line.startswith("（八）")]
    (row,) = diverge(read(policy), read("".join(lines)))
    assert row.official_number == "（八）" and row.other == "" and row.other_number is None


def test_other_number_over_the_same_words(read: Read, policy: str) -> None:
    """A misprinted number is a divergence too."""
    (row,) = diverge(read(policy), read(policy.replace("（八）", "（九）")))
    assert (row.official, row.other) == ("（八）", "（九）")


def test_report_about_the_document_is_no_publication(read: Read, policy: str) -> None:
    """A page that carries no measures never is the same version."""
    (row,) = diverge(read(policy), read("昨日，省药监局介绍了敷料新政的有关情况，记者从现场获悉多项举措即将落地。\n"))
    assert "旧版8项" in row.other


@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_traditional_and_damaged_originals(read: Read, shared: Path, number: str) -> None:
    """The corpus texts as found (Traditional, hard-wrapped, with damaged bytes) and their clean renderings are one version each."""
    found = next((shared / "corpus").glob(f"{number}*.txt")).read_text("utf-8")
    clean = (shared / "gold" / "edits" / "simplified" / f"{number}.txt").read_text("utf-8")
    assert diverge(read(clean), read(found)) == ()
