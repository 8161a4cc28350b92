"""Corrections of reports that were sent, with the daily report that told them."""

from __future__ import annotations

import sqlite3

from domain.correction import Correction
from domain.record import CorrectionRecord
from storage.engine import Engine
from storage.values import from_json, to_json


class Corrections(Engine):
    """The table ``corrections``; its rows are marked told by ``record_report``."""

    def record_correction(self, correction: Correction) -> CorrectionRecord:
        with self.transaction():
            return CorrectionRecord(self.insert("corrections", {"value": to_json(correction)}), correction)

    def corrections(self) -> list[CorrectionRecord]:
        return [_correction(row) for row in self.rows("SELECT * FROM corrections ORDER BY id", ())]


def _correction(row: sqlite3.Row) -> CorrectionRecord:
    return CorrectionRecord(row["id"], from_json(row["value"], Correction), row["report"])
