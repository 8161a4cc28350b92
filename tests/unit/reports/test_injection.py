"""Every string of a report that may come from a page is an attack at once; no format does anything but show it.

The morning is poisoned whole: titles, numbers, sections, bodies, unit names, addresses, file names, names and errors of sources.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypeVar
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import feedparser
import msgspec
import openpyxl
import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from markdown_it import MarkdownIt
from pypdf import PdfReader

from domain.report import Report
from reports.feeds import Choice, feed
from reports.renderers import format_named, formats, render
from reports.table import COLUMNS
from tests.conftest import lacking

T = TypeVar("T")
ATTACKS = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>",
    "</style><style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "\u202egpj.exe\u2066\u200f",
    "\r\nATTACH:http://evil.example/a\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "]]><entry><link href='javascript:alert(4)'/></entry><![CDATA[",
    "[点此](javascript:alert(5)) ![图](http://evil.example/p.png) <http://evil.example>",
    "\x00\x07\x1b[31m\ufffe{{7*7}}{% raw %}${7*7}",
    '" onmouseover="alert(6)" x="',
    'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" \\* MERGEFORMAT',
)
FORMULAS = ('=HYPERLINK("http://evil.example","点")', "+1+1", "-2+3|cmd", "@SUM(A1)", "\t=1+1", "＝1+1")
ADDRESSES = (
    "javascript:alert(7)",
    "data:text/html,<script>alert(8)</script>",
    'https://evil.example/" onclick=alert(9) x="',
    "https://user:pass@evil.example/",
    "file:///etc/passwd",
    "https://ok.example/art/1.html",
)
OUTSIDE = frozenset(
    [
        "title",
        "document_number",
        "province",
        "authority",
        "name",
        "detail",
        "number",
        "section",
        "text",
        "quote",
        "origin",
        "words",
        "value",
        "what",
        "subject",
        "note",
        "old_lead",
        "new_lead",
        "computed",
        "document",
        "key",
        "phrase",
        "paper",
    ]
)
LISTS = frozenset({"old", "new", "facts", "absent", "measures", "topics", "products", "unheard"})
"""Fields that are lists of words from a page, where they are not lists of parts of the report."""


def poisoned(report: T, attack: str, address: str) -> T:
    """A report, or a part of one, with an attack in every string that may come from outside."""

    def spoil(value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {key: spoil(inner, key) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [spoil(inner, field) for inner in value]
        if not isinstance(value, str):
            return value
        if field == "url":
            return address
        return f"{attack}{value}" if field in OUTSIDE | LISTS else value

    return msgspec.convert(spoil(msgspec.to_builtins(report)), type(report))


@pytest.fixture(scope="module")
def enemies(monday: Report) -> list[Report]:
    """One morning for each attack and each address."""
    attacks = [*ATTACKS, *FORMULAS, "".join(ATTACKS)]
    return [poisoned(monday, attack, ADDRESSES[at % len(ADDRESSES)]) for at, attack in enumerate(attacks)] + [
        poisoned(monday, ATTACKS[0], address) for address in ADDRESSES
    ]


def web(address: str) -> bool:
    return address == "https://ok.example/art/1.html"


def html(page: bytes) -> None:
    soup = BeautifulSoup(page, "html.parser")
    assert (
        not soup.find_all(["script", "img", "svg", "link", "iframe", "object", "form", "input"])
        and len(soup.find_all("style")) == 1
    )
    for element in soup.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")], element.attrs
        assert "href" not in element.attrs or web(str(element["href"])) or str(element["href"]).startswith("#")
    silent(page.decode())


def markdown(page: bytes) -> None:
    drawn = MarkdownIt("commonmark", {"html": True}).enable("table").render(page.decode())
    soup = BeautifulSoup(drawn, "html.parser")
    assert not soup.find_all(["script", "img", "svg", "link", "style", "entry"])
    assert all(web(str(one["href"])) for one in soup.find_all("a"))
    silent(page.decode())


def silent(page: str) -> None:
    """No character that acts unseen."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe]", page)


