"""The six checks the reader would run herself (reader.md, section 11), through the whole road from page to report."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import msgspec
import opencc
import pytest
from bs4 import BeautifulSoup

from domain.change import Status
from domain.document import PublicationLevel
from domain.report import Foundation, Report
from monitor.clock import SHANGHAI, clock_from
from monitor.demo import DemoDay
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import run
from monitor.wiring import open_rooms

from .policy_site import PolicySite

Publish = Callable[..., Report]
FIRST = datetime(2026, 11, 20, 8, 5, tzinfo=SHANGHAI)
HALF_TO_FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.fixture(scope="session")
def shanxi(shared: Path) -> str:
    return (shared / "gold" / "edits" / "simplified" / "000.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def editor(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("apply_edits", shared / "gold" / "edits" / "apply_edits.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def edits(shared: Path) -> dict[str, dict[str, object]]:
    found = json.loads((shared / "gold" / "edits" / "edits.json").read_text("utf-8"))
    return {one["id"]: one for one in found}


@pytest.fixture
def publish(tmp_path: Path, shanxi: str) -> Iterator[Publish]:
    """Publishes a text on the site and gives the report of the next morning; the first morning saw the text of ``shanxi``."""
    day = 0
    with PolicySite("若干措施", shanxi) as site:
        make_project(tmp_path / "watch", site.source_files)

        def morning(text: str = shanxi, *, down: bool = False) -> Report:
            nonlocal day
            site.text, site.down = text, down
            with open_rooms(tmp_path / "watch", clock_from(FIRST + timedelta(days=day))) as rooms:
                record = run(rooms).report
            day += 1
            assert record
            return stored(record)

        assert morning().foundation == Foundation(documents=1, measures=28)
        yield morning


def test_1_every_quote_is_found_on_the_page(lived: tuple[Path, list[DemoDay]]) -> None:
    """Paste the quote of any card into Ctrl+F on the official page: found, byte for byte, in what was received."""
    root, days = lived
    quotes = 0
    with open_rooms(root) as rooms:
        for day in days[1:]:
            for card in stored(rooms.store.report(day.day.on)).cards:
                document = rooms.store.document(card.paper.id)
                for edition, passages in (
                    (card.old_edition, [pair.old for pair in card.pairs]),
                    (card.new_edition, [pair.new for pair in card.pairs]),
                ):
                    if edition is None:
                        continue
                    version = rooms.store.versions(document.id)[edition.sequence - 1]
                    page = "\n".join(
                        received(rooms.desk.archive.read(rooms.store.fetch(fetch).record or "").body)
                        for fetch in version.fetches
                    )
                    for passage in passages:
                        if passage and passage.quote:
                            assert passage.quote in page
                            quotes += 1
    assert quotes > 10


def received(body: bytes) -> str:
    """The text of a page or DOCX as another program reads it: not our decoder, not our walker."""
    if body.startswith(b"PK"):
        import io
        import zipfile

        xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
        return "\n".join(re.sub(r"<[^>]+>", "", paragraph) for paragraph in xml.split("</w:p>"))
    return BeautifulSoup(body, "lxml", from_encoding="gb18030" if b"gb2312" in body[:2000] else "utf-8").get_text()


def test_2_one_item_inserted_is_one_addition(
    publish: Publish, shanxi: str, editor: ModuleType, edits: dict[str, dict[str, object]]
) -> None:
    """An item put in the middle, fifteen renumbered behind it: exactly one 新增."""
    report = publish(editor.apply(shanxi, edits["E21"]["edit"]))
    assert [(card.status, [spot.number for spot in card.new]) for card in report.cards] == [(Status.ADDED, ["（十四）"])]
    assert (report.verdict.substantive, report.verdict.renumbered) == (1, 15)


def test_3_traditional_script_and_full_width_are_an_empty_report(publish: Publish, shanxi: str) -> None:
    """The same document in 繁體 with full-width marks and digits: nothing happened."""
    report = publish(opencc.OpenCC("s2t").convert(shanxi).translate(HALF_TO_FULL))
    assert report.verdict.quiet
    assert (report.cards, report.editorial, report.notices, report.suspects) == ((), (), (), ())


def test_4_one_bu_deleted_is_on_the_first_screen(publish: Publish, shanxi: str) -> None:
    """不断满足 -> 断满足: one character of 15,000, and the first line of the report."""
    assert shanxi.count("不断满足") == 1
    report = publish(shanxi.replace("不断满足", "断满足"))
    assert report.verdict.substantive == 1
    (card,) = report.cards
    assert report.first_screen[0].target == card.id
    assert "不" in report.first_screen[0].value + report.first_screen[0].what


def test_5_an_unplugged_source_is_named_and_nothing_is_deleted(publish: Publish) -> None:
    """The same morning, with the reason; no 删除, and the old version stays."""
    report = publish(down=True)
    (row,) = report.sources.bad
    assert row.name == "测试省药监局"
    assert "503" in row.detail
    assert report.cards == ()
    assert publish().verdict.quiet


def test_6_the_report_of_a_past_day_is_what_was_sent(lived: tuple[Path, list[DemoDay]]) -> None:
    """Asked for again after all later days, each report is the same to the byte."""
    root, days = lived
    with open_rooms(root) as rooms:
        for day in days:
            past = stored(rooms.store.report(day.day.on))
            for file in day.result.files:
                kind = {"md": "markdown"}.get(Path(file).suffix[1:], Path(file).suffix[1:])
                assert rooms.render(past, kind) == Path(file).read_bytes()


def test_reports_come_back_from_json_unchanged(lived: tuple[Path, list[DemoDay]]) -> None:
    """A report is kept as JSON and loses nothing by it."""
    with open_rooms(lived[0]) as rooms:
        for record in rooms.store.reports():
            report = stored(record)
            assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_official_pages_make_official_documents(lived: tuple[Path, list[DemoDay]]) -> None:
    """What stands in a source file as the level of its site reaches the document."""
    with open_rooms(lived[0]) as rooms:
        assert {document.level for document in rooms.store.documents()} == {PublicationLevel.OFFICIAL}
