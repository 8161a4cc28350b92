"""A report in English: the frame is another one, the words of the policy texts and what was kept are not."""

from __future__ import annotations

import io
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from bench.catalogue import PO, asked, compiled, entries
from domain.errors import InputError
from domain.report import Report, ReportKind
from reports import forward
from reports.language import LANGUAGES, _, speaking
from reports.notifiers import Letter
from reports.notifiers.mail import html as mail
from reports.renderers import render
from reports.renderers.json import encode
from reports.stored import SENTENCES, told
from tests.unit.reports.mornings import based, busy, report_of
from tests.unit.reports.test_outline import month

__all__ = ["month"]

HAN = re.compile(r"[一-鿿]+")
ENGLISH = entries(PO.read_text("utf-8"))


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(busy(tmp_path_factory.mktemp("monday")))


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Report:
    desk = based(tmp_path_factory.mktemp("quiet"))
    desk.begin(desk.at)
    for source in desk.sources:
        desk.looked(source.id)
    return report_of(desk)


def places(words: str) -> set[str]:
    return {name for _before, name, _format, _conversion in string.Formatter().parse(words) if name}


def test_the_catalogue_has_what_is_asked_for_and_nothing_else() -> None:
    """Every msgid of code and templates has an English one, and no entry waits for a msgid that is gone."""
    assert asked() == set(ENGLISH) - {""}
    assert all(ENGLISH.values())


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    """Whoever edits the .po compiles it: python -m bench.catalogue."""
    assert PO.with_suffix(".mo").read_bytes() == compiled(ENGLISH)


@pytest.mark.parametrize("words", sorted(set(ENGLISH) - {""}))
def test_places_agree(words: str) -> None:
    """A translation fills in all that the Chinese one fills in, and holds no Chinese word."""
    assert places(ENGLISH[words]) == places(words)
    assert not HAN.search(ENGLISH[words])


def _of_docx(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(node.text or "" for part in (document.element, *_feet(document)) for node in part.iter() if node.text)


def _feet(document: docx.document.Document) -> Iterator[docx.oxml.xmlchemy.BaseOxmlElement]:
    yield from (section.footer._element for section in document.sections)


def _of_xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    return "\n".join([*book.sheetnames, *cells])


def _of_html(content: bytes) -> str:
    return re.sub(r"<(style|pre)\b.*?</\1>", "", content.decode(), flags=re.S)


READ: dict[str, Callable[[bytes], str]] = {
    "html": _of_html,
    "markdown": lambda content: re.sub(r"```text.*?```", "", content.decode(), flags=re.S),
    "text": bytes.decode,
    "csv": bytes.decode,
    "atom": bytes.decode,
    "ics": lambda content: content.decode().replace("\r\n ", ""),
    "docx": _of_docx,
    "xlsx": _of_xlsx,
}


def unframed(text: str, report: Report) -> set[str]:
    """Chinese words that stand neither in the data of the report nor in what is copied for Chinese readers."""
    copied = "".join("\n".join(forward.citation(card)) for card in report.cards)
    data = encode(report).decode() + copied
    return {words for words in HAN.findall(text) if words not in data}


def frame_words(text: str, report: Report) -> set[str]:
    """Frame words of two or more characters that stand alone and in no sentence of a policy text or citation beneath a table."""
    passages = (
        side for card in report.cards for side in (card.whole, *(side for pair in card.pairs for side in (pair.old, pair.new)))
    )
    quoted = [one.text for one in passages if one] + [
        words for card in report.cards for words in forward.citation(card) if words in text
    ]
    held = set(HAN.findall("\n".join(quoted)))
    return {words for words in HAN.findall(text) if len(words) > 1 and words in ENGLISH and words not in held}


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("which", ["monday", "quiet", "month", "week"])
def test_no_chinese_outside_of_the_data(request: pytest.FixtureRequest, kind: str, which: str) -> None:
    """What is Chinese in an English report was taken from a page, or is there to be pasted."""
    report: Report = request.getfixturevalue("month" if which == "week" else which)
    report = replace(report, kind=ReportKind.WEEKLY) if which == "week" else report
    with speaking("en"):
        text = READ[kind](render(report, kind))
    assert unframed(text, report) == set()
    assert frame_words(text, report) == set()


def test_a_mail_in_english(monday: Report) -> None:
    """The mail has the same frame."""
    with speaking("en"):
        text = _of_html(mail(Letter(1, "key", monday, "reports/2026-11-23.html", ())).encode())
    assert unframed(text, monday) | frame_words(text, monday) == set()


@pytest.mark.parametrize("kind", READ)
def test_chinese_is_what_it_is_by_default(monday: Report, kind: str) -> None:
    """Asking for Chinese changes no byte."""
    with speaking("zh"):
        asked_for = render(monday, kind)
    assert asked_for == render(monday, kind)


def test_what_is_pasted_stays_chinese(monday: Report) -> None:
    """The paragraph and the citation go to Chinese readers."""
    card = monday.cards[0]
    expected = forward.paragraph(card, monday.on), forward.citation(card)
    with speaking("en"):
        assert (forward.paragraph(card, monday.on), forward.citation(card)) == expected
        assert expected[0] in render(monday, "markdown").decode()


@pytest.mark.parametrize(("kept", "english"), [
    ("提速", "faster"),
    ("他省同类 3 项", "counterparts in other provinces: 3"),
    ("新增一项（其后 15 项顺延改号）", "item added (15 after it renumbered)"),
    ("2027-06-15 有效期届满，剩204天", "2027-06-15 validity ends, 204 d left"),
    ("24 项，其中 3 项各省均无、17 项含新内容", "items: 24 (3 in no other province, 17 with new content)"),
    ("25 → 15个工作日 等2处", "25 → 15个工作日 (2 changes in all)"),
    ("首次入库，共16项", "seen for the first time, items: 16"),
    ("施行日期由未载明变为2026-12-01。", "Date of entry into force changed from not stated to 2026-12-01."),
    ("一、二", "一、二"),
    ("临床急需器械的检验时限", "临床急需器械的检验时限"),
    ("注册、检验", "注册、检验"),
])  # fmt: skip
def test_words_a_report_was_kept_with(kept: str, english: str) -> None:
    """Ours are told in the reader's language, those of a text pass as they are."""
    assert told(kept) == kept
    with speaking("en"):
        assert told(kept) == english


def test_every_kept_sentence_has_an_english_one() -> None:
    with speaking("en"):
        assert [words for words in SENTENCES if HAN.search(_(words))] == []


def test_an_unknown_language_is_one_sentence() -> None:
    """It names those there are."""
    with pytest.raises(InputError, match="there are no reports in 'fr'; use one of: zh, en"), speaking("fr"):
        pass
    assert set(LANGUAGES) == {"zh", "en"}


def test_the_page_says_its_language(monday: Report) -> None:
    with speaking("en"):
        page = render(monday, "html").decode()
    assert '<html lang="en">' in page
    assert '<pre class="copy" lang="zh-CN">' in page
    assert '<html lang="zh-CN">' in render(monday, "html").decode()


def test_the_catalogue_stands_beside_the_code() -> None:
    """So that a wheel, which takes whole folders, has it."""
    assert PO.parent == Path(forward.__file__).parent / "locale" / "en" / "LC_MESSAGES"