def atom(page: bytes) -> None:
    read = feedparser.parse(io.BytesIO(page), sanitize_html=False)
    assert not read.bozo, read.get("bozo_exception")
    assert all(web(link.href) for entry in read.entries for link in entry.get("links", ()))
    names = {element.tag.rpartition("}")[2] for element in fromstring(page).iter()}  # noqa: S314 - parsed by feedparser before
    assert names <= {"feed", "title", "id", "updated", "author", "name", "entry", "link", "category", "content"}
    silent(page.decode())


def ics(page: bytes) -> None:
    calendar = Calendar.from_ical(page)
    assert {one.name for one in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    for event in calendar.walk("VEVENT"):
        assert "ATTACH" not in event and ("URL" not in event or web(str(event["URL"])))
    lines = page.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in lines)
    silent(page.decode().replace("\r\n", "\n"))


def table(page: bytes) -> None:
    rows = list(csv.reader(io.StringIO(page.decode("utf-8-sig"), newline=""), strict=True))
    assert all(len(row) == len(COLUMNS) for row in rows)
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
        silent(cell)


def workbook(page: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(page)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in "snd" and (cell.hyperlink is None or _harmless(cell.hyperlink))
    package(page)


def _harmless(link: Any) -> bool:
    """To the web, or to a cell of the same workbook."""
    return web(str(link.target)) or (link.target is None and bool(re.fullmatch(r"'[^'!]+'!A\d+", link.location)))


def package(page: bytes) -> None:
    """No relation to anything outside but web addresses, no field but the page numbers, no formula, no macro, no object."""
    with ZipFile(io.BytesIO(page)) as held:
        for name in held.namelist():
            content = held.read(name).decode("utf-8", "replace")
            assert not name.endswith((".bin", ".vml", ".html")) and "instrText" not in content and "<f>" not in content
            assert set(re.findall(r'w:instr="([^"]*)"', content)) <= {" PAGE ", " NUMPAGES "}
            if name.endswith(".rels"):
                relations = re.findall(r"<Relationship\b[^>]*>", content)
                outside = [one for one in relations if 'TargetMode="External"' in one]
                assert all('Target="https://ok.example/art/1.html"' in one for one in outside)
            if name.endswith(".xml"):
                silent(content.replace("\r\n", "\n"))


def pdf(page: bytes) -> None:
    reader = PdfReader(io.BytesIO(page))
    root = reader.trailer["/Root"]
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(root) and "/JavaScript" not in str(root.get("/Names", ""))  # type: ignore[arg-type,union-attr]
    for sheet in reader.pages:
        for note in sheet.get("/Annots", ()):
            action: Any = note.get_object().get("/A")
            assert action is None or web(str(action.get_object().get("/URI")))
        assert not list(sheet.images)


CHECKS: dict[str, Callable[[bytes], None]] = {
    "html": html,
    "markdown": markdown,
    "text": lambda page: silent(page.decode()),
    "atom": atom,
    "ics": ics,
    "csv": table,
    "xlsx": workbook,
    "docx": package,
    "pdf": pdf,
    "json": lambda page: json_kept(page),
}


def json_kept(page: bytes) -> None:
    assert isinstance(msgspec.json.decode(page, type=Report), Report)


def test_every_format_has_its_check() -> None:
    """A new format brings one."""
    assert set(CHECKS) == set(formats())


@pytest.mark.parametrize("format", [name for name in CHECKS if name != "pdf"])
def test_nothing_acts(enemies: list[Report], format: str) -> None:
    """Whatever the attack, in whatever field."""
    for report in enemies:
        CHECKS[format](render(report, format))


def test_nothing_acts_in_a_pdf(enemies: list[Report]) -> None:
    """It is drawn from the HTML, which the test above puts to every attack: here what a page of a PDF may do by itself."""
    if find_spec("weasyprint") is None:
        lacking("the extra [pdf] is not installed")
    pdf(render(enemies[-1], "pdf"))


def test_nothing_acts_in_a_feed_by_topic(enemies: list[Report]) -> None:
    """Feeds over many reports hold the same entries."""
    for report in enemies:
        atom(feed([report], Choice(source="sh", name=report.sources.rows[0].name)))


def test_no_attack_reaches_a_file_name(enemies: list[Report]) -> None:
    """Files are named by the day, the version and our own words."""
    for report in enemies:
        for name in formats():
            assert re.fullmatch(r"[\w一-鿿-]+(?:\.[a-z]+)+", format_named(name).file(report))
