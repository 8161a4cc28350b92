"""The same text in every format gives the same measures: files made by real writers, read through the whole normalizer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.document import Document

Write = Callable[[str, list[str]], bytes]
Load = Callable[..., Document]
FILES = ("reportlab.pdf", "chromium.pdf", "python-docx.docx", "openpyxl.xlsx", "by hand.ofd")
FORMATS = (*FILES, "gbk.html", "trs.html", "jpage.html", "gkmlpt.html")


def said(document: Document) -> list[tuple[object, ...]]:
    """What the measures of a document say."""
    return [(m.number, m.section, m.title, m.body, m.responsible_units, m.lead_unit, m.supporting) for m in document.measures]


@pytest.mark.parametrize("name", FORMATS)
def test_a_paper_says_the_same(name: str, paper: list[str], write: Write, loaded: Load) -> None:
    """Twelve measures with numbers, titles, bodies and units, title, dates and facts as in the plain text."""
    plain, read = loaded("\n".join(paper).encode()), loaded(write(name, paper), name)
    assert len(plain.measures) == 12
    assert said(read) == said(plain)
    assert (read.title, read.effective_on, read.expires_on, read.issued_on, read.issuing_authorities) == (
        plain.title,
        plain.effective_on,
        plain.expires_on,
        plain.issued_on,
        plain.issuing_authorities,
    )
    assert [(fact.ordinal, fact.text) for fact in read.facts] == [(fact.ordinal, fact.text) for fact in plain.facts]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", ["000", "002", "003", "004"])
def test_the_baseline_says_the_same(text: str, name: str, shared: Path, write: Write, loaded: Load) -> None:
    """The four texts of the baseline, in their clean form."""
    lines = (shared / "gold/edits/simplified" / f"{text}.txt").read_text(encoding="utf-8").strip().split("\n")
    plain, read = loaded("\n".join(lines).encode()), loaded(write(name, lines), name)
    assert len(plain.measures) >= 20
    assert said(read) == said(plain)


@pytest.mark.parametrize("name", ["reportlab.pdf", "chromium.pdf", "by hand.ofd"])
def test_heads_and_page_numbers_are_off_and_on_record(name: str, paper: list[str], write: Write, loaded: Load) -> None:
    """Nothing of the page's furniture is left in the text, published or canonical, and a record tells of each piece."""
    read = loaded(write(name, paper), name)
    taken = [repair.before for repair in read.repairs if repair.kind in ("page_number", "furniture")]
    assert len(taken) >= 4
    assert not any(words in read.published for words in taken)
    assert "公报" not in read.text
    assert "file:" not in read.text


def test_a_zip_of_them_reads_in_the_order_of_names(paper: list[str], write: Write, loaded: Load) -> None:
    """Members go by name, 附件2 before 附件10, whatever their order in the file; names in GBK are no obstacle."""
    held = io.BytesIO()
    halves = {"附件10.xlsx": write("openpyxl.xlsx", paper[9:]), "附件2.pdf": write("reportlab.pdf", paper[:9])}
    with zipfile.ZipFile(held, "w") as file:
        for name, content in halves.items():
            file.writestr(zipfile.ZipInfo(name.encode("gbk").decode("cp437")), content)
    assert said(loaded(held.getvalue(), "附件.zip")) == said(loaded("\n".join(paper).encode()))
