"""Every string of the 省际比较表 that may come from a page is an attack at once; no file of it does anything but show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from domain.comparison_table import ComparisonTable, Lapse, Turn, Turned
from domain.digest import Digest
from domain.report import Report, ReportKind
from reports.matrix_files import write
from reports.matrix_part import only_changed
from reports.renderers import render
from tests.unit.reports.desk import MONDAY, Desk
from tests.unit.reports.matrices import table
from tests.unit.reports.test_injection import ADDRESSES, ATTACKS, FORMULAS, T, html, markdown, package, poisoned, workbook
from tests.unit.reports.test_injection import CHECKS as FORMATS


@pytest.fixture(scope="module")
def made(monday_desk: Desk) -> ComparisonTable:
    gone = Lapse(
        "变更周期", "检验检测", "甲", "某措施", "（四）", "平均五个月内", Turned(date(2026, 11, 20), Turn.REPEALED, "E9")
    )
    return replace(table(monday_desk), lapses=(gone,), unheard=("乙", "丙"))


def spoilt(thing: T) -> list[T]:
    """It once for each attack and each address."""
    attacks = [*ATTACKS, *FORMULAS, "".join(ATTACKS)]
    made = [poisoned(thing, attack, ADDRESSES[at % len(ADDRESSES)]) for at, attack in enumerate(attacks)]
    return made + [poisoned(thing, ATTACKS[0], address) for address in ADDRESSES]


CHECKS: dict[str, Callable[[bytes], None]] = {"html": html, "md": markdown, "docx": package, "xlsx": workbook}


@pytest.mark.parametrize("kind", CHECKS)
def test_nothing_acts(made: ComparisonTable, kind: str) -> None:
    """No script, no foreign link or relation, no formula, no character that acts unseen."""
    for one in spoilt(made):
        CHECKS[kind](write(one, kind, MONDAY))


def test_json_is_data(made: ComparisonTable) -> None:
    """It carries the words as they are, for a program that knows them to be foreign."""
    for one in spoilt(made):
        assert msgspec.json.decode(write(one, "json", MONDAY), type=ComparisonTable) == one


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "pdf"])
def test_nothing_acts_in_a_month(made: ComparisonTable, monday: Report, format: str) -> None:
    """The rows that a monthly digest shows, in every format that draws it."""
    digest = Digest(1, comparison=only_changed(made))
    for one in spoilt(replace(monday, kind=ReportKind.MONTHLY, digest=digest)):
        FORMATS[format](render(one, format))
