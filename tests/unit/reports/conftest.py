"""The busy Monday, built once."""

from __future__ import annotations

import pytest

from domain.report import Report
from tests.unit.reports.desk import Desk
from tests.unit.reports.mornings import busy, report_of


@pytest.fixture(scope="session")
def monday_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return busy(tmp_path_factory.mktemp("monday"))


@pytest.fixture(scope="session")
def monday(monday_desk: Desk) -> Report:
    return report_of(monday_desk)
