"""The registry, the JSON and its schema, and what every format says."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from domain.errors import InputError
from domain.report import Report
from reports import wording
from reports.renderers import format_named, formats, register, render
from reports.renderers.json import decode, encode, schema, schema_text
from tests.unit.reports.mornings import based, report_of

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "docs" / "schema" / "report.schema.json"


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Report:
    desk = based(tmp_path_factory.mktemp("quiet"))
    desk.begin(desk.at + timedelta(days=1))
    for source in desk.sources:
        desk.looked(source.id)
    return report_of(desk)


class Reader(HTMLParser):
    """The words of a page without its head."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: bytes) -> str:
    reader = Reader()
    reader.feed(page.decode().split("</style>")[1])
    return "".join(reader.words)


def test_formats() -> None:
    """The built-in ones, each with the suffix of its files."""
    assert formats() == ("atom", "csv", "docx", "html", "ics", "json", "markdown", "pdf", "text", "xlsx")
    suffixes = [format_named(name).suffix for name in formats()]
    assert suffixes == [".atom", ".csv", ".docx", ".html", ".ics", ".json", ".md", ".pdf", ".txt", ".xlsx"]


def test_an_unknown_format_is_an_input_error(monday: Report) -> None:
    """The message names what there is."""
    with pytest.raises(InputError, match="'odt'; use one of: atom, csv, docx, html, ics, json, markdown, pdf"):
        render(monday, "odt")


def test_a_name_is_registered_once() -> None:
    """A plug-in cannot quietly take the place of a built-in renderer."""
    formats()
    with pytest.raises(ValueError, match="registered twice"):
        register("html", ".html", "text/html")(encode)


def test_json_gives_the_same_report_back(monday: Report, quiet: Report) -> None:
    """Compact and pretty alike: the report of a past day can be drawn again from what was kept."""
    for report in (monday, quiet):
        assert decode(encode(report)) == report == decode(render(report, "json"))
        assert render(decode(encode(report)), "html") == render(report, "html")


def test_the_published_schema_is_the_code_s(monday: Report, quiet: Report) -> None:
    """docs/schema/report.schema.json is what the dataclasses say (``python -m reports.renderers.json``), and reports keep to it."""
    assert SCHEMA.read_bytes() == schema_text()
    jsonschema.Draft202012Validator.check_schema(schema())
    for report in (monday, quiet):
        jsonschema.validate(json.loads(encode(report)), schema())


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_verdict_health_and_values_stand_in_every_format(monday: Report, format: str) -> None:
    """Numbers, the health line with the failed source, the changed value, the direction word, and what did not change."""
    page = render(monday, format)
    said = read(page) if format == "html" else page.decode()
    for words in (
        "应查 4，成功 3，异常 1",
        "山西省药监局",
        "返回错误页",
        "20 → 15个工作日",
        "提速",
        "本项其余 1 句、责任单位均未变。",
    ):
        assert words in said
    for mark in ("【15个工作日】", "【应当】", "【不】", "【须处理】", "【须知晓】"):
        assert mark in said


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_a_quiet_day_has_the_same_frame(quiet: Report, format: str) -> None:
    """Verdict, health and next date; no empty headings."""
    page = render(quiet, format)
    said = read(page) if format == "html" else page.decode()
    assert "无实质变动。" in said and "应查 4，成功 4" in said and "2027-05-22" in said
    assert "须处理" not in said and "变动详情" not in said


def test_a_quiet_day_with_a_failed_source_claims_nothing(tmp_path: Path) -> None:
    """无变动 is never said flatly when something was not looked at."""
    desk = based(tmp_path)
    desk.begin(desk.at + timedelta(days=1))
    desk.looked("sh")
    assert "不能据此认为没有变动" in wording.verdict(report_of(desk))


def test_quotes_can_be_pasted_from_the_page(monday: Report) -> None:
    """The citation of a card holds each quote unbroken by marks, so that Ctrl+F on the official page finds it."""
    said = read(render(monday, "html"))
    for card in monday.cards:
        for one in (one for pair in card.pairs for one in (pair.old, pair.new) if one):
            assert one.quote and one.quote in said


def test_the_page_needs_nothing_but_itself(monday: Report) -> None:
    """No script, no image, no style sheet, no font from anywhere."""
    page = render(monday, "html").decode()
    for tag in ("<script", "<img", "<link", "<iframe", "<object", "@import", "url("):
        assert tag not in page
    assert '<html lang="zh-CN">' in page and 'name="viewport"' in page


def test_a_later_revision_says_so(monday: Report, monday_desk) -> None:
    """第2版 stands in the head of every format."""
    second = report_of(monday_desk, revision=2)
    assert all("第2版" in render(second, name).decode() for name in ("html", "markdown", "text"))


def test_the_documented_formats_are_those_registered() -> None:
    """docs/report.md has a row for each format with the suffix of its files."""
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` | `{format_named(name).suffix}` |" in page for name in formats())


def test_the_documented_example_adds_a_format() -> None:
    """The module of docs/report.md, run as it stands, registers its name beside the built-in ones."""
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    example = page.split("```python\n")[1].split("```")[0]
    program = example + "\nfrom reports.renderers import formats\nprint(','.join(formats()))\n"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "atom,csv,docx,html,ics,json,markdown,pdf,text,titles,xlsx"
